'use strict';
// What others find of a running pool: its status socket, its state file and its pid file. A successor makes them its own.

const fs = require('node:fs');
const { Control } = require('./control');
const { writeState } = require('./statefile');

class Presence {
  #supervisor;
  #control = null;
  /** Whether the files are this process's. */
  there = false;

  constructor(supervisor) {
    this.#supervisor = supervisor;
  }

  get #config() {
    return this.#supervisor.pool.config;
  }

  /** @throws Error if another pool has the status socket */
  async appear() {
    const { status_socket: socket, status_mode: mode, pid_file: pidFile } = this.#config;
    if (socket) {
      this.#control = new Control(this.#supervisor);
      await this.#control.open(socket, mode);
    }
    if (pidFile) fs.writeFileSync(pidFile, `${process.pid}\n`);
    this.there = true;
    this.record();
  }

  /** Writes the state file anew, unless another process has it. */
  record() {
    if (!this.there || !this.#config.state_file) return;
    const { generation, digest, whole } = this.#supervisor.pool.release;
    writeState(this.#config.state_file, { generation, digest: whole ? digest : null });
  }

  /** Leaves the files to a successor; the status socket has to go first, as closing it removes its file. */
  async leave() {
    await this.#control?.close();
    this.there = false;
  }

  /** Removes them all. */
  end() {
    if (!this.there) return;
    this.#control?.close();
    for (const file of [this.#config.pid_file, this.#config.state_file]) if (file) fs.rmSync(file, { force: true });
    this.there = false;
  }
}

module.exports = { Presence };
