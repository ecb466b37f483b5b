'use strict';
// Cuts a worker's output into whole lines, so that those of several workers never mix, and remembers the last few.

const KEPT = 20;
const LONGEST = 64 * 1024;

class Lines {
  #rest = Buffer.alloc(0);
  #write;
  last = [];

  /** Follows `stream`; `write` gets buffers of whole lines. A line over 64 KiB is passed on in parts. */
  constructor(stream, write) {
    this.#write = write;
    stream.on('data', (chunk) => this.#take(chunk));
    stream.on('close', () => {
      if (this.#rest.length > 0) this.#pass(Buffer.concat([this.#rest, Buffer.from('\n')]));
      this.#rest = Buffer.alloc(0);
    });
  }

  #take(chunk) {
    const all = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk;
    const end = all.lastIndexOf(10) + 1;
    if (end > 0) this.#pass(all.subarray(0, end));
    this.#rest = all.subarray(end);
    if (this.#rest.length > LONGEST) {
      this.#pass(this.#rest);
      this.#rest = Buffer.alloc(0);
    }
  }

  #pass(lines) {
    this.#write(lines);
    const texts = lines.toString('utf8').split('\n').filter((line) => line !== '');
    this.last = this.last.concat(texts).slice(-KEPT);
  }
}

module.exports = { Lines, KEPT };
