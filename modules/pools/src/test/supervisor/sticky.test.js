'use strict';
// Sticky sessions: a client stays on its worker, and a request that another worker took arrives whole and as it was sent.

const { test } = require('node:test');
const assert = require('node:assert');
const fs = require('node:fs');
const http = require('node:http');
const net = require('node:net');
const path = require('node:path');
const { Place, until, alive } = require('./place');
const { Client, send } = require('./proxy');

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const FAST = { ready_min_uptime: '50ms', heartbeat_interval: '200ms' };
const FOUR = { sticky: 'cookie', workers: 4, ...FAST };

/** A client of each of the workers, by process id, over connections of one worker: the others' requests are passed on. */
async function oneEach(place, count, header) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  const clients = new Map();
  for (let i = 0; clients.size < count && i < 200; i++) {
    const client = new Client({ port: place.port, agent }, header?.(i));
    clients.set((await client.send()).body, client);
  }
  assert.strictEqual(clients.size, count);
  return { clients, agent };
}

test('the cookie has its name and attributes, and is given once', async (t) => {
  const place = await new Place(t).start('sticky', { ...FOUR, sticky_cookie: '__Host-shop', sticky_secure: true, sticky_same_site: 'Strict' });
  const first = await send({ port: place.port, path: '/pid' });
  const [line] = first.headers['set-cookie'];
  assert.match(line, /^__Host-shop=[\w-]{12}\.[0-9a-f]{4}; Path=\/; HttpOnly; SameSite=Strict; Secure$/);
  assert.ok(!line.includes(first.body));
  for (let i = 0; i < 10; i++) {
    const next = await send({ port: place.port, path: '/pid', headers: { cookie: `a=1; ${line.split(';')[0]}; b=2` } });
    assert.deepStrictEqual([next.body, next.headers['set-cookie']], [first.body, undefined]);
  }
});

test("the application's own cookies stay, whichever way it sets them", async (t) => {
  const place = await new Place(t).start('sticky', { ...FOUR, workers: 2 });
  for (let i = 0; i < 12; i++) {
    const head = (await send({ port: place.port, path: '/head' })).headers['set-cookie'];
    const set = (await send({ port: place.port, path: '/set' })).headers['set-cookie'];
    assert.deepStrictEqual([head.length, head[0], head[1]], [3, 'a=1', 'b=2']);
    assert.deepStrictEqual([set.length, set[0]], [2, 'b=2']);
  }
});

test('a request that is passed on shows the client, and its headers as they were sent', async (t) => {
  const place = await new Place(t).start('sticky', FOUR);
  const { clients, agent } = await oneEach(place, 4);
  const headers = { 'X-Mixed-CASE': ['one', 'two'], 'x-jforge-pool-origin': 'a forged one', 'x-latin': '\xe9' };
  const ports = new Set();
  for (const client of clients.values()) {
    const { body } = await client.send('/', { headers });
    const seen = JSON.parse(body);
    assert.deepStrictEqual([seen.address, seen.local], ['127.0.0.1', place.port]);
    ports.add(seen.port);
    const forged = seen.headers.filter((_, i) => seen.headers[i - (i % 2)].toLowerCase() === 'x-jforge-pool-origin');
    assert.ok(forged.length === 0 || forged[1] === 'a forged one', String(forged));
    assert.deepStrictEqual(seen.headers.filter((each) => each === 'X-Mixed-CASE').length, 2);
    assert.ok(seen.headers.includes('\xe9'));
  }
  assert.strictEqual(ports.size, 1);
  agent.destroy();
});

test('large bodies both ways, refusals and answers that break off are passed on', async (t) => {
  const place = await new Place(t).start('sticky', FOUR);
  const { clients, agent } = await oneEach(place, 4);
  const bytes = 20_000_000;
  for (const client of clients.values()) {
    const up = JSON.parse((await client.send('/count', { method: 'POST' }, Buffer.alloc(bytes))).body);
    assert.strictEqual(up.bytes, bytes);
    assert.strictEqual((await client.send(`/big?bytes=${bytes}`)).body.length, bytes);
    const { trailers } = await client.send('/trailers');
    assert.deepStrictEqual(trailers, ['X-Sum', '42']);
    const nothing = JSON.parse((await client.send('/count', { method: 'POST' })).body);
    assert.strictEqual(nothing.bytes, 0);
    assert.strictEqual((await client.send('/refuse', { method: 'POST' }, Buffer.alloc(bytes)).catch((error) => error)).status ?? 413, 413);
    await assert.rejects(client.send('/half'), /aborted/);
    assert.strictEqual((await client.send('/pid', { method: 'HEAD' })).status, 200);
    assert.strictEqual((await client.send('/a%C3%A9?c=%20')).status, 200);
  }
  agent.destroy();
});

test('trailers of a request and early hints are passed on', async (t) => {
  const place = await new Place(t).start('sticky', { ...FOUR, workers: 2 });
  const { clients, agent } = await oneEach(place, 2);
  for (const { cookie } of clients.values()) {
    const answer = await new Promise((resolve, reject) => {
      const headers = { cookie, Trailer: 'X-Sum', 'Transfer-Encoding': 'chunked' };
      const request = http.request({ port: place.port, path: '/count', method: 'POST', headers, agent }, (response) => {
        response.on('data', (chunk) => resolve(JSON.parse(chunk)));
      });
      request.on('error', reject);
      request.write('abc');
      request.addTrailers({ 'X-Sum': '7' });
      request.end();
    });
    assert.deepStrictEqual([answer.bytes, answer.trailers], [3, ['X-Sum', '7']]);
    const hints = await new Promise((resolve, reject) => {
      const request = http.get({ port: place.port, path: '/early', headers: { cookie } }, (response) => response.resume());
      request.on('information', ({ headers }) => resolve(headers.link)).on('error', reject);
    });
    assert.strictEqual(hints, '</a.css>; rel=preload');
  }
  agent.destroy();
});

for (const asked of [undefined, '1']) {
  test(`100 Continue is the owner's to say, ${asked ? 'by the application' : 'by node'}`, async (t) => {
    const place = await new Place(t).start('sticky', { ...FOUR, workers: 2, env: { ...(asked && { ASKED: asked }) } });
    const { clients, agent } = await oneEach(place, 2);
    for (const [pid, { cookie }] of clients) {
      const expect = (more) =>
        new Promise((resolve, reject) => {
          let continued = false;
          const headers = { cookie, Expect: '100-continue', 'Content-Length': '5', ...more };
          const request = http.request({ port: place.port, path: '/count', method: 'POST', headers, agent }, (response) => {
            response.on('data', (chunk) => resolve({ continued, body: String(chunk), status: response.statusCode }));
          });
          request.on('continue', () => (continued = true) && request.end('12345')).on('error', reject);
        });
      const { continued, body } = await expect({});
      const seen = JSON.parse(body);
      assert.deepStrictEqual([continued, seen.bytes, String(seen.pid)], [true, 5, pid]);
      if (asked) assert.deepStrictEqual(await expect({ 'X-No': '1' }), { continued: false, body: pid, status: 417 });
    }
    agent.destroy();
  });
}

test('a WebSocket goes to its owner, with the bytes that follow at once', async (t) => {
  const place = await new Place(t).start('sticky', FOUR);
  const { clients, agent } = await oneEach(place, 4);
  for (let i = 0; i < 16; i++) {
    for (const [pid, { cookie }] of clients) {
      const socket = net.connect(place.port, '127.0.0.1');
      socket.write(`GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: echo\r\nCookie: ${cookie}\r\n\r\nfirst`);
      let got = '';
      socket.on('data', (chunk) => (got += chunk));
      await until('the first bytes', () => got.endsWith('first'));
      assert.match(got, new RegExp(`^HTTP/1.1 101 .*\r\n\r\n${pid} ${socket.localPort}\n`, 's'));
      const closed = new Promise((resolve) => socket.on('close', resolve));
      socket.end('last');
      await closed;
      assert.ok(got.endsWith('firstlast'));
    }
  }
  agent.destroy();
});

test('a slow reader holds the answer back in its owner, and a client that goes is told to it', async (t) => {
  const place = await new Place(t).start('sticky', { ...FOUR, workers: 2 });
  const { clients, agent } = await oneEach(place, 2);
  const before = (await place.status()).workers.reduce((sum, { rss }) => sum + rss, 0);
  for (const { cookie } of clients.values()) {
    const request = http.get({ port: place.port, path: '/big?bytes=300000000', headers: { cookie } });
    const response = await new Promise((resolve) => request.on('response', resolve));
    response.pause();
    await pause(1_000);
    const after = (await place.status()).workers.reduce((sum, { rss }) => sum + rss, 0);
    t.diagnostic(`an answer of 300 MB that nobody reads: resident ${Math.round((after - before) / 1e6)} MB more`);
    assert.ok(after - before < 100e6);
    request.destroy();
    for (let i = 0; i < 4; i++) {
      const waiting = http.get({ port: place.port, path: `/wait?client=${i}`, headers: { cookie } }).on('error', () => {});
      await pause(100);
      waiting.destroy();
      await until('the owner knows', () => place.out.includes(`closed ${i}`), 2_000);
    }
    place.out = '';
  }
  agent.destroy();
});

test('only the user of the workers may enter where the private sockets are, and nothing of them stays', async (t) => {
  const root = process.getuid() === 0;
  const place = new Place(t);
  fs.chmodSync(place.dir, 0o755);
  await place.start('sticky', { ...FOUR, ...(root && { user: 'nobody' }) });
  await oneEach(place, 4).then(({ agent }) => agent.destroy());
  const dir = path.join(place.dir, fs.readdirSync(place.dir).find((name) => name.startsWith('jforge-pool-')));
  const { mode, uid } = fs.statSync(dir);
  assert.strictEqual(mode & 0o777, 0o700);
  assert.strictEqual(uid !== 0, root);
  assert.strictEqual(fs.readdirSync(dir).length, 4);
  place.child.kill('SIGTERM');
  assert.strictEqual(await place.exited, 0);
  assert.ok(!fs.existsSync(dir));
});

test('a supervisor that was killed leaves nothing behind when the next one has started', async (t) => {
  const place = await new Place(t).start('sticky', { ...FOUR, sticky: 'header:X-Client', drain_linger: '100ms' });
  const left = () => fs.readdirSync(place.dir).filter((name) => name.startsWith('jforge-pool-'));
  await oneEach(place, 4, (i) => ({ 'X-Client': String(i) })).then(({ agent }) => agent.destroy());
  const [former] = left();
  const pids = await place.pids();
  place.child.kill('SIGKILL');
  await until('the workers have gone', () => !pids.some(alive));
  await place.start('sticky', { ...FOUR, listen: undefined });
  assert.strictEqual(left().length, 1);
  assert.notStrictEqual(left()[0], former);
});

test('the status tells sessions given and requests passed on', async (t) => {
  const place = await new Place(t).start('sticky', FOUR);
  const { agent } = await oneEach(place, 4);
  await place.until('figures', ({ workers }) => workers.every(({ sticky }) => sticky?.sessions > 0));
  const { workers } = await place.status();
  const sum = (name) => workers.reduce((all, { sticky }) => all + sticky[name], 0);
  assert.strictEqual(sum('passed'), sum('taken'));
  assert.match((await place.ask('GET', '/metrics')).body, /jforge_pool_worker_sticky_sessions_total\{slot="1",pid="\d+"\} \d/);
  agent.destroy();
  assert.ok(workers.every(({ pid }) => alive(pid)));
});
