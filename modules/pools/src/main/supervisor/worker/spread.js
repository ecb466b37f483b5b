'use strict';
// Spreads clients over slots by rendezvous hashing: each client ranks the slots in an order of its own, so a slot that comes
// or goes moves its own clients and no others.

// The last steps of MurmurHash3: each bit of the input changes each bit of the result with even odds.
function mixed(number) {
  let hash = number;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** A whole number below 2^32 for a text (FNV-1a, mixed). */
function hashOf(text) {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return mixed(hash);
}

/** How high the client of `hash` ranks `slot`: the highest is its own. */
const rank = (hash, slot) => mixed(mixed(hash) ^ Math.imul(slot, 0x9e3779b1));

module.exports = { hashOf, rank, mixed };
