'use strict';
// A reverse proxy with keep-alive in front of a pool, and clients with cookies behind it.

const http = require('node:http');

/** Starts a proxy that keeps `connections` to the pool at `target`; resolves to `{port, close}`. */
function proxy(target, connections = 16) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: connections });
  const server = http.createServer((request, response) => {
    const headers = { ...request.headers, 'x-forwarded-for': request.headers['x-client'] ?? request.socket.remoteAddress };
    delete headers.connection;
    const options = { host: '127.0.0.1', ...target, method: request.method, path: request.url, headers, agent };
    const outgoing = http.request(options, (answer) => {
      response.writeHead(answer.statusCode, answer.rawHeaders.filter((_, i, all) => !/^(connection|keep-alive)$/i.test(all[i - (i % 2)])));
      answer.pipe(response);
    });
    outgoing.on('error', () => response.destroy());
    request.pipe(outgoing);
  });
  server.keepAliveTimeout = 60_000;
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const close = () => {
        server.close();
        server.closeAllConnections?.();
        agent.destroy();
      };
      resolve({ port: server.address().port, close });
    });
  });
}

/** One request; resolves to `{status, headers, body, raw, trailers}`. `body` is sent if there is one. */
function send(options, body) {
  return new Promise((resolve, reject) => {
    const request = http.request({ host: '127.0.0.1', agent: false, timeout: 20_000, ...options }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk) => (text += chunk));
      response.on('error', reject).on('end', () => {
        const { statusCode: status, headers, rawHeaders: raw, rawTrailers: trailers } = response;
        resolve({ status, headers, raw, trailers, body: text });
      });
    });
    request.on('timeout', () => request.destroy(new Error('no answer within 20 s'))).on('error', reject);
    request.end(body);
  });
}

/** A client with a cookie jar: it sends its cookies and keeps those that it gets. */
class Client {
  cookie = null;

  constructor(options, header) {
    this.options = options;
    this.header = header;
  }

  async send(path = '/pid', more = {}, body) {
    const headers = { ...this.header, ...more.headers };
    if (this.cookie) headers.cookie = this.cookie;
    const answer = await send({ ...this.options, path, ...more, headers }, body);
    const line = answer.headers['set-cookie']?.find((each) => /_worker=/.test(each));
    if (line) this.cookie = line.split(';')[0];
    return answer;
  }
}

module.exports = { proxy, send, Client };
