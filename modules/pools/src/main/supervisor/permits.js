'use strict';
// A counted number of permits, given out in the order of asking.

class Permits {
  #count;
  #used = 0;
  #waiting = [];

  constructor(count) {
    this.#count = count;
  }

  /** From now on there are `count`; those that are given out stay so. */
  resize(count) {
    this.#count = count;
    this.#serve();
  }

  /** Runs `action` with a permit and resolves to what it resolves to. */
  async with(action) {
    await new Promise((resolve) => {
      this.#waiting.push(resolve);
      this.#serve();
    });
    try {
      return await action();
    } finally {
      this.#used--;
      this.#serve();
    }
  }

  #serve() {
    while (this.#used < this.#count && this.#waiting.length > 0) {
      this.#used++;
      this.#waiting.shift()();
    }
  }
}

module.exports = { Permits };
