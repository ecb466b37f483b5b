'use strict';
// A newer supervisor takes over from a running one (USR2): it inherits the bound sockets, starts its own workers on them, and
// only when they serve does the old one drain its workers and end. Node can't exec itself in place in every supported version.

const { spawn } = require('node:child_process');

const SOCKETS = 'JFORGE_POOL_SOCKETS';
const FIRST_FD = 4;

/** The sockets that this process inherited, by name, or null if it takes over from none. */
function inherited() {
  const text = process.env[SOCKETS];
  delete process.env[SOCKETS];
  return text === undefined || !process.send ? null : new Map(Object.entries(JSON.parse(text)));
}

/**
 * Starts the program anew as it stands on the disk; `sockets` maps names to descriptors. Resolves to the successor once its
 * workers serve. @throws Error if it ends before or not all of them serve within `timeout` ms; then nothing has changed
 */
function successor(sockets, timeout) {
  const places = Object.fromEntries([...sockets.keys()].map((name, i) => [name, FIRST_FD + i]));
  const child = spawn(process.execPath, [...process.execArgv, ...process.argv.slice(1)], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc', ...sockets.values()],
    env: { ...process.env, [SOCKETS]: JSON.stringify(places) },
  });
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => child.kill('SIGTERM'), timeout);
    child.once('message', () => {
      clearTimeout(timer);
      resolve(child);
    });
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      clearTimeout(timer);
      reject(new Error(`the successor ended before it served: ${signal ?? `exit ${code}`}`));
    });
  });
}

/** In the successor: tells the old supervisor that all serve, and resolves once that has let go of its files. */
async function takenOver() {
  const gone = new Promise((resolve) => process.once('disconnect', resolve));
  process.send('serving');
  await gone;
}

module.exports = { inherited, successor, takenOver };
