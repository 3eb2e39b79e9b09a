// Sees while an answer comes that it has run away: endless blanks, one piece over and over, or far more than was asked for.

const BLANKS = 64;
const WINDOW = 400;
const REPEATS = 4;

export interface Watchdog {
  /** What is wrong once `said` has come as well; null: nothing. */
  hears(said: string): 'blanks' | 'repeats' | 'too-much' | null;
}

/** Whether the text is `REPEATS` or more of one piece, whole or cut at its beginning. */
function repeats(tail: string): boolean {
  for (let size = 1; size <= tail.length / REPEATS; size++) {
    let i = tail.length - 1;
    while (i >= size && tail[i] === tail[i - size]) i--;
    if (i < size) return true;
  }
  return false;
}

/** `expected`: characters of a usual answer. */
export function watchdog(expected: number): Watchdog {
  let [blanks, length, tail, sinceLook] = [0, 0, '', 0];
  return {
    hears(said) {
      length += said.length;
      for (let i = 0; i < said.length; i++) {
        blanks = /\s/.test(said[i]!) ? blanks + 1 : 0;
        if (blanks >= BLANKS) return 'blanks';
      }
      if (length > 3 * expected) return 'too-much';
      tail = (tail + said).slice(-WINDOW);
      sinceLook += said.length;
      // Looking costs a walk over the window: once per so many characters is enough.
      if (tail.length < WINDOW || sinceLook < 40) return null;
      sinceLook = 0;
      return repeats(tail) ? 'repeats' : null;
    },
  };
}
