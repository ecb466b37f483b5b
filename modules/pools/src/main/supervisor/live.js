'use strict';
// Whether somebody listens on a Unix socket, or its file was left behind.

const net = require('node:net');

/** Resolves to true if a connection to `path` is taken. */
function isLive(path) {
  return new Promise((resolve) => {
    const socket = net.connect({ path });
    socket.on('connect', () => {
      socket.destroy();
      resolve(true);
    });
    // EAGAIN is a listener whose queue is full.
    socket.on('error', (error) => resolve(error.code === 'EAGAIN'));
  });
}

module.exports = { isLive };
