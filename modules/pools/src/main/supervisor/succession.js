'use strict';
// A newer supervisor takes over from a running one (USR2): it inherits the bound sockets, starts its own workers on them, and
// only when they serve does the old one drain its workers and end. Node can't exec itself in place in every supported version.

const { spawn } = require('node:child_process');

const SOCKETS = 'JFORGE_POOL_SOCKETS';
const FIRST_FD = 4;

/** What this process takes over, `{generation, sockets}` with descriptors by name, or null if it takes over from none. */
function inherited() {
  const text = process.env[SOCKETS];
  delete process.env[SOCKETS];
  if (text === undefined || !process.send) return null;
  const { generation, places } = JSON.parse(text);
  return { generation, sockets: new Map(Object.entries(places)) };
}

/**
 * Starts the program anew as it stands on the disk; `generation` is that of its workers, `sockets` maps names to descriptors.
 * Returns `{child, serving}`; serving resolves once its workers serve. @throws Error by serving if it ends before, or if not all
 * of them serve within `timeout` ms; then nothing has changed
 */
function successor({ generation, sockets }, timeout) {
  const places = Object.fromEntries([...sockets.keys()].map((name, i) => [name, FIRST_FD + i]));
  const child = spawn(process.execPath, [...process.execArgv, ...process.argv.slice(1)], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc', ...sockets.values()],
    env: { ...process.env, [SOCKETS]: JSON.stringify({ generation, places }) },
  });
  const serving = new Promise((resolve, reject) => {
    const timer = setTimeout(() => child.kill('SIGTERM'), timeout);
    let failure = {};
    child.on('message', (message) => {
      if (message.result === undefined) return;
      if (message.result !== 'ok') failure = message;
      else resolve();
      clearTimeout(timer);
    });
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      clearTimeout(timer);
      const { reason = signal ?? `exit ${code}`, lines = [] } = failure;
      reject(Object.assign(new Error(`the successor ended before it served: ${reason}`), { lines }));
    });
  });
  return { child, serving };
}

/** In the successor: tells the old supervisor that all serve, and resolves once that has let go of its files. */
async function takenOver() {
  // One that was killed meanwhile has let go of everything too.
  if (!process.connected) return;
  const gone = new Promise((resolve) => process.once('disconnect', resolve));
  process.send({ result: 'ok' }, undefined, undefined, () => {});
  await gone;
}

/** In the successor: tells the old supervisor why it goes. */
function notTaken({ message, lines }) {
  if (process.connected) process.send({ result: 'failed', reason: message, lines }, undefined, undefined, () => {});
}

module.exports = { inherited, successor, takenOver, notTaken };
