/** The end of the audit log cut off, and the mark beside the archive removed: what was published and kept still knows. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openKeeper } from '../../apps/keeper/keeper.js';
import type { AuditVerifyAnswer } from '../../apps/keeper/answers.js';
import { openDuck } from '../../core/archive/duck.js';
import { appendAudit } from '../../core/archive/log/audit.js';
import { openArchive } from '../../core/archive/archive.js';
import { workspacePaths } from '../../core/archive/workspace.js';

let root: string;
const paths = () => workspacePaths(root);
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'keep-witness-'));
  writeFileSync(paths().config, 'export default {};\n');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** One command after another through a keeper of its own. */
async function calls(...verbs: string[]): Promise<{ answers: unknown[]; told: string | null }> {
  const keeper = await openKeeper({ root, temporal: false, watch: false, socket: false, progress: () => undefined });
  try {
    const answers: unknown[] = [];
    for (const verb of verbs) answers.push(await keeper.call(verb, {}, () => undefined, new AbortController().signal));
    return { answers, told: keeper.markMissing };
  } finally {
    await keeper.close();
  }
}

const verify = async (): Promise<AuditVerifyAnswer> => (await calls('audit.verify')).answers[0] as AuditVerifyAnswer;

/** Three events, each its own transaction; answers their numbers. */
async function write(): Promise<number[]> {
  const { archiveFile, highWater, tmp: tempDir } = paths();
  const duck = await openArchive({ archiveFile, highWater, tempDir, memoryLimitMb: 200, threads: 1 });
  const seqs: number[] = [];
  for (const subject of ['a', 'b', 'c'])
    seqs.push(await duck.write((s) => appendAudit(s, { actor: 'keeper', action: 'commit', subject, detail: {} })));
  await duck.close();
  return seqs;
}

async function cut(from: number): Promise<void> {
  const archivePath = paths().archiveFile;
  const duck = await openDuck({ archivePath, tempDir: paths().tmp, memoryLimitMb: 200, threads: 1 });
  await duck.write((s) => s.run(`DELETE FROM archive.log.audit WHERE seq >= ${from}`));
  await duck.close();
  rmSync(paths().highWater);
}

test.each([
  ['publish', { kind: 'published', name: 'analyst' }],
  ['snapshot.take', { kind: 'snapshot' }],
])('%s', async (verb, witness) => {
  const [first, second] = await write();
  await calls(verb);
  expect(await verify()).toMatchObject({ ok: true, markMissing: [] });
  await cut(second ?? 0);
  expect(await verify()).toMatchObject({ ok: false, fault: 'cut', firstBad: first, witness });
  // What came after does not hide it.
  expect(await verify()).toMatchObject({ ok: false, firstBad: first });
});

test('a mark that is missing is told once, stands in the log, and is written anew', async () => {
  expect((await calls('audit.verify')).told).toBeNull();
  await write();
  const known = readFileSync(paths().highWater, 'utf8');
  rmSync(paths().highWater);
  const { answers, told } = await calls('audit.verify');
  expect(told).toContain('archive/high-water.json was missing');
  expect(answers[0]).toMatchObject({ ok: true, events: 4, markMissing: [expect.stringMatching(/Z$/)] });
  expect(existsSync(paths().highWater)).toBe(true);
  expect(readFileSync(paths().highWater, 'utf8')).not.toBe(known);
  expect((await calls('audit.verify')).told).toBeNull();
});
