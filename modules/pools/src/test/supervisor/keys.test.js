'use strict';
// Keys that change how workers run and what they may send.

const { test } = require('node:test');
const assert = require('node:assert');
const fs = require('node:fs');
const path = require('node:path');
const { Place, until, once, alive } = require('./place');
const { load } = require('./load');

const get = (place, at) => once({ host: '127.0.0.1', path: at, ...place.target });

test('ready: message, and what workers send goes to the message handler', async (t) => {
  const handler = path.join(__dirname, 'apps/answers.js');
  const place = await new Place(t).start('speaks', { ready: 'message', message_handler: handler, workers: 1 });
  assert.strictEqual((await get(place, '/a')).body, '/a seen by slot 1');
});

test('workers run as the user, with the umask, on a socket of the owner', { skip: process.getuid() !== 0 && 'needs root' }, async (t) => {
  const place = new Place(t);
  fs.chmodSync(place.dir, 0o755);
  const listen = path.join(place.dir, 'app.sock');
  await place.start('good', { user: 'nobody', umask: '0027', listen, listen_owner: 'nobody', listen_mode: '0600' });
  const [pid] = await place.pids();
  const status = fs.readFileSync(`/proc/${pid}/status`, 'utf8');
  const { uid, mode } = fs.statSync(listen);
  assert.match(status, new RegExp(`^Uid:\\t${uid}\\t${uid}\\t`, 'm'));
  assert.match(status, /^Umask:\t0027$/m);
  assert.notStrictEqual(uid, 0);
  assert.strictEqual(mode & 0o777, 0o600);
});

test('the log rotates at its size and keeps as many files as wanted', async (t) => {
  const place = new Place(t);
  const log = path.join(place.dir, 'log');
  await place.start('talks', { log, log_max_size: '2KB', log_keep: 2 });
  await until('two old files', () => fs.existsSync(`${log}.2`));
  const size = fs.statSync(`${log}.1`).size;
  assert.ok(size >= 2_000 && size < 3_000, `${size}`);
  assert.ok(!fs.existsSync(`${log}.3`));
});

test('a reload changes the number of workers, and refuses another address', async (t) => {
  const place = await new Place(t).start('good', { ready_min_uptime: '0' });
  const running = load(place.target);
  for (const workers of [4, 1]) {
    place.configure({ ...place.keys, workers });
    assert.strictEqual((await place.reload()).code, 200);
    assert.strictEqual((await place.status()).ready, workers);
  }
  place.configure({ ...place.keys, listen: '127.0.0.1:1' });
  assert.strictEqual((await place.reload()).reason, "listen: can't be changed by a reload, only by a restart");
  place.configure({ ...place.keys, wokers: 1 });
  assert.strictEqual((await place.reload()).reason, 'wokers: there is no such key; workers is meant?');
  assert.strictEqual((await running.stop()).lost, 0);
});

test('a pool that still starts is stopped at once', async (t) => {
  const place = await new Place(t).start('never-listens', {}, false);
  await place.until('it starts', (status) => status.workers.length === 2);
  const pids = (await place.status()).workers.map((worker) => worker.pid);
  place.child.kill('SIGINT');
  assert.strictEqual(await place.exited, 0);
  assert.deepStrictEqual(pids.filter(alive), []);
});

test('a user that is not there ends the pool with its name', async (t) => {
  const place = await new Place(t).start('good', { user: 'nobody-of-this-name' }, false);
  assert.strictEqual(await place.exited, 1);
  assert.match(place.out, /nobody-of-this-name: there is no such user or group/);
});
