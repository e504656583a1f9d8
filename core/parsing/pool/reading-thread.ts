/**
 * What the thread of a reading process runs, by task name. Pure JavaScript: a thread that runs native code cannot be ended safely. What is
 * wrong with a file comes back as a value; only bugs and failing storage are thrown.
 */
import type { UnpackOutcome } from '../../../schemas/packed.js';
import type { ParseOutcome } from '../../../schemas/staging.js';
import type { UnpackTask } from '../packed/unpack.js';
import { parseFile } from '../parse.js';
import type { ParseTask } from '../parse.js';

export function parse(task: ParseTask): Promise<ParseOutcome> {
  return parseFile(task);
}

export async function unpack(task: UnpackTask): Promise<UnpackOutcome> {
  const { unpackFile } = await import('../packed/unpack.js');
  return unpackFile(task);
}
