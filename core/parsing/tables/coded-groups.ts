/** Rows of a code and a name that a person calls headings: the names are told of the rows below, level by level. */
import type { HeadingKind } from '../../../schemas/decisions.js';
import type { StagedTable } from '../../../schemas/staging.js';
import type { CodedParent } from './coded-parents.js';
import type { GroupColumn, SaidHeadings } from './group-kinds.js';
import { headingAbove } from './heading-above.js';
import { noGroups } from './group-rows.js';
import type { Groups } from './group-rows.js';

/** Deeper ones are of the last level. */
const mostLevels = 6;

export interface CodedRows {
  /** The code below each goes on from its own. */
  found: readonly CodedParent[];
  /** Those of which it does not. */
  bare: readonly CodedParent[];
}

/** With the groups of such rows, where the person said so of one of them or of their kind. */
export function withCoded(
  groups: Groups | null,
  rows: CodedRows,
  said: SaidHeadings,
  table: StagedTable,
): Groups | null {
  const parents = parentsSaid(rows, said);
  if (parents.length === 0) return groups;
  const before = groups ?? { ...noGroups(table), said: [] };
  const from = before.columns.length;
  const levels = levelsOf(parents);
  const names = new Map(before.names);
  parents.forEach(({ number, text, code }, at) =>
    names.set(number, [{ level: from + (levels[at] ?? 0), text, ...(/^\d/.test(code) && { code }) }]),
  );
  const columns = columnsFor(Math.max(...levels) + 1, parents);
  const [first] = table.columns;
  const codes = rows.bare.filter((one) => parents.includes(one)).map(({ code }) => code);
  const kind: HeadingKind = {
    column: { header: first?.header ?? '', label: first?.label ?? '' },
    label: null,
    isTitle: false,
    isCoded: true,
    ...(codes.length > 0 && { codes }),
  };
  return {
    ...before,
    columns: [...before.columns, ...columns],
    names,
    first: [...before.first, ...columns.map(() => null)],
    said: [...(before.said ?? []), kind],
  };
}

/** All whose code goes on, and those that were named one by one. */
function parentsSaid({ found, bare }: CodedRows, said: SaidHeadings): readonly CodedParent[] {
  const named = bare.filter(isNamed(said));
  const areSaid =
    'kinds' in said
      ? said.kinds.some(({ isCoded }) => isCoded === true)
      : named.length > 0 || found.some(isNamed(said));
  return areSaid ? [...found, ...named].toSorted((a, b) => a.number - b.number) : [];
}

function isNamed(said: SaidHeadings): (row: CodedParent) => boolean {
  if ('rows' in said) return ({ number }) => said.rows.includes(number);
  const codes = new Set(said.kinds.flatMap((kind) => kind.codes ?? []));
  return ({ code }) => codes.has(code);
}

/** How deep each stands: below those whose code its own goes on from. */
function levelsOf(parents: readonly CodedParent[]): number[] {
  const above: string[] = [];
  return parents.map(({ code }) => {
    while (above.length > 0 && !goesOn(code, above.at(-1) ?? '')) above.pop();
    return Math.min(above.push(code), mostLevels) - 1;
  });
}

const goesOn = (code: string, from: string): boolean => code !== from && /^\d/.test(from) && code.startsWith(from);

function columnsFor(count: number, parents: readonly CodedParent[]): GroupColumn[] {
  const header = headingAbove(parents.map(({ text }) => text));
  return Array.from({ length: count }, (_, at) => ({
    col: null,
    header: count === 1 ? header : `${header} ${at + 1}`,
  }));
}
