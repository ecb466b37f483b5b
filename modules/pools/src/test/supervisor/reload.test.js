'use strict';
// Reloads under load lose no request, whatever the workers, the connections and the length of requests; bad releases too.

const { test } = require('node:test');
const assert = require('node:assert');
const fs = require('node:fs');
const net = require('node:net');
const { once } = require('node:events');
const path = require('node:path');
const { Place } = require('./place');
const { load } = require('./load');

const RELOADS = Number(process.env.POOL_RELOADS ?? 2);

function told(t, what, { sent, lost, errors }) {
  t.diagnostic(`${what}: ${sent} sent, ${lost} lost ${lost ? JSON.stringify(errors) : ''}`);
}

for (const workers of [1, 2, 4]) {
  for (const keepAlive of [true, false]) {
    for (const url of ['/', '/slow']) {
      test(`G1 ${RELOADS} reloads, ${workers} workers, keep-alive ${keepAlive}, ${url}`, async (t) => {
        const place = await new Place(t).start('good', { workers, ready_min_uptime: '50ms' });
        const running = load({ ...place.target, path: url }, { keepAlive });
        for (let i = 0; i < RELOADS; i++) assert.strictEqual((await place.reload()).code, 200);
        const result = await running.stop();
        told(t, 'reloads', result);
        assert.strictEqual(result.lost, 0);
        assert.strictEqual((await place.status()).generation, 1 + RELOADS);
      });
    }
  }
}

const BAD = [
  ['throws', /exit 1/, /DATABASE is not there/],
  ['exits', /exit 0/, /^/],
  ['never-listens', /not ready within 1500 ms: it never listened/, /^/],
  ['dies-soon', /exit 3/, /^/],
  ['taken', /exit 1/, /EADDRINUSE/],
  ['syntax', /exit 1/, /SyntaxError/],
];

for (const [app, reason, line] of BAD) {
  test(`G3 and G4: a release that ${app}, then a good one`, async (t) => {
    const place = await new Place(t).start('good', { start_timeout: '1500ms' });
    const other = net.createServer().listen(0, '127.0.0.1');
    t.after(() => other.close());
    await once(other, 'listening');
    fs.writeFileSync(path.join(place.dir, 'taken'), String(other.address().port));
    const before = await place.pids();
    const running = load(place.target);
    place.release(app);
    const failed = await place.reload();
    const after = await place.status();
    assert.deepStrictEqual(await place.pids(), before);
    assert.strictEqual(failed.code, 500);
    assert.match(failed.reason, reason);
    assert.match(failed.lines.join('\n'), line);
    assert.strictEqual(after.state, 'degraded');
    assert.ok(after.counters.forks <= 4, `${after.counters.forks} forks`);
    place.release('good');
    assert.strictEqual((await place.reload()).code, 200);
    const result = await running.stop();
    told(t, app, result);
    assert.strictEqual(result.lost, 0);
    assert.strictEqual((await place.status()).state, 'ok');
  });
}

test('G12: a second reload is refused while one runs, and signals ask for one more', async (t) => {
  const place = await new Place(t).start('good');
  const first = place.reload();
  await place.until('reloading', (status) => status.state === 'reloading');
  assert.strictEqual((await place.reload()).code, 409);
  assert.strictEqual((await first).code, 200);
  for (let i = 0; i < 5; i++) place.child.kill('SIGHUP');
  await place.until('the signals were obeyed', (status) => status.state === 'ok' && status.generation >= 3);
  const { workers, generation } = await place.status();
  assert.ok(generation <= 4, `generation ${generation}`);
  assert.strictEqual(workers.filter((worker) => worker.state === 'ready').length, 2);
});

test('G8: ready workers are never fewer than wanted during reloads', async (t) => {
  const place = await new Place(t).start('good', { ready_min_uptime: '50ms' });
  const reloads = place.reload().then(() => place.reload());
  let over = false;
  reloads.then(() => (over = true));
  let looks = 0;
  while (!over) {
    assert.strictEqual((await place.status()).ready, 2);
    looks++;
  }
  t.diagnostic(`${looks} looks, always 2 ready`);
});
