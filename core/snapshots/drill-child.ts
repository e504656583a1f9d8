/** The process of a drill: restores, tells what it found, ends. */
import { NamedError } from '../../schemas/errors.js';
import { openArchive } from '../archive/archive.js';
import { workspacePaths } from '../archive/workspace.js';
import type { DrillAnswer, DrillTask } from './drill.js';
import { failureFindings } from './drill/findings.js';
import { rereadBy } from './drill/reread.js';
import { sampleRecords } from './drill/sample.js';
import { derivedFacts, logFacts } from './facts.js';
import { parseIdentity } from './age/keys.js';
import { restoreSnapshot } from './restore.js';
import { serve } from './process-child.js';
import { openStore } from './stores/open.js';

/** Errors that speak against the snapshot, not against the machine. */
const damaged = new Set([
  'snapshot-damaged',
  'restore-differs',
  'original-damaged',
  'archive-damaged',
  'archive-not-this-one',
]);

async function drill(task: DrillTask): Promise<DrillAnswer> {
  const { id, to, living, memoryLimitMb, threads } = task;
  const store = openStore(task.store);
  const identities = task.identities.map(parseIdentity);
  const key = { id: task.key.id, bytes: Buffer.from(task.key.hex, 'hex') };
  // The chain of audit hashes is compared with the living archive's, which is whole or not by its own check.
  const verifyAudit = () => Promise.resolve(null);
  const secrets = { identity: null, keys: null };
  const startedAt = performance.now();
  const limits = { memoryLimitMb, threads };
  await restoreSnapshot({ store, key, identities, id, to, living, ...limits, secrets, verifyAudit });
  const { archiveFile, highWater, tmp: tempDir } = workspacePaths(to);
  const duck = await openArchive({ archiveFile, highWater, tempDir, memoryLimitMb, threads });
  try {
    const restoreMs = Math.round(performance.now() - startedAt);
    const reread = await rereadBy(task.reread, to, duck);
    return await duck.read(async (s) => ({
      ok: true,
      reread,
      restoreMs,
      sampled: await sampleRecords(s),
      log: await logFacts(s, task.lastSeq, task.money),
      derived: await derivedFacts(s),
    }));
  } finally {
    await duck.close();
  }
}

function told(thrown: unknown): DrillAnswer {
  const isDamaged = thrown instanceof NamedError && damaged.has(thrown.code);
  return { ok: false, damaged: isDamaged, findings: failureFindings(thrown) };
}

/** The keys at hand are other ones: that says nothing about the snapshot. */
const refused = (thrown: unknown): boolean => thrown instanceof NamedError && thrown.code === 'seal-key-wrong';

serve((task: DrillTask) =>
  drill(task).catch((thrown: unknown) => {
    if (refused(thrown)) throw thrown;
    return told(thrown);
  }),
);
