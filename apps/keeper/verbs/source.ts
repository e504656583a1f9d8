/** What is decided about how the files of a source are read: shown, set by the example of a file, and forgotten. */
import { mkdtemp, rm } from 'node:fs/promises';
import { basename, isAbsolute, join } from 'node:path';
import { z } from 'zod';
import { shellWord } from '../../../schemas/shell-word.js';
import { appendAudit } from '../../../core/archive/log/audit.js';
import { loadMapping, mappingsByKey, readingRules, saveMapping } from '../../../core/archive/log/mappings.js';
import type { Session } from '../../../core/archive/duck.js';
import { rulesOf, takenBack, withoutWord, withRules } from '../../../core/mapping/reading-rules.js';
import { withReading } from '../../../core/mapping/versions.js';
import type { SourceConfig } from '../../../schemas/config.js';
import { hintsOf } from '../../../schemas/config/hints.js';
import { saysOfRows } from '../../../schemas/decisions.js';
import type { ReadingRule, ReadingWords } from '../../../schemas/decisions.js';
import { NamedError } from '../../../schemas/errors.js';
import type { Lang } from '../../../schemas/issues/issue.js';
import { hint, message } from '../../../schemas/issues/catalogue.js';
import type { Mapping } from '../../../schemas/mapping.js';
import type { FileIssue, ParseHints } from '../../../schemas/staging.js';
import { namedDataset } from '../../named.js';
import { actor } from '../actor.js';
import type { Parts } from '../parts.js';
import { parseArgs } from './args.js';
import type { VerbContext } from './context.js';

export interface SourceReading {
  source: string;
  dataset: string;
  /** Of the mapping that carries the rules; null = none is stored yet. */
  version: number | null;
  rules: ReadingRule[];
}

const rows = z.number().int().positive();
const words = z.strictObject({
  tables: z.array(
    z.strictObject({
      sheet: z.string().nullable(),
      take: z.boolean().nullable(),
      headerRows: z.array(rows).nullable(),
      firstRow: rows.nullable(),
      lastRow: rows.nullable(),
      headings: z.array(rows).optional(),
      fillDown: z.array(z.string().max(5)).min(1).optional(),
    }),
  ),
  text: z.strictObject({
    encoding: z.string().optional(),
    delimiter: z.string().length(1).optional(),
    quote: z.string().max(1).optional(),
  }),
});
const place = { source: z.string(), dataset: z.string().optional() };

function placeOf({ config }: Parts, asked: { source: string; dataset?: string | undefined }): [SourceConfig, string] {
  const source = config.sources.find(({ name }) => name === asked.source);
  if (!source)
    throw new NamedError('unknown-source', `There is no source "${asked.source}".`, {
      hint: `Sources: ${config.sources.map(({ name }) => name).join(', ')}.`,
      exit: 'usage',
    });
  const dataset = asked.dataset ?? source.dataset;
  if (dataset !== null) return [source, namedDataset(config, dataset).name];
  throw new NamedError('usage', `The files of ${source.name} may be of any dataset: say which with --dataset.`, {
    exit: 'usage',
  });
}

const told = (source: string, dataset: string, mapping: Mapping | null): SourceReading => ({
  source,
  dataset,
  version: mapping?.version ?? null,
  rules: mapping?.reading ?? [],
});

export async function sourceShow({ parts }: VerbContext, args: unknown): Promise<SourceReading> {
  const [source, dataset] = placeOf(parts, parseArgs(z.strictObject(place), args));
  return told(source.name, dataset, await parts.duck.read((s) => loadMapping(s, source.name, dataset)));
}

/** All that decides how a file of the source is read and mapped. */
export interface Decided {
  /** Newest first, one per key. */
  mappings: Mapping[];
  rules: ReadingRule[];
}

export async function sourceDecided({ parts }: VerbContext, args: unknown): Promise<Decided> {
  const [{ name }, dataset] = placeOf(parts, parseArgs(z.strictObject(place), args));
  return parts.duck.read(async (s) => ({
    mappings: await mappingsByKey(s, name, dataset),
    rules: await readingRules(s, name),
  }));
}

const setSchema = z.strictObject({
  ...place,
  words,
  like: z.string().refine(isAbsolute, 'must be absolute').optional(),
});

/** Decides how files like one are read; without an example only what holds for any file can be decided. */
export async function sourceSet({ parts, lang, signal }: VerbContext, args: unknown): Promise<SourceReading> {
  const { words: said, like, ...asked } = parseArgs(setSchema, args);
  const [source, dataset] = placeOf(parts, asked);
  const saying = said as ReadingWords;
  const needsFile = saying.tables.some(saysOfRows);
  if (needsFile && like === undefined)
    throw new NamedError('usage', 'Rows are decided by the example of a file: add --like FILE.', { exit: 'usage' });
  // Read by the sum of what is known and what is said, so that the new words are known by the same header.
  const known = (await parts.duck.read((s) => loadMapping(s, source.name, dataset)))?.reading ?? [];
  const hints = { ...hintsOf(source), rules: known, words: saying };
  const added =
    like === undefined ? rulesOf(saying, []) : await rulesLike(parts, { hints, saying, path: like, lang }, signal);
  return parts.duck.write((s) => store(s, source.name, dataset, (rules) => withRules(rules, added)));
}

async function rulesLike(
  { paths, pool, config }: Parts,
  { hints, saying, path, lang }: { hints: ParseHints; saying: ReadingWords; path: string; lang: Lang },
  signal: AbortSignal,
): Promise<ReadingRule[]> {
  const outDir = await mkdtemp(join(paths.tmp, 'like-'));
  try {
    const task = { path, fileName: basename(path), outDir, hints, limits: config.parse };
    const file = await pool.run('parse', task, { signal });
    const missing = file.ok ? file.issues.find((issue) => issue.code === 'decided-not-found') : undefined;
    if (file.ok && !missing) return rulesOf(saying, file.tables);
    const { code, params = {} } = file.ok ? (missing as FileIssue) : file;
    throw new NamedError(code, message(code, params, lang), { hint: hint(code, params, lang) });
  } finally {
    await rm(outDir, { recursive: true, force: true });
  }
}

const forgetSchema = z.strictObject({ ...place, rule: rows.optional(), word: z.enum(takenBack).optional() });

/** Forgets one rule by its number as `show` tells it, else all of them; with `word` only that of each. */
export async function sourceForget({ parts }: VerbContext, args: unknown): Promise<SourceReading> {
  const { rule, word, ...asked } = parseArgs(forgetSchema, args);
  const [source, dataset] = placeOf(parts, asked);
  return parts.duck.write((s) =>
    store(s, source.name, dataset, (rules) => {
      if (rule !== undefined && rule > rules.length)
        throw new NamedError(
          'usage',
          `There is no rule ${rule}; "sheetkeep source show ${shellWord(source.name)}" tells their numbers.`,
          { exit: 'usage' },
        );
      const left = rules.flatMap((one, at) => {
        if (rule !== undefined && at !== rule - 1) return [one];
        return (word === undefined ? null : withoutWord(one, word)) ?? [];
      });
      if (word !== undefined && left.length === rules.length && left.every((one, at) => one === rules[at]))
        throw new NamedError('usage', `Nothing was decided about ${word}.`, {
          exit: 'usage',
        });
      return left;
    }),
  );
}

/** The next version of the mapping with other rules; a source without a mapping gets one that says nothing else. */
async function store(
  s: Session,
  source: string,
  dataset: string,
  change: (rules: readonly ReadingRule[]) => ReadingRule[],
): Promise<SourceReading> {
  const newest = await loadMapping(s, source, dataset);
  const mapping = withReading(newest ?? empty(source, dataset), change(newest?.reading ?? []));
  if (newest === null && mapping.reading === undefined) return told(source, dataset, null);
  const stored = await saveMapping(s, mapping, actor());
  const { version } = stored;
  if (version !== newest?.version)
    await appendAudit(s, { actor: actor(), action: 'read-as', subject: source, detail: { dataset, version } });
  return told(source, dataset, stored);
}

const empty = (source: string, dataset: string): Mapping => ({
  source,
  dataset,
  version: 1,
  columns: [],
  key: { kind: 'content' },
  newestBy: null,
  effectiveBy: null,
  complete: false,
});
