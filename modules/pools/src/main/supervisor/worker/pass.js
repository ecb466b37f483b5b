'use strict';
// Passes a request on to the worker that holds its session, and the answer back, both as they stream. What another worker
// certainly never read is given back instead, so that a new owner can be found for it.

const { request: ask } = require('node:http');
const { HEADER } = require('./origin');

// These are about one connection only, and each side has its own.
const OWN_REQUEST = new Set(['connection', 'keep-alive', 'proxy-connection', HEADER]);
const OWN_AND_EXPECT = new Set([...OWN_REQUEST, 'expect']);
const OWN_ANSWER = new Set(['connection', 'keep-alive', 'transfer-encoding']);
const WAIT = 20;
const SMALL = 65_536;

/** Flat list of names and values without those of one connection. */
function without(raw, names) {
  const rest = [];
  for (let i = 0; i < raw.length; i += 2) if (!names.has(raw[i].toLowerCase())) rest.push(raw[i], raw[i + 1]);
  return rest;
}

const pairs = (raw) => Array.from({ length: raw.length / 2 }, (_, i) => [raw[2 * i], raw[2 * i + 1]]);

const hasBody = ({ headers }) => headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

function headersFor(request, origin, expects) {
  const headers = without(request.rawHeaders, expects ? OWN_AND_EXPECT : OWN_REQUEST);
  const { headers: given, method } = request;
  // Without it node would make an empty body of unknown length.
  const bodiless = given['content-length'] === undefined && given['transfer-encoding'] === undefined;
  if (bodiless && /^P(OST|UT|ATCH)$/.test(method)) headers.push('Content-Length', '0');
  // Node would add it behind the origin, which has to be the last.
  headers.push('Connection', 'keep-alive');
  if (expects) headers.push('Expect', '100-continue');
  headers.push(HEADER, origin);
  return headers;
}

/** Whether the other side closed without having read all: the system says so, and not only that the connection has ended. */
const unread = ({ code, syscall }) => (code === 'ECONNRESET' && syscall === 'read') || code === 'EPIPE';

/** One request that another worker answers. */
class Pass {
  #request;
  #response;
  #onLost;
  #outgoing = null;
  #answered = false;
  #continued = false;
  #over = false;

  /** `onLost()` is called when the peer is gone and has not read the request, whose body is untouched then. */
  constructor(request, response, onLost) {
    this.#request = request;
    this.#response = response;
    this.#onLost = onLost;
  }

  /** `cookie` is a Set-Cookie line for the answer or null; `expects` is whether the peer is asked for 100 Continue, as the client did not. */
  to(peer, origin, { cookie, expects }) {
    const request = this.#request;
    const body = hasBody(request);
    const outgoing = ask({
      agent: peer.agent,
      socketPath: peer.path,
      method: request.method,
      // Node 18 takes such bytes from clients and sends none.
      path: request.url.replace(/[\t\f]/g, encodeURIComponent),
      headers: headersFor(request, origin, expects),
      maxHeaderSize: 2 ** 20,
    });
    this.#outgoing = outgoing;
    outgoing.maxHeadersCount = 0;
    outgoing.once('continue', () => {
      if (!expects) this.#response.writeContinue();
      if (body) this.#sendBody();
    });
    outgoing.on('information', (information) => this.#inform(information));
    outgoing.once('response', (answer) => this.#answer(answer, cookie));
    outgoing.on('error', (error) => this.#failed(error, () => this.to(peer, origin, { cookie, expects })));
    this.#response.once('close', this.#clientGone);
    if (!body) outgoing.end();
    // Who expects something else than 100 Continue gets no sign for the body.
    else if (!/^100-continue$/i.test(request.headers.expect ?? '100-continue')) this.#sendBody();
  }

  // A body may go on after its answer, as an application may answer first.
  #clientGone = () => {
    this.#over = true;
    if (!this.#response.writableFinished) this.#outgoing.destroy();
  };

  #sendBody() {
    const outgoing = this.#outgoing;
    const request = this.#request;
    this.#continued = true;
    request.pipe(outgoing, { end: false });
    request.once('close', () => request.complete || outgoing.destroy());
    request.once('end', () => {
      if (request.rawTrailers.length > 0) outgoing.addTrailers(pairs(request.rawTrailers));
      outgoing.end();
    });
  }

  #inform({ statusCode, rawHeaders }) {
    const response = this.#response;
    if (statusCode === 102) response.writeProcessing();
    if (statusCode !== 103 || !response.writeEarlyHints) return;
    const hints = {};
    for (const [name, value] of pairs(rawHeaders)) (hints[name.toLowerCase()] ??= []).push(value);
    if (hints.link) response.writeEarlyHints(hints);
  }

  #answer(answer, cookie) {
    this.#answered = true;
    const response = this.#response;
    const { statusCode, statusMessage, rawHeaders, headers } = answer;
    const out = without(rawHeaders, OWN_ANSWER);
    if (cookie) out.push('Set-Cookie', cookie);
    if (/\bclose\b/i.test(headers.connection ?? '')) response.shouldKeepAlive = false;
    response.sendDate = false;
    const plain = this.#request.method === 'HEAD' || this.#request.httpVersion === '1.0' || statusCode === 204 || statusCode === 304;
    response.writeHead(statusCode, statusMessage, plain ? without(out, new Set(['trailer'])) : out);
    this.#stream(answer, Number(headers['content-length'] ?? -1));
    answer.once('end', () => {
      if (answer.rawTrailers.length > 0 && !plain) response.addTrailers(pairs(answer.rawTrailers));
      if (!response.writableEnded) response.end();
      // An answer that comes without 100 Continue leaves a body that nobody wants.
      if (!this.#outgoing.writableEnded && !this.#continued) this.#outgoing.destroy();
    });
    // What is only a part must not look whole to the client.
    answer.once('close', () => {
      if (!answer.complete) response.destroy();
    });
  }

  #stream(answer, length) {
    const response = this.#response;
    // Headers don't wait for a body, as a stream of events may be silent for long; one that is there goes with them.
    setImmediate(() => response.writableEnded || response.destroyed || response.flushHeaders());
    answer.once('data', (chunk) => {
      if (chunk.length === length && length <= SMALL) {
        // Head and body as one text are one write.
        response.end(chunk.latin1Slice(), 'latin1');
      } else {
        response.write(chunk);
        answer.pipe(response, { end: false });
      }
    });
  }

  #failed(error, again) {
    if (this.#answered) {
      // The peer has answered and takes no more of the body: the connection can't be used for another request.
      this.#request.unpipe(this.#outgoing);
      if (this.#response.writableEnded) this.#request.socket.destroySoon();
      return;
    }
    if (this.#over) return;
    this.#response.off('close', this.#clientGone);
    // The peer's queue of connections is full.
    if (error.code === 'EAGAIN' && error.syscall === 'connect') setTimeout(() => this.#over || again(), WAIT);
    else if (error.syscall === 'connect' || (unread(error) && !this.#continued)) this.#onLost(error);
    else this.#response.destroy();
  }
}

module.exports = { Pass, hasBody };
