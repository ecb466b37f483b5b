'use strict';
// Passing on between workers where it is easily done wrong: old and eager clients, streams, TLS, other modes after a reload.

const { test } = require('node:test');
const assert = require('node:assert');
const fs = require('node:fs');
const https = require('node:https');
const net = require('node:net');
const path = require('node:path');
const { spawnSync } = require('node:child_process');
const { Place, until } = require('./place');
const { Client, send } = require('./proxy');

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const FAST = { ready_min_uptime: '50ms', heartbeat_interval: '200ms' };
const THREE = { sticky: 'cookie', workers: 3, ...FAST };

/** Cookies of each of the workers, by process id. */
async function cookies(place, count) {
  const found = new Map();
  for (let i = 0; found.size < count && i < 200; i++) {
    const client = new Client({ port: place.port });
    found.set((await client.send()).body, client.cookie);
  }
  return found;
}

/** Sends bytes over a connection of their own; resolves to all that comes until it is closed. */
function raw(port, text) {
  return new Promise((resolve, reject) => {
    let got = '';
    const socket = net.connect(port, '127.0.0.1', () => socket.write(text));
    socket.on('data', (chunk) => (got += chunk)).on('error', reject).on('close', () => resolve(got));
  });
}

test('clients of HTTP/1.0, and requests that are sent without waiting for answers', async (t) => {
  const place = await new Place(t).start('sticky', THREE);
  const all = [...(await cookies(place, 3))];
  for (const [pid, cookie] of all) {
    const old = await raw(place.port, `GET /big?bytes=4 HTTP/1.0\r\nCookie: ${cookie}\r\n\r\n`);
    assert.match(old, /^HTTP\/1.1 200 OK\r\n[^]*\r\nConnection: close\r\n\r\nxxxx$/);
    assert.doesNotMatch(old, /chunked/i);
    const eager = all.map(([, each]) => `GET /pid HTTP/1.1\r\nHost: a\r\nCookie: ${each}\r\n\r\n`).join('');
    const answers = await raw(place.port, `${eager}GET /pid HTTP/1.1\r\nHost: a\r\nCookie: ${cookie}\r\nConnection: close\r\n\r\n`);
    const bodies = answers.split(/HTTP\/1.1 200 OK\r\n/).slice(1).map((each) => each.split('\r\n\r\n')[1]);
    assert.deepStrictEqual(bodies, [...all.map(([each]) => each), pid]);
  }
});

test('events come as they are sent, and end in order when their owner goes', async (t) => {
  const place = await new Place(t).start('sticky', { ...THREE, stop_timeout: '2s', drain_linger: '100ms' });
  const streams = [];
  for (const [pid, cookie] of await cookies(place, 3)) {
    for (let i = 0; i < 3; i++) {
      const stream = { pid, got: '' };
      const request = require('node:http').get({ port: place.port, path: '/events', headers: { cookie }, agent: false });
      request.on('response', (response) => {
        response.on('data', (chunk) => (stream.got += chunk)).on('end', () => (stream.ended = true)).on('error', (error) => (stream.error = error));
      });
      streams.push(stream);
    }
  }
  await until('the first events', () => streams.every(({ pid, got }) => got === `data: ${pid}\n\n`), 2_000);
  assert.strictEqual((await place.reload()).code, 200);
  await until('their ends', () => streams.every(({ ended, error }) => ended || error), 5_000);
  assert.deepStrictEqual(streams.filter(({ error }) => error), []);
});

test('a WebSocket whose owner is replaced gets the close frame at the end of its time', async (t) => {
  const place = await new Place(t).start('good', { ...THREE, stop_timeout: '2s', drain_linger: '100ms' });
  const sockets = [];
  for (const cookie of (await cookies(place, 3)).values()) {
    for (let i = 0; i < 3; i++) {
      const socket = net.connect(place.port, '127.0.0.1');
      socket.write(`GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nCookie: ${cookie}\r\n\r\n`);
      const got = [];
      socket.on('data', (chunk) => got.push(chunk));
      sockets.push(new Promise((resolve) => socket.on('close', () => resolve(Buffer.concat(got)))));
    }
  }
  await pause(200);
  assert.strictEqual((await place.reload()).code, 200);
  for (const got of await Promise.all(sockets)) assert.ok(got.includes(Buffer.from([0x88, 2, 3, 0xe9])));
});

test('an upload that its client breaks off is broken off at its owner', async (t) => {
  const place = await new Place(t).start('sticky', THREE);
  let i = 0;
  for (const cookie of (await cookies(place, 3)).values()) {
    for (let j = 0; j < 3; j++) {
      const socket = net.connect(place.port, '127.0.0.1');
      socket.write(`POST /wait?client=u${++i} HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\nCookie: ${cookie}\r\n\r\nhalf`);
      await pause(100);
      socket.destroy();
      await until('the owner knows', () => place.out.includes(`closed u${i}`), 2_000);
    }
  }
});

test('clients that go at any moment leave nothing open', async (t) => {
  const place = await new Place(t).start('sticky', THREE);
  const all = [...(await cookies(place, 3)).values()];
  const open = async () => (await place.pids()).reduce((sum, pid) => sum + fs.readdirSync(`/proc/${pid}/fd`).length, 0);
  const before = await open();
  const heads = ['GET /slow', 'GET /big?bytes=5000000', 'GET /events', 'GET /wait', 'POST /count', 'POST /refuse', 'GET /', 'GET /closed'];
  const rest = 'Host: a\r\nContent-Length: 100000\r\nConnection: upgrade\r\nUpgrade: echo\r\n';
  for (let i = 0; i < 300; i++) {
    const socket = net.connect(place.port, '127.0.0.1').on('error', () => {});
    const head = heads[i % heads.length];
    const lines = head.startsWith('POST') ? rest.split('\r\nConn')[0] : i % 16 < 8 ? 'Host: a' : 'Host: a\r\nConnection: upgrade\r\nUpgrade: echo';
    socket.write(`${head} HTTP/1.1\r\n${lines}\r\nCookie: ${all[i % 3]}\r\n\r\nhalf`);
    setTimeout(() => socket.destroy(), Math.random() * 300);
    if (i % 10 === 0) await pause(20);
  }
  await pause(700);
  // Each worker may keep idle connections to each other one, and those have two ends.
  const idle = 2 * 3 * 2 * 8;
  const after = await open();
  t.diagnostic(`descriptors of three workers: ${before}, then ${after}`);
  assert.ok(after <= before + idle);
  await place.until('no connection of a client', ({ workers }) => workers.every(({ connections }) => connections === 0));
  const begun = Date.now();
  place.child.kill('SIGTERM');
  assert.strictEqual(await place.exited, 0);
  assert.ok(Date.now() - begun < 1_000);
});

test('an HTTPS server passes on what it has decrypted', async (t) => {
  const place = new Place(t);
  const [KEY, CERT] = ['key.pem', 'cert.pem'].map((name) => path.join(place.dir, name));
  const made = spawnSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', KEY, '-out', CERT, '-days', '2', '-subj', '/CN=a']);
  if (made.error) return t.skip('needs openssl');
  await place.start('tls', { ...THREE, env: { KEY, CERT } });
  const agent = new https.Agent({ keepAlive: true, maxSockets: 1, rejectUnauthorized: false });
  const ask = (cookie) =>
    new Promise((resolve, reject) => {
      https.get({ port: place.port, agent, headers: cookie ? { cookie } : {} }, (response) => {
        response.on('data', (chunk) => resolve({ ...JSON.parse(chunk), cookie: response.headers['set-cookie']?.[0].split(';')[0] }));
      }).on('error', reject);
    });
  const owners = new Map();
  for (let i = 0; i < 40; i++) {
    const { pid, cookie } = await ask();
    owners.set(pid, cookie);
  }
  assert.strictEqual(owners.size, 3);
  const ports = new Set();
  for (const [pid, cookie] of owners) {
    const seen = await ask(cookie);
    assert.deepStrictEqual([seen.pid, seen.encrypted], [pid, true]);
    ports.add(seen.port);
  }
  assert.strictEqual(ports.size, 1);
  agent.destroy();
});

test('a reload makes a pool sticky, changes how, changes how many, and makes it plain again', async (t) => {
  const place = await new Place(t).start('sticky', { ...FAST, workers: 2, stop_timeout: '2s' });
  const given = () => send({ port: place.port, path: '/pid' }).then(({ headers }) => headers['set-cookie']?.[0].split('=')[0]);
  const become = async (keys) => {
    place.configure({ ...place.keys, ...keys });
    assert.strictEqual((await place.reload()).code, 200);
  };
  assert.strictEqual(await given(), undefined);
  await become({ sticky: 'cookie' });
  assert.strictEqual(await given(), 'test_worker');
  const kept = await cookies(place, 2);
  await become({ workers: 4, sticky_cookie: 'other_worker' });
  await become({ workers: 2, sticky_cookie: undefined });
  for (const [pid, cookie] of kept) assert.strictEqual((await send({ port: place.port, path: '/pid', headers: { cookie } })).body, pid);
  await become({ sticky: 'header:X-Client' });
  const slots = new Set();
  for (let i = 0; i < 40; i++) slots.add((await send({ port: place.port, path: '/pid', headers: { 'X-Client': String(i) } })).body);
  assert.strictEqual(slots.size, 2);
  await become({ sticky: 'off' });
  await place.until('only plain workers', ({ workers }) => workers.length === 2 && workers.every(({ sticky }) => sticky === null));
  assert.strictEqual(await given(), undefined);
});
