/** What a drill found: codes with what they are about (names, ids, counts); the words are the reader's. */
import { NamedError } from '../../../schemas/errors.js';
import type { IssueParams } from '../../../schemas/issues/issue.js';
import type { Facts } from '../facts.js';
import { DamagedSnapshot } from '../faults.js';
import type { SnapshotFault } from '../faults.js';

/** What differs between a restored archive and the one in use, or keeps a drill from a verdict. */
export type DrillCode =
  | 'rows-differ'
  | 'digest-differs'
  | 'columns-differ'
  | 'records-differ'
  | 'sum-differs'
  | 'audit-head-differs'
  | 'derived-differs'
  | 'record-differs'
  | 'original-differs'
  | 'rules-gone'
  /** The archive in use does not go on from this snapshot: it was restored as of an earlier time, or is another one. */
  | 'other-history'
  /** The process ended without an answer: killed, out of memory. */
  | 'process-ended'
  /** An error of unknown make, by its code alone: its text may hold anything. */
  | 'unexpected'
  /** Words of an earlier program. */
  | 'told'
  /** So many are not told one by one. */
  | 'more';

export interface Finding {
  /** `DrillCode`, else a fault of the snapshot, else the code of a named error (whose words are in `said`). */
  code: string;
  params: IssueParams;
}

export const finding = (code: DrillCode, params: IssueParams = {}): Finding => ({ code, params });

export const faultFinding = (fault: SnapshotFault, file: string): Finding => ({ code: fault, params: { file } });

/** The names of facts, as facts.ts gives them, and the texts of original and process that earlier programs wrote. */
const forms: readonly (readonly [said: RegExp, code: DrillCode, names: readonly string[]])[] = [
  [/^rows of (\S+)$/, 'rows-differ', ['table']],
  [/^digest of (\S+)$/, 'digest-differs', ['table']],
  [/^columns of (\S+)$/, 'columns-differ', ['table']],
  [/^records of (\S+)$/, 'records-differ', ['dataset']],
  [/^sum of (\S+)\.(\S+)$/, 'sum-differs', ['table', 'column']],
  [/^audit head$/, 'audit-head-differs', []],
  [/^derived (\S+)$/, 'derived-differs', ['table']],
  [/^sampled record (\d+) of (\S+)$/, 'record-differs', ['record', 'dataset']],
  [/^original of (\S+) read again: (\d+) rows of (\d+) differ$/, 'original-differs', ['delivery', 'differing', 'rows']],
  [/^original of (\S+) not compared: /, 'rules-gone', ['delivery']],
  [/^the process ended without an answer \((\S+)\)$/, 'process-ended', ['by']],
];

const counts: ReadonlySet<string> = new Set(['record', 'differing', 'rows']);

/** A finding by the text of an earlier program, or by the name of the fact that differs. */
export function findingOf(text: string): Finding {
  for (const [said, code, names] of forms) {
    const found = said.exec(text)?.slice(1);
    if (!found) continue;
    const params = names.map((name, i) => [name, counts.has(name) ? Number(found[i]) : (found[i] ?? '')] as const);
    return finding(code, Object.fromEntries(params));
  }
  return finding('told', { text });
}

/** Facts that differ. */
export function differences(expected: Facts, found: Facts): Finding[] {
  const names = [...new Set([...Object.keys(expected), ...Object.keys(found)])].sort();
  return names.filter((name) => expected[name] !== found[name]).map(findingOf);
}

/** A store may have lost more files than anybody reads. */
const mostFiles = 20;

function damageFindings({ faults }: DamagedSnapshot): Finding[] {
  const named = faults.slice(0, mostFiles).map(({ fault, file }) => faultFinding(fault, file));
  const left = faults.length - named.length;
  return left === 0 ? named : [...named, finding('more', { count: left })];
}

/** Why a restore failed: of damage the files. */
export function failureFindings(thrown: unknown): Finding[] {
  if (thrown instanceof DamagedSnapshot) return damageFindings(thrown);
  if (thrown instanceof NamedError) return [{ code: thrown.code, params: { said: thrown.message } }];
  return [finding('unexpected', { error: (thrown as NodeJS.ErrnoException).code ?? '' })];
}
