'use strict';
// The preload shim: node loads it in each worker before the application. It joins the worker to its supervisor and leaves the
// application as it is: listen() takes the pool's address, requests are counted, and a drain ends the worker without losing any.

const { Channel } = require('./channel');
const { Connections } = require('./connections');
const { Listening } = require('./listening');
const { Drain } = require('./drain');
const { checkOver } = require('./check');
const { Termination } = require('./termination');
const { Sticky } = require('./sticky');

const terms = process.env.JFORGE_POOL_TERMS;
// Children of the application inherit environment and options, and are no workers of the pool.
delete process.env.JFORGE_POOL_TERMS;

if (terms !== undefined && process.send) join(JSON.parse(terms));

function join({ slot, generation, heartbeat, maxRequests, stopTimeout, linger, stopSignal, ready, umask, sticky: session }) {
  process.env.JFORGE_POOL_WORKER = String(slot);
  process.env.JFORGE_POOL_GENERATION = String(generation);
  if (umask !== undefined) process.umask(umask);
  const channel = new Channel();
  const connections = new Connections(maxRequests, () => channel.tell('worn'));
  const sticky = session ? new Sticky(session, connections) : null;
  const listening = new Listening(channel, connections, sticky);
  const drain = new Drain(connections, listening, sticky);

  listening.onListening = async (server) => {
    channel.tell('listening');
    if (ready.by === 'message') return;
    if (ready.by === 'http') await checkOver(server, ready.path, (failure) => channel.tell('unwell', { failure }));
    channel.tell('checked');
  };
  const termination = new Termination(stopSignal, () => channel.tell('term'));
  const drained = () => {
    termination.release();
    channel.tell('drained');
  };
  channel.on('admit', () => listening.admit());
  channel.on('peers', ({ list }) => sticky?.update(list));
  channel.on('drain', (order) => drain.begin(order, drained));
  const figures = () => ({ requests: connections.requests, open: connections.open, sticky: sticky?.figures });
  setInterval(() => channel.tell('beat', figures()), heartbeat).unref();

  // The supervisor is gone: what was accepted is still answered, then the worker goes too.
  channel.onLost(() => {
    const end = () => {
      termination.release();
      process.kill(process.pid, stopSignal);
    };
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), stopTimeout + 1_000).unref();
    drain.begin({ linger, timeout: stopTimeout, stay: 0 }, end);
  });
}
