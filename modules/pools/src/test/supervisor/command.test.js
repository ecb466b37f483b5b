'use strict';
// What a program that looks after pools relies on: the state file, and the command's waiting, exit codes and reasons.

const { test } = require('node:test');
const assert = require('node:assert');
const fs = require('node:fs');
const path = require('node:path');
const { createHash } = require('node:crypto');
const { Place, PROGRAM, alive, until } = require('./place');
const { load, once } = require('./load');

const digestOf = (file) => createHash('sha256').update(fs.readFileSync(file)).digest('hex');

/** The state file's lines as an object. */
function stateOf(place) {
  const lines = fs.readFileSync(place.keys.state_file, 'utf8').trimEnd().split('\n');
  return Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)]));
}

function stated(t) {
  const place = new Place(t);
  return [place, { state_file: path.join(place.dir, 'state') }];
}

test('the state file names pid, start, program, configuration, unit and generation, and goes with the pool', async (t) => {
  const [place, keys] = stated(t);
  process.env.JFORGE_POOL_UNIT = 'deadbeef';
  t.after(() => delete process.env.JFORGE_POOL_UNIT);
  await place.start('good', keys);
  const { pid, start, ...rest } = stateOf(place);
  assert.strictEqual(Number(pid), place.child.pid);
  assert.strictEqual(start, fs.readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ')[19]);
  const program = fs.realpathSync(path.dirname(PROGRAM));
  assert.deepStrictEqual(rest, { program, config: digestOf(place.file), unit: 'deadbeef', generation: '1' });
  assert.strictEqual(fs.statSync(place.keys.state_file).mode & 0o777, 0o600);
  const [worker] = await place.pids();
  assert.ok(!fs.readFileSync(`/proc/${worker}/environ`, 'utf8').includes('JFORGE_POOL_UNIT'));
  const { exit, out } = await place.command('stop');
  assert.deepStrictEqual([exit, out], [0, 'stopped\n']);
  assert.ok(!alive(place.child.pid));
  assert.ok(!fs.existsSync(place.keys.state_file));
  assert.deepStrictEqual(await place.command('stop').then(({ exit: code }) => code), 4);
});

test('a candidate that serves is in the state file before the command ends, and one that fails changes nothing', async (t) => {
  const [place, keys] = stated(t);
  await place.start('good', keys);
  const before = await place.pids();
  const candidate = path.join(place.dir, 'candidate.json');
  const running = load(place.target);
  fs.writeFileSync(candidate, JSON.stringify({ ...place.keys, env: { BROKEN: '1' }, script: path.join(place.dir, 'bad.js') }));
  fs.writeFileSync(path.join(place.dir, 'bad.js'), `throw new Error('no database ' + process.env.BROKEN)`);
  const failed = await place.command('reload', '--try', candidate);
  assert.strictEqual(failed.exit, 1);
  assert.match(failed.err, /^jforge-pool: no reload: exit 1\n( {2}\| .*\n)* {2}\| Error: no database 1\n/);
  assert.deepStrictEqual(await place.pids(), before);
  assert.strictEqual(stateOf(place).config, digestOf(place.file));

  fs.writeFileSync(candidate, JSON.stringify({ ...place.keys, workers: 3 }));
  const { exit, out, err } = await place.command('reload', '--try', candidate);
  assert.deepStrictEqual([exit, err], [0, '']);
  assert.match(out, /^generation 3 serves, after \d+ ms\n$/);
  assert.strictEqual(stateOf(place).config, digestOf(candidate));
  assert.strictEqual((await place.pids()).length, 3);
  fs.renameSync(candidate, place.file);
  assert.strictEqual((await place.command('reload')).exit, 0);
  assert.deepStrictEqual([stateOf(place).config, stateOf(place).generation], [digestOf(place.file), '4']);
  assert.strictEqual((await running.stop()).lost, 0);
});

test('reload: exit 2 for a wrong key and for one that needs a restart, 3 while another runs, 4 without a pool', async (t) => {
  const place = await new Place(t).start('good');
  const candidate = path.join(place.dir, 'candidate.json');
  const tried = async (keys, mode = 0o600) => {
    fs.writeFileSync(candidate, JSON.stringify({ ...place.keys, ...keys }));
    fs.chmodSync(candidate, mode);
    return place.command('reload', '--try', candidate);
  };
  const refused = async (reason, keys, mode) => {
    const { exit, err } = await tried(keys, mode);
    assert.deepStrictEqual([exit, err], [2, `jforge-pool: no reload: ${reason}\n`]);
  };
  await refused('wokers: there is no such key; workers is meant?', { wokers: 1 });
  await refused("name, listen: can't be changed by a reload, only by a restart", { name: 'other', listen: '127.0.0.1:9' });
  await refused(`${candidate}: must belong to the pool's user and be writable by nobody else`, {}, 0o666);
  const first = tried({});
  await place.until('reloading', (status) => status.state === 'reloading');
  const second = await place.command('reload');
  assert.deepStrictEqual([second.exit, second.err], [3, 'jforge-pool: no reload: the pool is reloading\n']);
  assert.strictEqual((await first).exit, 0);
  await place.command('stop');
  assert.strictEqual((await place.command('reload')).exit, 4);
});

test('healthy: 0 once all serve, 1 with the reason once one fails to start, 4 without a pool', async (t) => {
  const [place, keys] = stated(t);
  const [, healthy] = await Promise.all([place.start('good', { ...keys, ready_min_uptime: '800ms' }, false), place.command('healthy')]);
  assert.deepStrictEqual(healthy, { exit: 0, out: '2 of 2 workers serve\n', err: '' });
  await place.command('stop');
  assert.strictEqual((await place.command('healthy')).exit, 4);
  await place.start('tells-then-throws', { ...keys, ready_min_uptime: '800ms' }, false);
  const ill = await place.command('healthy');
  assert.deepStrictEqual(ill, { exit: 1, out: '', err: 'jforge-pool: slot 1: exit 7\n  | only on standard output\n' });
  // No worker ever ran with it, so no configuration is told: whoever compares sees that something is to be done.
  assert.strictEqual(stateOf(place).config, '-');
  place.release('good');
  assert.strictEqual((await place.command('reload')).exit, 0);
  assert.strictEqual(stateOf(place).config, digestOf(place.file));
});

test('upgrade: waits for the successor, and leaves all as it was if that can not serve', async (t) => {
  const [place, keys] = stated(t);
  await place.start('good', { ...keys, drain_linger: '200ms', start_timeout: '3s' });
  const running = load(place.target);
  place.release('throws');
  const failed = await place.command('upgrade');
  assert.strictEqual(failed.exit, 1);
  assert.match(failed.err, /^jforge-pool: no successor: the successor ended before it served: exit 1\n( {2}\| .*\n)*.*DATABASE/);
  assert.strictEqual(Number(stateOf(place).pid), place.child.pid);
  place.release('good');
  for (const generation of ['2', '3']) {
    const { pid } = stateOf(place);
    const { exit, out } = await place.command('upgrade');
    assert.strictEqual(exit, 0);
    assert.strictEqual(out, `pid ${stateOf(place).pid} serves\n`);
    assert.strictEqual(stateOf(place).generation, generation);
    await until('the old one is gone', () => !alive(Number(pid)));
  }
  const { lost, sent, errors } = await running.stop();
  t.diagnostic(`one failed and two good upgrades: ${sent} sent, ${lost} lost ${JSON.stringify(errors)}`);
  assert.strictEqual(lost, 0);
  assert.strictEqual((await place.command('stop')).exit, 0);
  assert.ok(!fs.existsSync(place.keys.state_file));
});

test('a stop while a successor starts ends both', async (t) => {
  const [place, keys] = stated(t);
  await place.start('good', keys);
  place.release('never-listens');
  place.child.kill('SIGUSR2');
  const children = () => fs.readFileSync(`/proc/${place.child.pid}/task/${place.child.pid}/children`, 'utf8').trim().split(' ');
  await until('the successor is there', () => children().length === 3);
  const [heir] = children().slice(-1);
  assert.strictEqual((await place.command('stop')).exit, 0);
  assert.strictEqual(await place.exited, 0);
  await until('the successor is gone', () => !alive(Number(heir)));
  assert.ok(!fs.existsSync(place.keys.state_file));
});

test('SIGTERM to a worker replaces it: its requests end, then its own handler gets the signal', async (t) => {
  const place = new Place(t);
  const goodbyes = path.join(place.dir, 'goodbyes');
  await place.start('slow-goodbye', { env: { GOODBYES: goodbyes }, drain_linger: '300ms', ready_min_uptime: '50ms' });
  const running = load({ ...place.target, path: '/slow' });
  const before = await place.pids();
  for (const pid of [before[0], before[0], before[1]]) process.kill(pid, 'SIGTERM');
  await place.until('both are replaced', ({ counters, workers }) => counters.recycled === 2 && workers.length === 2);
  const { sent, lost, errors } = await running.stop();
  t.diagnostic(`${sent} sent, ${lost} lost ${JSON.stringify(errors)}`);
  assert.strictEqual(lost, 0);
  const said = fs.readFileSync(goodbyes, 'utf8').trimEnd().split('\n').sort();
  assert.deepStrictEqual(said, before.map((pid) => `${pid} 0 running, 1 listeners`).sort());
  assert.strictEqual((await place.status()).counters.restarts, 0);
});

test('SIGTERM to a worker whose release is broken now: it serves on until a good one comes', async (t) => {
  const place = await new Place(t).start('good', { workers: 1, ready_min_uptime: '50ms', drain_linger: '100ms' });
  const [pid] = await place.pids();
  place.release('throws');
  process.kill(pid, 'SIGTERM');
  await until('it was tried', () => /stays, as its replacement failed: exit 1/.test(place.out));
  assert.strictEqual((await once({ host: '127.0.0.1', path: '/', ...place.target })).body, String(pid));
  place.release('good');
  await until('it is gone', () => !alive(pid));
  assert.strictEqual((await place.status()).state, 'ok');
});

test('status --table shows the pool in lines for people', async (t) => {
  const place = await new Place(t).start('good');
  const { exit, out } = await place.command('status', '--table');
  const lines = out.trimEnd().split('\n');
  assert.strictEqual(exit, 0);
  assert.match(lines[0], /^test: ok, 2 of 2 workers serve 127\.0\.0\.1:\d+, generation 1, supervisor pid \d+ with \d+MB$/);
  assert.match(lines[1], /^SLOT {2}PID +GEN {2}STATE {2}AGE +LEFT +REQUESTS {2}CONNS {2}MEMORY {2}RESTARTS {2}LAST EXIT$/);
  assert.match(lines[2], /^1 +\d+ +1 +ready +\d+s +\d+m\d\ds +\d+ +0 +\d+MB +0 +-$/);
  assert.strictEqual(lines.length, 4);
  assert.strictEqual(JSON.parse((await place.command('status')).out).pool, 'test');
});
