'use strict';
// The keys of a pool's configuration: name, kind (see values.js), default and one line of explanation. Usage, validation and
// the command line's options are all made from this table.

const key = (name, kind, fallback, text) => ({ name, kind, fallback, text });

/** Every key, in the order in which usage shows them. `undefined` as the default means that nothing is set. */
const KEYS = [
  key('name', 'text', undefined, "the pool's name in logs and status (the script's name)"),
  key('script', 'text', undefined, 'the application; needed'),
  key('args', 'texts', [], "the application's arguments"),
  key('node', 'text', undefined, 'the node that runs the workers (the one that runs this)'),
  key('node_args', 'texts', [], "node's own options for the workers"),
  key('cwd', 'text', undefined, 'the directory in which workers run (the current one)'),
  key('env', 'env', {}, 'environment that workers get on top of the present one'),
  key('user', 'text', undefined, 'the user of the workers (the present one)'),
  key('group', 'text', undefined, "the group of the workers (the user's)"),
  key('umask', 'mode', undefined, "the workers' umask, octal"),
  key('listen', 'listen', undefined, "HOST:PORT, PORT or /SOCKET for the first listen() (the application's own)"),
  key('listen_backlog', 'count', 511, 'connections that may wait to be accepted'),
  key('listen_owner', 'text', undefined, "the Unix socket's owner"),
  key('listen_group', 'text', undefined, "the Unix socket's group"),
  key('listen_mode', 'mode', undefined, "the Unix socket's mode, octal"),
  key('workers', 'workers', 'cpus', 'how many workers, or cpus for one a processor'),
  key('sticky', 'sticky', 'off', 'what keeps a client on its worker: off, cookie or header:NAME; --sticky alone is cookie'),
  key('sticky_cookie', 'cookie', undefined, "the cookie's name (the pool's name and _worker)"),
  key('sticky_path', 'prefix', '/', "the cookie's Path"),
  key('sticky_same_site', 'site', 'Lax', "the cookie's SameSite: Lax, Strict or None"),
  key('sticky_secure', 'flag', false, 'whether the cookie is for HTTPS alone'),
  key('max_lifetime', 'duration', 30 * 60_000, 'age at which a worker is replaced; 0 for never'),
  key('lifetime_splay', 'percent', 10, 'share of the lifetime by which a worker may go earlier, drawn at random'),
  key('max_requests', 'count', 0, 'requests after which a worker is replaced; 0 for no limit'),
  key('requests_splay', 'percent', 10, 'share of max_requests by which a worker may go earlier'),
  key('max_memory', 'size', 0, 'resident memory at which a worker is replaced; 0 for no limit'),
  key('memory_interval', 'duration', 5_000, 'time between two looks at the memory'),
  key('start_timeout', 'duration', 30_000, 'time a worker has to become ready, else it is killed'),
  key('ready', 'ready', 'listen', 'what makes a worker ready: listen, message (process.send("ready")) or http:/PATH'),
  key('ready_min_uptime', 'duration', 1_000, 'time a ready worker must live before it gets requests'),
  key('stop_timeout', 'duration', 30_000, 'time a worker has to end its requests, else it is killed'),
  key('drain_linger', 'duration', 5_000, 'time idle keep-alive connections stay open in a worker that is replaced'),
  key('stop_signal', 'signal', 'SIGTERM', 'the signal that a worker without connections gets'),
  key('max_surge', 'positive', 1, 'workers started at once on top of the pool'),
  key('restart_backoff', 'duration', 100, 'wait before a crashed worker is started again; doubles with each crash'),
  key('backoff_max', 'duration', 30_000, 'the longest such wait'),
  key('backoff_reset', 'duration', 60_000, 'time a worker must live for its crashes to be forgotten'),
  key('heartbeat_interval', 'duration', 2_000, "time between two signs of life of a worker's event loop"),
  key('heartbeat_timeout', 'duration', 30_000, 'silence after which a worker is killed; 0 for never'),
  key('message_handler', 'text', undefined, 'a module that exports function (message, handle, worker) for what workers send'),
  key('log', 'text', 'stdout', "where workers' output and events go: stdout or a file"),
  key('log_max_size', 'size', 0, 'size at which the file is rotated by the pool itself; 0 for never'),
  key('log_keep', 'count', 5, 'rotated files that are kept'),
  key('verbosity', 'verbosity', 'info', 'events that are told: error, info or debug'),
  key('status_socket', 'text', undefined, 'Unix socket of the status and control service'),
  key('status_mode', 'mode', 0o600, "the status socket's mode, octal"),
  key('state_file', 'text', undefined, 'file that says in lines what runs: pid, start, program, config, unit, generation'),
  key('pid_file', 'text', undefined, "file that holds the supervisor's process id"),
];

module.exports = { KEYS, BY_NAME: new Map(KEYS.map((each) => [each.name, each])) };
