'use strict';
// Reads one value of a configuration. Each kind takes what JSON or the command line gave and returns the value that the
// program works with; what it can't read is thrown as a WrongValue that says what is meant.

class WrongValue extends Error {}

const UNITS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const SIZES = { B: 1, KB: 1_000, MB: 1e6, GB: 1e9, KiB: 1024, MiB: 1024 ** 2, GiB: 1024 ** 3 };
const LONGEST = 2 ** 31 - 1;

const wrong = (meant) => {
  throw new WrongValue(meant);
};

function scaled(value, units, meant) {
  if (value === 0 || value === '0') return 0;
  const parts = /^(\d+(?:\.\d+)?)([A-Za-z]+)$/.exec(String(value));
  return parts && Object.hasOwn(units, parts[2]) ? Math.round(Number(parts[1]) * units[parts[2]]) : wrong(meant);
}

function whole(value, least, meant) {
  const number = typeof value === 'number' || /^\d+$/.test(value) ? Number(value) : NaN;
  return Number.isSafeInteger(number) && number >= least ? number : wrong(meant);
}

const text = (value) => (typeof value === 'string' && value !== '' ? value : wrong('must be a text that is not empty'));
const oneOf = (value, names) => (names.includes(value) ? value : wrong(`must be one of ${names.join(', ')}`));

function duration(value) {
  const meant = 'must be a duration such as "500ms", "30s", "30m" or "2h", at most 24 days, or 0';
  const ms = scaled(value, UNITS, meant);
  return ms <= LONGEST ? ms : wrong(meant);
}

/** `{path}` or `{host, port}`; a host of null is every address. */
function listen(value) {
  const given = typeof value === 'number' ? String(value) : value;
  const meant = 'must be PORT, HOST:PORT, [IPV6]:PORT or the absolute path of a Unix socket';
  if (typeof given !== 'string') wrong(meant);
  if (given.startsWith('/')) return given.length < 108 ? { path: given } : wrong('is longer than the 107 bytes a Unix socket may have');
  const parts = /^(?:(?:\[([0-9a-fA-F:.]+)\]|([^:\s]+)):)?(\d+)$/.exec(given);
  const port = parts ? Number(parts[3]) : NaN;
  return port <= 65535 ? { host: parts[1] ?? parts[2] ?? null, port } : wrong(meant);
}

function ready(value) {
  const meant = 'must be listen, message or http:/PATH';
  if (value === 'listen' || value === 'message') return { by: value };
  return typeof value === 'string' && value.startsWith('http:/') ? { by: 'http', path: value.slice(5) } : wrong(meant);
}

function env(value) {
  const meant = 'must map names to texts';
  if (value === null || typeof value !== 'object' || Array.isArray(value)) wrong(meant);
  return Object.values(value).every((each) => typeof each === 'string') ? value : wrong(meant);
}

/** `{by: 'off' | 'cookie'}` or `{by: 'header', name}`, the name in lower case. */
function sticky(value) {
  const plain = { off: 'off', false: 'off', cookie: 'cookie', true: 'cookie' };
  if (Object.hasOwn(plain, value)) return { by: plain[value] };
  if (value === 'ip') {
    wrong("is not offered: behind a reverse proxy all clients have the proxy's address, and one worker would get them all; take cookie, or header:X-Forwarded-For if the proxy sets it");
  }
  const parts = /^header:([\w!#$%&'*+.^`|~-]+)$/.exec(value);
  return parts ? { by: 'header', name: parts[1].toLowerCase() } : wrong('must be off, cookie or header:NAME');
}

const READERS = {
  text,
  texts: (value) =>
    Array.isArray(value) && value.every((each) => typeof each === 'string') ? value : wrong('must be a list of texts'),
  env,
  listen,
  ready,
  duration,
  size: (value) => scaled(value, SIZES, 'must be a size such as "300MB" or "1GiB", or 0'),
  count: (value) => whole(value, 0, 'must be a whole number, 0 or more'),
  positive: (value) => whole(value, 1, 'must be a whole number, 1 or more'),
  percent: (value) => {
    const parts = /^(\d+)%$/.exec(value);
    return parts && Number(parts[1]) <= 100 ? Number(parts[1]) : wrong('must be a share such as "10%", at most "100%"');
  },
  mode: (value) => (/^0?[0-7]{3,4}$/.test(value) ? parseInt(value, 8) : wrong('must be an octal mode in quotes, such as "0660"')),
  workers: (value) => (value === 'cpus' ? value : whole(value, 1, 'must be "cpus" or a whole number, 1 or more')),
  signal: (value) => oneOf(value, ['SIGTERM', 'SIGINT', 'SIGQUIT', 'SIGHUP', 'SIGUSR2']),
  sticky,
  flag: (value) => ({ true: true, false: false })[value] ?? wrong('must be true or false'),
  cookie: (value) => (/^[\w!#$%&'*+.^`|~-]+$/.test(value) ? value : wrong('must be a name of letters, digits, - and _')),
  site: (value) => oneOf(value, ['Lax', 'Strict', 'None']),
  prefix: (value) => (/^\/[\x21-\x3a\x3c-\x7e]*$/.test(value) ? value : wrong('must be a path such as "/" or "/shop"')),
  verbosity: (value) => oneOf(value, ['error', 'info', 'debug']),
};

/** The value of a kind. @throws WrongValue with what was meant */
function read(kind, value) {
  return READERS[kind](value);
}

module.exports = { read, WrongValue };
