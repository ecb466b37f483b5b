'use strict';
// What passing requests on costs: the same load on the same pool without and with sticky sessions, by turns in one run.

const { test } = require('node:test');
const assert = require('node:assert');
const fs = require('node:fs');
const { Worker } = require('node:worker_threads');
const { Place } = require('./place');
const { send } = require('./proxy');

const SECONDS = Number(process.env.POOL_HOP_SECONDS ?? 2);
const ROUNDS = Number(process.env.POOL_HOP_ROUNDS ?? 1);

// Bare connections that parse as little as they can, in a thread of their own, so that the load isn't what is measured.
const LOAD = `
const net = require('node:net');
const { workerData: { port, cookies, ms, connections }, parentPort } = require('node:worker_threads');
const took = [];
let open = connections;
for (let c = 0; c < connections; c++) {
  const socket = net.connect(port, '127.0.0.1').setNoDelay();
  let begun, rest = '', n = c;
  const end = Date.now() + ms;
  const next = () => {
    if (Date.now() > end) return socket.end();
    const cookie = cookies[n++ % cookies.length];
    begun = process.hrtime.bigint();
    socket.write('GET /pid HTTP/1.1\\r\\nHost: a\\r\\n' + (cookie ? 'Cookie: ' + cookie + '\\r\\n' : '') + '\\r\\n');
  };
  socket.on('connect', next).on('data', (chunk) => {
    rest += chunk.toString('latin1');
    const head = rest.indexOf('\\r\\n\\r\\n');
    if (head < 0) return;
    const length = Number(/content-length: (\\d+)/i.exec(rest)[1]);
    if (rest.length < head + 4 + length) return;
    if (!rest.startsWith('HTTP/1.1 200')) throw new Error(rest);
    rest = '';
    took.push(Number(process.hrtime.bigint() - begun) / 1e6);
    next();
  }).on('close', () => --open || parentPort.postMessage(took));
}`;

/** Processor time of the processes in ms, by the kernel's ticks of 10 ms. */
function used(pids) {
  const ticks = pids.flatMap((pid) => fs.readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ').slice(11, 13));
  return ticks.reduce((sum, each) => sum + Number(each) * 10, 0);
}

async function loaded(place, cookies) {
  const workerData = { port: place.port, cookies, ms: SECONDS * 1_000, connections: 32 };
  const pids = await place.pids();
  const before = used(pids);
  const took = await new Promise((resolve, reject) => {
    new Worker(LOAD, { eval: true, workerData }).once('message', resolve).once('error', reject);
  });
  return { took, ms: used(pids) - before };
}

function said(name, rounds) {
  const took = rounds.flatMap((round) => round.took).sort((a, b) => a - b);
  const cost = (1_000 * rounds.reduce((sum, { ms }) => sum + ms, 0)) / took.length;
  const rate = took.length / (SECONDS * rounds.length);
  const at = (share) => took[Math.floor(took.length * share)].toFixed(2);
  return { rate, cost, text: `${name}: ${cost.toFixed(1)} us of processor a request, ${Math.round(rate)} a second, half within ${at(0.5)} ms, 99 of 100 within ${at(0.99)} ms` };
}

for (const workers of [1, 2, 4]) {
  test(`the hop between ${workers} workers is measured`, async (t) => {
    const plain = await new Place(t).start('sticky', { workers });
    const sticky = await new Place(t).start('sticky', { workers, sticky: 'cookie' });
    const cookies = [];
    for (let i = 0; i < 200; i++) cookies.push((await send({ port: sticky.port, path: '/pid' })).headers['set-cookie'][0].split(';')[0]);
    await loaded(plain, ['a=1']);
    await loaded(sticky, cookies);
    const results = { plain: [], sticky: [] };
    for (let i = 0; i < ROUNDS; i++) {
      results.plain.push(await loaded(plain, ['a=1']));
      results.sticky.push(await loaded(sticky, cookies));
    }
    const [without, with_] = [said('without', results.plain), said('with', results.sticky)];
    t.diagnostic(without.text);
    t.diagnostic(with_.text);
    t.diagnostic(`${Math.round((100 * with_.rate) / without.rate)} % of the requests, ${(with_.cost - without.cost).toFixed(1)} us more each`);
    // Far below what is measured, so that only a fault fails here.
    assert.ok(with_.rate > without.rate / 10);
  });
}
