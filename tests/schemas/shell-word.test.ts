import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { shellWord } from '../../schemas/shell-word.js';

test.each(['/srv/customers', '我的客户', '../a-b_1.csv'])('%s is shown as it is', (path) => {
  expect(shellWord(path)).toBe(path);
});

test.each(['我的 客户', "Ann's", '$HOME `x` "y"', 'a;b&c|d', '', '客户（1）', 'a\\b', '~x!'])(
  'a shell takes %j as one word',
  (path) => {
    expect(execFileSync('sh', ['-c', `printf %s ${shellWord(path)}`], { encoding: 'utf8' })).toBe(path);
  },
);
