'use strict';
// The private sockets over which sticky workers pass requests on: a directory that only the workers' user may enter, and the list
// of who is there, which every worker is told when it changes.

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { randomBytes } = require('node:crypto');
const { lastCall } = require('./worker/drain');

const ID_BYTES = 9;
const LONGEST = 107;
// The rest of the time that a drain has is for the requests that come last.
const SHARE = 0.8;

class PrivateSockets {
  #beside;
  #dirs = new Map();
  #other = null;
  #others = [];

  /** `beside` is the status socket or undefined. */
  constructor(beside) {
    this.#beside = beside;
  }

  /** What a new worker has to know that runs as `{uid, gid}` or as this user, or undefined if its configuration isn't sticky. */
  termsOf({ sticky, sticky_cookie: name, sticky_path: at, sticky_same_site: site, sticky_secure: secure }, identity) {
    if (sticky.by === 'off') return undefined;
    if (!this.#dirs.has(identity.uid)) this.#dirs.set(identity.uid, this.#make(identity));
    const id = randomBytes(ID_BYTES).toString('base64url');
    const place = path.join(this.#dirs.get(identity.uid), id);
    const terms = { id, path: place, seen: `${place}.seen` };
    if (sticky.by === 'header') return { ...terms, header: sticky.name };
    return { ...terms, cookie: { name, attributes: `; Path=${at}; HttpOnly; SameSite=${site}${secure ? '; Secure' : ''}` } };
  }

  #make({ uid, gid }) {
    const parent = this.#parents().find((each) => reachable(each, uid)) ?? os.tmpdir();
    tidied(parent);
    const dir = fs.mkdtempSync(path.join(parent, `jforge-pool-${process.pid}-`));
    if (uid !== undefined) fs.chownSync(dir, uid, gid);
    return dir;
  }

  #parents() {
    const parent = this.#beside && path.dirname(path.resolve(this.#beside));
    return parent && parent.length + '/jforge-pool-1234567-XXXXXX/'.length + 12 <= LONGEST ? [parent] : [];
  }

  /** Joins the workers of another supervisor, which takes over from this one or the other way round, at the end of `channel`. */
  join(channel, workers) {
    this.#other = channel;
    channel.on('message', ({ peers }) => {
      if (!peers) return;
      this.#others = peers.map((entry) => ({ ...entry, until: entry.left === undefined ? Infinity : Date.now() + entry.left }));
      this.#tell(workers());
    });
    this.announce(workers());
  }

  /** Tells `workers`, and those of the other supervisor, who is there. */
  announce(workers) {
    this.#tell(workers);
    const peers = workers.filter(isThere).map(entryOf);
    if (this.#other?.connected) this.#other.send({ peers }, undefined, undefined, () => {});
  }

  #tell(workers) {
    const now = Date.now();
    const others = this.#others.filter(({ until }) => until > now);
    for (const other of others) if (other.until < Infinity) other.left = other.until - now;
    const own = workers.filter(isThere);
    const list = [...others, ...own.map(entryOf)].sort((a, b) => a.since - b.since);
    for (const worker of own) worker.tellPeers(list);
  }

  /** Removes what a worker that is gone may have left. */
  remove({ sticky }) {
    if (!sticky) return;
    // Names are random, and unlink follows no link: the directory is its user's, who may have put anything there.
    for (const file of [sticky.path, sticky.seen]) tried(() => fs.rmSync(file, { force: true }));
  }

  close() {
    for (const dir of this.#dirs.values()) tried(() => fs.rmdirSync(dir));
    this.#dirs.clear();
  }
}

// A supervisor with few capabilities has no right to look into the workers' directory; they remove what they can.
function tried(removal) {
  try {
    removal();
  } catch (error) {
    if (!['EACCES', 'EPERM', 'ENOTEMPTY', 'EEXIST', 'ENOENT'].includes(error.code)) throw error;
  }
}

// A supervisor that was killed leaves its directory, which its workers have emptied.
function tidied(parent) {
  for (const name of fs.readdirSync(parent)) {
    const pid = /^jforge-pool-(\d+)-/.exec(name)?.[1];
    if (pid && !fs.existsSync(`/proc/${pid}`)) tried(() => fs.rmdirSync(path.join(parent, name)));
  }
}

const isThere = ({ sticky, state }) => sticky && (state === 'ready' || state === 'draining');

function entryOf({ sticky: { id, path: place, seen }, slot, state, since, keepsUntil }) {
  const entry = { id, slot, path: place, seen, since };
  if (state === 'draining') entry.left = Math.max(0, keepsUntil - Date.now());
  return entry;
}

/** How long a worker that is replaced keeps its clients, in ms. */
const stayOf = ({ stop_timeout: timeout }) => Math.round(lastCall(timeout) * SHARE);

// Whether the workers may enter a directory, as far as its mode says.
function reachable(dir, uid) {
  if (uid === undefined || uid === 0) return true;
  for (let at = dir; ; at = path.dirname(at)) {
    if (!(fs.statSync(at).mode & 0o001)) return false;
    if (at === path.dirname(at)) return true;
  }
}

module.exports = { PrivateSockets, stayOf };
