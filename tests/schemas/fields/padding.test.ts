/** Padding that SQL takes off: what it then accepts, the law accepts with the same text, the same repairs and no warning. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { channelValues } from '../../../schemas/datasets/values.js';
import { isPadded, paddingRepairs, withoutPadding } from '../../../schemas/fields/padding.js';
import { fieldType, fieldTypeNames } from '../../../schemas/fields/registry.js';
import { contextOf, openEngine } from './engine.js';
import type { Engine } from './engine.js';
import { samples } from './samples.js';

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine();
});
afterAll(() => engine.close());

const ends = fc.array(fc.constantFrom(' ', '\u00a0', '\u200b', '\u3000', '\t', '\n', '\u200d', '-', 'a'), {
  maxLength: 2,
});
const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

const sentAsCanonical = new Set(['text', 'name', 'email', 'identifier', 'integer', 'url']);

async function bareTexts(type: (typeof fieldTypeNames)[number], values: readonly string[]) {
  const short = fieldType(type).acceptSql('t', contextOf(type, { values: channelValues, open: true })) ?? 'NULL';
  return engine.query(`SELECT x, ${isPadded('x')} AS padded, t, ${short} = t AS taken, ${paddingRepairs('x')} AS repairs
    FROM (SELECT x, ${withoutPadding('x')} AS t FROM (SELECT unnest([${values.map(quoted).join(', ')}]) AS x))`);
}

it.each(fieldTypeNames)('%s', async (type) => {
  const context = contextOf(type, { values: channelValues, open: true });
  const value = fc
    .tuple(ends, samples[type], ends)
    .map(([before, text, after]) => [...before, text, ...after].join(''));
  let taken = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(value, { minLength: 300, maxLength: 300 }), async (values) => {
      const usable = values.filter((one) => !one.includes('\0') && !/\p{Surrogate}/u.test(one));
      const accepted = (await bareTexts(type, usable)).filter((row) => row['padded'] === true && row['taken'] === true);
      taken += accepted.length;
      const verdicts = accepted.map(({ x }) => fieldType(type).judge(x as string, null, context));
      const said = accepted.map(({ t, repairs }) => ({
        text: t,
        repairs: JSON.parse(repairs as string),
        warnings: [],
      }));
      expect(verdicts).toEqual(said.map((one) => ({ ok: true, ...one })));
    }),
    { numRuns: 5, endOnFailure: true },
  );
  // Types whose canonical text nobody sends leave all to the law.
  expect(taken > 0 || !sentAsCanonical.has(type)).toBe(true);
});

it('takes off one character at each end, and says which', async () => {
  const rows = await bareTexts('text', [' a', 'a\u00a0', '\u200ba', '\u00a0a\u200b', 'a  ', ' a\tb ', 'a']);
  expect(rows.map(({ t, padded, taken, repairs }) => [t, padded, taken, repairs])).toEqual([
    ['a', true, true, '["trimmed"]'],
    ['a', true, true, '["no-break-space","trimmed"]'],
    ['a', true, true, '["zero-width"]'],
    ['a', true, true, '["zero-width","no-break-space","trimmed"]'],
    ['a ', true, null, '["trimmed"]'],
    ['a\tb', true, true, '["trimmed"]'],
    ['a', false, true, '[]'],
  ]);
});
