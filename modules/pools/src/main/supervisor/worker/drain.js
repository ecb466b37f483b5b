'use strict';
// The end of a worker: no new connections, the last response on each says so, idle ones are closed after the linger, and what
// still runs shortly before the time is over is ended in order.

const LAST_CALL = 1_000;

class Drain {
  #connections;
  #listening;
  #timers = [];
  #begun = false;

  constructor(connections, listening) {
    this.#connections = connections;
    this.#listening = listening;
  }

  /**
   * Drains: idle connections live for `linger` ms, everything for `timeout` ms less a last second; calls `done` once when no
   * connection is left. A second call, as when a stop comes while a replaced worker lingers, shortens both times.
   */
  begin(linger, timeout, done) {
    this.#timers.splice(0).forEach(clearTimeout);
    this.#connections.onEmpty = () => this.#finish(done);
    if (!this.#begun) {
      this.#begun = true;
      this.#listening.close();
      this.#connections.closeAfterResponse();
    }
    this.#after(linger, () => this.#sweep());
    this.#after(Math.max(0, timeout - Math.min(LAST_CALL, timeout / 2)), () => this.#connections.endAll());
    if (this.#connections.open === 0) this.#finish(done);
  }

  // A response that had already promised keep-alive leaves its connection idle after the linger.
  #sweep() {
    this.#connections.endIdle();
    if (this.#connections.open > 0) this.#after(100, () => this.#sweep());
  }

  #after(ms, action) {
    if (ms <= 0) action();
    else this.#timers.push(setTimeout(action, ms));
  }

  #finish(done) {
    this.#timers.splice(0).forEach(clearTimeout);
    this.#connections.onEmpty = () => {};
    done();
  }
}

module.exports = { Drain };
