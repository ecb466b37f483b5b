// Writes a numbered line every 5 ms.
let n = 0;
setInterval(() => process.stdout.write(`line ${process.pid} ${n++}\n`), 5);
require('node:http')
  .createServer((request, response) => response.end(String(process.pid)))
  .listen(3000);
