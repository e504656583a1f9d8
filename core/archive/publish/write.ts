/** Writes one moment of the archive into the two files of a role. */
import { NamedError } from '../../../schemas/errors.js';
import type { DatasetDef } from '../../../schemas/datasets/dataset.js';
import type { ContentView } from '../content-view.js';
import type { Session } from '../duck.js';
import { archiveReach } from '../high-water.js';
import type { HighWater } from '../high-water.js';
import { quoteText } from '../sql-text.js';
import type { Build } from './build.js';
import { isTouched, startBuild, target } from './build.js';
import { findChanges } from './changes.js';
import { publishDictionary } from './dictionary.js';
import { publishHistory } from './history.js';
import { publishDerivedIssues, publishIssues } from './issues.js';
import { publishBatches, publishDeliveries, publishMeta, publishRejected } from './ledger.js';
import { makeRecords, publishRecords } from './records.js';
import { makeKeys } from './references.js';
import { makeVersions, publishThings } from './things.js';

export interface WriteRequest {
  /** Files to write: empty ones, or copies that show the log up to `since`. */
  main: string;
  history: string;
  since: number | null;
  datasets: DatasetDef[];
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
    await s.run(`ATTACH ${quoteText(request.main)} AS ${main}; ATTACH ${quoteText(request.history)} AS ${history}`);
    const { reach, build } = await inTransaction(s, main, () => writeMain(s, main, request));
    // Of the same moment: it reads the file just written and temporary tables, not the archive.
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
  const { datasets, since } = request;
  const build = await startBuild(s, into, datasets, since);
  if (since !== null) build.touched = await findChanges(build, since);
  const views = build.views.filter((view) => isTouched(build, view));
  for (const view of build.views) await makeVersions(build, view);
  await makeKeys(build);
  await makeRecords(build);
  await publishIssues(build);
  for (const view of views) {
    await publishThings(build, view);
    await publishRecords(build, view);
    await publishDerivedIssues(build, view);
  }
  await publishRejected(build);
  await publishDeliveries(build);
  await publishBatches(build);
  await publishMeta(build, request.publishedAt, reach.lastSeq);
  await publishDictionary(build);
  for (const view of build.views) await assertAgrees(build, view);
  return { reach, build };
}

async function writeHistory(build: Build, main: string): Promise<void> {
  const { s } = build;
  for (const view of build.views.filter((one) => isTouched(build, one))) {
    await publishHistory(build, view, target({ ...build, into: main }, view.dataset.name));
  }
  for (const table of ['meta', 'dictionary']) {
    await s.run(`CREATE OR REPLACE TABLE ${target(build, table)} AS FROM ${target({ ...build, into: main }, table)}`);
  }
}

/** As many things and records as the archive has. */
async function assertAgrees(build: Build, { dataset }: ContentView): Promise<void> {
  const name = quoteText(dataset.name);
  const row = await build.s.one(`SELECT
    (SELECT count(*) FROM ${target(build, dataset.name)}) - count(DISTINCT golden) AS things,
    (SELECT count(*) FROM ${target(build, 'records')} WHERE dataset = ${name}) - count(*) AS records
    FROM archive.derived.heads WHERE dataset = ${name}`);
  if (Number(row?.['things']) === 0 && Number(row?.['records']) === 0) return;
  throw new NamedError('publish-disagrees', `the copy's ${dataset.name} are not as many as the archive's`, {
    exit: 'bug',
    retryable: true,
  });
}
