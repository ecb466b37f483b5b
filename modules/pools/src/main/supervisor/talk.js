'use strict';
// What the command does with a pool that runs: asks, waits where the answer takes time, and says how it went in words and an exit
// code: 0 well, 1 failed, 2 a wrong key, 3 busy, 4 not running.

const path = require('node:path');
const { call, NotRunning } = require('./client');
const { startOf } = require('./statefile');
const { tableOf } = require('./table');

const PAUSE = 100;
const APPEARS = 3_000;
const EXITS = { ok: 0, failed: 1, refused: 2, busy: 3 };

const pause = () => new Promise((resolve) => setTimeout(resolve, PAUSE));
const well = (out) => ({ exit: 0, out: `${out}\n`, err: '' });

/** A reason, and under it the last lines of the worker that failed. */
function ill(exit, what, lines = []) {
  return { exit, out: '', err: [`jforge-pool: ${what}`, ...lines.map((line) => `  | ${line}`)].join('\n') + '\n' };
}

const TALKS = {
  async status(socket, { table }) {
    const { body } = await call('status', socket);
    return well(table ? tableOf(body) : JSON.stringify(body, null, 2));
  },

  async reload(socket, { candidate }) {
    const { body } = await call('reload', socket, candidate ? JSON.stringify({ config: path.resolve(candidate) }) : '');
    if (body.result === 'ok') return well(`generation ${(await call('status', socket)).body.generation} serves, after ${body.ms} ms`);
    return ill(EXITS[body.result], `no reload: ${body.reason}`, body.lines);
  },

  async upgrade(socket) {
    const { body } = await call('upgrade', socket);
    if (body.result !== 'ok') return ill(EXITS[body.result], `no successor: ${body.reason}`, body.lines);
    // It makes its status socket when it has taken over.
    return (await appears(socket, ({ pid }) => pid === body.pid))
      ? well(`pid ${body.pid} serves`)
      : ill(1, `the successor with pid ${body.pid} is gone`);
  },

  async healthy(socket) {
    if (!(await appears(socket, () => true))) throw new NotRunning(`no pool runs at ${socket}`);
    for (;;) {
      const { state, ready, wanted, failures } = (await call('status', socket)).body;
      if (failures.length > 0) return ill(1, `slot ${failures[0].slot}: ${failures[0].reason}`, failures[0].lines);
      if (ready === wanted && state !== 'reloading') return well(`${ready} of ${wanted} workers serve`);
      await pause();
    }
  },

  async stop(socket) {
    const { pid, within } = (await call('stop', socket)).body;
    const start = startOf(pid);
    const end = Date.now() + within + 5_000;
    while (runs(pid, start)) {
      if (Date.now() > end) return ill(1, `pid ${pid} has not stopped within ${within} ms`);
      await pause();
    }
    return well('stopped');
  },
};

/** Whether within a while a pool answers whose status fits. */
async function appears(socket, fits) {
  for (const end = Date.now() + APPEARS; Date.now() < end; await pause()) {
    try {
      if (fits((await call('status', socket)).body)) return true;
    } catch (error) {
      if (!(error instanceof NotRunning) && error.code !== 'ECONNRESET') throw error;
    }
  }
  return false;
}

function runs(pid, start) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM' && startOf(pid) === start;
  }
  return startOf(pid) === start && !isZombie(pid);
}

// One whose parent doesn't look after it stays in the table of processes.
function isZombie(pid) {
  try {
    return /^State:\s+Z/m.test(require('node:fs').readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

/** Does what `ask` names with the pool at `socket`; resolves to `{exit, out, err}`. */
async function talk(ask, socket, options) {
  try {
    return await TALKS[ask](socket, options);
  } catch (error) {
    return ill(error instanceof NotRunning ? 4 : 1, error.message);
  }
}

module.exports = { talk };
