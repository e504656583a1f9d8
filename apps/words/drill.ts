/** What a drill came to and what it found, in both languages. */
import type { DrillCode, Finding } from '../../core/snapshots/drill/findings.js';
import type { SnapshotFault } from '../../core/snapshots/faults.js';
import type { DrillResult } from '../../core/snapshots/ledger.js';
import { fill } from '../../schemas/issues/catalogue.js';
import type { Lang } from '../../schemas/issues/issue.js';
import { inChinese } from './errors-zh.js';
import { faultWords } from './snapshot-faults.js';

type Words = readonly [en: string, zh: string];

export const resultWords: Record<DrillResult, Words> = {
  pass: ['pass', '通过'],
  fail: ['FAIL', '失败'],
  inconclusive: ['inconclusive', '无结论'],
};

export const findingWords: Record<DrillCode, Words> = {
  'rows-differ': ['table {table}: not as many rows as in the archive', '表 {table}：行数与归档库不同'],
  'digest-differs': ['table {table}: its rows differ from the archive', '表 {table}：行的内容与归档库不同'],
  'columns-differ': ['table {table}: other columns than in the archive', '表 {table}：列与归档库不同'],
  'records-differ': ['{dataset}: not as many records as in the archive', '{dataset}：记录数与归档库不同'],
  'sum-differs': ['table {table}: {column} adds up to another sum', '表 {table}：{column} 的合计不同'],
  'audit-head-differs': ['the audit chain ends otherwise', '审计链的末端不同'],
  'derived-differs': ['the derived table {table} differs', '推导表 {table} 不同'],
  'record-differs': [
    '{dataset}: record {record}, drawn by chance, says something else in the archive',
    '{dataset}：随机抽取的记录 {record} 与归档库不同',
  ],
  'original-differs': [
    'the original of {delivery}, read again: {differing} of {rows} {rows|row|rows} {differing|differs|differ}',
    '重新读取 {delivery} 的原件：{rows} 行中有 {differing} 行不同',
  ],
  'rules-gone': [
    'the original of {delivery} was not compared: judged by rules that this program no longer has',
    '{delivery} 的原件未比对：由本程序已没有的旧规则校验',
  ],
  'other-history': [
    'the archive in use does not go on from this snapshot (it was restored as of another time): there is nothing to compare it with',
    '在用归档库并非由此快照延续而来（曾恢复到其他时间），没有可比对的内容',
  ],
  'process-ended': ['the process of the drill ended without an answer ({by})', '演练的进程未答复就结束了（{by}）'],
  unexpected: ['an unexpected error ({error})', '意外错误（{error}）'],
  told: ['{text}', '{text}'],
  more: ['{count} more', '另有 {count} 项'],
};

const has = <T extends object>(words: T, code: string): code is keyof T & string => Object.hasOwn(words, code);

/** A code of a newer program answers itself. */
export function findingText({ code, params }: Finding, lang: Lang): string {
  const pick = ([en, zh]: Words): string => (lang === 'zh' ? zh : en);
  if (has(findingWords, code)) return fill(pick(findingWords[code]), params);
  const { file, said } = params;
  if (has(faultWords, code) && file !== undefined)
    return `${file}${lang === 'zh' ? '：' : ': '}${pick(faultWords[code as SnapshotFault])}`;
  if (said === undefined) return code;
  return lang === 'zh' ? inChinese({ code, message: String(said), hint: '' }).message : String(said);
}
