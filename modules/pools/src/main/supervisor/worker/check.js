'use strict';
// The health check of a worker that is not admitted yet: a request to the application's own server over a private loopback
// port, so that no client can meet a worker that is not well.

const http = require('node:http');
const net = require('node:net');

const PAUSE = 100;

function answer(port, path) {
  return new Promise((resolve) => {
    const request = http.get({ host: '127.0.0.1', port, path, agent: false, timeout: 5_000 }, (response) => {
      response.resume();
      resolve({ status: response.statusCode });
    });
    request.on('timeout', () => request.destroy(new Error('no answer within 5 s')));
    request.on('error', (error) => resolve({ error: error.message }));
  });
}

/** Asks `path` of `server` until it answers with 200 to 399, telling each failure; the start timeout is the supervisor's. */
async function checkOver(server, path, onFailure) {
  const door = net.createServer({ allowHalfOpen: server.allowHalfOpen }, (socket) => server.emit('connection', socket));
  await new Promise((resolve) => door.listen({ host: '127.0.0.1', port: 0, exclusive: true }, resolve));
  const { port } = door.address();
  for (;;) {
    const { status, error } = await answer(port, path);
    if (status >= 200 && status < 400) break;
    onFailure(error ?? `status ${status}`);
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
  door.close();
}

module.exports = { checkOver };
