'use strict';
// A load generator for one local address: so many connections, each sending a request as soon as the last is answered.

const http = require('node:http');

const MOST_MS = Number(process.env.POOL_MOST_MS ?? 60_000);

function once(options, agent) {
  return new Promise((resolve, reject) => {
    const request = http.get({ ...options, agent, timeout: 20_000 }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (chunk) => (body += chunk));
      response.on('end', () => resolve({ status: response.statusCode, body, headers: response.headers }));
      response.on('error', reject);
    });
    request.on('timeout', () => request.destroy(new Error('no answer within 20 s')));
    request.on('error', reject);
  });
}

/**
 * Begins the load on `target` ({port} or {socketPath}, both with a path). Returns `{stop}`; stop resolves to `{sent, lost,
 * errors, pids}`: requests sent, those not answered with 200, how often for which error, and how often each worker answered.
 */
function load(target, { connections = 8, keepAlive = true } = {}) {
  const agent = new http.Agent({ keepAlive, maxSockets: connections });
  const result = { sent: 0, lost: 0, errors: {}, pids: {} };
  const until = Date.now() + MOST_MS;
  let stopped = false;
  const options = { host: '127.0.0.1', path: '/', ...target };
  const client = async () => {
    while (!stopped && Date.now() < until) {
      result.sent++;
      try {
        const { status, body } = await once(options, agent);
        if (status !== 200) throw Object.assign(new Error(), { code: `status ${status}` });
        result.pids[body] = (result.pids[body] ?? 0) + 1;
      } catch (error) {
        result.lost++;
        const name = error.code ?? error.message;
        result.errors[name] = (result.errors[name] ?? 0) + 1;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    }
  };
  const clients = Array.from({ length: connections }, client);
  return {
    result,
    async stop() {
      stopped = true;
      await Promise.all(clients);
      agent.destroy();
      return result;
    },
  };
}

module.exports = { load, once };
