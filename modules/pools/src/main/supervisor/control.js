'use strict';
// The status and control service: HTTP on a Unix socket that its mode protects. GET /status, /healthz and /metrics;
// POST /reload answers when the reload is over (200, 409 while another runs, 500 with the reason), POST /stop at once.

const fs = require('node:fs');
const http = require('node:http');
const { isLive } = require('./live');
const { statusOf, metricsOf } = require('./status');

class Control {
  #supervisor;
  #server;

  constructor(supervisor) {
    this.#supervisor = supervisor;
    this.#server = http.createServer((request, response) => this.#answer(request, response));
  }

  /** @throws Error if another pool listens on the socket */
  async open(path, mode) {
    if (fs.existsSync(path)) {
      if (await isLive(path)) throw new Error(`status_socket: ${path} belongs to a pool that runs`);
      fs.unlinkSync(path);
    }
    // Nobody may connect between the socket's making and its mode.
    const before = process.umask(0o777 & ~mode);
    await new Promise((resolve, reject) => {
      this.#server.once('error', reject).listen(path, resolve);
    }).finally(() => process.umask(before));
    fs.chmodSync(path, mode);
  }

  /** Resolves once the socket's file is gone; answers that are under way go on. */
  async close() {
    this.#server.close();
    this.#server.closeIdleConnections?.();
  }

  async #answer(request, response) {
    request.resume();
    const { pool, addresses } = this.#supervisor;
    const send = (code, body) => {
      response.writeHead(code, { 'Content-Type': typeof body === 'string' ? 'text/plain' : 'application/json' });
      response.end(typeof body === 'string' ? body : `${JSON.stringify(body, null, 2)}\n`);
    };
    switch (`${request.method} ${request.url}`) {
      case 'GET /status':
        return send(200, statusOf(pool, addresses));
      case 'GET /healthz':
        return send(pool.ready > 0 ? 200 : 503, `${pool.state}\n`);
      case 'GET /metrics':
        return send(200, metricsOf(statusOf(pool, addresses)));
      case 'POST /reload': {
        if (this.#supervisor.busy) return send(409, { result: 'busy', reason: `the pool is ${pool.state}` });
        const outcome = await this.#supervisor.reload();
        return send(outcome.result === 'ok' ? 200 : 500, outcome);
      }
      case 'POST /stop':
        send(202, { result: 'stopping' });
        return this.#supervisor.stop();
      default:
        return send(404, { result: 'unknown' });
    }
  }
}

module.exports = { Control };
