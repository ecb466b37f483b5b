#!/usr/bin/env node
'use strict';
// The command jforge-pool: runs a pool, checks a configuration, or talks to a pool that runs.

const path = require('node:path');
const v8 = require('node:v8');
const { parsed } = require('./arguments');
const { BadConfig } = require('./config');
const { Source, rawOf } = require('./source');
const { Supervisor } = require('./supervisor');
const { watchdog } = require('./notify');
const { usage } = require('./usage');
const { talk } = require('./talk');

// The supervisor has little to remember: without this, garbage collects for as long as memory is there.
v8.setFlagsFromString('--max-semi-space-size=1');
v8.setFlagsFromString('--semi-space-growth-factor=1');

const SHIM = process.env.JFORGE_POOL_SHIM ?? path.join(__dirname, 'jforge-pool-worker.js');

async function main(words) {
  const { ask, file, raw, candidate, table } = parsed(words);
  if (ask === 'help') return said({ exit: 0, out: usage(), err: '' });
  if (ask !== 'run' && ask !== 'check') return said(await talk(ask, socketOf(ask, file, raw), { candidate, table }));
  const source = new Source(file, raw);
  if (ask === 'check') {
    source.read();
    return said({ exit: 0, out: `${file ?? 'the configuration'} is well\n`, err: '' });
  }
  watchdog();
  return new Supervisor(source, SHIM).run();
}

function socketOf(ask, file, raw) {
  const { status_socket: socket } = { ...(file ? rawOf(file) : {}), ...raw };
  if (socket) return socket;
  throw new BadConfig([`${ask}: needs --status-socket SOCKET, or --config FILE that names it`]);
}

function said({ exit, out, err }) {
  process.stdout.write(out);
  process.stderr.write(err);
  return exit;
}

main(process.argv.slice(2)).then(
  (exit) => {
    process.exitCode = exit;
    // A worker's grandchild may hold a pipe open; the pool is over all the same.
    setTimeout(() => process.exit(), 1_000).unref();
  },
  (error) => {
    const lines = error instanceof BadConfig ? error.problems : [error.message];
    for (const line of lines) process.stderr.write(`jforge-pool: ${line}\n`);
    process.exit(error instanceof BadConfig ? 2 : 1);
  },
);
