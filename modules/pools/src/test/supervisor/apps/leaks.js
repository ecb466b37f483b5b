// Holds 20 MB more with each request.
const held = [];
require('node:http')
  .createServer((request, response) => {
    held.push(Buffer.alloc(20e6, 1));
    response.end(String(process.pid));
  })
  .listen(3000);
