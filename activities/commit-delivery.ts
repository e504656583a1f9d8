import { mkdir } from 'node:fs/promises';
import {
  commitBatch,
  isHeld,
  prepareBatch,
  type BatchInput,
  type CommitInput,
  type Committed,
  type Held,
  type Prepared,
} from '../core/archive/commit.js';
import { knownRows, rememberRows } from '../core/archive/commit/known.js';
import { committedBefore } from '../core/archive/commit/ledger.js';
import { num, type Session } from '../core/archive/duck.js';
import { liveDuplicate, type Delivery } from '../core/archive/log/deliveries.js';
import { membersOf } from '../core/archive/log/members.js';
import { rulesVersion, schemaVersion } from '../core/archive/log/versions.js';
import { undoBatch } from '../core/archive/undo.js';
import { liveParent } from '../core/judging/fixup/match.js';
import { judgeWithReturns, type JudgedReturns } from '../core/judging/fixup/judge-returns.js';
import { withProved } from '../core/judging/fixup/proved.js';
import { readTokens } from '../core/judging/fixup/tokens.js';
import { strayNote } from '../core/mapping/stray.js';
import type { DatasetDef } from '../schemas/datasets/dataset.js';
import { NamedError } from '../schemas/errors.js';
import type { Mapping } from '../schemas/mapping.js';
import type { Ref } from '../schemas/refs.js';
import type { StagedTable } from '../schemas/staging.js';
import type { CommitStep, DeliveryInput } from '../schemas/steps.js';
import { knownDelivery, sourceOf } from './delivery.js';
import type { ActivityDeps } from './deps.js';
import { fileNotes, insertFileNotes, judgeSources } from './judge-input.js';
import { partsOf } from './part-info.js';
import type { Plan } from './plan.js';
import { tokenSources, withoutOwnFrame } from './returns.js';
import { readParsed, readStaged, writeStaged } from './staged.js';
import type { StepContext } from './step.js';

interface Work {
  arrival: Delivery;
  /** A file that came with others in one packed file tells only a part, whatever its source says. */
  isWhole: boolean;
  plan: Plan;
  mapping: Mapping;
  dataset: DatasetDef;
  tables: StagedTable[];
  notes: ReturnType<typeof fileNotes>;
}

const isWhole = async (s: Session, { via, parent }: Delivery): Promise<boolean> =>
  via !== 'member' || parent === null || (await membersOf(s, parent)).length === 1;

async function gather(deps: ActivityDeps, input: DeliveryInput & { parsed: Ref; plan: Ref }): Promise<Work> {
  const { arrival, whole } = await deps.duck.read(async (s) => {
    const found = await knownDelivery(s, input.delivery);
    return { arrival: found, whole: await isWhole(s, found) };
  });
  const [parsed, plan] = await Promise.all([readParsed(deps, input.parsed), readStaged<Plan>(deps, input.plan)]);
  const dataset = deps.config.datasets.find(({ name }) => name === plan.dataset);
  if (!plan.mapping || !dataset)
    throw new NamedError('dataset-unknown', 'the dataset of the delivery is no longer configured');
  const { rows, file } = fileNotes(parsed);
  const stray = plan.isReturn ? [] : strayNote(parsed.tables, plan.mapping, deps.config.datasets, deps.config.language);
  const notes = { rows, file: plan.isReturn ? withoutOwnFrame(file) : [...file, ...stray] };
  const tables = parsed.tables.map((table) => ({
    ...table,
    sheet: plan.sheets?.find((one) => one.table === table.table)?.sheet ?? table.sheet,
  }));
  return { arrival, isWhole: whole, plan, mapping: plan.mapping, dataset, tables, notes };
}

async function judge(
  deps: ActivityDeps,
  work: Work,
  s: Session,
  scratch: string,
  { step, useKnown }: Attempt,
): Promise<JudgedReturns> {
  const { plan, mapping, dataset, tables, notes } = work;
  await mkdir(deps.paths.tmp, { recursive: true });
  const sources = tokenSources(tables, plan.tokens);
  if (plan.isReturn) await readTokens(s, scratch, sources, deps.secret);
  const given = judgeSources(tables, plan, sourceOf(deps.config, plan.source));
  const judged = await judgeWithReturns(
    s,
    scratch,
    {
      dataset,
      mapping,
      source: plan.source,
      settings: sourceOf(deps.config, plan.source),
      sources: sources.length > 0 ? await withProved(s, scratch, given) : given,
      problems: notes.rows,
      runCells: (task) => deps.pool.run('judge-cells', task, { signal: step.signal }),
      tempDir: deps.paths.tmp,
      onProgress: () => step.progress({ step: 'judge' }),
      program: `${deps.version} ${deps.build}`,
      known: (known) => (useKnown ? knownRows(s, known) : Promise.resolve(null)),
    },
    { isReturn: plan.isReturn, parent: plan.parent },
  );
  await insertFileNotes(s, scratch, notes.file);
  return judged;
}

async function resolutionsIn(s: Session, scratch: string): Promise<CommitInput['resolutions']> {
  const rows = await s.rows(`SELECT parent_batch, parent_part, parent_row FROM ${scratch}.main.resolutions`);
  return rows.map((row) => ({
    parentBatch: num(row['parent_batch']),
    part: num(row['parent_part']),
    row: num(row['parent_row']),
  }));
}

type Written = Committed | Held | { duplicate: true };

/** Inside the one transaction: still no duplicate, an older reading of this very delivery taken back, then the batch. */
async function write(
  deps: ActivityDeps,
  work: Work,
  input: BatchInput,
  s: Session,
  prepared: Prepared | null,
): Promise<Written> {
  const { sha256, delivery } = work.arrival;
  const { source, mappingVersion, dataset } = input;
  const same = { sha256, source, dataset: dataset.name, mappingVersion, delivery };
  const before = await committedBefore(s, delivery);
  let rereads = false;
  if (before) {
    const row = await s.one('SELECT mapping_version FROM archive.log.batches WHERE seq = $1', [before.batch]);
    if (num(row?.['mapping_version']) === mappingVersion) return before;
    await undoBatch(s, before.batch, 'keeper');
    rereads = true;
  } else if (await liveDuplicate(s, same)) return { duplicate: true };
  const versions = {
    schemaVersion: await schemaVersion(s, dataset),
    rulesVersion: await rulesVersion(s, { product: deps.version }),
  };
  // The same file was taken before: that its rows have other keys now is no loss.
  const agreed = { ...input, ...versions, approvedLoss: input.approvedLoss || rereads };
  return commitBatch(s, agreed, rereads ? null : prepared);
}

interface Attempt {
  step: StepContext;
  /** Rows known by their text are looked up; they are remembered in any case. */
  useKnown: boolean;
}

/** Judges the delivery and writes it in one transaction. A retry after a lost answer finds the batch in the ledger. */
export async function commitDelivery(
  deps: ActivityDeps,
  input: DeliveryInput & { parsed: Ref; plan: Ref },
  context: StepContext,
): Promise<CommitStep> {
  const work = await gather(deps, input);
  context.progress({ step: 'judge' });
  const written = await judgeAndWrite(deps, work, input, { step: context, useKnown: true }).catch((error: unknown) => {
    // Of rows that were known the content went since they were looked up: their cells tell it again.
    if (!(error instanceof NamedError) || error.code !== 'known-content-gone') throw error;
    return judgeAndWrite(deps, work, input, { step: context, useKnown: false });
  });
  if ('duplicate' in written) return { kind: 'duplicate' };
  if (!isHeld(written)) return { kind: 'committed', batch: String(written.batch), counts: written.counts };
  await writeStaged(deps, input.delivery, 'held', written);
  return { kind: 'held', reason: written.held };
}

async function judgeAndWrite(deps: ActivityDeps, work: Work, input: DeliveryInput, attempt: Attempt): Promise<Written> {
  const { plan, mapping, dataset, tables } = work;
  const context = attempt.step;
  return deps.duck.scratch(async (s, scratch, afterwards): Promise<Written> => {
    const { counts, contexts, known } = await judge(deps, work, s, scratch, attempt);
    context.progress({ step: 'commit', rows: counts.rows });
    const resolutions = await resolutionsIn(s, scratch);
    const batch = {
      delivery: input.delivery,
      parentDelivery: await liveParent(s, scratch, plan.parent),
      source: plan.source,
      dataset,
      mappingVersion: mapping.version,
      complete: mapping.complete && work.isWhole && !plan.isReturn,
      lossShare: sourceOf(deps.config, plan.source).lossShare,
      approvedLoss: input.approvedLoss === true,
      scratch,
      counts,
      parts: partsOf(tables, plan, { dataset, contexts }),
      resolutions,
      known,
      actor: input.approvedLoss === true ? 'person' : 'keeper',
    };
    let prepared: Prepared | null = null;
    const prepare = async (w: Session): Promise<void> => {
      prepared = await prepareBatch(w, batch);
    };
    const written = await deps.duck.write((w) => write(deps, work, batch, w, prepared), context.signal, prepare);
    if ('batch' in written && !written.replayed && known.length > 0) {
      const remembered = { input: batch, dataset: dataset.name, batch: written.batch };
      afterwards(() => deps.duck.write((w) => rememberRows(w, remembered)));
    }
    return written;
  }, context.signal);
}
