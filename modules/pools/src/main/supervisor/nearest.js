'use strict';
// The name that a misspelt one was probably meant to be.

function distance(a, b) {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
    }
    row = next;
  }
  return row[b.length];
}

/** The one of `names` with the fewest edits to `name`, or null if all need more than 3. */
function nearest(name, names) {
  const ranked = names.map((each) => [distance(name, each), each]).sort((a, b) => a[0] - b[0]);
  return ranked.length > 0 && ranked[0][0] <= 3 ? ranked[0][1] : null;
}

module.exports = { nearest };
