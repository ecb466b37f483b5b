// Is ready when it says so, and tells its supervisor's message handler about each request.
require('node:http')
  .createServer((request, response) => {
    process.once('message', (answer) => response.end(answer));
    process.send({ path: request.url });
  })
  .listen(3000, () => setTimeout(() => process.send('ready'), 300));
