/** Text on its way to and from the threads, in the dialect of schemas/fields/cell-lines.ts: line ends, NUL and DLE are escaped. */
const escapes: readonly (readonly [mark: string, code: number])[] = [
  ['n', 10],
  ['r', 13],
  ['0', 0],
];

/** SQL: the text as it stands in the question file. */
export const textForFile = (x: string): string =>
  escapes.reduce(
    (sql, [mark, code]) => `replace(${sql}, chr(${code}), chr(16) || '${mark}')`,
    `replace(${x}, chr(16), chr(16) || 'D')`,
  );

/** SQL: the text as it was before it was written to the answer file. */
export const textFromFile = (x: string): string =>
  `replace(${escapes.reduce((sql, [mark, code]) => `replace(${sql}, chr(16) || '${mark}', chr(${code}))`, x)}, chr(16) || 'D', chr(16))`;
