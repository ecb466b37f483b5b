'use strict';
// The cookie that names a client's worker: the worker's random id, and a bucket of 16 bits that says which worker is next when
// that one is gone. So requests that come together then agree, and clients stay evenly spread however often workers change.

const { randomInt } = require('node:crypto');

const BUCKETS = 2 ** 16;

class SessionCookie {
  #name;
  #attributes;
  #pattern;

  constructor({ name, attributes }) {
    this.#name = name;
    this.#attributes = attributes;
    const quoted = name.replace(/[^\w]/g, '\\$&');
    this.#pattern = new RegExp(`(?:^|;[ \\t]*)${quoted}=([\\w-]{12})\\.([0-9a-f]{4})(?:[ \\t]*;|$)`);
  }

  /** `{id, bucket}` of a Cookie header; a client without the cookie has no id, and a bucket drawn at random. */
  read(header) {
    const parts = header === undefined ? null : this.#pattern.exec(header);
    return parts ? { id: parts[1], bucket: parseInt(parts[2], 16) } : { id: null, bucket: randomInt(BUCKETS) };
  }

  /** The value of Set-Cookie. */
  line(id, bucket) {
    return `${this.#name}=${id}.${bucket.toString(16).padStart(4, '0')}${this.#attributes}`;
  }
}

const isOurs = (name) => String(name).toLowerCase() === 'set-cookie';

function withLine(response, headers, line) {
  if (Array.isArray(headers)) {
    // Headers set before make writeHead() keep one value a name of a list, so theirs and ours go in by setHeader().
    if (response.getHeaderNames().length === 0) return [...headers, 'Set-Cookie', line];
    const rest = [];
    const cookies = [];
    for (let i = 0; i < headers.length; i += 2) {
      if (isOurs(headers[i])) cookies.push(headers[i + 1]);
      else rest.push(headers[i], headers[i + 1]);
    }
    const before = cookies.length > 0 ? cookies : [response.getHeader('Set-Cookie') ?? []].flat();
    response.setHeader('Set-Cookie', [...before, line]);
    return rest;
  }
  const name = Object.keys(headers ?? {}).find(isOurs);
  if (name !== undefined) return { ...headers, [name]: [headers[name], line].flat() };
  response.setHeader('Set-Cookie', [response.getHeader('Set-Cookie') ?? [], line].flat());
  return headers;
}

/** Adds a Set-Cookie line to what the application answers, whichever way it gives its headers. */
function addLine(response, line) {
  const { writeHead } = response;
  response.writeHead = function (status, reason, headers) {
    delete response.writeHead;
    if (response.headersSent) return writeHead.call(response, status, reason, headers);
    if (typeof reason === 'string') return writeHead.call(response, status, reason, withLine(response, headers, line));
    return writeHead.call(response, status, withLine(response, reason ?? headers, line));
  };
}

module.exports = { SessionCookie, addLine };
