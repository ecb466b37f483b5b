'use strict';
// A directory with an application and a pool that runs it, for one test.

const fs = require('node:fs');
const os = require('node:os');
const net = require('node:net');
const path = require('node:path');
const { spawn } = require('node:child_process');
const { once } = require('./load');

const BUNDLE = process.env.JFORGE_POOL_BUNDLE ?? path.join(__dirname, '../../../target/supervisor');
const PROGRAM = path.join(BUNDLE, 'jforge-pool.js');
const APPS = path.join(__dirname, 'apps');

/** Resolves to the first true value of `look`, asked every 20 ms. @throws Error after `limit` ms, naming `what` */
async function until(what, look, limit = 15_000) {
  const end = Date.now() + limit;
  for (;;) {
    const value = await look();
    if (value) return value;
    if (Date.now() > end) throw new Error(`not within ${limit} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const alive = (pid) => {
  try {
    process.kill(pid, 0);
    return !/^State:\s+Z/m.test(fs.readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
};

function freePort() {
  return new Promise((resolve) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

class Place {
  constructor(t) {
    this.dir = fs.mkdtempSync(path.join(os.tmpdir(), 'pool-'));
    this.script = path.join(this.dir, 'app.js');
    this.socket = path.join(this.dir, 'status.sock');
    this.file = path.join(this.dir, 'pool.json');
    this.out = '';
    t.after(() => this.#clear());
  }

  /** Puts an application of `apps` in place of the present one, as a release does. */
  release(app) {
    fs.copyFileSync(path.join(APPS, `${app}.js`), `${this.script}.new`);
    fs.renameSync(`${this.script}.new`, this.script);
  }

  configure(keys) {
    this.keys = { name: 'test', script: this.script, status_socket: this.socket, ready_min_uptime: '300ms', ...keys };
    fs.writeFileSync(this.file, JSON.stringify(this.keys));
  }

  /** Starts the pool; `keys` on top of two workers on a free port. Resolves once all serve, unless `wait` is false. */
  async start(app, keys = {}, wait = true) {
    this.release(app);
    this.port = await freePort();
    this.configure({ workers: 2, listen: `127.0.0.1:${this.port}`, env: { PORT: String(this.port) }, ...keys });
    this.target = { port: this.port };
    this.child = spawn(process.execPath, [PROGRAM, '--config', this.file], { stdio: ['ignore', 'pipe', 'pipe'] });
    this.exited = new Promise((resolve) => this.child.once('exit', (code, signal) => resolve(code ?? signal)));
    for (const stream of [this.child.stdout, this.child.stderr]) stream.on('data', (chunk) => (this.out += chunk));
    if (wait) await this.until('all workers serve', (status) => status.state === 'ok');
    return this;
  }

  async ask(method, at) {
    const http = require('node:http');
    return new Promise((resolve, reject) => {
      const request = http.request({ socketPath: this.socket, method, path: at, agent: false }, (response) => {
        let body = '';
        response.on('data', (chunk) => (body += chunk)).on('end', () => resolve({ code: response.statusCode, body }));
      });
      request.on('error', reject).end();
    });
  }

  async status() {
    return JSON.parse((await this.ask('GET', '/status')).body);
  }

  /** Runs the program's command on this pool; resolves to `{exit, out, err}`. */
  command(...words) {
    const child = spawn(process.execPath, [PROGRAM, ...words, '--config', this.file], { stdio: ['ignore', 'pipe', 'pipe'] });
    const said = { out: '', err: '' };
    child.stdout.on('data', (chunk) => (said.out += chunk));
    child.stderr.on('data', (chunk) => (said.err += chunk));
    return new Promise((resolve) => child.once('close', (code, signal) => resolve({ exit: code ?? signal, ...said })));
  }

  async reload() {
    const { code, body } = await this.ask('POST', '/reload');
    return { code, ...JSON.parse(body) };
  }

  /** Waits until `look` is true of the status. */
  until(what, look, limit) {
    return until(what, () => this.status().then(look, () => false), limit);
  }

  async pids() {
    return (await this.status()).workers.filter((worker) => worker.state === 'ready').map((worker) => worker.pid).sort();
  }

  async #clear() {
    if (this.child?.exitCode === null && this.child.signalCode === null) {
      this.child.kill('SIGTERM');
      this.child.kill('SIGTERM');
      const timer = setTimeout(() => this.child.kill('SIGKILL'), 5_000);
      await this.exited;
      clearTimeout(timer);
    }
    fs.rmSync(this.dir, { recursive: true, force: true });
  }
}

module.exports = { Place, until, alive, PROGRAM, once, freePort };
