'use strict';
// The life of single workers: their limits, their deaths, and how the pool comes back from each.

const { test } = require('node:test');
const assert = require('node:assert');
const { Place, until, alive, once } = require('./place');
const { load } = require('./load');

const SECONDS = Number(process.env.POOL_SECONDS ?? 6);
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

test('G2 and G9: workers are replaced at their lifetime, one at a time, with busy connections', async (t) => {
  const place = await new Place(t).start('good', { max_lifetime: '2s', lifetime_splay: '25%', ready_min_uptime: '50ms' });
  const running = load({ ...place.target, path: '/slow' });
  const end = Date.now() + SECONDS * 1_000;
  let oldest = 0;
  let surplus = 0;
  while (Date.now() < end) {
    const { workers, ready } = await place.status();
    assert.strictEqual(ready, 2);
    for (const worker of workers) if (worker.state === 'ready') oldest = Math.max(oldest, worker.age);
    surplus = Math.max(surplus, workers.filter((worker) => worker.state === 'starting').length);
    await pause(20);
  }
  const { sent, lost } = await running.stop();
  const { counters } = await place.status();
  t.diagnostic(`${counters.recycled} replaced, ${sent} sent, ${lost} lost, oldest ${oldest} ms, ${surplus} started at once`);
  assert.strictEqual(lost, 0);
  assert.ok(counters.recycled >= SECONDS / 2 - 1);
  assert.ok(oldest < 3_500);
  assert.strictEqual(surplus, 1);
});

test('a worker is replaced after max_requests, and none is lost', async (t) => {
  const place = await new Place(t).start('good', { max_requests: 500, ready_min_uptime: '50ms' });
  const running = load(place.target);
  await place.until('3 were replaced', (status) => status.counters.recycled >= 3);
  const { sent, lost } = await running.stop();
  t.diagnostic(`${sent} sent, ${lost} lost`);
  assert.strictEqual(lost, 0);
});

test('a worker over max_memory is replaced, and none is lost', async (t) => {
  const place = await new Place(t).start('leaks', { max_memory: '150MB', memory_interval: '100ms', ready_min_uptime: '50ms', workers: 1 });
  let sent = 0;
  while ((await place.status()).counters.recycled === 0 && sent < 100) {
    assert.strictEqual((await once({ ...place.target, host: '127.0.0.1', path: '/' })).status, 200);
    sent++;
    await pause(50);
  }
  t.diagnostic(`replaced after ${sent} requests of 20 MB`);
  assert.ok(sent < 100);
});

test('G6: a release that crashes from the start is retried with a growing wait', async (t) => {
  const place = await new Place(t).start('throws', { workers: 1 }, false);
  const cpu = process.cpuUsage();
  await until('the pool has failed', () => place.status().then((status) => status.counters.forks >= 4, () => false));
  await pause(2_000);
  const { state, counters } = await place.status();
  t.diagnostic(`${counters.forks} forks in about 3.5 s, state ${state}, test's own CPU ${process.cpuUsage(cpu).user / 1e3} ms`);
  assert.strictEqual(state, 'failed');
  assert.ok(counters.forks <= 6, `${counters.forks} forks`);
  place.release('good');
  assert.strictEqual((await place.reload()).code, 200);
  assert.strictEqual((await place.status()).state, 'ok');
});

test('G7: a killed worker is replaced, and the other one serves on', async (t) => {
  const place = await new Place(t).start('good', { ready_min_uptime: '50ms' });
  const [victim, other] = await place.pids();
  const running = load(place.target);
  await pause(200);
  const killed = Date.now();
  process.kill(victim, 'SIGKILL');
  await place.until('two serve', (status) => status.ready === 2 && !status.workers.some((worker) => worker.pid === victim));
  const took = Date.now() - killed;
  const { sent, lost, errors } = await running.stop();
  t.diagnostic(`replaced after ${took} ms, ${sent} sent, ${lost} lost of 8 connections: ${JSON.stringify(errors)}`);
  assert.ok((await place.pids()).includes(other));
  assert.ok(took < 2_000);
  assert.ok(lost <= 8);
});

test('G10: a hung worker is killed and replaced', async (t) => {
  const place = await new Place(t).start('good', { heartbeat_interval: '100ms', heartbeat_timeout: '1s', ready_min_uptime: '50ms' });
  const before = await place.pids();
  const hung = Date.now();
  await assert.rejects(once({ ...place.target, host: '127.0.0.1', path: '/hang' }));
  const took = Date.now() - hung;
  await place.until('two serve', (status) => status.ready === 2 && status.counters.restarts === 1);
  const after = await place.status();
  t.diagnostic(`killed after ${took} ms`);
  assert.ok(took < 2_000);
  assert.strictEqual(after.workers.filter((worker) => before.includes(worker.pid)).length, 1);
  assert.ok(after.workers.some((worker) => /no sign of life for 1000 ms/.test(worker.last_exit)));
});

test('G11: workers whose supervisor is killed end their requests and go', async (t) => {
  const place = await new Place(t).start('good', { drain_linger: '200ms' });
  const pids = await place.pids();
  const long = once({ ...place.target, host: '127.0.0.1', path: '/long' });
  await pause(200);
  place.child.kill('SIGKILL');
  await place.exited;
  assert.strictEqual((await long).status, 200);
  await until('no worker is left', () => !pids.some(alive));
});

test('a worker is ready by the health check, which clients never meet', async (t) => {
  const place = await new Place(t).start('good', { ready: 'http:/', start_timeout: '1500ms' });
  const before = await place.pids();
  place.configure({ ...place.keys, ready: 'http:/sick' });
  const { code, reason } = await place.reload();
  assert.strictEqual(code, 500);
  assert.match(reason, /the health check got status 500/);
  assert.deepStrictEqual(await place.pids(), before);
});
