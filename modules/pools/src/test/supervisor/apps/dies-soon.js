const http = require('node:http');
http.createServer((request, response) => response.destroy()).listen(3000, () => setTimeout(() => process.exit(3), 100));
