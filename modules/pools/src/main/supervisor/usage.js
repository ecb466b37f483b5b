'use strict';
// What the program prints when it is called without arguments.

const { KEYS } = require('./keys');
const { optionOf } = require('./arguments');

const HEAD = `Usage: jforge-pool [OPTIONS] SCRIPT [ARGUMENTS]     run a pool of workers of a Node application
       jforge-pool --config FILE                     the same, with the keys from a JSON file
       jforge-pool --check --config FILE             only say what is wrong with it (exit 2)
       jforge-pool status [--table]                  of a running pool: its state, as JSON or as a table
       jforge-pool healthy                           wait until all its workers serve, or until one fails to start
       jforge-pool reload [--try CANDIDATE]          read FILE again, or CANDIDATE in its place, and roll it out
       jforge-pool upgrade                           start the supervisor anew on the same sockets
       jforge-pool stop                              stop it and wait until it has stopped

The last five need --config FILE or --status-socket SOCKET to know which pool is meant.
Every worker serves the one address that the application listens on. HUP reads the configuration again and replaces the
workers one by one without losing a request, USR1 opens the log again, USR2 starts the supervisor anew on the same
sockets, TERM stops when the requests are done, a second TERM at once. TERM to a worker replaces it.
Exit: 0 well, 1 failed, 2 a wrong option or key, 3 busy, 4 not running.

Options (as keys of the file: without the dashes, and _ for -):
`;

const UNIT = { duration: 'ms', percent: '%', mode: '' };

function shown(key) {
  if (key.fallback === undefined || (typeof key.fallback === 'object' && Object.keys(key.fallback).length === 0)) return '';
  if (key.kind === 'mode') return ` (0${key.fallback.toString(8)})`;
  if (key.kind === 'duration') return ` (${spoken(key.fallback)})`;
  return ` (${key.fallback}${UNIT[key.kind] ?? ''})`;
}

function spoken(ms) {
  if (ms % 60_000 === 0 && ms > 0) return `${ms / 60_000}m`;
  return ms % 1_000 === 0 ? `${ms / 1_000}s` : `${ms}ms`;
}

/** The whole text, a line for each option with its default. */
function usage() {
  const options = KEYS.filter((key) => key.name !== 'script' && key.name !== 'args');
  return HEAD + options.map((key) => `  ${optionOf(key.name).padEnd(22)} ${key.text}${shown(key)}\n`).join('');
}

module.exports = { usage };
