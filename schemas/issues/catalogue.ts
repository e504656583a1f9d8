/** The issue catalogue: every code the product may show of data, in both languages. */
import { cellOf } from '../cell-place.js';
import { packedCodes } from '../codes-packed.js';
import { parsingCodes } from '../codes-parsing.js';
import { xlsxCodes } from '../codes-xlsx.js';
import { cellWarnings, repairs } from './cell-notes.js';
import { cellIssues } from './cells.js';
import type { IssueDef, IssueLevel, IssueParams, Lang } from './issue.js';
import { deliveryIssues, derivedIssues, rowIssues } from './rows.js';
import { stepIssues } from './steps.js';
import { totalsIssues } from './totals.js';

const groups: readonly (readonly IssueDef[])[] = [
  parsingCodes,
  xlsxCodes,
  packedCodes,
  deliveryIssues,
  stepIssues,
  rowIssues,
  totalsIssues,
  cellIssues,
  cellWarnings,
  repairs,
  derivedIssues,
];
const catalogue = new Map<string, IssueDef>(groups.flat().map((entry) => [entry.code, entry]));

/** All entries as written, in the order of their groups. */
export function allIssues(): IssueDef[] {
  return groups.flat();
}

/** The entry of a code; undefined for a code of a newer version. */
export function issueDef(code: string): IssueDef | undefined {
  return catalogue.get(code);
}

export function issueLevel(code: string): IssueLevel {
  return catalogue.get(code)?.level ?? 'error';
}

/** What happened, for a person. An unknown code answers itself. */
export function message(code: string, params: IssueParams, lang: Lang): string {
  const entry = catalogue.get(code);
  return entry ? fill(lang === 'zh' ? entry.zh : entry.en, params) : code;
}

/** What to do next; '' for an unknown code. */
export function hint(code: string, params: IssueParams, lang: Lang): string {
  const entry = catalogue.get(code);
  return entry ? fill(lang === 'zh' ? entry.hintZh : entry.hintEn, params) : '';
}

/** The params of an issue with its place, which a text may name. */
export function placedParams(issue: {
  row?: number | null;
  column?: string | null;
  params?: IssueParams;
}): IssueParams {
  const { row, column, params } = cellOf(issue);
  return { ...(row != null && { row }), ...(column != null && { column }), ...params };
}

/** Stands for a param that is not there, as in what an older program left: no reader ever sees a placeholder. */
const unknown = '…';

/** `{name}` stands for the param of that name, `{name|row is|rows are}` for the first words where it is 1, else for the others. */
export function fill(template: string, params: IssueParams): string {
  return template.replace(
    /\{(\w+)(?:\|([^{}|]*)\|([^{}|]*))?\}/g,
    (_, name: string, one: string | undefined, many: string | undefined) =>
      one === undefined ? String(params[name] ?? unknown) : String((String(params[name]) === '1' ? one : many) ?? ''),
  );
}
