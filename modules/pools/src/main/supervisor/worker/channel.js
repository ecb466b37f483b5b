'use strict';
// Messages with the supervisor over node's IPC channel. Their `cmd` begins with NODE_, which node documents as reserved and
// never shows to the application's own 'message' listeners.

const CMD = 'NODE_JFORGE_POOL';

class Channel {
  #takers = new Map();

  constructor() {
    process.on('internalMessage', (message, handle) => {
      if (message.cmd === CMD) this.#takers.get(message.type)?.(message, handle);
    });
  }

  on(type, taker) {
    this.#takers.set(type, taker);
  }

  tell(type, more = {}) {
    // Without a callback a channel that closes meanwhile would be an error of the application.
    if (process.connected) process.send({ cmd: CMD, type, ...more }, undefined, undefined, () => {});
  }

  onLost(taker) {
    process.once('disconnect', taker);
    // A listener of 'disconnect' keeps the process alive, and an application that has nothing more to do should end.
    process.channel?.unrefCounted?.();
    // Output of a worker whose supervisor was killed goes nowhere; it must not kill the requests that are under way.
    for (const stream of [process.stdout, process.stderr]) {
      stream.on('error', (error) => {
        if (error.code !== 'EPIPE') throw error;
      });
    }
  }
}

module.exports = { Channel, CMD };
