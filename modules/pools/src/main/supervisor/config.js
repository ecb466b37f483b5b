'use strict';
// A pool's configuration: from raw keys (see source.js) to values with every default filled in.

const os = require('node:os');
const path = require('node:path');
const { KEYS, BY_NAME } = require('./keys');
const { read, WrongValue } = require('./values');
const { nearest } = require('./nearest');

/** What is wrong with a configuration: `problems` holds a line for each. */
class BadConfig extends Error {
  constructor(problems) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

function problemOf(name, value) {
  if (!BY_NAME.has(name)) {
    const near = nearest(name, KEYS.map((key) => key.name));
    return `${name}: there is no such key${near ? `; ${near} is meant?` : ''}`;
  }
  try {
    read(BY_NAME.get(name).kind, value);
    return null;
  } catch (error) {
    if (!(error instanceof WrongValue)) throw error;
    // The environment may hold secrets, so its values are never repeated.
    return `${name}: ${name === 'env' ? 'the value' : JSON.stringify(value)} ${error.message}`;
  }
}

function filled(raw) {
  const config = {};
  for (const { name, kind, fallback } of KEYS) {
    const value = Object.hasOwn(raw, name) ? raw[name] : fallback;
    config[name] = typeof value === 'string' || value !== fallback ? read(kind, value) : fallback;
  }
  config.cwd = path.resolve(config.cwd ?? '.');
  config.script = path.resolve(config.cwd, config.script);
  config.name ??= path.basename(config.script).replace(/\.[cm]?js$/, '');
  config.sticky_cookie ??= `${config.name.replace(/[^\w-]/g, '_')}_worker`;
  config.node ??= process.execPath;
  config.workers = config.workers === 'cpus' ? processors() : config.workers;
  return Object.freeze(config);
}

// availableParallelism knows of CPU affinity, and is not there in the first releases of Node 18.
const processors = () => (os.availableParallelism ? os.availableParallelism() : os.cpus().length);

function relations(raw, config) {
  const problems = [];
  const unixOnly = ['listen_owner', 'listen_group', 'listen_mode'].filter((name) => Object.hasOwn(raw, name));
  if (!config.listen?.path) unixOnly.forEach((name) => problems.push(`${name}: is for a Unix socket, and listen names none`));
  if (config.heartbeat_timeout > 0 && config.heartbeat_timeout < 2 * config.heartbeat_interval) {
    problems.push('heartbeat_timeout: must be at least twice heartbeat_interval, or 0');
  }
  if (config.backoff_max < config.restart_backoff) problems.push('backoff_max: must not be below restart_backoff');
  if (config.ready_min_uptime >= config.start_timeout) problems.push('ready_min_uptime: must be below start_timeout');
  problems.push(...ofCookie(raw, config));
  if (config.group && !config.user) problems.push('group: needs a user');
  return problems;
}

function ofCookie(raw, { sticky, sticky_cookie: name, sticky_path: at, sticky_same_site: site, sticky_secure: secure }) {
  const problems = [];
  for (const key of ['sticky_cookie', 'sticky_path', 'sticky_same_site', 'sticky_secure']) {
    if (Object.hasOwn(raw, key) && sticky.by !== 'cookie') problems.push(`${key}: is for the cookie, and sticky isn't cookie`);
  }
  // Browsers refuse such cookies without a word.
  if (site === 'None' && !secure) problems.push('sticky_same_site: None needs sticky_secure');
  if (/^__(Host|Secure)-/.test(name) && !secure) problems.push(`sticky_cookie: ${name} needs sticky_secure`);
  if (name.startsWith('__Host-') && at !== '/') problems.push(`sticky_cookie: ${name} needs the sticky_path "/"`);
  return problems;
}

/** The configuration of raw keys. @throws BadConfig with every problem at once */
function configOf(raw) {
  const problems = Object.keys(raw).map((name) => problemOf(name, raw[name])).filter((problem) => problem !== null);
  if (!Object.hasOwn(raw, 'script')) problems.push('script: is needed');
  if (problems.length > 0) throw new BadConfig(problems);
  const config = filled(raw);
  const between = relations(raw, config);
  if (between.length > 0) throw new BadConfig(between);
  return config;
}

module.exports = { configOf, BadConfig };
