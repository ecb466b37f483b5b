// Answers with its process id: at once, after 200 ms (/slow), after 2 s (/long), never again (/hang) or as events (/events).
const http = require('node:http');

http
  .createServer((request, response) => {
    const pid = String(process.pid);
    if (request.url === '/slow') setTimeout(() => response.end(pid), 200);
    else if (request.url === '/long') setTimeout(() => response.end(pid), 2_000);
    else if (request.url === '/hang') for (;;);
    else if (request.url === '/sick') response.writeHead(500).end();
    else if (request.url === '/events') response.setHeader('Content-Type', 'text/event-stream').write('data: begin\n\n');
    else if (request.url === '/upload') request.on('data', (chunk) => (request.got = (request.got ?? 0) + chunk.length)).on('end', () => response.end(String(request.got)));
    else response.end(pid);
  })
  .on('upgrade', (request, socket) => {
    socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
  })
  .listen(Number(process.env.PORT ?? 3000));
