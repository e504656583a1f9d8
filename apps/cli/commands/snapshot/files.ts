/** Snapshots are needed most when the archive cannot be opened. */
import { NamedError } from '../../../../schemas/errors.js';
import { callArchive } from '../../archive-call.js';
import { type Context, say } from '../../context.js';

/** Through the archive; by the files alone when the archive cannot be opened. */
export async function withOrWithoutArchive<T>(
  context: Context,
  verb: string,
  args: unknown,
  files: () => Promise<T>,
): Promise<T> {
  try {
    return await callArchive<T>(context, verb, args);
  } catch (error) {
    if (!(error instanceof NamedError) || !/^(archive-|high-water-)/.test(error.code)) throw error;
    context.err(
      say(
        context,
        `The archive cannot be opened (${error.code}): told from the files alone.`,
        `归档无法打开（${error.code}）：仅依据文件。`,
      ),
    );
    return files();
  }
}
