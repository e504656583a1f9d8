import { expect, test } from 'vitest';
import type { Lang } from '../../apps/cli/context.js';
import { deliveriesExit, tellDelivery } from '../../apps/cli/deliveries.js';
import type { DeliveryAnswer } from '../../apps/keeper/answers.js';
import { noCounts } from '../../schemas/outcomes.js';

const sent: DeliveryAnswer = {
  ...noCounts,
  rows: 4,
  accepted: 1,
  new: 1,
  rejected: 2,
  skipped: 1,
  delivery: 'd1',
  batch: '12',
  status: 'committed',
  receipt: '/ws/outbox/list_receipt_new1_tofix2.xlsx',
  file: 'list.csv',
  reason: null,
  parent: null,
  members: [],
  leftOut: [],
  sameAs: null,
  ms: 800,
};

function told(changes: Partial<DeliveryAnswer>, lang: Lang = 'en', json = false): string[] {
  const lines: string[] = [];
  tellDelivery({ json, lang, out: (text) => void lines.push(text) }, { ...sent, ...changes });
  return lines;
}

test('what came while a keeper serves is told with its next step, whoever serves', () => {
  expect(told({})[0]).toMatch(/^✓ list\.csv +4 rows +1 new +2 to fix +1 skipped +0\.8 s$/);
  expect(told({})[1]).toMatch(/^ {2}To fix: .*list_receipt_new1_tofix2\.xlsx — correct the coloured cells/);
  expect(told({}, 'zh')[1]).toMatch(/^ {2}退回：.*改正着色的单元格/u);
  expect(told({ rejected: 0 })).toHaveLength(1);
});

test('what a complete list no longer has is told behind its rows', () => {
  expect(told({ gone: 3 })[0]).toMatch(/ 0\.8 s +3 records gone at the source$/);
  expect(told({ gone: 3, overruled: 1 })[0]).toMatch(/ 1 row older than what is known, 3 records gone at the source$/);
  expect(told({ gone: 1 }, 'zh')[0]).toMatch(/ 来源已无 1 条$/u);
});

test('with --json it is one object', () => {
  expect(told({}, 'en', true).map((line) => JSON.parse(line) as unknown)).toEqual([sent]);
});

test('one that was timed by nobody tells no time; answers that leave something open are a question', () => {
  expect(told({ ms: 0 })[0]).toMatch(/1 skipped *$/);
  const open = {
    batch: null,
    ...noCounts,
    reason: { code: 'answers-open', message: 'More is asked.', hint: 'Open it.' },
  };
  expect(told(open)).toEqual(['? list.csv  More is asked. Open it.']);
  expect(deliveriesExit([{ ...sent, ...open }])).toBe(3);
  expect(deliveriesExit([{ ...sent, ...open, reason: { ...open.reason, code: 'answers-taken' } }])).toBe(0);
});
