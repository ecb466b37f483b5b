'use strict';
// listen() in a worker. The socket is bound once by the supervisor; each worker gets a handle of it. Until the worker is
// admitted its handle does not call listen(2), so the application believes that it serves while no request can reach it.

const net = require('node:net');
const http = require('node:http');
const https = require('node:https');

const nativeListen = net.Server.prototype.listen;

class Listening {
  #channel;
  #connections;
  #asked = new Map();
  #held = new Map();
  #servers = new Set();
  #admitted = false;
  #alive = null;
  #sticky;
  onListening = () => {};

  /** `sticky` is null in a pool without sticky sessions. */
  constructor(channel, connections, sticky) {
    this.#sticky = sticky;
    this.#channel = channel;
    this.#connections = connections;
    channel.on('handle', (answer, handle) => this.#take(answer, handle));
    const self = this;
    net.Server.prototype.listen = function listen(...args) {
      return self.#listen(this, args);
    };
  }

  get servers() {
    return this.#servers;
  }

  #listen(server, args) {
    const [options, callback] = net._normalizeArgs(args);
    const shared = options.port !== undefined || options.path !== undefined;
    if (!shared || options.exclusive || options._handle || options.handle) return nativeListen.apply(server, args);
    if (typeof callback === 'function') server.once('listening', callback);
    const id = this.#asked.size + 1;
    const backlog = options.backlog ?? (typeof args[2] === 'number' ? args[2] : undefined);
    this.#asked.set(id, { server, backlog });
    this.#stayAlive();
    this.#channel.tell('listen', { id, port: options.port, host: options.host, path: options.path });
    return server;
  }

  #take({ id, code, address, backlog }, handle) {
    const { server } = this.#asked.get(id);
    if (!handle) {
      const error = new Error(`listen ${code}: ${address}`);
      server.emit('error', Object.assign(error, { code, syscall: 'listen', address }));
      return;
    }
    if (!this.#admitted) {
      handle.listen = () => 0;
      this.#held.set(handle, backlog);
    }
    this.#servers.add(server);
    this.#connections.watch(server);
    if (server instanceof http.Server || server instanceof https.Server) this.#sticky?.watch(server, address);
    server.once('listening', () => this.onListening(server));
    server.once('close', () => this.#servers.delete(server));
    nativeListen.call(server, handle, backlog);
  }

  /** From now on requests come. */
  admit() {
    this.#admitted = true;
    for (const [handle, backlog] of this.#held) {
      delete handle.listen;
      const code = handle.fd < 0 ? 0 : handle.listen(backlog);
      if (code !== 0) throw new Error(`the pool's address can't be listened on: error ${code}`);
    }
    this.#held.clear();
    clearInterval(this.#alive);
  }

  /** No new connection is accepted; those that there are stay, keep-alive ones too. */
  close() {
    // http.Server's own close() would end idle keep-alive connections at once, under the feet of their clients.
    for (const server of this.#servers) if (server.listening) net.Server.prototype.close.call(server);
  }

  // A server that waits for its handle has nothing yet that keeps the process from ending.
  #stayAlive() {
    if (!this.#admitted) this.#alive ??= setInterval(() => {}, 60_000);
  }
}

module.exports = { Listening, nativeListen };
