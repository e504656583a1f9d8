/** The process that rebuilds an older archive to be compared with the living one: restores, prepares, ends. */
import { workspacePaths } from '../../archive/workspace.js';
import { parseIdentity } from '../age/keys.js';
import { limitMemory, serve } from '../process-child.js';
import type { ProcessProgress } from '../process.js';
import { restoreSnapshot } from '../restore.js';
import type { RestoreRequest } from '../restore.js';
import { openStore } from '../stores/open.js';
import type { PastTask } from './make-past.js';
import { preparePast } from './past.js';

async function make(task: PastTask, progress: (done: ProcessProgress) => void): Promise<string> {
  const { id, to, at, living, memoryLimitMb, threads, undone } = task;
  limitMemory(memoryLimitMb);
  const { auditFault } = (await import(task.audit)) as { auditFault: RestoreRequest['verifyAudit'] };
  const { lastSeq } = await restoreSnapshot({
    store: openStore(task.store),
    key: { id: task.key.id, bytes: Buffer.from(task.key.hex, 'hex') },
    identities: task.identities.map(parseIdentity),
    id,
    to,
    living,
    ...(at === null ? {} : { at }),
    secrets: { identity: null, keys: null },
    withoutOriginals: true,
    memoryLimitMb,
    threads,
    verifyAudit: auditFault,
    progress,
  });
  const { archiveFile, highWater, tmp: tempDir } = workspacePaths(to);
  progress({ step: 'derive' });
  await preparePast({ archiveFile, highWater, tempDir, memoryLimitMb, threads }, undone, lastSeq);
  return archiveFile;
}

serve(make);
