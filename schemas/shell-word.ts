/** Paths as a person types them into a shell. */

/** The text as one word of a command; as it is where a shell takes it so. */
export const shellWord = (text: string): string =>
  /^[\p{L}\p{N}_@%+=:,./-]+$/u.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
