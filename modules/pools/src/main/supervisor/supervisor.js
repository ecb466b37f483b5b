'use strict';
// The running program: a pool with its log, addresses and status service, and the signals that it obeys.

const fs = require('node:fs');
const { Pool } = require('./pool');
const { Addresses } = require('./address');
const { Journal } = require('./journal');
const { Control } = require('./control');
const { notify } = require('./notify');
const { inherited, successor, takenOver } = require('./succession');

// What can't change without another socket, which no reload may lose.
const FIXED = ['name', 'listen', 'listen_owner', 'listen_group', 'listen_mode', 'status_socket', 'status_mode', 'pid_file', 'max_surge'];

class Supervisor {
  #configure;
  #control = null;
  #stops = 0;
  #again = false;
  #succeeded = false;
  #present = false;
  #heirOf = inherited();

  /** `configure` reads the configuration anew, `shim` is the file that workers load first. */
  constructor(config, configure, shim) {
    this.#configure = configure;
    this.journal = new Journal(config);
    this.addresses = new Addresses(config, this.#heirOf ?? undefined);
    this.pool = new Pool(config, { shim, addresses: this.addresses, journal: this.journal });
  }

  /** Whether no reload may begin now. */
  get busy() {
    return this.pool.reloading || this.pool.stopping || this.#succeeded;
  }

  /** Runs until the pool is stopped; resolves to the exit code. */
  async run() {
    this.#obey();
    const ended = new Promise((resolve) => (this.ended = resolve));
    if (!this.#heirOf) await this.#appear();
    this.pool.start().then(() => this.#started()).catch((error) => this.#fail(error));
    return ended;
  }

  async #appear() {
    const { status_socket: socket, status_mode: mode, pid_file: pidFile } = this.pool.config;
    if (socket) {
      this.#control = new Control(this);
      await this.#control.open(socket, mode);
    }
    if (pidFile) fs.writeFileSync(pidFile, `${process.pid}\n`);
    this.#present = true;
  }

  async #started() {
    if (this.pool.stopping) return;
    if (this.#heirOf) {
      if (this.pool.ready < this.pool.slots.length) throw new Error('not all workers of the successor serve');
      await takenOver();
      await this.#appear();
    }
    this.journal.info(`${this.pool.ready} of ${this.pool.slots.length} workers serve ${this.addresses.names.join(', ') || 'no address'}`);
    notify('READY=1');
  }

  async #fail(error) {
    this.journal.error(error.message);
    // Who starts the pool does not look into its log file.
    if (this.pool.config.log !== 'stdout') process.stderr.write(`jforge-pool: ${error.message}\n`);
    await this.pool.stop();
    this.#end(1);
  }

  #obey() {
    // Whoever read the log is gone; the pool serves on.
    process.stdout.on('error', () => {});
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGQUIT']) process.on(signal, () => this.stop());
    process.on('SIGHUP', () => this.#reloadSoon());
    process.on('SIGUSR1', () => this.journal.reopen());
    process.on('SIGUSR2', () => this.#succeed());
  }

  // The program is started anew from the disk and takes over; if it can't, this one goes on.
  async #succeed() {
    const { pool } = this;
    if (this.busy) return this.journal.error(`no successor now: the pool is ${pool.state}`);
    this.#succeeded = true;
    try {
      const child = await successor(await this.addresses.descriptors(), pool.config.start_timeout + 5_000);
      this.journal.info(`pid ${child.pid} takes over`);
      // The successor makes its own status socket when the channel closes; closing this one removes the file.
      await this.#control?.close();
      child.disconnect();
      child.unref();
    } catch (error) {
      this.#succeeded = false;
      return this.journal.error(error.message);
    }
    await pool.stop(pool.config.drain_linger);
    await this.#end(0);
  }

  // Signals that come while a reload runs ask for one more of it, however many they are.
  async #reloadSoon() {
    this.#again = true;
    if (this.#succeeded || this.pool.stopping) return;
    if (!this.pool.reloading) await this.reload();
  }

  /** Reads the configuration again and rolls it out, see Pool.reload. */
  async reload() {
    const outcome = await this.#reloadOnce();
    if (this.#again && !this.busy) this.reload();
    return outcome;
  }

  async #reloadOnce() {
    this.#again = false;
    try {
      const config = this.#configure();
      const changed = FIXED.filter((name) => JSON.stringify(config[name]) !== JSON.stringify(this.pool.config[name]));
      if (changed.length > 0) throw new Error(`${changed.join(', ')}: can't be changed by a reload, only by a restart`);
      const outcome = await this.pool.reload(config);
      if (outcome.result === 'ok') this.journal.reconfigure(config);
      return outcome;
    } catch (error) {
      this.pool.finished({ result: 'failed', reason: error.message, lines: [], ms: 0 });
      return this.pool.lastReload;
    }
  }

  /** The first call ends the requests first, the second ends everything at once. */
  async stop() {
    this.#stops++;
    if (this.#stops === 2) this.pool.kill();
    if (this.#stops > 1) return;
    this.journal.info('stopping');
    notify('STOPPING=1');
    await this.pool.stop();
    this.journal.info('stopped');
    this.#end(0);
  }

  async #end(code) {
    await this.addresses.close({ keepFiles: this.#succeeded || !this.#present });
    if (!this.#succeeded) this.#control?.close();
    const { pid_file: pidFile } = this.pool.config;
    if (pidFile && this.#present && !this.#succeeded) fs.rmSync(pidFile, { force: true });
    this.ended(code);
  }
}

module.exports = { Supervisor };
