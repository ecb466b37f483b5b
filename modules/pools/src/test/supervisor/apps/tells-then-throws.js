console.log('only on standard output');
process.exit(7);
