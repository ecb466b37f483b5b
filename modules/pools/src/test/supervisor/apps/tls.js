// Serves HTTPS, and says what it sees of the connection.
const https = require('node:https');
const fs = require('node:fs');
https
  .createServer({ key: fs.readFileSync(process.env.KEY), cert: fs.readFileSync(process.env.CERT) }, (request, response) => {
    response.end(JSON.stringify({ pid: process.pid, encrypted: request.socket.encrypted, port: request.socket.remotePort }));
  })
  .listen(3000);
