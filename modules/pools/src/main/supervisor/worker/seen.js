'use strict';
// Which clients a worker has served, for the sticky mode that has no cookie to say so: a Bloom filter of constant size in a
// file that the other workers read when its owner is replaced. A false positive leaves a new client to the worker that goes.

const fs = require('node:fs');
const { mixed } = require('./spread');

// 1 MiB: with 100,000 clients one of 2,000 is taken for another.
const BITS = 2 ** 23;

const places = (hash) => [hash % BITS, mixed(hash ^ 0x5bd1e995) % BITS];

/** The owner's side. */
class Seen {
  #fd;
  #bits = Buffer.alloc(BITS / 8);

  /** @throws Error if the file can't be made */
  constructor(path) {
    this.#fd = fs.openSync(path, 'w', 0o600);
  }

  /** Whether the client of `hash` is a new one; from now on it isn't. */
  add(hash) {
    let fresh = false;
    for (const place of places(hash)) {
      const at = place >>> 3;
      const bit = 1 << (place & 7);
      if (this.#bits[at] & bit) continue;
      fresh = true;
      this.#bits[at] |= bit;
      fs.writeSync(this.#fd, this.#bits, at, 1, at);
    }
    return fresh;
  }

  has(hash) {
    return places(hash).every((place) => this.#bits[place >>> 3] & (1 << (place & 7)));
  }
}

/** What another worker reads of it, always as it is now. */
class SeenByOther {
  #fd;
  #byte = Buffer.alloc(1);

  constructor(path) {
    try {
      this.#fd = fs.openSync(path, 'r');
    } catch (error) {
      // Its owner is gone already.
      if (error.code !== 'ENOENT') throw error;
    }
  }

  has(hash) {
    if (this.#fd === undefined) return false;
    return places(hash).every((place) => {
      this.#byte[0] = 0;
      fs.readSync(this.#fd, this.#byte, 0, 1, place >>> 3);
      return this.#byte[0] & (1 << (place & 7));
    });
  }

  close() {
    if (this.#fd !== undefined) fs.closeSync(this.#fd);
    this.#fd = undefined;
  }
}

module.exports = { Seen, SeenByOther };
