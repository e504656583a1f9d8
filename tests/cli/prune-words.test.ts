/** What a prune says of chains that never end. */
import { expect, test } from 'vitest';
import { heldBack } from '../../apps/cli/commands/snapshot/prune.js';

const kept = (...reasons: ('newest' | 'last' | 'parent')[][]) =>
  reasons.map((of, i) => ({ id: `snapshot-${i}`, reasons: of }));

test('where most stay for those that build on them, a full one is advised', () => {
  const long = kept(['newest', 'last'], ['parent'], ['parent']);
  expect(heldBack({ lang: 'en' }, long)).toMatch(/^2 stay only .*snapshot take --kind full$/);
  expect(heldBack({ lang: 'zh' }, long)).toMatch(/^2 个快照只因.*snapshot take --kind full$/u);
  expect(heldBack({ lang: 'en' }, kept(['newest'], ['last', 'parent'], ['parent']))).toBeNull();
  expect(heldBack({ lang: 'en' }, [])).toBeNull();
});
