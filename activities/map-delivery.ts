import { appendAudit } from '../core/archive/log/audit.js';
import { findDelivery, liveReadings, placeOfRows, type Delivery } from '../core/archive/log/deliveries.js';
import { loadMapping, mappingsByKey, saveMapping } from '../core/archive/log/mappings.js';
import { lastReading } from '../core/archive/log/readings.js';
import { deliveriesToReread } from '../core/archive/log/rereadings.js';
import type { Answers } from '../core/mapping/answers.js';
import { guessDataset, knownExport } from '../core/mapping/dataset.js';
import { mapDelivery as mapTables, type DeliveryMapping } from '../core/mapping/delivery.js';
import { decidedReading } from '../core/mapping/reading-rules.js';
import { mergedAnswers } from '../core/mapping/reading-answers.js';
import { sameMapping } from '../core/mapping/versions.js';
import { proposeKey } from '../core/mapping/propose.js';
import { readStagedSql } from '../core/parsing/stage-sql.js';
import { uploads } from '../schemas/config.js';
import type { DatasetDef } from '../schemas/datasets/dataset.js';
import type { Mapping } from '../schemas/mapping.js';
import { foundReading, sameReading } from '../schemas/reading.js';
import type { Ref } from '../schemas/refs.js';
import type { ParsedFile } from '../schemas/staging.js';
import type { DeliveryInput, MapStep } from '../schemas/steps.js';
import { rowEvidence } from './counting.js';
import { knownDelivery, settingsFor, sourceOf, sourceOfUploads } from './delivery.js';
import type { ActivityDeps } from './deps.js';
import type { Plan } from './plan.js';
import { readingQuestions } from './reading-questions.js';
import { readReturned, type Returned } from './returns.js';
import { mappedTables } from './staged-facts.js';
import { findAnswers, readParsed, writeAnswers, writeStaged } from './staged.js';
import type { StepContext } from './step.js';

/** Where the rows of a delivery went, or as far as its arrival tells where they belong. */
const whereOf = (deps: ActivityDeps, delivery: string) =>
  deps.duck.read(async (s) => (await placeOfRows(s, delivery)) ?? (await findDelivery(s, delivery)));

/**
 * Source and dataset that the rows belong to; of a fix-up those of the delivery it corrects. A member of a packed file that is a known
 * export goes to the dataset of that export, whatever folder the packed file came to.
 */
async function placeOf(deps: ActivityDeps, arrival: Delivery, returned: Returned, answers: Answers | null) {
  const { config } = deps;
  const corrected = returned.parent === null ? null : await whereOf(deps, returned.parent);
  const name = corrected?.source ?? arrival.source;
  const source = sourceOf(config, name);
  const isMember = arrival.via === 'member' && corrected === null;
  const known = isMember ? knownExport(returned.tables, config.datasets) : null;
  const told = answers?.dataset ?? corrected?.dataset ?? known ?? arrival.dataset ?? source.dataset;
  const guess = told === null ? guessDataset(returned.tables, config.datasets) : { dataset: told, question: null };
  const dataset = config.datasets.find((one) => one.name === guess.dataset) ?? null;
  if (dataset === null) return { source, dataset, question: guess.question };
  const strays = name === uploads || (isMember && settingsFor(source, dataset.name) !== source);
  const own = strays ? sourceOfUploads(config, dataset.name) : null;
  return { source: settingsFor(own ?? source, dataset.name), dataset, question: guess.question };
}

/** Stores a mapping that says something new; an equal one keeps its version, so a retry changes nothing. */
async function store(deps: ActivityDeps, mapping: Mapping, decidedBy: string, delivery: string): Promise<Mapping> {
  return deps.duck.write(async (s) => {
    const stored = await saveMapping(s, mapping, decidedBy);
    const { source, dataset, version } = stored;
    await appendAudit(s, { actor: decidedBy, action: 'map', subject: delivery, detail: { source, dataset, version } });
    return stored;
  });
}

function planOf(returned: Returned, source: string, mapped: DeliveryMapping, mapping: Mapping): Plan {
  return {
    source,
    dataset: mapping.dataset,
    mapping,
    tables: [...mapped.tables].map(([table, { columns }]) => ({ table, columns })),
    skipped: [...mapped.skipped].map(([table, reason]) => ({ table, reason })),
    questions: mapped.questions,
    proposedKey: null,
    parent: returned.parent,
    isReturn: returned.isReturn,
    tokens: returned.tokens,
    sheets: returned.sheets,
  };
}

/** A key from the evidence of the rows, for tables that have none. */
async function proposal(
  deps: ActivityDeps,
  returned: Returned,
  mappings: ReadonlyMap<number, Mapping>,
  dataset: DatasetDef,
  counting: ReadonlyMap<number, ReadonlySet<number>>,
) {
  const tables = returned.tables.flatMap((table) => {
    const mapping = mappings.get(table.table);
    return mapping ? [{ from: readStagedSql(table), mapping, counting: counting.get(table.table) }] : [];
  });
  return deps.duck.read((s) => proposeKey(s, tables, dataset));
}

const keyless = (mappings: ReadonlyMap<number, Mapping>): Map<number, Mapping> =>
  new Map([...mappings].map(([table, mapping]) => [table, { ...mapping, key: { kind: 'content' } }]));

/** null = a person leaves every table out. */
async function decide(
  deps: ActivityDeps,
  arrival: Delivery,
  returned: Returned,
  file: ParsedFile,
): Promise<Plan | null> {
  const answers = await findAnswers(deps, arrival.delivery);
  const { source, dataset, question } = await placeOf(deps, arrival, returned, answers);
  const { parent, isReturn, tokens, sheets, tables } = returned;
  if (dataset === null) {
    const table = tables[0]?.table ?? 0;
    const questions = [{ ...(question ?? { kind: 'dataset' as const, suggestions: [] }), table }];
    const nothing = { mapping: null, dataset: null, tables: [], skipped: [], proposedKey: null };
    const reading = await readingQuestions(deps, file, new Map(), false);
    return { ...nothing, source: source.name, questions, reading, parent, isReturn, tokens, sheets };
  }
  const [stored = null, ...others] = await deps.duck.read((s) => mappingsByKey(s, source.name, dataset.name));
  const { hiddenSheets } = source;
  const decided = decidedReading(stored, answers?.reading ?? null, tables);
  if (decided.leftOut.size === tables.length) return null;
  const evidence = await rowEvidence(deps.duck, tables);
  const { counting } = evidence;
  const mapped = mapTables({ tables, ...evidence, dataset, stored, others, source, answers, hiddenSheets, ...decided });
  const waits = mapped.questions.length > 0;
  const asked = isReturn ? [] : await readingQuestions(deps, file, mapped.tables, waits);
  if (waits || asked.length > 0) {
    const draft = { ...planOf(returned, source.name, mapped, mapped.mapping), reading: asked };
    if (!mapped.questions.some(({ kind }) => kind === 'key')) return draft;
    return { ...draft, proposedKey: await proposal(deps, returned, keyless(mapped.tables), dataset, counting) };
  }
  const decidedBy = answers === null ? 'keeper' : 'person';
  const mapping = mapped.isNew ? await store(deps, mapped.mapping, decidedBy, arrival.delivery) : mapped.mapping;
  const proposedKey = await proposal(deps, returned, mapped.tables, dataset, counting);
  return { ...planOf(returned, source.name, mapped, mapping), proposedKey };
}

/** The same bytes are live already, read just so and under a mapping that says the same about these tables: another version may only know more columns. */
async function isKnown(deps: ActivityDeps, arrival: Delivery, plan: Plan, file: ParsedFile): Promise<boolean> {
  const { mapping, tables, source, dataset } = plan;
  if (mapping === null || dataset === null || plan.isReturn) return false;
  const { sha256, delivery } = arrival;
  const now = foundReading(file, mappedTables(file, plan));
  return deps.duck.read(async (s) => {
    for (const { delivery: other, mappingVersion } of await liveReadings(s, { sha256, source, dataset, delivery })) {
      const before = await loadMapping(s, source, dataset, mappingVersion);
      const reading = await lastReading(s, other);
      const isRead = reading ? sameReading(reading, now) : (mapping.reading ?? []).length === 0;
      if (before && isRead && tables.every(({ columns }) => sameMapping(before, { ...mapping, columns }))) return true;
    }
    return false;
  });
}

/** The deliveries that the answers in this file let go on, or change. */
function toReread(deps: ActivityDeps, delivery: string, { answers }: Returned): Promise<string[]> {
  const asked = [...answers].filter(([other]) => other !== delivery);
  return deps.duck.read((s) =>
    deliveriesToReread(
      s,
      asked.map(([other, { key, dataset }]) => ({ delivery: other, key, dataset })),
    ),
  );
}

/** Decides which column feeds which field of which dataset, or what to ask. */
export async function mapDelivery(
  deps: ActivityDeps,
  input: DeliveryInput & { parsed: Ref },
  context: StepContext,
): Promise<MapStep> {
  context.progress({ step: 'map' });
  const { delivery } = input;
  const arrival = await deps.duck.read((s) => knownDelivery(s, delivery));
  const parsed = await readParsed(deps, input.parsed);
  const returned = await readReturned(deps, parsed.tables);
  for (const [asked, answers] of returned.answers)
    await writeAnswers(deps, asked, mergedAnswers(await findAnswers(deps, asked), answers));
  if (returned.answers.size > 0) await writeStaged(deps, delivery, 'answered', [...returned.answers.keys()]);
  const asked = await toReread(deps, delivery, returned);
  if (returned.isReturn && !returned.tables.some(({ rows }) => rows > 0)) {
    return returned.answers.size > 0
      ? { kind: 'answers', deliveries: asked, plan: null }
      : { kind: 'refused', reason: returned.isAnswerOfNone ? 'answers-of-none' : 'nothing-returned' };
  }
  const plan = await decide(deps, arrival, returned, parsed);
  if (plan === null) return { kind: 'refused', reason: 'all-left-out' };
  const isOpen = plan.questions.length > 0 || (plan.reading ?? []).length > 0;
  if (!isOpen && input.approvedLoss !== true && (await isKnown(deps, arrival, plan, parsed)))
    return { kind: 'duplicate' };
  const ref = await writeStaged(deps, delivery, 'plan', plan);
  if (isOpen) {
    const isUnsure = (plan.reading ?? []).length > 0;
    return { kind: 'needs-mapping', plan: ref, ...(isUnsure && { reason: 'reading-unsure' }) };
  }
  return asked.length > 0 ? { kind: 'answers', deliveries: asked, plan: ref } : { kind: 'mapped', plan: ref };
}
