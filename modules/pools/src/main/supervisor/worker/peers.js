'use strict';
// The workers of the pool as one of them sees them: those that take new clients, and replaced ones that keep their own for a
// while. The supervisor tells the list.

const fs = require('node:fs');
const http = require('node:http');
const { rank } = require('./spread');
const { SeenByOther } = require('./seen');

const MOST_IDLE = 64;

/** One worker: `id` and `slot`, and `leaving` once it takes no new clients. */
class Peer {
  #seen = null;
  #seenPath;
  leaving = false;
  timer = null;

  constructor({ id, slot, path, seen }, own) {
    Object.assign(this, { id, slot, path, own });
    this.#seenPath = seen;
    this.files = [path, seen];
    this.agent = own ? null : new http.Agent({ keepAlive: true, maxFreeSockets: MOST_IDLE, scheduling: 'lifo' });
  }

  /** Whether it has served the client of `hash`. */
  has(hash) {
    if (this.own) return this.own.has(hash);
    this.#seen ??= new SeenByOther(this.#seenPath);
    return this.#seen.has(hash);
  }

  /** Nothing is sent any more: idle connections are closed, busy ones when their answer is there. */
  leave() {
    clearTimeout(this.timer);
    this.#seen?.close();
    if (!this.agent) return;
    this.agent.maxFreeSockets = 0;
    for (const sockets of Object.values(this.agent.freeSockets)) for (const socket of [...sockets]) socket.destroy();
  }
}

class Peers {
  #ownId;
  #ownSeen;
  #all = new Map();
  #given = new Set();
  #slots = [];

  /** `seen` is this worker's own filter, if the mode needs one. */
  constructor(ownId, seen) {
    this.#ownId = ownId;
    this.#ownSeen = seen ?? { has: () => false };
  }

  /** Takes the list: `{id, slot, path, seen, left}` each, oldest first; `left` are the ms for which a replaced one keeps its clients. */
  update(list) {
    const ids = new Set(list.map(({ id }) => id));
    for (const [id, peer] of this.#all) if (!ids.has(id)) this.#remove(peer);
    for (const id of this.#given) if (!ids.has(id)) this.#given.delete(id);
    for (const each of list) {
      if (this.#given.has(each.id)) continue;
      if (!this.#all.has(each.id)) this.#all.set(each.id, new Peer(each, each.id === this.#ownId ? this.#ownSeen : null));
      const peer = this.#all.get(each.id);
      if (each.left !== undefined && !peer.leaving) {
        peer.leaving = true;
        peer.timer = setTimeout(() => this.lose(peer), each.left);
        peer.timer.unref();
      }
    }
    this.#arrange();
  }

  /** The peer is gone: it can't be reached, or its time is over. */
  lose(peer) {
    this.#given.add(peer.id);
    this.#remove(peer);
    this.#arrange();
  }

  #remove(peer) {
    this.#all.delete(peer.id);
    peer.leave();
    // One that was killed leaves its files behind, and the supervisor may have no right to go in there.
    if (peer.id !== this.#ownId) for (const file of peer.files) fs.rm(file, { force: true }, () => {});
  }

  #arrange() {
    const slots = new Map();
    for (const peer of this.#all.values()) {
      if (!slots.has(peer.slot)) slots.set(peer.slot, { number: peer.slot, ready: null, leaving: [] });
      const slot = slots.get(peer.slot);
      // Of two that serve, the older is about to be replaced by the other.
      if (slot.ready && !peer.leaving) slot.leaving.unshift(slot.ready);
      if (peer.leaving) slot.leaving.unshift(peer);
      else slot.ready = peer;
    }
    this.#slots = [...slots.values()];
  }

  /** Closes what is idle to every peer, as nothing will be sent to them. */
  leave() {
    for (const peer of this.#all.values()) peer.leave();
  }

  get own() {
    return this.#all.get(this.#ownId) ?? null;
  }

  /** The peer of an id, or null if it is gone. */
  of(id) {
    return this.#all.get(id) ?? null;
  }

  /** The worker that takes the client of `hash` as a new one, or null if none takes any. */
  home(hash) {
    return this.#highest(hash, (slot) => slot.ready);
  }

  /** The worker of a client that has no cookie: the last that has served it, also one that is replaced, else the one that takes it. */
  holder(hash) {
    return this.#highest(hash, ({ ready, leaving }) => {
      // The time of a replaced worker isn't over everywhere at once, and a client that has moved must not go back.
      if (leaving.length === 0 || ready?.has(hash)) return ready;
      return leaving.find((peer) => peer.has(hash)) ?? ready;
    });
  }

  #highest(hash, of) {
    let best = null;
    let highest = -1;
    for (const slot of this.#slots) {
      const height = rank(hash, slot.number);
      if (height <= highest) continue;
      const peer = of(slot);
      if (peer) [best, highest] = [peer, height];
    }
    return best;
  }
}

module.exports = { Peers };
