/** What `sheetkeep read FILE` is asked. */
import type { UnpackOutcome } from '../../schemas/packed.js';
import type { ParseHints, ParseLimits, ParseOutcome } from '../../schemas/staging.js';
import type { UnpackTask } from './packed/unpack.js';
import type { ParseTask } from './parse.js';

export interface ReadOptions {
  path: string;
  hints: ParseHints;
  limits: ParseLimits;
  /** What `pieces` answers. */
  form: 'ndjson' | 'csv';
  as: 'stored' | 'shown';
  /** With NDJSON: behind the rows of each table what their texts do not tell, and the rows that were left out. */
  marks?: boolean;
  /** Of a ZIP file: the only member to read; absent = all. */
  member?: string;
  /** `parseFile`, and `unpackFile` unless it is given, or the same within limits of time and memory. */
  parse: (task: ParseTask) => Promise<ParseOutcome>;
  unpack?: (task: UnpackTask) => Promise<UnpackOutcome>;
}
