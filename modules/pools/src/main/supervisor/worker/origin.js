'use strict';
// What a worker tells another about a request that it passes on: which of the application's servers it is for, and the
// client's connection, so that the application sees the client's address and not that of the private socket.

const HEADER = 'x-jforge-pool-origin';

const written = new WeakMap();

/**
 * The header's value for a request to the server called `name`: `isNew` if the client is given to its worker by it, `expects` if
 * the 100 Continue is between the workers alone, and the `hash` of a client without a cookie.
 */
function originOf(socket, name, { isNew, expects, hash }) {
  let text = written.get(socket);
  if (text === undefined) {
    const { remoteAddress, remotePort, remoteFamily, localAddress, localPort } = socket;
    const facts = [name, remoteAddress, remotePort, remoteFamily, localAddress, localPort, socket.encrypted ? 1 : ''];
    text = facts.map((fact) => encodeURIComponent(fact ?? '')).join(' ');
    written.set(socket, text);
  }
  return `${text} ${isNew ? 1 : ''} ${expects ? 1 : ''} ${hash}`;
}

const FACTS = ['remoteAddress', 'remotePort', 'remoteFamily', 'localAddress', 'localPort', 'encrypted'];
const origins = new WeakMap();

function parsed(value) {
  const [name, address, port, family, localAddress, localPort, encrypted, isNew, expects, hash] = value.split(' ');
  return {
    name: decodeURIComponent(name),
    remoteAddress: address === '' ? undefined : decodeURIComponent(address),
    remotePort: port === '' ? undefined : Number(port),
    remoteFamily: family === '' ? undefined : family,
    localAddress: localAddress === '' ? undefined : decodeURIComponent(localAddress),
    localPort: localPort === '' ? undefined : Number(localPort),
    encrypted: encrypted === '1' || undefined,
    isNew: isNew === '1',
    expects: expects === '1',
    hash: Number(hash),
  };
}

/** Takes the origin out of a request that came over a private socket, and shows it on the request's socket; null if there is none. */
function takeOrigin(request) {
  const value = request.headers[HEADER];
  if (value === undefined) return null;
  delete request.headers[HEADER];
  // It is always the last one.
  request.rawHeaders.length -= 2;
  const origin = parsed(value);
  const { socket } = request;
  if (!origins.has(socket)) {
    for (const fact of FACTS) Object.defineProperty(socket, fact, { configurable: true, get: () => origins.get(socket)[fact] });
  }
  origins.set(socket, origin);
  return origin;
}

module.exports = { HEADER, originOf, takeOrigin };
