#!/usr/bin/env node
'use strict';
// The command jforge-pool: runs a pool, checks a configuration, or talks to a pool that runs.

const path = require('node:path');
const v8 = require('node:v8');
const { parsed } = require('./arguments');
const { configOf, rawOf, BadConfig } = require('./config');
const { Supervisor } = require('./supervisor');
const { watchdog } = require('./notify');
const { usage } = require('./usage');
const { call } = require('./client');

// The supervisor has little to remember: without this, garbage collects for as long as memory is there.
v8.setFlagsFromString('--max-semi-space-size=1');
v8.setFlagsFromString('--semi-space-growth-factor=1');

const SHIM = process.env.JFORGE_POOL_SHIM ?? path.join(__dirname, 'jforge-pool-worker.js');

async function main(words) {
  const { ask, file, raw } = parsed(words);
  if (ask === 'help') return said(0, usage());
  if (ask !== 'run' && ask !== 'check') return talk(ask, file ? { ...rawOf(file), ...raw } : raw);
  const configure = () => configOf(file ? { ...rawOf(file), ...raw } : raw);
  const config = configure();
  if (ask === 'check') return said(0, `${file ?? 'the configuration'} is well\n`);
  watchdog();
  return new Supervisor(config, configure, SHIM).run();
}

async function talk(ask, { status_socket: socket }) {
  if (!socket) throw new BadConfig([`${ask}: needs --status-socket SOCKET, or --config FILE that names it`]);
  const { exit, text } = await call(ask, socket);
  return said(exit, text);
}

function said(exit, text) {
  process.stdout.write(text);
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
