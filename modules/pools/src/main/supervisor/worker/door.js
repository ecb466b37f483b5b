'use strict';
// The private socket of a worker, over which the other workers of the pool pass on the requests of its clients.

const http = require('node:http');
const net = require('node:net');
const { takeOrigin } = require('./origin');

// The worker that took the request has held the application's own limits against it; these must not be narrower.
const OPTIONS = { maxHeaderSize: 2 ** 20, requireHostHeader: false, headersTimeout: 0, requestTimeout: 0, keepAliveTimeout: 0 };
const BACKLOG = 4_096;

class Door {
  #server = http.createServer(OPTIONS);

  /** `serve(event, origin, request, ...more)` gets what was passed on. A path that can't be listened on ends the process. */
  constructor(path, connections, serve) {
    const server = this.#server;
    Object.assign(server, { timeout: 0, keepAliveTimeout: 0, maxHeadersCount: 0, maxRequestsPerSocket: 0 });
    server.on('connection', (socket) => connections.inner(socket));
    for (const event of ['request', 'checkContinue', 'checkExpectation', 'upgrade', 'connect']) {
      server.on(event, (request, ...more) => {
        const origin = takeOrigin(request);
        if (origin) serve(event, origin, request, ...more);
        else request.socket.destroy();
      });
    }
    server.listen({ path, backlog: BACKLOG, exclusive: true });
    // An application that has nothing more to do should end.
    server.unref();
  }

  /** No further connection is taken; the worker that tried finds another owner. Node removes the socket's file. */
  close() {
    // http.Server's own close() would end idle connections under the feet of who sends on them.
    net.Server.prototype.close.call(this.#server);
  }
}

module.exports = { Door };
