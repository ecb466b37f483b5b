'use strict';
// What a wrong configuration or command line is told, and what a right one becomes.

const { test } = require('node:test');
const assert = require('node:assert');
const { spawnSync } = require('node:child_process');
const { PROGRAM } = require('./place');
const { configOf, BadConfig } = require('../../main/supervisor/config');
const { parsed } = require('../../main/supervisor/arguments');

const WRONG = [
  [{}, ['script: is needed']],
  [{ script: 'a.js', wokers: 2 }, ['wokers: there is no such key; workers is meant?']],
  [{ script: 'a.js', bananas: 2 }, ['bananas: there is no such key']],
  [{ script: 'a.js', workers: 0 }, ['workers: 0 must be "cpus" or a whole number, 1 or more']],
  [{ script: 'a.js', workers: 1.5 }, ['workers: 1.5 must be "cpus" or a whole number, 1 or more']],
  [{ script: 'a.js', max_lifetime: 1800 }, ['max_lifetime: 1800 must be a duration such as "500ms", "30s", "30m" or "2h", at most 24 days, or 0']],
  [{ script: 'a.js', max_lifetime: '30d' }, ['max_lifetime: "30d" must be a duration such as "500ms", "30s", "30m" or "2h", at most 24 days, or 0']],
  [{ script: 'a.js', max_memory: '3 cats' }, ['max_memory: "3 cats" must be a size such as "300MB" or "1GiB", or 0']],
  [{ script: 'a.js', listen: 'a:99999' }, ['listen: "a:99999" must be PORT, HOST:PORT, [IPV6]:PORT or the absolute path of a Unix socket']],
  [{ script: 'a.js', listen: `/${'x'.repeat(107)}` }, [/^listen: .* is longer than the 107 bytes a Unix socket may have$/]],
  [{ script: 'a.js', listen_mode: '0660' }, ['listen_mode: is for a Unix socket, and listen names none']],
  [{ script: 'a.js', status_mode: '0999' }, ['status_mode: "0999" must be an octal mode in quotes, such as "0660"']],
  [{ script: 'a.js', ready: 'tcp' }, ['ready: "tcp" must be listen, message or http:/PATH']],
  [{ script: 'a.js', sticky: 'ip' }, [/^sticky: "ip" is not offered: behind a reverse proxy all clients have the proxy's address/]],
  [{ script: 'a.js', sticky: 'cokie' }, ['sticky: "cokie" must be off, cookie or header:NAME']],
  [{ script: 'a.js', sticky: 'header:' }, ['sticky: "header:" must be off, cookie or header:NAME']],
  [{ script: 'a.js', sticky: 'header:X For' }, ['sticky: "header:X For" must be off, cookie or header:NAME']],
  [{ script: 'a.js', sticky: 'cookie', sticky_cookie: 'a;b' }, ['sticky_cookie: "a;b" must be a name of letters, digits, - and _']],
  [{ script: 'a.js', sticky: 'cookie', sticky_path: 'shop' }, ['sticky_path: "shop" must be a path such as "/" or "/shop"']],
  [{ script: 'a.js', sticky: 'cookie', sticky_path: '/;a' }, ['sticky_path: "/;a" must be a path such as "/" or "/shop"']],
  [{ script: 'a.js', sticky: 'cookie', sticky_same_site: 'lax' }, ['sticky_same_site: "lax" must be one of Lax, Strict, None']],
  [{ script: 'a.js', sticky: 'cookie', sticky_same_site: 'None' }, ['sticky_same_site: None needs sticky_secure']],
  [{ script: 'a.js', sticky: 'cookie', sticky_cookie: '__Secure-a' }, ['sticky_cookie: __Secure-a needs sticky_secure']],
  [{ script: 'a.js', sticky: 'cookie', sticky_secure: 'yes' }, ['sticky_secure: "yes" must be true or false']],
  [{ script: 'a.js', sticky: 'header:A', sticky_secure: true }, ["sticky_secure: is for the cookie, and sticky isn't cookie"]],
  [{ script: 'a.js', lifetime_splay: '110%' }, ['lifetime_splay: "110%" must be a share such as "10%", at most "100%"']],
  [{ script: 'a.js', stop_signal: 'SIGKILL' }, ['stop_signal: "SIGKILL" must be one of SIGTERM, SIGINT, SIGQUIT, SIGHUP, SIGUSR2']],
  [{ script: 'a.js', env: { A: 1 } }, ['env: the value must map names to texts']],
  [{ script: 'a.js', heartbeat_timeout: '3s' }, ['heartbeat_timeout: must be at least twice heartbeat_interval, or 0']],
  [{ script: 'a.js', ready_min_uptime: '30s' }, ['ready_min_uptime: must be below start_timeout']],
  [{ script: 'a.js', group: 'www' }, ['group: needs a user']],
  [{ args: 'x', user: '' }, ['args: "x" must be a list of texts', 'user: "" must be a text that is not empty', 'script: is needed']],
];

for (const [raw, problems] of WRONG) {
  test(`wrong: ${JSON.stringify(raw).slice(0, 60)}`, () => {
    assert.throws(
      () => configOf(raw),
      (error) => {
        assert.ok(error instanceof BadConfig);
        assert.strictEqual(error.problems.length, problems.length);
        problems.forEach((problem, i) =>
          problem instanceof RegExp ? assert.match(error.problems[i], problem) : assert.strictEqual(error.problems[i], problem),
        );
        return true;
      },
    );
  });
}

test('values are read, and defaults filled in', () => {
  const config = configOf({ script: 'shop.js', max_lifetime: '1.5h', max_memory: '300MB', listen: '[::1]:80', status_mode: '0660' });
  assert.strictEqual(config.name, 'shop');
  assert.strictEqual(config.max_lifetime, 5_400_000);
  assert.strictEqual(config.max_memory, 300_000_000);
  assert.deepStrictEqual(config.listen, { host: '::1', port: 80 });
  assert.strictEqual(config.status_mode, 0o660);
  assert.strictEqual(configOf({ script: 'shop.js' }).max_lifetime, 1_800_000);
  assert.ok(config.workers >= 1);
});

test('words after the script are the application\'s', () => {
  const { ask, raw } = parsed(['--workers', '3', '--env', 'A=b=c', '--node-args=--expose-gc', 'app.js', '--workers', '9']);
  assert.strictEqual(ask, 'run');
  assert.deepStrictEqual(raw, { workers: '3', env: { A: 'b=c' }, node_args: ['--expose-gc'], script: 'app.js', args: ['--workers', '9'] });
});

test('sticky sessions: as a key, as an option, and alone', () => {
  const of = (sticky) => configOf({ script: 'a b.js', sticky });
  assert.deepStrictEqual([of('off').sticky, of(false).sticky, of(true).sticky], [{ by: 'off' }, { by: 'off' }, { by: 'cookie' }]);
  assert.deepStrictEqual(of('header:X-Forwarded-For').sticky, { by: 'header', name: 'x-forwarded-for' });
  assert.deepStrictEqual([configOf({ script: 'a.js' }).sticky, of('cookie').sticky_cookie], [{ by: 'off' }, 'a_b_worker']);
  for (const words of [['--sticky', 'a.js'], ['--sticky', 'cookie', 'a.js'], ['--sticky=cookie', 'a.js']]) {
    assert.deepStrictEqual(parsed(words).raw, { sticky: 'cookie', script: 'a.js' });
  }
  assert.deepStrictEqual(parsed(['--sticky', 'header:A', 'a.js']).raw, { sticky: 'header:A', script: 'a.js' });
});

const run = (...words) => spawnSync(process.execPath, [PROGRAM, ...words], { encoding: 'utf8', timeout: 10_000 });

test('without arguments it prints its options', () => {
  const { status, stdout } = run();
  assert.strictEqual(status, 0);
  assert.match(stdout, /--max-lifetime +age at which a worker is replaced; 0 for never \(30m\)/);
  assert.match(stdout, /--workers +how many workers, or cpus for one a processor \(cpus\)/);
});

test('exit codes: 2 for a wrong option or key, 4 for no pool', () => {
  assert.strictEqual(run('--wokers', '3', 'a.js').status, 2);
  assert.strictEqual(run('--check', '--workers', 'many', 'a.js').status, 2);
  assert.strictEqual(run('--check', 'a.js').status, 0);
  assert.strictEqual(run('status').status, 2);
  assert.strictEqual(run('status', '--status-socket', '/nonexistent/pool.sock').status, 4);
});
