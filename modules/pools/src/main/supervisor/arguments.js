'use strict';
// The command line: what is asked for, and the keys that options set.

const { KEYS, BY_NAME } = require('./keys');
const { BadConfig } = require('./config');
const { nearest } = require('./nearest');

const ASKS = ['status', 'healthy', 'reload', 'upgrade', 'stop'];

const optionOf = (name) => `--${name.replaceAll('_', '-')}`;

function keyOf(option) {
  const name = option.slice(2).replaceAll('-', '_');
  if (BY_NAME.has(name) && name !== 'script' && name !== 'args') return BY_NAME.get(name);
  const near = nearest(option, KEYS.map((key) => optionOf(key.name)).concat('--check', '--config', '--help', '--table', '--try'));
  throw new BadConfig([`${option}: there is no such option${near ? `; ${near} is meant?` : ''}`]);
}

function put(raw, key, value) {
  if (key.kind === 'texts') (raw[key.name] ??= []).push(value);
  else if (key.kind === 'env') {
    const at = value.indexOf('=');
    if (at < 1) throw new BadConfig(['--env: must be NAME=VALUE']);
    (raw.env ??= {})[value.slice(0, at)] = value.slice(at + 1);
  } else raw[key.name] = value;
}

/**
 * What `words` ask for: `{ask, file, raw}`, and `table` of a status, `candidate` of a reload. `ask` is 'help', 'run', 'check' or
 * one of ASKS; `file` and `raw` hold the keys.
 * Words after the script are the application's. @throws BadConfig on an unknown option or one without its value
 */
function parsed(words) {
  const result = { ask: words.length === 0 ? 'help' : 'run', file: undefined, raw: {} };
  const rest = [...words];
  if (ASKS.includes(rest[0])) result.ask = rest.shift();
  while (rest.length > 0) {
    const word = rest.shift();
    if (word === '--help' || word === '-h') return { ask: 'help', raw: {} };
    if (word === '--check' && result.ask === 'run') result.ask = 'check';
    else if (word === '--table' && result.ask === 'status') result.table = true;
    else if (!word.startsWith('-')) {
      if (ASKS.includes(result.ask)) throw new BadConfig([`${result.ask}: takes no argument, and got ${word}`]);
      result.raw.script = word;
      if (rest.length > 0) result.raw.args = rest.splice(0);
    } else option(result, word, rest);
  }
  return result;
}

function option(result, word, rest) {
  const at = word.indexOf('=');
  const name = at < 0 ? word : word.slice(0, at);
  const file = name === '--config' ? 'file' : name === '--try' && result.ask === 'reload' ? 'candidate' : null;
  const key = file ? null : keyOf(name);
  if (at < 0 && key?.kind === 'sticky' && !/^(off|cookie|ip|header:.*)$/.test(rest[0])) return put(result.raw, key, 'cookie');
  if (at < 0 && rest.length === 0) throw new BadConfig([`${name}: needs a value`]);
  const value = at < 0 ? rest.shift() : word.slice(at + 1);
  if (file) result[file] = value;
  else put(result.raw, key, value);
}

module.exports = { parsed, optionOf };
