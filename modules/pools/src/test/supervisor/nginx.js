'use strict';
// A real nginx in front of a pool, with kept connections, as people run it.

const fs = require('node:fs');
const path = require('node:path');
const { spawn, spawnSync } = require('node:child_process');
const { freePort, until } = require('./place');
const { send } = require('./proxy');

const there = spawnSync('nginx', ['-v']).error === undefined;

// The upstream's timeout is below that of the application (5 s), so that nginx never sends on a connection that closes.
const conf = (dir, port, pool) => `
${process.getuid() === 0 ? 'user root;' : ''}
daemon off; worker_processes 2; pid ${dir}/pid; error_log ${dir}/error.log;
events { worker_connections 4096; }
http {
  access_log off;
  client_body_temp_path ${dir}/body; proxy_temp_path ${dir}/proxy; fastcgi_temp_path ${dir}/f; uwsgi_temp_path ${dir}/u; scgi_temp_path ${dir}/s;
  keepalive_requests 1000000;
  upstream pool.test { server 127.0.0.1:${pool} max_fails=0; keepalive 64; keepalive_timeout 4s; keepalive_requests 1000000; }
  map $http_upgrade $upgrading { default upgrade; '' ''; }
  server {
    listen 127.0.0.1:${port} backlog=4096;
    location / {
      proxy_pass http://pool.test;
      proxy_http_version 1.1;
      proxy_next_upstream off;
      proxy_set_header Connection $upgrading;
      proxy_set_header Upgrade $http_upgrade;
      proxy_set_header Host $host;
      proxy_set_header X-Forwarded-For $remote_addr;
    }
  }
}`;

/** Starts nginx in front of the pool of `place`; resolves to `{port, errors, close}`. */
async function nginx(place) {
  const dir = fs.mkdtempSync(path.join(place.dir, 'nginx-'));
  const port = await freePort();
  const file = path.join(dir, 'nginx.conf');
  fs.writeFileSync(file, conf(dir, port, place.port));
  const child = spawn('nginx', ['-c', file, '-e', path.join(dir, 'error.log')], { stdio: 'ignore' });
  await until('nginx answers', () => send({ port, path: '/pid' }).then(({ status }) => status === 200, () => false));
  const errors = () => fs.readFileSync(path.join(dir, 'error.log'), 'utf8').split('\n').filter((line) => line !== '');
  const close = () => {
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    return gone;
  };
  return { port, errors, close };
}

module.exports = { nginx, there };
