'use strict';
// One long run: reloads without a pause, workers that reach their lifetime, and the log opened again, all under load.

const { test } = require('node:test');
const assert = require('node:assert');
const fs = require('node:fs');
const { Place } = require('./place');
const { load } = require('./load');

const REQUESTS = Number(process.env.POOL_REQUESTS ?? 10_000);
const RELOADS = Number(process.env.POOL_RELOADS ?? 5);

test(`${REQUESTS} requests over ${RELOADS} reloads and lifetimes, none lost`, async (t) => {
  const place = await new Place(t).start('good', { ready_min_uptime: '100ms', max_lifetime: '1s', lifetime_splay: '50%' });
  const kept = load(place.target, { connections: 6 });
  const fresh = load(place.target, { connections: 2, keepAlive: false });
  const sent = () => kept.result.sent + fresh.result.sent;
  const fds = () => fs.readdirSync(`/proc/${place.child.pid}/fd`).length;
  const first = { rss: (await place.status()).supervisor.rss, fds: fds() };
  const begun = Date.now();
  let reloads = 0;
  while (reloads < RELOADS || sent() < REQUESTS) {
    const due = reloads < RELOADS && sent() / REQUESTS >= reloads / RELOADS;
    if (due) assert.strictEqual((await place.reload()).code, 200);
    else await new Promise((resolve) => setTimeout(resolve, 50));
    if (due) reloads++;
    assert.strictEqual((await place.status()).ready, 2);
    if (kept.result.lost + fresh.result.lost > 0) break;
  }
  const results = [await kept.stop(), await fresh.stop()];
  const { counters, supervisor } = await place.status();
  const seconds = (Date.now() - begun) / 1_000;
  t.diagnostic(`${sent()} sent in ${seconds.toFixed(1)} s (${Math.round(sent() / seconds)} a second), ${reloads} reloads, ${counters.recycled} lifetimes`);
  t.diagnostic(`supervisor: resident ${first.rss / 1e6} to ${supervisor.rss / 1e6} MB, descriptors ${first.fds} to ${fds()}`);
  for (const { lost, errors } of results) assert.strictEqual(lost, 0, JSON.stringify(errors));
});
