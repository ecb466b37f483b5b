'use strict';
// Looks after serving workers: one whose event loop gives no sign of life is killed, one that holds too much memory replaced.

const fs = require('node:fs');

/** Resident memory of a process in bytes, 0 if it is gone. */
function residentOf(pid) {
  try {
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}

class Watch {
  #pool;
  #beats = null;
  #memory = null;

  constructor(pool) {
    this.#pool = pool;
  }

  /** Begins to look as the present configuration says. */
  begin() {
    this.end();
    const { heartbeat_interval: beat, memory_interval: memory } = this.#pool.config;
    // Silence is looked for more often than life is shown, so that a kill is late by a part of the interval only.
    this.#beats = setInterval(() => this.#listen(), Math.max(50, Math.min(1_000, beat / 2)));
    this.#memory = setInterval(() => this.#weigh(), memory);
  }

  end() {
    clearInterval(this.#beats);
    clearInterval(this.#memory);
  }

  #listen() {
    const now = Date.now();
    for (const worker of this.#pool.workers) {
      const limit = worker.config.heartbeat_timeout;
      if (limit > 0 && worker.state === 'ready' && now - worker.beat > limit) {
        worker.kill(`its event loop gave no sign of life for ${limit} ms`);
      }
    }
  }

  #weigh() {
    for (const slot of this.#pool.slots) {
      const worker = slot.current;
      const limit = worker?.config.max_memory ?? 0;
      if (limit === 0) continue;
      const resident = residentOf(worker.pid);
      if (resident > limit) this.#pool.recycle(slot, worker, `${Math.round(resident / 1e6)} MB of memory`);
    }
  }
}

module.exports = { Watch, residentOf };
