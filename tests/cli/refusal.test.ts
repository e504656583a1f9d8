import { describe, expect, test } from 'vitest';
import { refusalError } from '../../apps/cli/refusal.js';

const encodings = ['windows-1252', 'gb18030'].map((label) => ({ label, sample: '1,Müller' }));
const refused = { ok: false, code: 'encoding-unknown' } as const;

describe('a text whose encoding cannot be told', () => {
  test.each(['en', 'zh'] as const)('names those in which it reads, without its cells (%s)', (lang) => {
    const { hint } = refusalError({ ...refused, encodings }, 'a.csv', lang);
    expect(hint).toMatch(/windows-1252[,、] ?gb18030.*--encoding windows-1252/);
    expect(hint).not.toContain('Müller');
    expect(refusalError(refused, 'a.csv', lang).hint).not.toContain('--encoding');
  });
});
