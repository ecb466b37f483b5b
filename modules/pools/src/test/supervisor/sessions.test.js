'use strict';
// Sticky sessions under load, behind a reverse proxy: who stays where, across reloads, lifetimes, deaths and the end of the pool.

const { test } = require('node:test');
const assert = require('node:assert');
const http = require('node:http');
const { Place, until } = require('./place');
const { Client, proxy } = require('./proxy');
const { nginx, there } = require('./nginx');

const CLIENTS = Number(process.env.POOL_CLIENTS ?? 1_000);
const SECONDS = Number(process.env.POOL_SECONDS ?? 6);
const AT_ONCE = 48;
// What a replaced worker may do with its time: so much of it is for its clients.
const STAY = 0.8;

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const FAST = { ready_min_uptime: '50ms', heartbeat_interval: '200ms' };

// Clients of their own addresses, which all 127.0.0.0/8 is, or told apart by the proxy of this test by a header.
const MODES = {
  cookie: { client: (i, port, agent) => new Client({ port, agent }) },
  'header:X-Forwarded-For': {
    client: (i, port, agent) => new Client({ port, agent }, { 'X-Client': `10.0.${i >> 8}.${i & 255}` }),
    address: (i, port) => new Client({ port, localAddress: `127.1.${i >> 8}.${i & 255}` }),
  },
};
const PROXIES = {
  'a small proxy': { start: (place) => proxy({ port: place.port }), workers: [3] },
  nginx: { start: nginx, workers: [4], skip: !there && 'needs nginx' },
};

/** Runs `action` on each of `items`, `AT_ONCE` at a time. */
async function each(items, action) {
  const rest = items.values();
  const worker = async () => {
    for (const item of rest) await action(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

/** The largest number of clients of one worker, as a multiple of what each would have. */
function share(clients, workers) {
  const counts = new Map();
  for (const { pid } of clients) counts.set(pid, (counts.get(pid) ?? 0) + 1);
  assert.strictEqual(counts.size, workers);
  return Math.max(...counts.values()) / (clients.length / workers);
}

const CASES = Object.entries(MODES).flatMap(([sticky, mode]) =>
  Object.entries(PROXIES).flatMap(([name, front]) => front.workers.map((workers) => ({ sticky, mode, name, front, workers }))),
);

for (const { sticky, mode, name, front, workers } of CASES) {
  test(`${sticky}: ${CLIENTS} clients of ${workers} workers behind ${name} stay, also across a reload`, { skip: front.skip }, async (t) => {
    // Time for each client to come twice.
    const timeout = 3_000 + CLIENTS * 2;
    const stay = (timeout - 1_000) * STAY;
    const place = await new Place(t).start('sticky', { sticky, workers, stop_timeout: `${timeout}ms`, ...FAST });
    const before = await front.start(place);
    const agent = new http.Agent({ keepAlive: true, maxSockets: AT_ONCE });
    t.after(() => Promise.all([before.close(), agent.destroy()]));
    const make = (name === 'nginx' && mode.address) || mode.client;
    const clients = Array.from({ length: CLIENTS }, (_, i) => make(i, before.port, agent));
    let sent = 0;
    let reloaded = Infinity;
    let moved = [];
    const visit = async (client) => {
      sent++;
      const { status, body } = await client.send();
      assert.strictEqual(status, 200);
      if (client.pid !== undefined && client.pid !== body) moved.push(Date.now() - reloaded);
      client.pid = body;
    };
    await each(clients, visit);
    const first = share(clients, workers);
    for (let i = 0; i < 3; i++) await each(clients, visit);
    assert.deepStrictEqual(moved, []);
    reloaded = Date.now();
    const old = await place.pids();
    const reload = place.reload();
    for (let i = 0; i < 2; i++) await each(clients, visit);
    assert.strictEqual((await reload).code, 200);
    const living = () => place.status().then((status) => status.workers.filter(({ pid }) => old.includes(pid)).length);
    while ((await living()) > 0) await each(clients, visit);
    await each(clients, visit);
    assert.strictEqual(moved.length, CLIENTS, `${moved.length} moved`);
    const soonest = Math.min(...moved);
    assert.ok(soonest >= stay, `moved after ${soonest} ms, and their worker had ${stay}`);
    const second = share(clients, workers);
    moved = [];
    await each(clients, visit);
    assert.deepStrictEqual(moved, []);
    t.diagnostic(`${sent} sent, none lost; ${CLIENTS} moved ${soonest} to ${Date.now() - reloaded} ms after the reload, with ${stay} to stay`);
    t.diagnostic(`largest share ${first.toFixed(3)}, after the reload ${second.toFixed(3)}`);
    assert.deepStrictEqual(before.errors?.() ?? [], []);
    if (CLIENTS >= 500) assert.ok(first <= 1.3 && second <= 1.3);
  });
}

/** Clients that visit without a pause, with and without bodies, until stop(); it resolves to what they did. */
function crowd(target, { count = 16, agent, paths = ['/pid', '/slow'] } = {}) {
  const result = { sent: 0, lost: [], errors: {} };
  let stopped = false;
  const clients = Array.from({ length: count }, () => new Client({ ...target, agent }));
  const running = clients.map(async (client, i) => {
    while (!stopped) {
      result.sent++;
      const begun = Date.now();
      const body = i % 2 ? Buffer.alloc(1 + ((i * 20_011) % 200_000)) : undefined;
      const path = body ? '/count' : paths[(i >> 1) % paths.length];
      try {
        const answer = await client.send(path, { method: body ? 'POST' : 'GET' }, body);
        if (answer.status !== 200) throw new Error(`status ${answer.status}`);
        if (body) assert.strictEqual(JSON.parse(answer.body).bytes, body.length);
        client.pid = body || path === '/slow' ? String(JSON.parse(answer.body).pid) : answer.body;
      } catch (error) {
        result.lost.push({ pid: client.pid, begun, at: Date.now() });
        result.errors[error.message] = (result.errors[error.message] ?? 0) + 1;
        await pause(20);
      }
    }
  });
  return {
    result,
    clients,
    async stop() {
      stopped = true;
      await Promise.all(running);
      return result;
    },
  };
}

test('reloads, lifetimes and TERM to workers lose nothing, with bodies, over kept and fresh connections and behind nginx', async (t) => {
  const keys = { sticky: 'cookie', workers: 3, stop_timeout: '3s', drain_linger: '500ms', max_lifetime: '800ms', lifetime_splay: '50%', ...FAST };
  const place = await new Place(t).start('sticky', keys);
  const agent = new http.Agent({ keepAlive: true, maxSockets: 6 });
  const front = there ? await nginx(place) : null;
  const targets = [place, place, ...(front ? [front] : [])].map(({ port }) => ({ port }));
  const crowds = targets.map((target, i) => crowd(target, { agent: i === 1 ? false : agent, paths: i === 2 ? ['/pid'] : undefined }));
  const end = Date.now() + SECONDS * 1_000;
  let reloads = 0;
  while (Date.now() < end) {
    await pause(500);
    if ((await place.reload()).code === 200) reloads++;
    const [worker] = await place.pids();
    process.kill(worker, 'SIGTERM');
  }
  const results = await Promise.all(crowds.map((each) => each.stop()));
  agent.destroy();
  await front?.close();
  const { counters } = await place.status();
  t.diagnostic(`${results.map(({ sent }) => sent).join(' and ')} sent, ${reloads} reloads, ${counters.recycled} lifetimes and TERMs`);
  for (const { lost, errors } of results) assert.strictEqual(lost.length, 0, JSON.stringify(errors));
  assert.deepStrictEqual(front?.errors() ?? [], []);
});

test('what a killed worker had not read goes to a new owner, with its body', async (t) => {
  const place = await new Place(t).start('sticky', { sticky: 'cookie', workers: 3, ...FAST });
  const clients = Array.from({ length: 30 }, () => new Client({ port: place.port }));
  await each(clients, async (client) => (client.pid = (await client.send()).body));
  const victim = Number(clients[0].pid);
  const theirs = clients.filter(({ pid }) => pid === clients[0].pid);
  process.kill(victim, 'SIGSTOP');
  await pause(100);
  const answers = theirs.map((client, i) => (i % 2 ? client.send('/pid') : client.send('/count', { method: 'POST' }, Buffer.alloc(3_000_000))));
  await pause(500);
  process.kill(victim, 'SIGKILL');
  for (const { status, headers, body } of await Promise.all(answers)) {
    assert.strictEqual(status, 200);
    assert.match(headers['set-cookie'][0], /^test_worker=/);
    assert.ok(!body.includes(String(victim)));
  }
  t.diagnostic(`${theirs.length} requests that it had not read, none lost`);
});

test('a killed worker loses what was in flight in it, and nothing else', async (t) => {
  const place = await new Place(t).start('sticky', { sticky: 'cookie', workers: 3, ...FAST });
  const running = crowd({ port: place.port }, { agent: false, count: 24 });
  await pause(1_000);
  const victims = [];
  for (let i = 0; i < 3; i++) {
    const [victim] = await place.pids();
    victims.push({ victim, at: Date.now() });
    process.kill(victim, 'SIGKILL');
    await place.until('three serve', ({ ready, workers }) => ready === 3 && !workers.some(({ pid }) => pid === victim));
    await pause(300);
  }
  const { sent, lost, errors } = await running.stop();
  t.diagnostic(`${sent} sent by 24 clients, ${lost.length} lost with 3 workers: ${JSON.stringify(errors)}`);
  for (const { begun, at } of lost) assert.ok(victims.some((death) => begun <= death.at + 50 && at >= death.at), 'lost without a death');
  assert.ok(lost.length <= 3 * 24);
});

test('a stop answers what is passed on, and an idle pool stops at once', async (t) => {
  const place = await new Place(t).start('sticky', { sticky: 'cookie', workers: 3, ...FAST });
  const agent = new http.Agent({ keepAlive: true });
  const clients = Array.from({ length: 24 }, () => new Client({ port: place.port, agent }));
  await each(clients, (client) => client.send());
  const answers = clients.map((client) => client.send('/slow'));
  await pause(100);
  const begun = Date.now();
  place.child.kill('SIGTERM');
  for (const { status } of await Promise.all(answers)) assert.strictEqual(status, 200);
  assert.strictEqual(await place.exited, 0);
  t.diagnostic(`stopped after ${Date.now() - begun} ms, with 24 requests of 300 ms answered`);
  assert.ok(Date.now() - begun < 2_000);
});

test('clients stay with their workers when a new supervisor takes over', async (t) => {
  const place = await new Place(t).start('sticky', { sticky: 'cookie', workers: 2, stop_timeout: '5s', ...FAST });
  const agent = new http.Agent({ keepAlive: true, maxSockets: 8 });
  const clients = Array.from({ length: 40 }, () => new Client({ port: place.port, agent }));
  await each(clients, async (client) => (client.pid = (await client.send()).body));
  const before = await place.status();
  const moved = [];
  let over = false;
  const visiting = each([...clients, ...Array.from({ length: 40 }, () => new Client({ port: place.port, agent }))], async (client) => {
    while (!over) {
      const { body, status } = await client.send();
      assert.strictEqual(status, 200);
      if (client.pid !== undefined && client.pid !== body) moved.push(Date.now());
      client.pid = body;
      await pause(20);
    }
  });
  const begun = Date.now();
  place.child.kill('SIGUSR2');
  const after = await until('the successor', () => place.status().then((now) => now.pid !== before.pid && now, () => false));
  t.after(() => process.kill(after.pid, 'SIGTERM'));
  assert.strictEqual(await place.exited, 0);
  await pause(300);
  over = true;
  await visiting;
  agent.destroy();
  const soonest = Math.min(...moved) - begun;
  t.diagnostic(`${moved.length} moved, the first ${soonest} ms after the signal`);
  assert.ok(soonest >= 3_200, `${soonest}`);
});
