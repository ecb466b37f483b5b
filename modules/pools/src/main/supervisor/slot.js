'use strict';
// The place of one worker in the pool. It holds the worker that serves, those that it replaced while they drain, and starts
// another when the serving one dies, with a wait that doubles with each crash.

const { Permits } = require('./permits');

class Slot {
  #pool;
  #one = new Permits(1);
  #revival = null;
  #stopping = false;
  number;
  current = null;
  starting = null;
  draining = new Set();
  crashes = 0;
  restarts = 0;
  lastExit = null;
  /** Why the last start failed, `{reason, lines}`, until one succeeds. */
  failure = null;
  release;

  /** `pool` has spawn(slot, release), reviving(slot, wait, reason) and revived(slot, error). */
  constructor(number, release, pool) {
    Object.assign(this, { number, release });
    this.#pool = pool;
  }

  /**
   * Starts a worker of `release`, lets it serve once it is ready, and only then drains the present one.
   * @throws StartFailed, and the present one stays
   */
  replace(release) {
    return this.#one.with(() => this.#exchange(release));
  }

  async #exchange(release) {
    if (this.#stopping) throw new Error('the pool stops');
    const fresh = this.#pool.spawn(this, release);
    this.starting = fresh;
    try {
      await fresh.started;
    } finally {
      this.starting = null;
    }
    clearTimeout(this.#revival);
    this.failure = null;
    const old = this.current;
    this.current = fresh;
    // It is one of the slot's workers all the time, as its sticky clients must not lose sight of it.
    if (old) this.draining.add(old);
    this.release = release;
    fresh.admit();
    if (old) this.retire(old, release.config.drain_linger);
    return fresh;
  }

  retire(worker, linger) {
    if (this.current === worker) this.current = null;
    this.draining.add(worker);
    worker.drain(linger);
  }

  /** A worker of this slot is gone; the serving one is replaced after the wait. */
  gone(worker, reason) {
    this.draining.delete(worker);
    if (worker !== this.current) return;
    this.current = null;
    this.lastExit = reason;
    if (Date.now() - worker.since >= worker.config.backoff_reset) this.crashes = 0;
    this.reviveLater(reason);
  }

  /** Starts a worker of the present release after the wait, again and again until one serves. */
  reviveLater(reason) {
    if (this.#stopping) return;
    const { restart_backoff: first, backoff_max: longest } = this.release.config;
    const wait = Math.min(longest, first * 2 ** Math.min(this.crashes, 30));
    this.crashes++;
    this.#pool.reviving(this, wait, reason);
    clearTimeout(this.#revival);
    this.#revival = setTimeout(() => this.#revive(), wait);
  }

  async #revive() {
    try {
      await this.#one.with(async () => {
        if (this.current || this.#stopping) return;
        this.restarts++;
        await this.#exchange(this.release);
      });
      this.#pool.revived(this);
    } catch (error) {
      this.failed(error);
    }
  }

  /** A start of this empty slot's worker failed; it is tried again. */
  failed({ message, lines = [] }) {
    this.lastExit = message;
    this.failure = { reason: message, lines };
    this.reviveLater(message);
  }

  get workers() {
    return [this.current, this.starting, ...this.draining].filter((worker) => worker !== null && worker.state !== 'gone');
  }

  /** Ends the slot: nothing is started any more, every worker drains, with its sticky clients for a while if `keeps`. */
  stop(linger, keeps) {
    this.#stopping = true;
    clearTimeout(this.#revival);
    if (this.starting) this.starting.drain(0);
    if (this.current) this.draining.add(this.current);
    this.current = null;
    for (const worker of this.draining) worker.drain(linger, keeps);
  }
}

module.exports = { Slot };
