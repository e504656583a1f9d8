import type { RoleConfig } from '../../../schemas/config/types.js';
import type { DatasetDef } from '../../../schemas/datasets/dataset.js';
import type { ContentView } from '../content-view.js';
import { contentViews } from '../content-view.js';
import type { Session } from '../duck.js';
import { excerptOf } from '../log/excerpts.js';
import type { Excerpt } from '../log/excerpts.js';
import { quoteIdent, quoteText } from '../sql-text.js';
import { isLimited, logSight, sightsOf } from './sight.js';
import type { LogSight, Sight } from './sight.js';

/** A dataset and what the role sees of it. */
export interface Shown {
  view: ContentView;
  sight: Sight;
}

/** One publishing: a session inside a transaction, and the catalog name of the file being written. */
export interface Build {
  s: Session;
  into: string;
  /** Of all datasets, also those the role does not see: identifiers are looked up in them. */
  views: ContentView[];
  shown: Shown[];
  log: LogSight;
  /** What the archive was cut down to; null = it is whole. */
  excerpt: Excerpt | null;
  /** The role sees versions of the past. */
  past: boolean;
  /** The file shows the log up to this seq and is brought up to date; null = it is made from nothing. */
  since: number | null;
  /** Datasets with things to be written; null = all. Told once `findChanges` has looked. */
  touched: ReadonlySet<string> | null;
}

export async function startBuild(
  s: Session,
  into: string,
  { datasets, role, since }: { datasets: DatasetDef[]; role: RoleConfig; since: number | null },
): Promise<Build> {
  const views = await contentViews(s, datasets);
  const shown = sightsOf(role, datasets).flatMap((sight) =>
    views.filter(({ dataset }) => dataset === sight.dataset).map((view) => ({ view, sight })),
  );
  // Customers first: rows of the others may be seen only with theirs.
  const rank = ({ view }: Shown): number => Number(view.dataset.name !== 'customers');
  const log = logSight(sightsOf(role, datasets), datasets);
  return {
    s,
    into,
    views,
    shown: shown.toSorted((a, b) => rank(a) - rank(b)),
    log,
    excerpt: await excerptOf(s),
    past: role.history,
    since,
    touched: null,
  };
}

/** The name of a table of the file being written. */
export const target = (build: Build, table: string): string => `${build.into}.main.${quoteIdent(table)}`;

/** Puts the rows of a query into a table, which is made from them when the file is. */
export async function fill(build: Build, table: string, query: string): Promise<void> {
  await build.s.run(`${build.since === null ? `CREATE TABLE ${table} AS` : `INSERT INTO ${table}`} ${query}`);
}

/** Temporary tables of one dataset: things that take more than one content to tell, and their versions. */
export const severalTable = (view: ContentView): string => `temp.main.${quoteIdent(`several_${view.dataset.name}`)}`;
export const versionsTable = (view: ContentView): string => `temp.main.${quoteIdent(`versions_${view.dataset.name}`)}`;

/** (dataset, id, moved): things whose rows may differ from those in the file; see changes.ts. */
export const changedTable = 'temp.main.changed';
/** (dataset, id): these, and the things that are asked for their identifiers. */
export const aroundTable = 'temp.main.around';

/** A query of the ids of a dataset in one of the two tables. */
export const idsIn = (table: string, { dataset }: Pick<ContentView, 'dataset'>): string =>
  `SELECT id FROM ${table} WHERE dataset = ${quoteText(dataset.name)}`;

/** Condition that `column` is the id of a thing to be written; always true when the file is made from nothing. */
export const isChanged = ({ since }: Build, view: ContentView, column: string): string =>
  since === null ? 'true' : `${column} IN (${idsIn(changedTable, view)})`;

/** The heads of a dataset whose things are to be written. */
export const headsOf = (build: Build, view: ContentView): string =>
  `(SELECT * FROM archive.derived.heads WHERE dataset = ${quoteText(view.dataset.name)} AND ${isChanged(build, view, 'golden')})`;

export const isTouched = ({ touched }: Build, { dataset }: ContentView): boolean =>
  touched === null || touched.has(dataset.name);

/** Condition that `column` is the id of a thing of the dataset that the role sees. The things' table must be there. */
export const isSeen = (build: Build, sight: Sight, column: string): string =>
  isLimited(sight) ? `${column} IN (SELECT id FROM ${target(build, sight.dataset.name)})` : 'true';
