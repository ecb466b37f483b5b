'use strict';
// Where the configuration comes from: a JSON file, and options of the command line that win over it.

const fs = require('node:fs');
const path = require('node:path');
const { createHash } = require('node:crypto');
const { configOf, BadConfig } = require('./config');

function bytesOf(file, check = () => {}) {
  let fd;
  try {
    fd = fs.openSync(file, 'r');
    check(fs.fstatSync(fd));
    return fs.readFileSync(fd);
  } catch (error) {
    throw error instanceof BadConfig ? error : new BadConfig([`${file}: ${error.message}`]);
  } finally {
    if (fd !== undefined) fs.closeSync(fd);
  }
}

/** The raw keys of a JSON text. @throws BadConfig if it is none, or holds no object */
function rawOf(file, bytes = bytesOf(file)) {
  let raw;
  try {
    raw = JSON.parse(bytes.toString('utf8'));
  } catch (error) {
    // What node says of a text that is no JSON repeats a part of it, and the environment may hold secrets.
    throw new BadConfig([`${file}: is not JSON${/ at position \d+/.exec(error.message)?.[0] ?? ''}`]);
  }
  if (raw === null || typeof raw !== 'object' || Array.isArray(raw)) throw new BadConfig([`${file}: must hold an object of keys`]);
  return raw;
}

class Source {
  #file;
  #options;

  /** `file` is undefined if every key comes from `options`. */
  constructor(file, options) {
    this.#file = file && path.resolve(file);
    this.#options = options;
  }

  /**
   * Reads it as it stands now: `{config, digest}`, the digest being the SHA-256 of the file's bytes, or null without a file.
   * @throws BadConfig
   */
  read() {
    return this.#file ? this.#readOf(this.#file, bytesOf(this.#file)) : { config: configOf(this.#options), digest: null };
  }

  /** The same with `candidate` in place of the file. @throws BadConfig also if others than root or we may write it */
  try(candidate) {
    const check = ({ uid, mode }) => {
      // The file says what is run, with our rights; the control socket may be open to users who have less of them.
      const ours = uid === 0 || uid === process.getuid();
      if (!ours || mode & 0o022) throw new BadConfig([`${candidate}: must belong to the pool's user and be writable by nobody else`]);
    };
    return this.#readOf(candidate, bytesOf(candidate, check));
  }

  #readOf(file, bytes) {
    const config = configOf({ ...rawOf(file, bytes), ...this.#options });
    return { config, digest: createHash('sha256').update(bytes).digest('hex') };
  }
}

module.exports = { Source, rawOf };
