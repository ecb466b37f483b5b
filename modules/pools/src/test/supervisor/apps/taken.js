// Its second port is one that somebody else has.
const http = require('node:http');
const fs = require('node:fs');
const path = require('node:path');
const port = Number(fs.readFileSync(path.join(__dirname, 'taken'), 'utf8'));
http.createServer(() => {}).listen(3000, () => http.createServer(() => {}).listen(port, '127.0.0.1'));
