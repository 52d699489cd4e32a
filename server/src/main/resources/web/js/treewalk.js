/** The item that many steps away, or the same one at an end. */
export const step = (items, from, by) => {
  const at = items.indexOf(from) + by;
  return items[Math.min(items.length - 1, Math.max(0, at))];
};

/** The next name after `from` that begins with the letter, going round; -1 if none does. */
export const byLetter = (names, from, letter) => {
  const wanted = letter.toLocaleLowerCase();
  for (let i = 1; i <= names.length; i++) {
    const at = (from + i) % names.length;
    if (names[at].toLocaleLowerCase().startsWith(wanted)) return at;
  }
  return -1;
};
