'use strict';
// Ids of users and groups by name. `id` and `getent` know of every source of users that the host has, unlike /etc/passwd.

const fs = require('node:fs');
const { execFileSync } = require('node:child_process');

const isNumber = (name) => /^\d+$/.test(name);

function asked(command, args, name) {
  try {
    return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    throw new Error(`${name}: there is no such user or group`);
  }
}

const userId = (name) => Number(isNumber(name) ? name : asked('id', ['-u', name], name));
const groupIdOfUser = (name) => Number(asked('id', ['-g', name], name));

/** The number of a group. @throws Error if there is none of the name */
function groupId(name) {
  if (isNumber(name)) return Number(name);
  // BusyBox may have no getent, and has its groups in the file.
  const local = fs.readFileSync('/etc/group', 'utf8').split('\n').find((line) => line.startsWith(`${name}:`));
  return Number((local ?? asked('getent', ['group', name], name)).split(':')[2]);
}

module.exports = { userId, groupId, groupIdOfUser };
