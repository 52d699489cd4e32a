// Finding names by typing. Pure.

/** The next name after `from` that begins with the letters, going round; -1 if none does. */
export const byLetter = (names, from, letters) => {
  const wanted = letters.toLocaleLowerCase();
  for (let i = 1; i <= names.length; i++) {
    const at = (from + i + names.length) % names.length;
    if (names[at].toLocaleLowerCase().startsWith(wanted)) return at;
  }
  return -1;
};

/** Keys that follow each other within so many milliseconds are one word. */
const TOGETHER = 700;

/**
 * Collects what is typed quickly. The same letter again and again means the next such name.
 * `isGoing(time)`: whether a word is being typed, to which a blank belongs too.
 * `type(key, time)`: what to look for, and where to begin, relative to where the reader is: 0 behind
 * it, -1 with it. `end()`: what is typed next is a new word.
 */
export const typing = () => {
  let text = "";
  let last = -Infinity;
  const isGoing = (time) => time - last < TOGETHER;
  const type = (key, time) => {
    text = isGoing(time) ? text + key : key;
    last = time;
    const same = [...text].every((letter) => letter === text[0]);
    return same ? { text: text[0], from: 0 } : { text, from: -1 };
  };
  const end = () => (last = -Infinity);
  return { isGoing, type, end };
};
