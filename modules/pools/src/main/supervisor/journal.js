'use strict';
// The pool's log: what workers write, line by line as it came, and the supervisor's own events with their time. It goes to
// standard output or to a file, which can be opened again under its name (USR1) and rotates at a size if wanted.

const fs = require('node:fs');

const LEVELS = ['error', 'info', 'debug'];

class Journal {
  #config;
  #fd = 1;
  #size = 0;

  constructor(config) {
    this.reconfigure(config);
  }

  reconfigure(config) {
    this.#config = config;
    this.reopen();
  }

  /** Opens the file of the present configuration; lines written meanwhile went to the old one, so none is lost. */
  reopen() {
    const old = this.#fd;
    const { log } = this.#config;
    this.#fd = log === 'stdout' ? 1 : fs.openSync(log, 'a', 0o640);
    this.#size = log === 'stdout' ? 0 : fs.fstatSync(this.#fd).size;
    if (old !== 1) fs.closeSync(old);
  }

  error(text) {
    this.#event('error', text);
  }

  info(text) {
    this.#event('info', text);
  }

  debug(text) {
    this.#event('debug', text);
  }

  #event(level, text) {
    if (LEVELS.indexOf(level) > LEVELS.indexOf(this.#config.verbosity)) return;
    this.write(Buffer.from(`${new Date().toISOString()} ${this.#config.name} ${level}: ${text}\n`));
  }

  /** Writes whole lines. */
  write(lines) {
    if (this.#fd === 1) {
      process.stdout.write(lines);
      return;
    }
    fs.writeSync(this.#fd, lines);
    this.#size += lines.length;
    if (this.#config.log_max_size > 0 && this.#size >= this.#config.log_max_size) this.#rotate();
  }

  #rotate() {
    const { log, log_keep: keep } = this.#config;
    for (let i = keep - 1; i >= 1; i--) if (fs.existsSync(`${log}.${i}`)) fs.renameSync(`${log}.${i}`, `${log}.${i + 1}`);
    if (keep > 0) fs.renameSync(log, `${log}.1`);
    else fs.unlinkSync(log);
    this.reopen();
  }
}

module.exports = { Journal };
