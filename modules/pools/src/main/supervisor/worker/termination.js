'use strict';
// SIGTERM to a worker. Whoever sends it wants the process gone, and at once that would lose the requests that run in it. So the
// supervisor is told, which replaces the worker; the application's own listeners get the signal when the last request is done.

class Termination {
  #emit = process.emit;
  #hold = () => {};

  /** Calls `onTerm` instead of the application's listeners until release(). */
  constructor(onTerm) {
    // Without a listener of its own the signal would end the process.
    process.on('SIGTERM', this.#hold);
    const emit = this.#emit;
    const self = this;
    process.emit = function (name, ...rest) {
      if (name !== 'SIGTERM' || self.#hold === null) return emit.call(this, name, ...rest);
      onTerm();
      return true;
    };
  }

  /** From now on the signal does what the application wants of it. */
  release() {
    if (this.#hold === null) return;
    const hold = this.#hold;
    this.#hold = null;
    // Libraries compare the number of listeners with that of their own to know whether they have to end the process.
    process.removeListener('SIGTERM', hold);
  }
}

module.exports = { Termination };
