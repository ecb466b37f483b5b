'use strict';
// The command's side of the control service.

const http = require('node:http');

const CALLS = { status: ['GET', '/status'], reload: ['POST', '/reload'], stop: ['POST', '/stop'] };
const EXITS = { 200: 0, 202: 0, 409: 3, 500: 1 };

/** Asks the pool at `socketPath`; resolves to `{exit, text}`, exit 4 if none is running. */
function call(ask, socketPath) {
  const [method, path] = CALLS[ask];
  return new Promise((resolve) => {
    const request = http.request({ socketPath, method, path, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk) => (text += chunk));
      response.on('end', () => resolve({ exit: EXITS[response.statusCode] ?? 1, text }));
      response.on('error', (error) => resolve({ exit: 1, text: `${error.message}\n` }));
    });
    request.on('error', (error) => {
      const absent = error.code === 'ENOENT' || error.code === 'ECONNREFUSED';
      resolve({ exit: absent ? 4 : 1, text: absent ? `no pool runs at ${socketPath}\n` : `${error.message}\n` });
    });
    request.end();
  });
}

module.exports = { call };
