'use strict';
// The private sockets over which sticky workers pass requests on: a directory that only the workers' user may enter, and the list
// of who is there, which every worker is told when it changes.

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { randomBytes } = require('node:crypto');

const ID_BYTES = 9;
const LONGEST = 107;
// The rest of the stop timeout is for the requests that come last.
const SHARE = 0.8;

class PrivateSockets {
  #identity;
  #beside;
  #dir = null;

  /** `beside` is the status socket or undefined, `identity` the workers' `{uid, gid}` or empty. */
  constructor(beside, identity) {
    this.#beside = beside;
    this.#identity = identity;
  }

  /** What a new worker has to know, or undefined if its configuration isn't sticky. */
  termsOf({ sticky, sticky_cookie: name, sticky_path: at, sticky_same_site: site, sticky_secure: secure }) {
    if (sticky.by === 'off') return undefined;
    this.#dir ??= this.#make();
    const id = randomBytes(ID_BYTES).toString('base64url');
    const place = path.join(this.#dir, id);
    const terms = { id, path: place, seen: `${place}.seen` };
    if (sticky.by === 'header') return { ...terms, header: sticky.name };
    return { ...terms, cookie: { name, attributes: `; Path=${at}; HttpOnly; SameSite=${site}${secure ? '; Secure' : ''}` } };
  }

  #make() {
    const parent = this.#parents().find((each) => reachable(each, this.#identity)) ?? os.tmpdir();
    const dir = fs.mkdtempSync(path.join(parent, 'jforge-pool-'));
    const { uid, gid } = this.#identity;
    if (uid !== undefined) fs.chownSync(dir, uid, gid);
    return dir;
  }

  #parents() {
    const parent = this.#beside && path.dirname(path.resolve(this.#beside));
    return parent && parent.length + '/jforge-pool-XXXXXX/'.length + 12 <= LONGEST ? [parent] : [];
  }

  /** Tells `workers` who is there. */
  announce(workers) {
    const sticky = workers.filter((worker) => worker.sticky && (worker.state === 'ready' || worker.state === 'draining'));
    if (sticky.length === 0) return;
    const list = sticky.map(entryOf).sort((a, b) => a.since - b.since).map(({ entry }) => entry);
    for (const worker of sticky) worker.tellPeers(list);
  }

  /** Removes what a worker that is gone may have left. */
  remove({ sticky }) {
    if (!sticky) return;
    // Names are random, and unlink follows no link: the directory is its user's, who may have put anything there.
    for (const file of [sticky.path, sticky.seen]) fs.rmSync(file, { force: true });
  }

  close() {
    try {
      if (this.#dir !== null) fs.rmdirSync(this.#dir);
    } catch (error) {
      // Something else is in it, which is not ours.
      if (error.code !== 'ENOTEMPTY' && error.code !== 'ENOENT') throw error;
    }
    this.#dir = null;
  }
}

function entryOf({ sticky: { id, path: place, seen }, slot, state, since, keepsUntil }) {
  const entry = { id, slot, path: place, seen };
  if (state === 'draining') entry.left = Math.max(0, keepsUntil - Date.now());
  return { entry, since };
}

/** How long a worker that is replaced keeps its clients, in ms. */
const stayOf = ({ stop_timeout: timeout }) => Math.round(timeout * SHARE);

// Whether the workers may enter a directory, as far as its mode says.
function reachable(dir, { uid }) {
  if (uid === undefined || uid === 0) return true;
  for (let at = dir; ; at = path.dirname(at)) {
    if (!(fs.statSync(at).mode & 0o001)) return false;
    if (at === path.dirname(at)) return true;
  }
}

module.exports = { PrivateSockets, stayOf };
