'use strict';
// The pool: its slots, the release that they serve, and the changes of them: replacing worn workers, reloading, stopping.

const { Worker, identity } = require('./worker');
const { Slot } = require('./slot');
const { Permits } = require('./permits');
const { rollOut } = require('./rollout');
const { Watch } = require('./watch');
const { PrivateSockets } = require('./private-sockets');

class Pool {
  #shim;
  #addresses;
  #journal;
  #surge;
  #watch;
  #sockets;
  #handler = null;
  #waiters = [];
  #leaving = new Set();
  #generations;
  #onWhole;
  slots = [];
  release;
  lastReload = null;
  reloading = false;
  stopping = false;
  forks = 0;
  recycled = 0;

  /** Serves `{config, digest, generation}`; `onWhole` is called once all its workers serve. */
  constructor({ config, digest, generation }, { shim, addresses, journal, onWhole }) {
    this.#shim = shim;
    this.#addresses = addresses;
    this.#journal = journal;
    this.#onWhole = onWhole;
    this.#generations = generation;
    this.release = { generation, config, digest, whole: false };
    this.#surge = new Permits(config.max_surge);
    this.#watch = new Watch(this);
    this.#sockets = new PrivateSockets(config.status_socket);
  }

  get config() {
    return this.release.config;
  }

  get workers() {
    return [...this.slots, ...this.#leaving].flatMap((slot) => slot.workers);
  }

  get ready() {
    return this.slots.filter((slot) => slot.current !== null).length;
  }

  /** One word for how the pool is: starting, ok, reloading, degraded (a worker missing or the last reload failed), stopping. */
  get state() {
    if (this.stopping) return 'stopping';
    if (this.reloading) return 'reloading';
    if (this.ready === 0) return this.slots.some((slot) => slot.crashes > 0) ? 'failed' : 'starting';
    return this.ready < this.slots.length || (this.lastReload?.result ?? 'ok') !== 'ok' ? 'degraded' : 'ok';
  }

  /** Binds the address and starts the workers; resolves when each has served or failed once. @throws if it can't be */
  async start() {
    // A user that is not there would be a crash loop otherwise.
    identity(this.config);
    await this.#addresses.bindConfigured();
    this.#loadHandler();
    this.resize(this.config.workers);
    this.#watch.begin();
    await Promise.all(this.slots.map((slot) => this.#first(slot)));
  }

  async #first(slot) {
    try {
      await slot.replace(this.release);
      this.revived(slot);
    } catch (error) {
      slot.failed(error);
    }
  }

  /** Adds empty slots, or drains those that are too many. */
  resize(count) {
    while (this.slots.length < count) this.slots.push(new Slot(this.slots.length + 1, this.release, this));
    for (const slot of this.slots.splice(count)) {
      this.#leaving.add(slot);
      slot.stop(this.config.drain_linger, true);
    }
  }

  spawn(slot, release) {
    const worker = new Worker(slot.number, release, this.#shim, {
      onWorn: (worn, reason) => this.recycle(slot, worn, reason),
      onGone: (gone, reason, before) => this.#gone(slot, gone, reason, before),
      onMessage: (message, handle, from) => this.#handler?.(message, handle, from),
      onServing: () => this.#sockets.announce(this.workers),
      onDraining: () => this.#sockets.announce(this.workers),
      stickyTerms: (config, who) => this.#sockets.termsOf(config, who),
      handleOf: (wish) => this.#addresses.handleOf(wish),
      write: (lines) => this.#journal.write(lines),
    });
    this.forks++;
    this.#journal.debug(`${worker.name} is started`);
    return worker;
  }

  /** Shares sticky clients with the pool of the supervisor at the other end of `channel`, which takes over or is taken over from. */
  join(channel) {
    this.#sockets.join(channel, () => this.workers);
  }

  #gone(slot, worker, reason, before) {
    const text = `${worker.name} is gone: ${reason}`;
    if (before === 'draining') this.#journal.debug(text);
    else this.#journal.error(text);
    slot.gone(worker, reason);
    this.#sockets.remove(worker);
    this.#sockets.announce(this.workers);
    for (const each of this.#leaving) if (each.workers.length === 0) this.#leaving.delete(each);
    if (this.workers.length === 0) this.#waiters.splice(0).forEach((resolve) => resolve());
  }

  reviving(slot, wait, reason) {
    this.#journal.error(`slot ${slot.number} gets another worker in ${wait} ms: ${reason}`);
  }

  revived(slot) {
    if (slot.current) this.#journal.info(`${slot.current.name} is ready`);
    if (this.release.whole || this.reloading || this.ready < this.slots.length) return;
    this.release.whole = true;
    this.#onWhole();
  }

  /** Replaces a worker that has reached a limit; if the new one fails the old one serves on, and it is tried again later. */
  recycle(slot, worker, reason) {
    if (worker.worn) return;
    worker.worn = true;
    return this.#recycled(slot, worker, reason, this.config.restart_backoff);
  }

  #recycled(slot, worker, reason, wait) {
    return this.#surge.with(async () => {
      if (slot.current !== worker || this.stopping) return;
      try {
        await slot.replace(slot.release);
        this.recycled++;
        this.#journal.info(`${worker.name} is replaced by pid ${slot.current?.pid}: ${reason}`);
      } catch (error) {
        this.#journal.error(`${worker.name} stays, as its replacement failed: ${error.message}`);
        const longer = Math.min(this.config.backoff_max, wait * 2);
        setTimeout(() => this.#recycled(slot, worker, reason, longer), wait).unref();
      }
    });
  }

  /** Runs `action` when a worker may be started on top of the pool. */
  surge(action) {
    return this.#surge.with(action);
  }

  /**
   * Serves `{config, digest}` with a new generation of workers. Resolves to `{id, result: 'ok' | 'failed' | 'refused', reason, lines, ms}`; on a
   * failure the workers that served before still do. Not to be called while another reload runs.
   */
  async reload({ config, digest }) {
    this.reloading = true;
    try {
      const outcome = await rollOut(this, { generation: ++this.#generations, config, digest, whole: false });
      this.finished(outcome);
      if (outcome.result === 'ok') {
        this.#surge.resize(config.max_surge);
        this.#watch.begin();
        this.#loadHandler();
      }
    } finally {
      this.reloading = false;
    }
    return this.lastReload;
  }

  /** Notes how a reload went. */
  finished(outcome) {
    this.lastReload = { id: (this.lastReload?.id ?? 0) + 1, ...outcome };
    if (outcome.result === 'ok') this.#journal.info(`reload done in ${outcome.ms} ms: generation ${this.release.generation}`);
    else this.#journal.error(`reload ${outcome.result}, ${this.ready} workers stay: ${outcome.reason}`);
  }

  #loadHandler() {
    const file = this.config.message_handler;
    this.#handler = file ? require(require('node:path').resolve(this.config.cwd, file)) : null;
  }

  /**
   * Drains every worker, idle connections after `linger` ms, with sticky clients for a while if `keeps`; resolves when the last
   * is gone, at most at the stop timeout.
   */
  async stop(linger = 0, keeps = false) {
    this.stopping = true;
    this.#watch.end();
    const over = new Promise((resolve) => this.#waiters.push(resolve));
    for (const slot of [...this.slots, ...this.#leaving]) slot.stop(linger, keeps);
    if (this.workers.length > 0) await over;
    this.#sockets.close();
  }

  /** Ends every worker at once. */
  kill() {
    for (const worker of this.workers) worker.kill('stopped at once');
  }
}

module.exports = { Pool };
