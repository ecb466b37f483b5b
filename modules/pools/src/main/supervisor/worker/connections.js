'use strict';
// The connections of a worker's servers, and what runs on each: how many requests, or a protocol it was upgraded to.

// Headers that writeHead() gets are in no map that could be asked, only in the text that was sent.
const isEvents = (response) =>
  /^text\/event-stream/.test(response.getHeader('Content-Type')) || /^content-type: *text\/event-stream/im.test(response._header);

class Connections {
  #sockets = new Map();
  #responses = new Set();
  #passing = new Set();
  #inner = 0;
  #sessions = new Set();
  #maxRequests;
  #onWorn;
  #closing = false;
  requests = 0;

  constructor(maxRequests, onWorn) {
    this.#maxRequests = maxRequests;
    this.#onWorn = onWorn;
  }

  /** Connections of clients. */
  get open() {
    return this.#sockets.size - this.#inner;
  }

  /** Whether neither clients nor other workers have a connection. */
  get empty() {
    return this.#sockets.size === 0;
  }

  /** Follows the connections of `server`, before the application's own listeners see them. */
  watch(server) {
    server.prependListener('connection', (socket) => this.#connected(socket, server));
    server.prependListener('request', (request, response) => this.#requested(request, response));
    server.prependListener('upgrade', (request, socket) => this.upgraded(request, socket));
    server.prependListener('session', (session) => {
      this.#sessions.add(session);
      session.once('close', () => this.#sessions.delete(session));
    });
  }

  #connected(socket, server) {
    // Without requests there is no telling when such a connection is idle, so it counts as busy.
    const busy = server.listenerCount('request') === 1 ? 1 : 0;
    this.#follow(socket, { running: busy, websocket: false, inner: false });
  }

  /** A connection from another worker of the pool, which alone knows when it is done with it. */
  inner(socket) {
    this.#inner++;
    this.#follow(socket, { running: 0, websocket: false, inner: true });
  }

  #follow(socket, state) {
    this.#sockets.set(socket, state);
    socket.once('close', () => {
      this.#sockets.delete(socket);
      if (state.inner) this.#inner--;
      if (this.open === 0) this.onQuiet();
      if (this.#sockets.size === 0) this.onEmpty();
    });
  }

  #requested(request, response) {
    this.requests++;
    if (this.requests === this.#maxRequests) this.#onWorn();
    const state = this.#run(request, response);
    this.#responses.add(response);
    if (this.#closing && !state.inner) this.#last(response);
    response.once('close', () => this.#responses.delete(response));
  }

  #run(request, response) {
    const state = this.#sockets.get(request.socket?._parent ?? request.socket) ?? { running: 0 };
    state.running++;
    response.once('close', () => state.running--);
    return state;
  }

  /** A request that another worker answers. */
  passing(request, response) {
    this.#run(request, response);
    this.#passing.add(response);
    if (this.#closing) response.shouldKeepAlive = false;
    response.once('close', () => this.#passing.delete(response));
  }

  /** The connection of `request` runs another protocol from now on. */
  upgraded(request, socket) {
    const state = this.#sockets.get(socket._parent ?? socket);
    if (!state) return;
    state.running++;
    state.websocket = /^websocket$/i.test(request.headers.upgrade ?? '');
  }

  #last(response) {
    if (response.headersSent || response.stream) return;
    response.shouldKeepAlive = false;
    response.setHeader('Connection', 'close');
  }

  /** Each further response closes its connection. */
  closeAfterResponse() {
    this.#closing = true;
    for (const response of this.#responses) if (!this.#isInner(response)) this.#last(response);
    for (const response of this.#passing) if (!response.headersSent) response.shouldKeepAlive = false;
    for (const session of this.#sessions) session.close();
  }

  #isInner(response) {
    return this.#sockets.get(response.socket)?.inner ?? false;
  }

  /** Ends the connections of clients on which nothing runs. */
  endIdle() {
    for (const [socket, { running, inner }] of this.#sockets) if (running === 0 && !inner) socket.destroySoon();
  }

  /**
   * Ends every connection: a stream of events with its proper end, a WebSocket with the close frame "going away" (1001). Any
   * other response is cut, as an end would make what is only a part look whole to its client.
   */
  endAll() {
    for (const response of [...this.#responses, ...this.#passing]) if (isEvents(response)) response.end();
    for (const [socket, { websocket }] of this.#sockets) {
      if (websocket && socket.writable) socket.write(Buffer.from([0x88, 0x02, 0x03, 0xe9]));
      socket.end();
    }
  }

  /** Called when the last connection is gone. */
  onEmpty = () => {};

  /** Called when the last connection of a client is gone. */
  onQuiet = () => {};
}

module.exports = { Connections };
