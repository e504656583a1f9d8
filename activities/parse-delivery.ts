import { rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { liveDuplicate, type Delivery } from '../core/archive/log/deliveries.js';
import { originalsOfMembers } from '../core/archive/log/members.js';
import { lastMapping, readingRules } from '../core/archive/log/mappings.js';
import type { Session } from '../core/archive/duck.js';
import type { Answers } from '../core/mapping/answers.js';
import { uploads } from '../schemas/config.js';
import { hintsOf } from '../schemas/config/hints.js';
import type { DeliveryInput, ParseStep } from '../schemas/steps.js';
import type { ParseHints, ParseOutcome } from '../schemas/staging.js';
import { knownDelivery, sourceOf } from './delivery.js';
import type { ActivityDeps } from './deps.js';
import { parseTelling } from './export-encoding.js';
import { ofTheFile } from './file-limits.js';
import { withLookUps, type LookUpPlace } from './look-ups.js';
import { readProven } from './original.js';
import { findAnswers, stagingFolder, writeParsed, writeStaged } from './staged.js';
import type { StepContext } from './step.js';
import { isPacked, unpackDelivery } from './unpack-delivery.js';

/** The same bytes, live under the mapping of today: nothing needs to be read. Decided again at the commit. */
async function known(s: Session, arrival: Delivery): Promise<boolean> {
  const mapping = await lastMapping(s, arrival.source);
  if (mapping === null) return false;
  const { dataset, version: mappingVersion } = mapping;
  const { sha256, source, delivery } = arrival;
  return (await liveDuplicate(s, { sha256, source, dataset, mappingVersion, delivery })) !== null;
}

/** What people decided: of this file, and of files of its source. A file that came to no source may be like one of any. */
async function decisionsFor(
  { duck, config }: ActivityDeps,
  source: string,
  answers: Answers | null,
): Promise<Pick<ParseHints, 'words' | 'rules'>> {
  const names = source === uploads ? config.sources.map(({ name }) => name) : [source];
  const rules = await duck.read(async (s) => {
    const found = [];
    for (const name of names) found.push(...(await readingRules(s, name)));
    return found;
  });
  const meant = source === uploads ? rules.filter(({ shape }) => shape !== null) : rules;
  return { rules: meant, ...(answers?.reading && { words: answers.reading }) };
}

async function parse(
  deps: ActivityDeps,
  arrival: Pick<Delivery, 'ref' | 'fileName' | 'source'>,
  outDir: string,
  signal: AbortSignal,
  answers: Answers | null = null,
): Promise<ParseOutcome> {
  await rm(outDir, { recursive: true, force: true });
  const decisions = await decisionsFor(deps, arrival.source, answers);
  const task = {
    path: deps.store.resolve(arrival.ref),
    fileName: arrival.fileName,
    outDir,
    hints: { ...hintsOf(sourceOf(deps.config, arrival.source)), ...decisions },
    limits: deps.config.parse,
  };
  return ofTheFile(() => parseTelling(task, (one) => deps.pool.run('parse', one, { signal })));
}

/** Where the other members of a packed file are found; a file that came by itself has none. */
function lookUpPlace(deps: ActivityDeps, arrival: Delivery, signal: AbortSignal): LookUpPlace {
  const { via, parent, source, delivery } = arrival;
  const packed = via === 'member' && parent !== null ? parent : null;
  return {
    siblings: async () => (packed === null ? [] : deps.duck.read((s) => originalsOfMembers(s, packed))),
    parse: ({ name, ref }, outDir) =>
      readProven(deps, { ref, sha256: basename(ref) }, signal, (stop) =>
        parse(deps, { ref, fileName: name, source }, outDir, stop),
      ),
    read: (fn) => deps.duck.read(fn),
    shared: join(stagingFolder(deps, packed ?? delivery), 'lists'),
    own: join(stagingFolder(deps, delivery), 'lists'),
  };
}

/** Finds the tables of the landed original and stages them; a packed file is unpacked instead. */
export async function parseDelivery(
  deps: ActivityDeps,
  input: DeliveryInput,
  context: StepContext,
): Promise<ParseStep> {
  const arrival = await deps.duck.read((s) => knownDelivery(s, input.delivery));
  if ((await deps.store.has(arrival.ref)) && isPacked(deps, arrival)) return unpackDelivery(deps, arrival, context);
  const answers = await findAnswers(deps, arrival.delivery);
  const isSettled = input.approvedLoss === true || answers?.reading != null;
  if (!isSettled && (await deps.duck.read((s) => known(s, arrival)))) return { kind: 'duplicate' };
  context.progress({ step: 'parse' });
  const outDir = stagingFolder(deps, arrival.delivery);
  const file = await readProven(deps, arrival, context.signal, (signal) =>
    parse(deps, arrival, outDir, signal, answers),
  );
  if (!file.ok) {
    await writeStaged(deps, arrival.delivery, 'refusal', file);
    if (file.encodings !== undefined) return { kind: 'asks', reason: 'reading-unsure' };
    return { kind: 'refused', reason: file.code };
  }
  file.tables = await withLookUps(lookUpPlace(deps, arrival, context.signal), file.tables);
  const rows = file.tables.reduce((sum, table) => sum + table.rows, 0);
  context.progress({ step: 'parse', rows });
  return { kind: 'parsed', parsed: await writeParsed(deps, arrival.delivery, file), tables: file.tables.length, rows };
}
