'use strict';
// One worker process, seen from the supervisor: starting, then ready, then draining, then gone.

const { spawn } = require('node:child_process');
const { Lines } = require('./lines');
const { stayOf } = require('./private-sockets');
const { userId, groupId, groupIdOfUser } = require('./owner');

const CMD = 'NODE_JFORGE_POOL';

/** What a worker that didn't get ready did: `message` is the reason, `lines` its last output. */
class StartFailed extends Error {
  constructor(reason, lines) {
    super(reason);
    this.lines = lines;
  }
}

class Worker {
  #child;
  #stages;
  #settle;
  #timers = [];
  #stdout;
  #stderr;
  #listened = false;
  #unwell = null;
  #killedFor = null;
  state = 'starting';
  since = Date.now();
  beat = Date.now();
  /** Whether it is to be replaced already. */
  worn = false;
  requests = 0;
  open = 0;
  figures = null;
  keepsUntil = 0;

  /**
   * Starts the process. `release` is `{generation, config}`; `stages` has onWorn(worker), onGone(worker, text),
   * onServing(worker), onDraining(worker), stickyTerms(config, identity), handleOf(wish), onMessage(message, handle, worker) and write(lines).
   */
  constructor(slot, release, shim, stages) {
    Object.assign(this, { slot, release, config: release.config });
    this.#stages = stages;
    /** What it was told for sticky sessions, or undefined. */
    const who = identity(this.config);
    this.sticky = stages.stickyTerms(this.config, who);
    /** Resolves once the worker may get requests. @throws StartFailed */
    this.started = new Promise((resolve, reject) => (this.#settle = { resolve, reject }));
    this.started.catch(() => {});
    this.#child = spawn(this.config.node, [...this.config.node_args, '--require', shim, this.config.script, ...this.config.args], {
      cwd: this.config.cwd,
      env: this.#env(),
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      // A group of its own: Ctrl-C is for the supervisor, which ends the requests first.
      detached: true,
      ...who,
    });
    this.#follow();
    this.#after(this.config.start_timeout, () => this.kill(this.#lateness()));
  }

  get pid() {
    return this.#child.pid;
  }

  /** Tells the list of workers that requests may be passed on to. */
  tellPeers(list) {
    this.#tell({ type: 'peers', list });
  }

  /** Sends a message of the message handler to the application. */
  send(message, handle) {
    if (this.#child.connected) this.#child.send(message, handle, undefined, () => {});
  }

  get name() {
    return `worker ${this.slot} (pid ${this.pid}, generation ${this.release.generation})`;
  }

  #env() {
    const { config } = this;
    const terms = {
      slot: this.slot,
      generation: this.release.generation,
      heartbeat: config.heartbeat_interval,
      maxRequests: splayed(config.max_requests, config.requests_splay),
      stopTimeout: config.stop_timeout,
      linger: config.drain_linger,
      stopSignal: config.stop_signal,
      ready: config.ready,
      umask: config.umask,
      sticky: this.sticky,
    };
    const env = { ...process.env, ...config.env, JFORGE_POOL_TERMS: JSON.stringify(terms) };
    // The supervisor's own bond with systemd.
    for (const name of ['NOTIFY_SOCKET', 'WATCHDOG_USEC', 'WATCHDOG_PID', 'JFORGE_POOL_UNIT']) delete env[name];
    return env;
  }

  #follow() {
    const child = this.#child;
    this.#stdout = new Lines(child.stdout, this.#stages.write);
    this.#stderr = new Lines(child.stderr, this.#stages.write);
    child.on('internalMessage', (message) => {
      if (message.cmd === CMD) this.#take(message);
    });
    child.on('message', (message, handle) => {
      if (message === 'ready' && this.config.ready.by === 'message') this.#prove();
      else this.#stages.onMessage(message, handle, this);
    });
    child.on('error', (error) => {
      if (child.pid === undefined) this.#gone(`can't be started: ${error.message}`);
    });
    // 'close' comes after the last output was read, unlike 'exit'; a grandchild that holds the pipes would keep it back.
    let ended = null;
    child.on('exit', (code, signal) => {
      ended = signal ? `killed by ${signal}` : `exit ${code}`;
      setTimeout(() => this.#gone(ended), 500).unref();
    });
    child.on('close', () => this.#gone(ended));
  }

  #take(message) {
    this.beat = Date.now();
    if (message.type === 'listen') this.#lend(message);
    else if (message.type === 'listening') this.#listened = true;
    else if (message.type === 'unwell') this.#unwell = message.failure;
    else if (message.type === 'checked') this.#prove();
    else if (message.type === 'term') this.#term();
    else if (message.type === 'worn') this.#stages.onWorn(this, `${this.config.max_requests} requests`);
    else if (message.type === 'drained') this.#end();
    else if (message.type === 'beat') Object.assign(this, { requests: message.requests, open: message.open, figures: message.sticky });
  }

  // Somebody sent SIGTERM to the worker itself: it ends as one that is worn, without losing a request.
  #term() {
    if (this.state === 'ready') this.#stages.onWorn(this, 'SIGTERM');
    else if (this.state === 'starting') this.kill('it got SIGTERM before it was ready');
  }

  async #lend(wish) {
    try {
      const { name, handle } = await this.#stages.handleOf(wish);
      this.#tell({ type: 'handle', id: wish.id, address: name, backlog: this.config.listen_backlog }, handle);
    } catch (error) {
      this.#tell({ type: 'handle', id: wish.id, code: error.code ?? error.message, address: error.address });
    }
  }

  // Ready, on probation: it has to live for a while before requests come.
  #prove() {
    if (this.state === 'starting') this.#after(this.config.ready_min_uptime, () => this.#settle.resolve());
  }

  /** Lets requests come, after `started`. */
  admit() {
    this.#clear();
    this.state = 'ready';
    this.beat = this.since = Date.now();
    // Whose clients are whose has to be known before the first comes.
    this.#stages.onServing(this);
    this.#tell({ type: 'admit' });
    const life = splayed(this.config.max_lifetime, this.config.lifetime_splay);
    this.expires = life > 0 ? this.since + life : null;
    if (life > 0) this.#after(life, () => this.#stages.onWorn(this, 'age'));
  }

  /**
   * Ends the requests and then the process; what is left at the stop timeout is killed. A second call may shorten the linger. Sticky
   * clients are kept for a while if `keeps`.
   */
  drain(linger, keeps = true) {
    if (this.state === 'gone') return;
    this.#clear();
    if (this.state === 'starting') {
      this.kill('stopped');
      return;
    }
    this.state = 'draining';
    const stay = this.sticky && keeps ? stayOf(this.config) : 0;
    this.#tell({ type: 'drain', linger, timeout: this.config.stop_timeout, stay });
    this.keepsUntil = Date.now() + stayOf(this.config);
    this.#stages.onDraining(this);
    this.#after(this.config.stop_timeout, () => this.kill('not ended within the stop timeout'));
  }

  #end() {
    if (this.state === 'draining') this.#child.kill(this.config.stop_signal);
  }

  kill(reason) {
    this.#killedFor ??= reason;
    this.#child.kill('SIGKILL');
  }

  #lateness() {
    const time = `not ready within ${this.config.start_timeout} ms`;
    if (this.#unwell) return `${time}: the health check got ${this.#unwell}`;
    if (this.#listened) return time;
    return `${time}: it never listened`;
  }

  #gone(ended) {
    if (this.state === 'gone') return;
    const before = this.state;
    this.state = 'gone';
    this.#clear();
    const reason = this.#killedFor ?? ended ?? 'gone';
    if (before === 'starting') this.#settle.reject(new StartFailed(reason, this.#stderr.last.length > 0 ? this.#stderr.last : this.#stdout.last));
    this.#stages.onGone(this, reason, before);
  }

  #tell(message, handle) {
    if (this.#child.connected) this.#child.send({ cmd: CMD, ...message }, handle, undefined, () => {});
  }

  #after(ms, action) {
    this.#timers.push(setTimeout(action, ms));
  }

  #clear() {
    this.#timers.splice(0).forEach(clearTimeout);
  }
}

// A bit less than the limit, each time another bit, so that workers which started together don't end together.
const splayed = (limit, percent) => Math.ceil(limit * (1 - (Math.random() * percent) / 100));

/** The user and group for spawn. @throws Error if one of them is not there */
function identity({ user, group }) {
  if (!user) return {};
  return { uid: userId(user), gid: group ? groupId(group) : groupIdOfUser(user) };
}

module.exports = { Worker, StartFailed, identity };
