'use strict';
// The command's side of the control service.

const http = require('node:http');

const CALLS = {
  status: ['GET', '/status'],
  reload: ['POST', '/reload'],
  upgrade: ['POST', '/upgrade'],
  stop: ['POST', '/stop'],
};

/** No pool listens on the socket. */
class NotRunning extends Error {}

/**
 * Asks the pool at `socketPath`; resolves to `{code, body}`, the body parsed. `text` is what is sent along.
 * @throws NotRunning, or Error if the socket can't be used
 */
function call(ask, socketPath, text = '') {
  const [method, path] = CALLS[ask];
  return new Promise((resolve, reject) => {
    const request = http.request({ socketPath, method, path, agent: false }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (chunk) => (body += chunk));
      response.on('end', () => resolve({ code: response.statusCode, body: JSON.parse(body) }));
      response.on('error', reject);
    });
    request.on('error', (error) => {
      const absent = error.code === 'ENOENT' || error.code === 'ECONNREFUSED';
      reject(absent ? new NotRunning(`no pool runs at ${socketPath}`) : error);
    });
    request.end(text);
  });
}

module.exports = { call, NotRunning };
