module.exports = (message, handle, worker) => worker.send(`${message.path} seen by slot ${worker.slot}`);
