'use strict';
// A counted number of permits, given out in the order of asking.

class Permits {
  #free;
  #waiting = [];

  constructor(count) {
    this.#free = count;
  }

  /** Runs `action` with a permit and resolves to what it resolves to. */
  async with(action) {
    if (this.#free > 0) this.#free--;
    else await new Promise((resolve) => this.#waiting.push(resolve));
    try {
      return await action();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#free++;
    }
  }
}

module.exports = { Permits };
