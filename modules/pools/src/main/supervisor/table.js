'use strict';
// The status as a table for people.

const COLUMNS = [
  ['SLOT', (worker) => worker.slot],
  ['PID', (worker) => worker.pid],
  ['GEN', (worker) => worker.generation],
  ['STATE', (worker) => worker.state],
  ['AGE', (worker) => timeOf(worker.age)],
  ['LEFT', (worker) => (worker.lifetime_left === null ? '-' : timeOf(worker.lifetime_left))],
  ['REQUESTS', (worker) => worker.requests],
  ['CONNS', (worker) => worker.connections],
  ['MEMORY', (worker) => sizeOf(worker.rss)],
  ['RESTARTS', (worker) => worker.restarts],
  ['LAST EXIT', (worker) => worker.last_exit ?? '-'],
];

const sizeOf = (bytes) => `${Math.round(bytes / 1e6)}MB`;

function timeOf(ms) {
  const s = Math.floor(ms / 1_000);
  if (s < 60) return `${s}s`;
  if (s < 3_600) return `${Math.floor(s / 60)}m${String(s % 60).padStart(2, '0')}s`;
  return `${Math.floor(s / 3_600)}h${String(Math.floor(s / 60) % 60).padStart(2, '0')}m`;
}

/** The lines of a pool's status: what it is, a row for each worker, and what went wrong. */
function tableOf(status) {
  const { pool, state, generation, ready, wanted, listen, supervisor, last_reload: reload } = status;
  const head = `${pool}: ${state}, ${ready} of ${wanted} workers serve ${listen.join(', ') || 'no address'}, generation ${generation}, `;
  const rows = [COLUMNS.map(([name]) => name), ...status.workers.map((worker) => COLUMNS.map(([, cell]) => String(cell(worker))))];
  const widths = COLUMNS.map((_, i) => Math.max(...rows.map((row) => row[i].length)));
  const lines = rows.map((row) => row.map((cell, i) => cell.padEnd(widths[i])).join('  ').trimEnd());
  const wrong = status.failures.map(({ slot, reason }) => `slot ${slot} is empty: ${reason}`);
  if (reload && reload.result !== 'ok') wrong.push(`the last reload was ${reload.result}: ${reload.reason}`);
  return [`${head}supervisor pid ${status.pid} with ${sizeOf(supervisor.rss)}`, ...lines, ...wrong].join('\n');
}

module.exports = { tableOf };
