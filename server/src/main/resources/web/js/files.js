/** Leaves out what operating systems put beside files, and gives each file a path with `/`. */
export const toSend = (files) =>
  files
    .map(({ file, path }) => ({ file, path: path.replace(/^\/+/, "") }))
    .filter(({ path }) => !/(^|\/)(\.DS_Store|Thumbs\.db|desktop\.ini|\._[^/]*)$/.test(path));

const readAll = async (reader) => {
  const all = [];
  for (;;) {
    const some = await new Promise((done, failed) => reader.readEntries(done, failed));
    if (!some.length) return all;
    all.push(...some);
  }
};

const walk = async (entry) => {
  if (entry.isFile) {
    const file = await new Promise((done, failed) => entry.file(done, failed));
    return [{ file, path: entry.fullPath }];
  }
  const entries = await readAll(entry.createReader());
  return (await Promise.all(entries.map(walk))).flat();
};

/** All files that were dropped, those in folders too. */
export const entriesOf = async (transfer) => {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  if (!entries.length) return [...transfer.files].map((file) => ({ file, path: file.name }));
  return (await Promise.all(entries.map(walk))).flat();
};
