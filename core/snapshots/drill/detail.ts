/** What a drill found, as `log.drills.detail` keeps it: names, ids and counts only. */
import type { Facts } from '../facts.js';
import { findingOf } from './findings.js';
import type { Finding } from './findings.js';
import type { Reread } from './reread.js';
import type { Sampled } from './sample.js';

export interface DrillFacts {
  records: { dataset: string; records: number }[];
  /** Rows of the restored log. */
  rows: number;
  /** From the first byte read to the archive that can be asked. */
  restoreMs: number;
  /** How many facts of each kind were compared. */
  compared: Record<ComparedKind, number>;
  /** Originals that were drawn and could not be compared, with the reason. Absent: a drill of an earlier program. */
  open?: Reread['open'];
}

export const comparedKinds = [
  'rows',
  'digest',
  'columns',
  'records',
  'sum',
  'audit',
  'derived',
  'sampled',
  'originals',
] as const;
export type ComparedKind = (typeof comparedKinds)[number];

export interface DrillDetail {
  /** What differed, or why it came to no verdict. */
  findings: Finding[];
  /** null: nothing was restored, or a drill of an earlier program. */
  facts: DrillFacts | null;
}

/** Earlier programs wrote findings as English text. */
type Earlier = (Finding | string)[];

export function parseDetail(text: string | null | undefined): DrillDetail {
  const told = JSON.parse(text ?? '[]') as Earlier | { findings: Earlier; facts: DrillDetail['facts'] };
  const { findings, facts } = Array.isArray(told) ? { findings: told, facts: null } : told;
  return { findings: findings.map((one) => (typeof one === 'string' ? findingOf(one) : one)), facts };
}

/** The facts of a restore out of what the process of the drill told. */
export function drillFacts(answer: {
  log: Facts;
  derived: Facts;
  restoreMs: number;
  sampled: readonly Sampled[];
  reread: Reread;
}): DrillFacts {
  const names = [...Object.keys(answer.log), ...Object.keys(answer.derived)];
  const of = (kind: string): number => names.filter((name) => name.startsWith(`${kind} `)).length;
  const others = new Map<ComparedKind, number>([
    ['sampled', answer.sampled.length],
    ['originals', answer.reread.deliveries],
  ]);
  const counts = comparedKinds.map((kind) => [kind, others.get(kind) ?? of(kind)] as const);
  const told = (prefix: string): [string, number][] =>
    Object.entries(answer.log).flatMap(([name, value]) =>
      name.startsWith(prefix) ? [[name.slice(prefix.length), Number(value)]] : [],
    );
  return {
    records: told('records of ').map(([dataset, records]) => ({ dataset, records })),
    rows: told('rows of ').reduce((sum, [, rows]) => sum + rows, 0),
    restoreMs: answer.restoreMs,
    compared: Object.fromEntries(counts) as DrillFacts['compared'],
    open: answer.reread.open,
  };
}
