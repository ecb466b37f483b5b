'use strict';
// The status and control service: HTTP on a Unix socket that its mode protects. GET /status, /healthz and /metrics;
// POST /reload answers when the reload is over (200, 409 while another runs, 422 for a configuration that is wrong or needs a
// restart, 500 with the reason), POST /upgrade when a successor serves or has failed, POST /stop at once.

const fs = require('node:fs');
const http = require('node:http');
const { isLive } = require('./live');
const { statusOf, metricsOf } = require('./status');

const CODES = { ok: 200, busy: 409, refused: 422, failed: 500 };
const LONGEST = 8_192;

class Control {
  #supervisor;
  #server;

  constructor(supervisor) {
    this.#supervisor = supervisor;
    this.#server = http.createServer((request, response) => this.#received(request, response));
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

  #received(request, response) {
    let text = '';
    request.setEncoding('utf8').on('data', (chunk) => {
      text += chunk;
      if (text.length > LONGEST) request.destroy();
    });
    request.on('end', () => this.#answer(request, text, response));
  }

  async #answer({ method, url }, text, response) {
    const { pool, addresses } = this.#supervisor;
    const send = (code, body) => {
      response.writeHead(code, { 'Content-Type': typeof body === 'string' ? 'text/plain' : 'application/json' });
      response.end(typeof body === 'string' ? body : `${JSON.stringify(body, null, 2)}\n`);
    };
    const over = (outcome) => send(CODES[outcome.result], outcome);
    switch (`${method} ${url}`) {
      case 'GET /status':
        return send(200, statusOf(pool, addresses));
      case 'GET /healthz':
        return send(pool.ready > 0 ? 200 : 503, `${pool.state}\n`);
      case 'GET /metrics':
        return send(200, metricsOf(statusOf(pool, addresses)));
      case 'POST /reload':
        return over(await this.#reload(text));
      case 'POST /upgrade':
        return over(await this.#supervisor.upgrade());
      case 'POST /stop':
        send(202, { result: 'stopping', pid: process.pid, within: pool.config.stop_timeout });
        return this.#supervisor.stop();
      default:
        return send(404, { result: 'unknown' });
    }
  }

  // The text is empty, or {"config": "/path/of/a/candidate"}.
  async #reload(text) {
    if (this.#supervisor.busy) return { result: 'busy', reason: `the pool is ${this.#supervisor.pool.state}`, lines: [] };
    let candidate;
    try {
      candidate = text === '' ? undefined : JSON.parse(text).config;
      if (candidate !== undefined && typeof candidate !== 'string') throw new SyntaxError();
    } catch {
      return { result: 'refused', reason: 'the request is not {"config": "FILE"}', lines: [] };
    }
    return this.#supervisor.reload(candidate);
  }
}

module.exports = { Control };
