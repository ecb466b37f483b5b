// Says as JSON which process answers, what it saw of the request, and how often this client's session came here.
const http = require('node:http');
const sessions = new Map();

const server = http.createServer((request, response) => {
  const { searchParams: query, pathname } = new URL(request.url, 'http://localhost');
  const client = query.get('client');
  sessions.set(client, (sessions.get(client) ?? 0) + 1);
  const seen = () => ({
    pid: process.pid,
    slot: process.env.JFORGE_POOL_WORKER,
    visits: sessions.get(client),
    address: request.socket.remoteAddress,
    port: request.socket.remotePort,
    local: request.socket.localPort,
    headers: request.rawHeaders,
    trailers: request.rawTrailers,
  });
  const tell = (more = {}) => response.end(JSON.stringify({ ...seen(), ...more }));
  if (pathname === '/pid') response.end(String(process.pid));
  else if (pathname === '/slow') setTimeout(tell, 300);
  else if (pathname === '/head') response.writeHead(201, 'Made', [['Set-Cookie', 'a=1'], ['Set-Cookie', 'b=2']].flat()).end();
  else if (pathname === '/set') response.setHeader('Set-Cookie', 'a=1').writeHead(200, { 'set-cookie': ['b=2'] }).end();
  else if (pathname === '/count') {
    let bytes = 0;
    request.on('data', (chunk) => (bytes += chunk.length)).on('end', () => tell({ bytes }));
  } else if (pathname === '/big') {
    let left = Number(query.get('bytes'));
    response.on('drain', () => more());
    const more = () => {
      while (left > 0) {
        const chunk = Buffer.alloc(Math.min(left, 65_536), 120);
        left -= chunk.length;
        if (!response.write(chunk)) return;
      }
      response.end();
    };
    more();
  } else if (pathname === '/trailers') {
    response.writeHead(200, { Trailer: 'X-Sum' });
    response.write('body');
    response.addTrailers({ 'X-Sum': '42' });
    response.end();
  } else if (pathname === '/early') {
    response.writeEarlyHints({ link: '</a.css>; rel=preload' });
    tell();
  } else if (pathname === '/half') response.writeHead(200, { 'Content-Length': '100' }).write('half', () => response.destroy());
  else if (pathname === '/wait') request.socket.once('close', () => console.log(`closed ${client}`));
  else if (pathname === '/refuse') response.writeHead(413, { Connection: 'close' }).end('too large');
  else if (pathname === '/events') response.writeHead(200, { 'Content-Type': 'text/event-stream' }).write(`data: ${process.pid}\n\n`);
  else tell();
});

if (process.env.ASKED) {
  server.on('checkContinue', (request, response) => {
    if (request.headers['x-no']) response.writeHead(417).end(String(process.pid));
    else {
      response.writeContinue();
      server.emit('request', request, response);
    }
  });
}
server.on('upgrade', (request, socket, head) => {
  if (request.url === '/closed') return socket.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n');
  socket.write(`HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n${process.pid} ${request.socket.remotePort}\n`);
  socket.write(head);
  socket.pipe(socket);
  socket.on('error', () => {});
});
server.listen(Number(process.env.PORT ?? 3000));
