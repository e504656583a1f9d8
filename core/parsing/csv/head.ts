/** What the head of a delimited text file told of it. */
import type { Dialect } from './dialect.js';
import type { Refusal } from '../refusal.js';
import type { Encoding } from './encoding.js';

export interface CsvHead {
  encoding: Encoding;
  dialect: Dialect;
  /** Whether the header has no name for the first cells of the rows, which name these; absent = it has. */
  rowNames?: 'sure' | 'doubtful';
  /** Why a text is refused whose cells are parted by nothing that is known; absent = they are. */
  undelimited?: Refusal;
}

export interface OpenedText {
  head: CsvHead;
  /** Its beginning, decoded. */
  text: string;
}
