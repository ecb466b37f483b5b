'use strict';
// Sticky sessions. The worker that takes a request looks which worker owns its client, and serves it itself or passes it on.

const fs = require('node:fs');
const { Peers } = require('./peers');
const { Seen } = require('./seen');
const { SessionCookie, addLine } = require('./session-cookie');
const { Door } = require('./door');
const { Pass, hasBody } = require('./pass');
const { passUpgrade } = require('./pass-upgrade');
const { originOf } = require('./origin');
const { hashOf } = require('./spread');

const EVENTS = new Set(['request', 'checkContinue', 'checkExpectation', 'upgrade', 'connect']);
const BYTES = new Set(['upgrade', 'connect']);
const HERE = { peer: null, hash: 0, cookie: null };

class Sticky {
  #terms;
  #connections;
  #peers;
  #seen = null;
  #cookie = null;
  #door;
  #servers = new Map();
  #known = new WeakSet();
  figures = { sessions: 0, passed: 0, taken: 0 };

  /** `terms` are `{id, path, seen, header, cookie}`, with one of the last two. */
  constructor(terms, connections) {
    this.#terms = terms;
    this.#connections = connections;
    if (terms.header) this.#seen = new Seen(terms.seen);
    else this.#cookie = new SessionCookie(terms.cookie);
    this.#peers = new Peers(terms.id, this.#seen);
    this.#door = new Door(terms.path, connections, (event, origin, ...args) => this.#take(event, origin, args));
  }

  /** Takes the list of the pool's workers, see Peers. */
  update(list) {
    this.#peers.update(list);
  }

  /** Follows an HTTP server of the application, which other workers know by the same `name`. */
  watch(server, name) {
    this.#servers.set(name, server);
    if (this.#known.has(server)) return;
    this.#known.add(server);
    // Without a listener node would answer 100 Continue by itself, before the owner is asked.
    server.on('checkContinue', () => {});
    const self = this;
    const { emit } = server;
    server.emit = function (event, ...args) {
      if (!EVENTS.has(event)) return emit.call(this, event, ...args);
      if (!self.#known.has(args[0]) && self.#decide(server, name, event, args)) return true;
      if (event !== 'checkContinue' || server.listenerCount(event) > 1) return emit.call(this, event, ...args);
      args[1].writeContinue();
      return emit.call(this, 'request', ...args);
    };
  }

  // Whether the request goes to another worker; if not it is noted as this one's.
  #decide(server, name, event, args) {
    const [request, other] = args;
    this.#known.add(request);
    const bytes = BYTES.has(event);
    const { peer, hash, cookie } = this.#choose(request, bytes);
    if (peer === null || peer === this.#peers.own) {
      if (peer !== null) this.#keep(hash, cookie !== null);
      if (cookie !== null) addLine(other, cookie);
      return false;
    }
    this.figures.passed++;
    // The body goes only after the peer has read the head, so that a peer's end can't take it along unread.
    const expects = event === 'request' && hasBody(request);
    const origin = originOf(request.socket, name, { isNew: cookie !== null, expects, hash });
    const again = () => {
      this.#peers.lose(peer);
      this.#known.delete(request);
      server.emit(event, ...args);
    };
    if (bytes) {
      this.#connections.upgraded(request, other);
      passUpgrade({ request, socket: other, head: args[2] }, peer, origin, again);
    } else {
      const pass = new Pass(request, other, again);
      this.#connections.passing(request, other);
      pass.to(peer, origin, { cookie, expects });
    }
    return true;
  }

  /** `peer` that serves the request, null if that is nobody's; a Set-Cookie line for the client if it is new to the peer. */
  #choose(request, bytes) {
    if (this.#cookie === null) return this.#byHeader(request);
    const { id, bucket } = this.#cookie.read(request.headers.cookie);
    const owner = id === null ? null : this.#peers.of(id);
    if (owner !== null) return { peer: owner, hash: 0, cookie: null };
    // An upgrade has no answer of its own that could carry a cookie, and its connection stays where it is.
    if (bytes && id === null) return HERE;
    const peer = this.#peers.home(bucket);
    return { peer, hash: 0, cookie: peer === null || bytes ? null : this.#cookie.line(peer.id, bucket) };
  }

  #byHeader(request) {
    const value = request.headers[this.#terms.header];
    if (value === undefined) return HERE;
    const hash = hashOf(String(value));
    return { peer: this.#peers.holder(hash), hash, cookie: null };
  }

  #keep(hash, isNew) {
    if (this.#seen === null ? isNew : this.#seen.add(hash)) this.figures.sessions++;
  }

  // A request that another worker passed on.
  #take(event, { name, isNew, expects, hash }, [request, ...more]) {
    const server = this.#servers.get(name);
    if (server === undefined) {
      request.socket.destroy();
      return;
    }
    this.figures.taken++;
    this.#keep(hash, isNew);
    this.#known.add(request);
    if (!expects) {
      server.emit(event, request, ...more);
      return;
    }
    // It was the other worker that asked, for a client that doesn't.
    delete request.headers.expect;
    request.rawHeaders.length -= 2;
    more[0].writeContinue();
    server.emit('request', request, ...more);
  }

  /** Whether clients may come for this worker that no other can serve. */
  get used() {
    return this.figures.sessions + this.figures.taken > 0;
  }

  /** This worker passes nothing on any more, as it has no clients left. */
  leave() {
    this.#peers.leave();
  }

  /** No more is taken over the private socket, and its files are gone. */
  close() {
    this.#door.close();
    fs.rmSync(this.#terms.seen, { force: true });
  }
}

module.exports = { Sticky };
