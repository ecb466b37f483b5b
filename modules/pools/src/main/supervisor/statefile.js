'use strict';
// The state file: what runs, in lines that a shell reads without starting a process. It tells whether the pool that runs is
// the one that is wanted: its program, its configuration and its unit.

const fs = require('node:fs');
const path = require('node:path');

/** When a process began, in clock ticks since boot (field 22 of its stat), or '-': a reused pid has another one. */
function startOf(pid) {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return '-';
  }
}

/** Replaces `file` by whole lines `name value`: nobody reads a part of it. */
function writeState(file, { digest, generation }) {
  const lines = {
    pid: process.pid,
    start: startOf(process.pid),
    // Node has resolved every link in this path when the program was started.
    program: path.dirname(__filename),
    config: digest ?? '-',
    unit: process.env.JFORGE_POOL_UNIT || '-',
    generation,
  };
  const text = Object.entries(lines).map(([name, value]) => `${name} ${value}\n`);
  const fresh = `${file}.${process.pid}`;
  fs.writeFileSync(fresh, text.join(''), { mode: 0o600 });
  fs.renameSync(fresh, file);
}

module.exports = { writeState, startOf };
