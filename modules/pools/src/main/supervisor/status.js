'use strict';
// The state of a pool as data: what the status service answers. It holds no environment and no arguments, which may be secret.

const { residentOf } = require('./watch');

function workerOf(pool, worker) {
  const slot = pool.slots[worker.slot - 1];
  const now = Date.now();
  return {
    pid: worker.pid,
    slot: worker.slot,
    generation: worker.release.generation,
    state: worker.state,
    age: now - worker.since,
    lifetime_left: worker.expires ? Math.max(0, worker.expires - now) : null,
    requests: worker.requests,
    connections: worker.open,
    rss: residentOf(worker.pid),
    restarts: slot?.restarts ?? 0,
    last_exit: slot?.lastExit ?? null,
    // Who comes no more is not known, so these are sessions given to it, requests passed on to others, and those taken from others.
    sticky: worker.figures ?? null,
  };
}

/** Times are in ms, memory in bytes. */
function statusOf(pool, addresses) {
  return {
    pool: pool.config.name,
    pid: process.pid,
    state: pool.state,
    release: pool.config.script,
    generation: pool.release.generation,
    listen: addresses.names,
    ready: pool.ready,
    wanted: pool.slots.length,
    workers: pool.workers.map((worker) => workerOf(pool, worker)),
    failures: pool.slots.filter((slot) => slot.failure).map(({ number, failure }) => ({ slot: number, ...failure })),
    last_reload: pool.lastReload,
    counters: { forks: pool.forks, recycled: pool.recycled, restarts: pool.slots.reduce((sum, slot) => sum + slot.restarts, 0) },
    supervisor: { rss: residentOf(process.pid), uptime: Math.round(process.uptime() * 1000) },
  };
}

/** The same in the Prometheus text format. */
function metricsOf(status) {
  const lines = [`jforge_pool_ready_workers ${status.ready}`, `jforge_pool_wanted_workers ${status.wanted}`];
  for (const [name, value] of Object.entries(status.counters)) lines.push(`jforge_pool_${name}_total ${value}`);
  for (const { slot, pid, requests, rss, connections, sticky } of status.workers) {
    const labels = `{slot="${slot}",pid="${pid}"}`;
    lines.push(`jforge_pool_worker_requests_total${labels} ${requests}`, `jforge_pool_worker_resident_bytes${labels} ${rss}`);
    lines.push(`jforge_pool_worker_connections${labels} ${connections}`);
    for (const [name, value] of Object.entries(sticky ?? {})) lines.push(`jforge_pool_worker_sticky_${name}_total${labels} ${value}`);
  }
  return `${lines.join('\n')}\n`;
}

module.exports = { statusOf, metricsOf };
