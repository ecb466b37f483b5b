'use strict';
// A reload: each slot gets a worker of the new release, at most max_surge at once, and the worker that it replaces drains once
// the new one serves. The first failure ends it, and slots that have the new release already go back to the old one.

/** Rolls `release` out; resolves to the outcome, see Pool.reload. */
async function rollOut(pool, release) {
  const begun = Date.now();
  const before = pool.release;
  const outcome = (result, reason, lines) => ({ result, reason, lines, ms: Date.now() - begun });
  const failure = await advanced(pool, release);
  if (failure === null) return outcome('ok', null, []);
  if (!pool.stopping) await goBack(pool, before);
  return outcome('failed', failure.message, failure.lines ?? []);
}

async function advanced(pool, release) {
  const before = pool.release;
  let failure = null;
  pool.release = release;
  pool.resize(Math.max(before.config.workers, release.config.workers));
  const moves = pool.slots.slice(0, release.config.workers).map((slot) =>
    pool.surge(async () => {
      if (failure) return;
      await room(pool);
      await slot.replace(release).catch((error) => (failure ??= error));
    }),
  );
  await Promise.all(moves);
  if (failure) pool.release = before;
  else {
    pool.resize(release.config.workers);
    release.whole = true;
  }
  return failure;
}

async function goBack(pool, before) {
  pool.resize(before.config.workers);
  for (const slot of pool.slots) {
    if (slot.release === before && slot.current) continue;
    slot.release = before;
    // A slot that was empty before the reload is started again by its own backoff.
    if (slot.current) await pool.recycle(slot, slot.current, 'the reload failed');
    else slot.reviveLater('the reload failed');
  }
}

// Reloads in quick succession would pile up workers that drain, each with the memory of a whole application.
async function room(pool) {
  const draining = () => pool.slots.reduce((sum, slot) => sum + slot.draining.size, 0);
  while (draining() >= 2 * pool.slots.length && !pool.stopping) await new Promise((resolve) => setTimeout(resolve, 50));
}

module.exports = { rollOut };
