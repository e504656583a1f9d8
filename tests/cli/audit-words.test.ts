/** What the audit log says to people. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { alertText } from '../../apps/keeper/alerts.js';
import { actionNamed, actionText, actorText, outcomeText } from '../../apps/words/audit.js';

const sources = ['apps', 'core'].flatMap((room) =>
  readdirSync(room, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(room, name), 'utf8')),
);

test('every action that is written has a Chinese word of its own, by which it is found', () => {
  const actions = sources.flatMap((text) =>
    [...text.matchAll(/appendAudit\([^)]*action: '([a-z -]+)'/g)].flatMap(([, action]) => action ?? []),
  );
  expect(actions.length).toBeGreaterThan(12);
  const words = actions.map((action) => actionText(action, 'zh'));
  expect(words.filter((word) => !/^\p{Script=Han}+$/u.test(word))).toEqual([]);
  expect(words.map(actionNamed)).toEqual(actions);
  expect(actions.map((action) => actionText(action, 'en'))).toEqual(actions);
  expect(['keeper', 'person:ann'].map((actor) => actorText(actor, 'zh'))).toEqual(['守护进程', '用户 ann']);
});

test('how it went stands behind it', () => {
  const damaged = [{ path: 'orders/part-0.parquet', fault: 'damaged' as const }];
  expect(outcomeText({ event: 'ran', outcome: 'failed', code: 'x' }, 'zh')).toBe('运行 · 失败');
  expect(outcomeText({ drill: 'd', result: 'pass' }, 'en')).toBe('passed');
  expect(outcomeText({ damaged }, 'zh')).toBe('1 个文件损坏，已重写');
  expect([null, {}, { event: 'toString' }].map((detail) => outcomeText(detail, 'en'))).toEqual(['', '', '']);
  expect(alertText.exported(damaged, 'en')).toContain('1 file of the export was lost or damaged');
  expect(alertText.exported(damaged, 'zh')).toContain('orders/part-0.parquet：内容与写入时不同');
});
