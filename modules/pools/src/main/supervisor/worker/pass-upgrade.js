'use strict';
// Passes an upgrade or a CONNECT on to the worker that holds the session: the head once, then bytes both ways.

const net = require('node:net');
const { HEADER } = require('./origin');

function headOf(request, origin) {
  const lines = [`${request.method} ${request.url} HTTP/1.1`];
  const { rawHeaders: raw } = request;
  for (let i = 0; i < raw.length; i += 2) if (raw[i].toLowerCase() !== HEADER) lines.push(`${raw[i]}: ${raw[i + 1]}`);
  return `${lines.join('\r\n')}\r\n${HEADER}: ${origin}\r\n\r\n`;
}

/** `onLost()` is called if the peer can't be reached; the client's connection is untouched then. */
function passUpgrade({ request, socket, head }, peer, origin, onLost) {
  const other = net.connect({ path: peer.path, allowHalfOpen: true });
  let reached = false;
  const gone = () => other.destroy();
  socket.once('close', gone).on('error', gone);
  other.once('connect', () => {
    reached = true;
    // Together, so that the application gets the bytes that came with the head as such here too.
    other.write(Buffer.concat([Buffer.from(headOf(request, origin), 'latin1'), head]));
    other.pipe(socket);
    socket.pipe(other);
  });
  other.on('error', (error) => {
    if (reached || socket.destroyed) return;
    socket.off('close', gone).off('error', gone);
    if (error.code === 'EAGAIN') setTimeout(() => passUpgrade({ request, socket, head }, peer, origin, onLost), 20);
    else onLost();
  });
  other.once('close', (failed) => {
    if (!reached) return;
    if (failed) socket.destroy();
    else socket.destroySoon();
  });
}

module.exports = { passUpgrade };
