'use strict';
// The sockets that workers serve. Each is bound once, here, and never listened on here: a supervisor that listens would take
// connections that belong to its workers. Workers that come and go share the socket, so its queue of connections never closes.

const net = require('node:net');
const dns = require('node:dns/promises');
const fs = require('node:fs');
const { userId, groupId } = require('./owner');
const { isLive } = require('./live');

const ANY = null;

class Addresses {
  #config;
  #inherited;
  #bound = new Map();

  /** `inherited` maps names of sockets that are bound already to their descriptors. */
  constructor(config, inherited = new Map()) {
    this.#config = config;
    this.#inherited = inherited;
  }

  /** The descriptors of the bound sockets, by name. */
  async descriptors() {
    const entries = [...this.#bound].map(async ([name, bound]) => [name, (await bound).fd]);
    return new Map(await Promise.all(entries));
  }

  /** What is served, as `host:port` or a path each. */
  get names() {
    return [...this.#bound.keys()];
  }

  /**
   * The handle for what a worker's listen() names; the configured address takes the place of what the application says first.
   * @throws an Error with a `code` such as EADDRINUSE
   */
  async handleOf({ id, port, host, path }) {
    const wanted = id === 1 && this.#config.listen ? this.#config.listen : path === undefined ? { host: host ?? ANY, port } : { path };
    const name = nameOf(wanted);
    if (!this.#bound.has(name)) this.#bound.set(name, this.#bind(wanted));
    try {
      return { name, handle: await this.#bound.get(name) };
    } catch (error) {
      this.#bound.delete(name);
      throw error;
    }
  }

  /** Binds the configured address now, so that one that is taken is told before a worker starts. */
  async bindConfigured() {
    if (this.#config.listen) await this.handleOf({ id: 1 });
  }

  async #bind(wanted) {
    const fd = this.#inherited.get(nameOf(wanted));
    if (fd !== undefined) return checked(net._createServerHandle(null, null, null, fd), nameOf(wanted));
    if (wanted.path !== undefined) return this.#bindPath(wanted.path);
    // net.isIP keeps literal addresses away from the resolver.
    const ip = wanted.host === ANY || net.isIP(wanted.host) ? wanted.host : (await dns.lookup(wanted.host)).address;
    return checked(net._createServerHandle(ip, Number(wanted.port), net.isIP(ip ?? '') || 6), nameOf(wanted));
  }

  async #bindPath(path) {
    if (fs.existsSync(path) && !(await isLive(path))) fs.unlinkSync(path);
    const handle = checked(net._createServerHandle(path, -1, -1), path);
    const { listen_owner: owner, listen_group: group, listen_mode: mode } = this.#config;
    if (owner || group) fs.chownSync(path, owner ? userId(owner) : -1, group ? groupId(group) : -1);
    if (mode !== undefined) fs.chmodSync(path, mode);
    return handle;
  }

  /** Closes every socket, and removes the files of Unix sockets unless a successor serves them. */
  async close({ keepFiles = false } = {}) {
    for (const [name, bound] of this.#bound) {
      (await bound.catch(() => null))?.close();
      if (name.startsWith('/') && !keepFiles) fs.rmSync(name, { force: true });
    }
    this.#bound.clear();
  }
}

const nameOf = ({ host, port, path }) => path ?? `${host ?? '*'}:${port}`;

// libuv keeps EADDRINUSE back until the socket is listened on or asked for its name; only the latter happens here.
function checked(handle, name) {
  const number = typeof handle === 'number' ? handle : (handle.getsockname?.({}) ?? 0);
  if (number === 0) return handle;
  if (typeof handle !== 'number') handle.close();
  const code = require('node:util').getSystemErrorName(number);
  throw Object.assign(new Error(`${name} can't be bound: ${code}`), { code, address: name });
}

module.exports = { Addresses };
