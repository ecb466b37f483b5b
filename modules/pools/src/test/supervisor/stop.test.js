'use strict';
// Stopping, the sockets, the log, and what is never shown.

const { test } = require('node:test');
const assert = require('node:assert');
const fs = require('node:fs');
const http = require('node:http');
const net = require('node:net');
const os = require('node:os');
const path = require('node:path');
const { spawnSync } = require('node:child_process');
const { Place, PROGRAM, alive, once, until } = require('./place');
const { load } = require('./load');

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const get = (place, at) => once({ host: '127.0.0.1', path: at, ...place.target });

test('G11: an idle pool stops within a second, with exit 0 and no process left', async (t) => {
  const place = await new Place(t).start('good');
  const pids = await place.pids();
  const begun = Date.now();
  place.child.kill('SIGTERM');
  assert.strictEqual(await place.exited, 0);
  t.diagnostic(`${Date.now() - begun} ms`);
  assert.ok(Date.now() - begun < 1_000);
  assert.deepStrictEqual(pids.filter(alive), []);
  assert.ok(!fs.existsSync(place.socket));
});

test('G11: a request of 2 s is answered during a stop', async (t) => {
  const place = await new Place(t).start('good');
  const long = get(place, '/long');
  await pause(200);
  place.child.kill('SIGTERM');
  assert.strictEqual((await long).status, 200);
  assert.strictEqual(await place.exited, 0);
});

test('G11: a stop during a reload that hangs is obeyed', async (t) => {
  const place = await new Place(t).start('good');
  place.release('never-listens');
  place.child.kill('SIGHUP');
  await place.until('reloading', (status) => status.state === 'reloading');
  const begun = Date.now();
  place.child.kill('SIGTERM');
  assert.strictEqual(await place.exited, 0);
  t.diagnostic(`${Date.now() - begun} ms`);
  assert.ok(Date.now() - begun < 1_500);
});

test('events and WebSockets end in order at the stop timeout of a reload', async (t) => {
  const place = await new Place(t).start('good', { stop_timeout: '2s', drain_linger: '0', workers: 1 });
  const events = get(place, '/events');
  const socket = net.connect(place.port, '127.0.0.1');
  socket.write('GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
  const got = [];
  socket.on('data', (chunk) => got.push(chunk));
  const closed = new Promise((resolve) => socket.on('close', resolve));
  await pause(300);
  const begun = Date.now();
  assert.strictEqual((await place.reload()).code, 200);
  assert.strictEqual((await get(place, '/')).status, 200);
  await closed;
  t.diagnostic(`the WebSocket was closed ${Date.now() - begun} ms after the reload's beginning`);
  assert.ok(Buffer.concat(got).subarray(-4).equals(Buffer.from([0x88, 2, 3, 0xe9])));
  assert.strictEqual((await events).body, 'data: begin\n\n');
});

test('an upload that is under way is taken whole by the worker that is replaced', async (t) => {
  const place = await new Place(t).start('good', { workers: 1 });
  const request = http.request({ host: '127.0.0.1', port: place.port, path: '/upload', method: 'POST', agent: false });
  const answer = new Promise((resolve, reject) => {
    request.on('response', (response) => response.on('data', (chunk) => resolve(String(chunk)))).on('error', reject);
  });
  for (let i = 0; i < 10; i++) {
    request.write(Buffer.alloc(100_000));
    if (i === 3) assert.strictEqual((await place.reload()).code, 200);
    await pause(50);
  }
  request.end();
  assert.strictEqual(await answer, '1000000');
});

test('clients that pause on keep-alive connections lose nothing across reloads', async (t) => {
  const place = await new Place(t).start('good', { ready_min_uptime: '0' });
  const agent = new http.Agent({ keepAlive: true });
  const end = Date.now() + 6_000;
  let sent = 0;
  const client = async () => {
    while (Date.now() < end) {
      assert.strictEqual((await once({ host: '127.0.0.1', port: place.port, path: '/' }, agent)).status, 200);
      sent++;
      await pause(Math.random() * 1_500);
    }
  };
  const clients = Promise.all(Array.from({ length: 60 }, client));
  let reloads = 0;
  while (Date.now() < end) {
    assert.strictEqual((await place.reload()).code, 200);
    reloads++;
    await pause(400);
  }
  await clients;
  agent.destroy();
  t.diagnostic(`${reloads} reloads, ${sent} requests after pauses of up to 1.5 s, none lost`);
});

test('G14: a Unix socket has its mode, a stale one is replaced, a live one refused', async (t) => {
  const listen = path.join(fs.mkdtempSync('/tmp/pool-'), 'app.sock');
  t.after(() => fs.rmSync(path.dirname(listen), { recursive: true }));
  spawnSync(process.execPath, ['-e', `require('net').createServer().listen(${JSON.stringify(listen)}, () => process.kill(process.pid, 9))`]);
  assert.ok(fs.existsSync(listen));
  const place = await new Place(t).start('good', { listen, listen_mode: '0660' });
  assert.strictEqual(fs.statSync(listen).mode & 0o777, 0o660);
  const running = load({ socketPath: listen });
  assert.strictEqual((await place.reload()).code, 200);
  const { sent, lost } = await running.stop();
  t.diagnostic(`${sent} sent, ${lost} lost`);
  assert.strictEqual(lost, 0);
  const second = spawnSync(process.execPath, [PROGRAM, '--listen', listen, place.script], { encoding: 'utf8', timeout: 5_000 });
  assert.strictEqual(second.status, 1);
  assert.match(second.stdout, /EADDRINUSE/);
});

test('G13: no line is lost when the log is renamed and USR1 sent', async (t) => {
  const dir = fs.mkdtempSync('/tmp/pool-');
  t.after(() => fs.rmSync(dir, { recursive: true }));
  const log = path.join(dir, 'log');
  const place = await new Place(t).start('talks', { log });
  for (let i = 1; i <= 5; i++) {
    await pause(150);
    fs.renameSync(log, `${log}.${i}`);
    place.child.kill('SIGUSR1');
  }
  await pause(150);
  place.child.kill('SIGTERM');
  assert.strictEqual(await place.exited, 0);
  const files = fs.readdirSync(dir).filter((name) => name.startsWith('log'));
  const lines = files.flatMap((name) => fs.readFileSync(path.join(dir, name), 'utf8').split('\n')).filter((line) => line.startsWith('line'));
  const counts = {};
  for (const line of lines) (counts[line.split(' ')[1]] ??= new Set()).add(Number(line.split(' ')[2]));
  for (const numbers of Object.values(counts)) assert.strictEqual(numbers.size, Math.max(...numbers) + 1);
  t.diagnostic(`${lines.length} lines of ${Object.keys(counts).length} workers in ${files.length} files, none lost`);
  assert.deepStrictEqual(fs.readdirSync(dir).filter((name) => !name.startsWith('log')), []);
});

test('G16: a secret of the environment is in no status, log or argument', async (t) => {
  const place = await new Place(t).start('good', { env: { TOKEN: 'swordfish' }, verbosity: 'debug' });
  await place.reload();
  const { workers } = await place.status();
  const shown = [place.out, JSON.stringify(await place.status()), (await place.ask('GET', '/metrics')).body];
  for (const { pid } of workers) if (alive(pid)) shown.push(fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8'));
  assert.ok(!shown.join('').includes('swordfish'));
  assert.match(fs.readFileSync(`/proc/${workers[0].pid}/environ`, 'utf8'), /TOKEN=swordfish/);
});

test('G5 and G17: many reloads leave memory and descriptors as they were', async (t) => {
  const reloads = Number(process.env.POOL_MANY ?? 8);
  const place = await new Place(t).start('good', { ready_min_uptime: '0', workers: 1 });
  const seen = () => fs.readdirSync(`/proc/${place.child.pid}/fd`).length;
  const settled = () => place.until('drained', (status) => status.workers.length === 1);
  assert.strictEqual((await place.reload()).code, 200);
  await settled();
  const [fds, before] = [seen(), (await place.status()).supervisor.rss];
  for (let i = 0; i < reloads; i++) assert.strictEqual((await place.reload()).code, 200);
  await settled();
  const { rss } = (await place.status()).supervisor;
  t.diagnostic(`${reloads} reloads: descriptors ${fds} to ${seen()}, resident ${before / 1e6} to ${rss / 1e6} MB`);
  assert.ok(seen() <= fds + 1);
  assert.ok(rss < 80e6);
});

test('G15: a successor takes over under load on the same socket', async (t) => {
  const place = await new Place(t).start('good', { pid_file: path.join(os.tmpdir(), `pool-${process.pid}.pid`), drain_linger: '500ms' });
  const before = await place.status();
  const running = load(place.target);
  place.child.kill('SIGUSR2');
  const after = await until('the successor', () => place.status().then((now) => now.pid !== before.pid && now, () => false));
  t.after(() => alive(after.pid) && process.kill(after.pid, 'SIGKILL'));
  assert.strictEqual(await place.exited, 0);
  await pause(200);
  const { sent, lost, errors } = await running.stop();
  t.diagnostic(`${sent} sent, ${lost} lost ${JSON.stringify(errors)}`);
  assert.strictEqual(lost, 0);
  assert.strictEqual(fs.readFileSync(place.keys.pid_file, 'utf8').trim(), String(after.pid));
  assert.deepStrictEqual(before.workers.filter((worker) => alive(worker.pid)), []);
  assert.strictEqual((await place.reload()).code, 200);
  await place.ask('POST', '/stop');
  await until('the successor has stopped', () => !alive(after.pid));
  assert.ok(!fs.existsSync(place.keys.pid_file));
});

test('one worker a processor serves the address that the application names', async (t) => {
  const place = await new Place(t).start('good', { workers: 'cpus', listen: undefined });
  const { workers, wanted } = await place.status();
  assert.strictEqual(wanted, os.cpus().length);
  const running = load(place.target, { connections: 16, keepAlive: false });
  await pause(700);
  const { pids, lost } = await running.stop();
  t.diagnostic(`requests by worker: ${JSON.stringify(pids)}`);
  assert.strictEqual(lost, 0);
  assert.strictEqual(Object.keys(pids).length, workers.length);
});
