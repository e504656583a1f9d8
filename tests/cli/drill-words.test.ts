/** What a drill found, in words; what earlier programs wrote of theirs is told in both languages, too. */
import { expect, test } from 'vitest';
import { alertText, errorText } from '../../apps/keeper/alerts.js';
import { findingText, findingWords } from '../../apps/words/drill.js';
import { faultWords } from '../../apps/words/snapshot-faults.js';
import { parseDetail } from '../../core/snapshots/drill/detail.js';
import { differences, failureFindings, faultFinding } from '../../core/snapshots/drill/findings.js';
import { DamagedSnapshot } from '../../core/snapshots/faults.js';
import type { SnapshotFault } from '../../core/snapshots/faults.js';
import { storeUnreachable } from '../../core/snapshots/stores/store.js';
import { NamedError } from '../../schemas/errors.js';

const han = /\p{Script=Han}/u;

/** As earlier programs wrote them, with what they say now. */
const earlier: [text: string, code: string, params: object][] = [
  ['rows of skipped', 'rows-differ', { table: 'skipped' }],
  ['digest of content_customers', 'digest-differs', { table: 'content_customers' }],
  ['columns of batches', 'columns-differ', { table: 'batches' }],
  ['records of orders', 'records-differ', { dataset: 'orders' }],
  ['sum of content_orders.f_amount', 'sum-differs', { table: 'content_orders', column: 'f_amount' }],
  ['audit head', 'audit-head-differs', {}],
  ['derived heads', 'derived-differs', { table: 'heads' }],
  ['sampled record 12 of customers', 'record-differs', { record: 12, dataset: 'customers' }],
  ['original of d-1 read again: 3 rows of 70 differ', 'original-differs', { delivery: 'd-1', differing: 3, rows: 70 }],
  ['original of d-1 not compared: judged by rules that this program no longer has', 'rules-gone', { delivery: 'd-1' }],
  ['the process ended without an answer (SIGKILL)', 'process-ended', { by: 'SIGKILL' }],
  [
    'snapshot s cannot be restored: objects/ab damaged',
    'told',
    { text: 'snapshot s cannot be restored: objects/ab damaged' },
  ],
];

test('findings of earlier programs become codes, and are told', () => {
  const texts = earlier.map(([text]) => text);
  for (const stored of [JSON.stringify(texts), JSON.stringify({ findings: texts, facts: null })]) {
    const { findings } = parseDetail(stored);
    expect(findings).toEqual(earlier.map(([, code, params]) => ({ code, params })));
    expect(parseDetail(JSON.stringify({ findings, facts: null })).findings).toEqual(findings);
    for (const one of findings) {
      for (const lang of ['en', 'zh'] as const) expect(findingText(one, lang)).not.toMatch(/[{}]/);
      expect(han.test(findingText(one, 'zh'))).toBe(one.code !== 'told');
    }
  }
  expect(Object.keys(findingWords)).toEqual(
    expect.arrayContaining([...earlier.map(([, code]) => code), 'unexpected', 'more']),
  );
});

test('facts that differ are told by name', () => {
  expect(differences({ 'rows of a': '1', 'audit head': 'x' }, { 'rows of a': '2', 'audit head': 'x' })).toEqual([
    { code: 'rows-differ', params: { table: 'a' } },
  ]);
});

test('damage is told file by file, as a check tells it; of very much the rest as a number', () => {
  const file = (n: number) => ({ file: `objects/ab/${n}`, fault: 'swapped' as const });
  const few = failureFindings(new DamagedSnapshot('x', [file(1), { file: 'objects/cd', fault: 'missing' }]));
  expect(few.map((one) => findingText(one, 'zh'))).toEqual([
    'objects/ab/1：内容是另一个文件的（被调换）',
    'objects/cd：缺失',
  ]);
  expect(few.map((one) => findingText(one, 'en'))[1]).toBe('objects/cd: it is not there');
  const many = failureFindings(
    new DamagedSnapshot(
      'x',
      Array.from({ length: 90 }, (_, n) => file(n)),
    ),
  );
  expect(many).toHaveLength(21);
  expect(findingText(many.at(-1) ?? few[0]!, 'zh')).toBe('另有 70 项');
  for (const fault of Object.keys(faultWords) as SnapshotFault[])
    expect(findingText(faultFinding(fault, 'f'), 'zh')).toMatch(han);
});

test('named failures in the words of their code, others by their code alone, codes of a newer program as they are', () => {
  const [named] = failureFindings(
    new NamedError('restore-differs', 'the restored log is not what the manifest says: audit'),
  );
  expect(named).toEqual({
    code: 'restore-differs',
    params: { said: 'the restored log is not what the manifest says: audit' },
  });
  expect(findingText(named!, 'zh')).toBe('恢复出的日志与清单不一致（audit）');
  expect(findingText(named!, 'en')).toBe('the restored log is not what the manifest says: audit');
  const [strange] = failureFindings(Object.assign(new Error('张三 13800138000'), { code: 'EIO' }));
  expect(findingText(strange!, 'zh')).toBe('意外错误（EIO）');
  expect(findingText({ code: 'of-tomorrow', params: {} }, 'zh')).toBe('of-tomorrow');
});

test('alarms of drills and of failed work speak the language of the workspace', () => {
  const drill = { id: 'd', snapshot: 's', result: 'fail' as const, facts: null, tookMs: 1, at: '' };
  const findings = [{ code: 'damaged', params: { file: 'objects/ab' } }];
  expect(alertText.drill({ ...drill, findings }, 'zh')).toContain('objects/ab：内容损坏');
  const error = storeUnreachable('usb', 'ENODEV', true);
  expect(errorText(error, 'zh')).toMatch(/^存储位置无法使用（usb：ENODEV）。请接通/u);
  expect(errorText(error, 'en')).toBe(`the store usb cannot be used: ENODEV. ${error.hint}`);
});
