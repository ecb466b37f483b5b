'use strict';
// The end of a worker: no new connections, the last response on each says so, idle ones are closed after the linger, and what
// still runs shortly before the time is over is ended in order.

const LAST_CALL = 1_000;
// The other workers stop passing on a bit before, each by its own clock.
const STALE = 200;

/** When what still runs is ended, in ms after the beginning of a drain of `timeout` ms. */
const lastCall = (timeout) => timeout - Math.min(LAST_CALL, timeout / 2);

class Drain {
  #connections;
  #listening;
  #sticky;
  #staying = false;
  #timers = [];
  #begun = false;

  /** `sticky` is null in a pool without sticky sessions. */
  constructor(connections, listening, sticky) {
    this.#connections = connections;
    this.#listening = listening;
    this.#sticky = sticky;
  }

  /**
   * Drains: idle connections live for `linger` ms, everything for `timeout` ms less a last second, and the other workers may pass
   * requests on for `stay` ms; calls `done` once when no connection is left. A second call, as when a stop comes while a
   * replaced worker lingers, shortens these times.
   */
  begin({ linger, timeout, stay }, done) {
    this.#timers.splice(0).forEach(clearTimeout);
    const finishIfEmpty = () => {
      if (this.#connections.empty && !this.#staying) this.#finish(done);
    };
    this.#connections.onEmpty = finishIfEmpty;
    this.#connections.onQuiet = () => this.#sticky?.leave();
    if (!this.#begun) {
      this.#begun = true;
      this.#listening.close();
      this.#connections.closeAfterResponse();
    }
    this.#after(linger, () => this.#sweep());
    this.#after(lastCall(timeout), () => this.#connections.endAll());
    this.#staying = stay > 0 && this.#sticky !== null && this.#sticky.used;
    if (this.#staying) {
      this.#after(stay + STALE, () => {
        this.#staying = false;
        this.#sticky.close();
        finishIfEmpty();
      });
    }
    if (this.#connections.open === 0) this.#connections.onQuiet();
    finishIfEmpty();
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
    this.#sticky?.close();
    done();
  }
}

module.exports = { Drain, lastCall };
