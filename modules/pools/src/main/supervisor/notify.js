'use strict';
// Tells systemd how the pool is. Node has no datagram Unix sockets, and systemd brings a command for it (the unit needs
// NotifyAccess=all); outside a unit of systemd nothing is done.

const { spawn } = require('node:child_process');

/** Sends one assignment such as READY=1; a failure is systemd's to notice by its own timeout. */
function notify(assignment) {
  if (!process.env.NOTIFY_SOCKET) return;
  spawn('systemd-notify', [`--pid=${process.pid}`, assignment], { stdio: 'ignore' }).on('error', () => {});
}

/** Sends WATCHDOG=1 twice within each WATCHDOG_USEC for as long as the supervisor's event loop runs. */
function watchdog() {
  const period = Number(process.env.WATCHDOG_USEC ?? 0) / 2_000;
  if (period > 0) setInterval(() => notify('WATCHDOG=1'), period).unref();
}

module.exports = { notify, watchdog };
