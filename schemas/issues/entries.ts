/** Writes catalogue entries briefly. */
import type { IssueDef, IssueLevel } from './issue.js';

/** code, English text, Chinese text, English hint, Chinese hint. */
export type Row = readonly [code: string, en: string, zh: string, hintEn: string, hintZh: string];

export function entries(level: IssueLevel, rows: readonly Row[]): IssueDef[] {
  return rows.map(([code, en, zh, hintEn, hintZh]) => ({ code, level, en, zh, hintEn, hintZh }));
}
