/** What the scan saw in a record, as bits. */
export const mark = {
  quoted: 1,
  /** Holds empty quoted cells (`cuts` has where). */
  emptyQuoted: 2,
  /** A line end inside quotes (`cuts` has where). */
  multiline: 4,
  /** A closing quote followed by something else than a delimiter or line end. */
  strayQuote: 8,
  /** NUL, DLE, U+FFFD, a C1 control or a `+` behind an E: cells to look at one by one. */
  special: 16,
  /** Ended by a line end that is not the file's own. */
  oddLineEnd: 32,
  /** The file ended inside quotes. */
  unclosed: 64,
  /** A quote inside an unquoted cell, which is an ordinary character; blanks between a closing quote and what ends its cell. */
  innerQuote: 128,
} as const;
