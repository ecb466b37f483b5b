'use strict';
// The running program: a pool with its log, addresses and status service, and the signals that it obeys.

const { Pool } = require('./pool');
const { Addresses } = require('./address');
const { Journal } = require('./journal');
const { Presence } = require('./presence');
const { BadConfig } = require('./config');
const { notify } = require('./notify');
const { inherited, successor, takenOver, notTaken } = require('./succession');

// What can't change without another socket or file, which no reload may lose.
const SOCKETS = ['listen', 'listen_owner', 'listen_group', 'listen_mode', 'status_socket', 'status_mode'];
const FIXED = ['name', ...SOCKETS, 'pid_file', 'state_file'];

class Supervisor {
  #source;
  #presence = new Presence(this);
  #stops = 0;
  #again = false;
  #succeeded = false;
  #heir = null;
  #heirOf = inherited();

  /** `source` is where the configuration comes from, `shim` the file that workers load first. @throws BadConfig */
  constructor(source, shim) {
    this.#source = source;
    const { config, digest } = source.read();
    this.journal = new Journal(config);
    this.addresses = new Addresses(config, this.#heirOf?.sockets);
    const onWhole = () => this.#presence.record();
    const generation = this.#heirOf?.generation ?? 1;
    this.pool = new Pool({ config, digest, generation }, { shim, addresses: this.addresses, journal: this.journal, onWhole });
  }

  /** Whether no reload may begin now. */
  get busy() {
    return this.pool.reloading || this.pool.stopping || this.#succeeded;
  }

  /** Runs until the pool is stopped; resolves to the exit code. */
  async run() {
    this.#obey();
    const ended = new Promise((resolve) => (this.ended = resolve));
    if (!this.#heirOf) await this.#presence.appear();
    else this.pool.join(process);
    this.pool.start().then(() => this.#started()).catch((error) => this.#fail(error));
    return ended;
  }

  async #started() {
    if (this.pool.stopping) return;
    if (this.#heirOf) {
      const failed = this.pool.slots.find((slot) => slot.failure !== null);
      if (failed) throw Object.assign(new Error(failed.failure.reason), failed.failure);
      await takenOver();
      await this.#presence.appear();
    }
    this.journal.info(`${this.pool.ready} of ${this.pool.slots.length} workers serve ${this.addresses.names.join(', ') || 'no address'}`);
    notify('READY=1');
  }

  async #fail(error) {
    this.journal.error(error.message);
    // Who starts the pool does not look into its log file.
    if (this.pool.config.log !== 'stdout') process.stderr.write(`jforge-pool: ${error.message}\n`);
    if (this.#heirOf) notTaken(error);
    await this.pool.stop();
    this.#end(1);
  }

  #obey() {
    // Whoever read the log is gone; the pool serves on.
    process.stdout.on('error', () => {});
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGQUIT']) process.on(signal, () => this.stop());
    process.on('SIGHUP', () => this.#reloadSoon());
    process.on('SIGUSR1', () => this.journal.reopen());
    process.on('SIGUSR2', () => this.upgrade());
  }

  /**
   * Starts the program anew from the disk, which takes over; if it can't, this one goes on. Resolves to `{result: 'ok', pid}` or
   * `{result: 'failed' | 'busy', reason, lines}`.
   */
  async upgrade() {
    const { pool } = this;
    if (this.busy) return this.#notUpgraded('busy', new Error(`the pool is ${pool.state}`));
    this.#succeeded = true;
    try {
      const legacy = { generation: pool.release.generation + 1, sockets: await this.addresses.descriptors() };
      const { child, serving } = successor(legacy, pool.config.start_timeout + 5_000);
      this.#heir = child;
      pool.join(child);
      await serving;
      this.journal.info(`pid ${child.pid} takes over`);
      await this.#presence.leave();
      this.#heir = null;
      this.#retire();
      child.disconnect();
      child.unref();
      return { result: 'ok', pid: child.pid };
    } catch (error) {
      this.#succeeded = false;
      this.#heir = null;
      return this.#notUpgraded('failed', error);
    }
  }

  #notUpgraded(result, { message, lines = [] }) {
    this.journal.error(`no successor: ${message}`);
    return { result, reason: message, lines };
  }

  async #retire() {
    await this.pool.stop(this.pool.config.drain_linger, true);
    await this.#end(0);
  }

  // Signals that come while a reload runs ask for one more of it, however many they are.
  async #reloadSoon() {
    this.#again = true;
    if (this.#succeeded || this.pool.stopping) return;
    if (!this.pool.reloading) await this.reload();
  }

  /** Reads the configuration again, or `candidate` in its place, and rolls it out, see Pool.reload; a wrong one is 'refused'. */
  async reload(candidate) {
    const outcome = await this.#reloadOnce(candidate);
    if (this.#again && !this.busy) this.reload();
    return outcome;
  }

  async #reloadOnce(candidate) {
    this.#again = false;
    try {
      const meant = candidate === undefined ? this.#source.read() : this.#source.try(candidate);
      const changed = FIXED.filter((name) => JSON.stringify(meant.config[name]) !== JSON.stringify(this.pool.config[name]));
      if (changed.length > 0) throw new BadConfig([`${changed.join(', ')}: can't be changed by a reload, only by a restart`]);
      const outcome = await this.pool.reload(meant);
      if (outcome.result === 'ok') {
        this.journal.reconfigure(meant.config);
        this.#presence.record();
      }
      return outcome;
    } catch (error) {
      const result = error instanceof BadConfig ? 'refused' : 'failed';
      this.pool.finished({ result, reason: error.message, lines: [], ms: 0 });
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
    this.#heir?.kill();
    await this.pool.stop();
    this.journal.info('stopped');
    this.#end(0);
  }

  async #end(code) {
    await this.addresses.close({ keepFiles: !this.#presence.there });
    this.#presence.end();
    this.ended(code);
  }
}

module.exports = { Supervisor };
