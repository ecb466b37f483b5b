'use strict';
// SIGTERM to a worker. Whoever sends it wants the process gone, and at once that would lose the requests that run in it. So the
// supervisor is told, which replaces the worker; the application's own listeners get the signal when the last request is done.

class Termination {
  #hold = () => {};
  #alive = null;

  /** Calls `onTerm` instead of the application's listeners until release(); `stopSignal` is what ends the process after it. */
  constructor(stopSignal, onTerm) {
    const { emit } = process;
    const self = this;
    process.emit = function (name, ...rest) {
      if (name === 'SIGTERM' && self.#hold !== null) {
        onTerm();
        return true;
      }
      if (name === stopSignal) clearInterval(self.#alive);
      return emit.call(this, name, ...rest);
    };
    // Without a listener the signal would end the process; node ties it to the emit() of this moment.
    process.on('SIGTERM', this.#hold);
  }

  /** From now on signals do what the application wants of them; the process lives until the stop signal. */
  release() {
    if (this.#hold === null) return;
    // Without connections node may have nothing more to do, and would end without the signal that applications tidy up on.
    this.#alive = setInterval(() => {}, 60_000);
    const hold = this.#hold;
    this.#hold = null;
    // Libraries compare the number of listeners with that of their own to know whether they have to end the process.
    process.removeListener('SIGTERM', hold);
  }
}

module.exports = { Termination };
