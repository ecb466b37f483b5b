// Has a SIGTERM handler of its own, which counts how many requests still ran when it was called and says goodbye.
const fs = require('node:fs');
let running = 0;
process.on('SIGTERM', () => {
  fs.appendFileSync(process.env.GOODBYES, `${process.pid} ${running} running, ${process.listenerCount('SIGTERM')} listeners\n`);
  process.exit(0);
});
require('node:http')
  .createServer((request, response) => {
    running++;
    response.on('close', () => running--);
    setTimeout(() => response.end(String(process.pid)), request.url === '/slow' ? 600 : 5);
  })
  .listen(3000);
