/** What SQL accepts, the law accepts with the same text; and the law is idempotent. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { channelValues } from '../../../schemas/datasets/values.js';
import { dittoWords, emptyWords } from '../../../schemas/fields/prepare.js';
import { fieldType, fieldTypeNames } from '../../../schemas/fields/registry.js';
import type { ColumnContext, FieldTypeName } from '../../../schemas/verdicts.js';
import { contextOf, openEngine } from './engine.js';
import type { Engine } from './engine.js';
import { editChars, samples } from './samples.js';

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine();
});
afterAll(() => engine.close());

/** A value with one character put in, taken out or replaced. */
const edited = (value: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .tuple(value, fc.nat(), editChars, fc.constantFrom('insert', 'remove', 'replace', 'none'))
    .map(([text, where, char, edit]) => {
      if (edit === 'none') return text;
      const chars = Array.from(text);
      const at = where % (chars.length + 1);
      chars.splice(at, edit === 'insert' ? 0 : 1, ...(edit === 'remove' ? [] : [char]));
      return chars.join('');
    });

const usable = (text: string): boolean => text !== '' && !text.includes('\0') && !/\p{Surrogate}/u.test(text);

const contexts: Record<string, Partial<ColumnContext>[]> = {
  phone: [{}, { region: 'US' }, { region: 'DE' }],
  datetime: [
    {},
    { timeZone: 'America/New_York' },
    { timeZone: 'Australia/Lord_Howe' },
    { timeZone: 'UTC' },
    { timeZone: 'Asia/Beirut' },
  ],
  money: [{}, { decimal: ',' }, { unit: '10000' }, { currency: 'USD' }, { twoReadings: '.,' }, { twoReadings: ',' }],
  decimal: [{}, { decimal: ',' }, { decimal: ',', mixedDecimal: true }, { twoReadings: '.,' }, { twoReadings: '.' }],
  integer: [{}, { decimal: ',' }],
  enum: [{ values: channelValues, open: true }, { values: channelValues }, { open: true }],
  region: [{}, { region: 'US' }],
  cnId: [{}, { region: 'US' }],
};

/** Under the further zones only what holds days and times can come out otherwise. */
const tested: FieldTypeName[] = process.env['TZ'] === 'UTC' ? fieldTypeNames : ['date', 'datetime', 'cnId'];

const cases = tested.flatMap((type) =>
  (contexts[type] ?? [{}]).map((change) => ({
    type,
    change,
    name: `${type} ${JSON.stringify(Object.keys(change).length > 0 && !change.values ? change : Object.keys(change))}`,
  })),
);

function lawOf(type: FieldTypeName, context: ColumnContext, value: string): string | null {
  const verdict = fieldType(type).judge(value, null, context);
  return verdict.ok ? verdict.text : null;
}

describe('SQL says only what the law says', () => {
  it.each(cases)('$name', async ({ type, change }) => {
    const context = contextOf(type, change);
    const batches = fc.array(edited(samples[type]).filter(usable), { minLength: 250, maxLength: 250 });
    let accepted = 0;
    await fc.assert(
      fc.asyncProperty(batches, async (values) => {
        const answers = await engine.accept(context, values);
        const wrong = values.flatMap((value, at) => {
          const answer = answers[at] ?? null;
          if (answer === null) return [];
          accepted += 1;
          const verdict = fieldType(type).judge(value, null, context);
          return verdict.ok && verdict.text === answer && verdict.warnings.length === 0
            ? []
            : [{ value, answer, verdict }];
        });
        expect(wrong).toEqual([]);
      }),
      { numRuns: 16, endOnFailure: true },
    );
    expect(accepted).toBeGreaterThan(50);
  });
});

describe('SQL leaves to the law what is no plain value', () => {
  const odd = [...dittoWords, ...emptyWords, '??', '北京??', 'a ?? b', '`x', '`1', '`'];
  it.each(cases)('$name', async ({ type, change }) => {
    expect(await engine.accept(contextOf(type, change), odd)).toEqual(odd.map(() => null));
  });
});

describe('the law is idempotent', () => {
  const still: Partial<ColumnContext> = { decimal: '.', unit: '1' };
  it.each(cases)('$name', ({ type, change }) => {
    const context = contextOf(type, change);
    const again = { ...context, ...still };
    delete again.mixedDecimal;
    delete again.twoReadings;
    const codec = fieldType(type).codec(again);
    fc.assert(
      fc.property(edited(samples[type]).filter(usable), (value) => {
        const text = lawOf(type, context, value);
        if (text === null || text === '') return;
        expect(codec.safeParse(text)).toMatchObject({ success: true, data: text });
      }),
      { numRuns: 3000, endOnFailure: true },
    );
  });
});
