/** Writes one moment of the archive into the two files of a role. */
import { NamedError } from '../../../schemas/errors.js';
import type { RoleConfig } from '../../../schemas/config/types.js';
import type { DatasetDef } from '../../../schemas/datasets/dataset.js';
import type { Session } from '../duck.js';
import { archiveReach } from '../high-water.js';
import type { HighWater } from '../high-water.js';
import { quoteText } from '../sql-text.js';
import type { Build, Shown } from './build.js';
import { isSeen, isTouched, startBuild, target } from './build.js';
import { findChanges } from './changes.js';
import { publishDictionary } from './dictionary.js';
import { publishHistory } from './history.js';
import { publishDerivedIssues, publishIssues } from './issues.js';
import { publishBatches, publishDeliveries, publishMeta, publishRejected } from './ledger.js';
import type { PseudonymKey } from './pseudonym.js';
import { setPseudonymKey } from './pseudonym.js';
import { makeRecords, publishAliases, publishRecords } from './records.js';
import { keysAsked, makeKeys } from './references.js';
import { assertSightKept, isWatched, noteSight } from './sight-kept.js';
import { makeVersions, publishThings } from './things.js';

export interface WriteRequest {
  /** Files to write: empty ones, or copies that show the log up to `since`. */
  main: string;
  /** null = the role gets no history. */
  history: string | null;
  since: number | null;
  datasets: DatasetDef[];
  role: RoleConfig;
  /** For what the role sees masked. */
  key: PseudonymKey | null;
  publishedAt: string;
  /** Run first, inside the transaction: the last moment to say that these files cannot be used. */
  check: (s: Session) => Promise<void>;
}

let copies = 0;

/** Answers how far the files show the log. */
export async function writeCopies(s: Session, request: WriteRequest): Promise<HighWater> {
  const n = ++copies;
  const [main, history] = [`published_${n}`, `history_${n}`];
  try {
    await s.run(`ATTACH ${quoteText(request.main)} AS ${main}`);
    if (request.history !== null) await s.run(`ATTACH ${quoteText(request.history)} AS ${history}`);
    if (request.key) await setPseudonymKey(s, request.key);
    const { reach, build } = await inTransaction(s, main, () => writeMain(s, main, request));
    // Of the same moment: it reads the file just written and temporary tables, not the archive.
    if (request.history !== null)
      await inTransaction(s, history, () => writeHistory({ ...build, into: history }, main));
    return reach;
  } finally {
    await s.run(`DETACH DATABASE IF EXISTS ${main}; DETACH DATABASE IF EXISTS ${history}`);
  }
}

async function inTransaction<T>(s: Session, catalog: string, work: () => Promise<T>): Promise<T> {
  await s.run('BEGIN TRANSACTION');
  try {
    const result = await work();
    await s.run('COMMIT');
    // A DETACH writes the tables out only when no other connection looks at this moment: say it.
    await s.run(`FORCE CHECKPOINT ${catalog}`);
    return result;
  } catch (thrown) {
    await s.run('ROLLBACK').catch(() => undefined);
    throw thrown;
  }
}

async function writeMain(s: Session, into: string, request: WriteRequest): Promise<{ reach: HighWater; build: Build }> {
  await request.check(s);
  const reach = await archiveReach(s);
  const { since } = request;
  const build = await startBuild(s, into, request);
  if (since !== null) build.touched = await findChanges(build, since);
  const asked = new Set(keysAsked(build).map(({ view }) => view));
  for (const view of build.views.filter((one) => asked.has(one) || isTouched(build, one)))
    await makeVersions(build, view);
  await makeKeys(build);
  await makeRecords(build);
  await publishIssues(build);
  for (const shown of build.shown.filter(({ view }) => isTouched(build, view))) await writeDataset(build, shown);
  await publishAliases(build);
  await publishRejected(build);
  await publishDeliveries(build);
  await publishBatches(build);
  await publishMeta(build, request.publishedAt, reach.lastSeq);
  await publishDictionary(build);
  for (const shown of build.shown) await assertAgrees(build, shown);
  return { reach, build };
}

async function writeDataset(build: Build, shown: Shown): Promise<void> {
  const watched = isWatched(build, shown);
  if (watched) await noteSight(build, shown);
  await publishThings(build, shown);
  if (watched) await assertSightKept(build, shown);
  await publishRecords(build, shown);
  await publishDerivedIssues(build, shown);
}

async function writeHistory(build: Build, main: string): Promise<void> {
  const { s } = build;
  for (const shown of build.shown.filter(({ view }) => isTouched(build, view))) {
    await publishHistory(build, shown, target({ ...build, into: main }, shown.view.dataset.name));
  }
  for (const table of ['meta', 'dictionary']) {
    await s.run(`CREATE OR REPLACE TABLE ${target(build, table)} AS FROM ${target({ ...build, into: main }, table)}`);
  }
}

/** As many things and records as the archive has; of rows that are chosen, as many of both. */
async function assertAgrees(build: Build, { view: { dataset }, sight }: Shown): Promise<void> {
  const table = target(build, dataset.name);
  const name = quoteText(dataset.name);
  const row = await build.s.one(`SELECT
    (SELECT count(*) FROM ${table}) - count(DISTINCT golden) AS things,
    (SELECT count(*) FROM ${target(build, 'records')} WHERE dataset = ${name}) - count(*) AS records
    FROM archive.derived.heads WHERE dataset = ${name} AND ${isSeen(build, sight, 'golden')}`);
  if (Number(row?.['things']) === 0 && Number(row?.['records']) === 0) return;
  throw new NamedError('publish-disagrees', `the copy's ${dataset.name} are not as many as the archive's`, {
    exit: 'bug',
    retryable: true,
  });
}
