/** What people decided for a source, looked up where there is a workspace with an archive. */
import { existsSync } from 'node:fs';
import type { Decided } from '../keeper/verbs/source.js';
import { callArchive } from './archive-call.js';
import { type Context, say } from './context.js';

const nothing: Decided = { mappings: [], rules: [] };

/** An archive that cannot be asked is told; the file is then judged by names alone. */
export async function decidedFor(context: Context, source: string, dataset: string): Promise<Decided> {
  const { workspacePaths } = await import('../../core/archive/workspace.js');
  const { config, archiveFile } = workspacePaths(context.workspace);
  if (!existsSync(config) || !existsSync(archiveFile)) return nothing;
  try {
    return await callArchive<Decided>(context, 'source.decided', { source, dataset });
  } catch (error) {
    if (context.signal.aborted) throw error;
    const why = error instanceof Error ? error.message : String(error);
    context.err(
      say(
        context,
        `What was decided for the source could not be looked up (${why}): judged by the names of columns alone.`,
        `无法查询该来源已确认的设置（${why}）：仅按列名判断。`,
      ),
    );
    return nothing;
  }
}
