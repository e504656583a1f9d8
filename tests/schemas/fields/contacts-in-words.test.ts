/** Numbers and addresses among other words: what is proposed instead, all of them, and nothing that nobody wrote. */
import { expect, test } from 'vitest';
import { email } from '../../../schemas/fields/email.js';
import { phone } from '../../../schemas/fields/phone.js';
import { contextOf } from './engine.js';

/** Value → what goes in; `code: proposal` where it is sent back. */
const phones: Record<string, string> = {
  '13800138000（微信同号）': 'phone-with-words: +8613800138000',
  '张三 13800138000': 'phone-with-words: +8613800138000',
  '张三13800138000、李四13900139000': 'phone-with-words: +8613800138000 / +8613900139000',
  '13800138000 转 12 （前台）': 'phone-with-words: +8613800138000 ext 12',
  '（微信同号）': 'phone-invalid',
  '张三 12345678': 'phone-invalid',
  '座机010-62770000，手机13800138001': '+861062770000 and +8613800138001',
  手机13800138000: '+8613800138000',
  '手机号码：13800138000': '+8613800138000',
};
const emails: Record<string, string> = {
  'a@x.com（工作）': 'email-with-words: a@x.com',
  '张三 a@x.com': 'email-with-words: a@x.com',
  'a@x.com 备用 b@x.com': 'email-with-words: a@x.com; b@x.com',
  'zhang san@x.com': 'email-invalid: zhangsan@x.com',
  'a @x.com': 'email-invalid: a@x.com',
  '没有（微信）': 'email-invalid',
  '邮箱：a@x.com': 'a@x.com',
  'E-mail: a@x.com': 'a@x.com',
};

const types = { phone, email };
type TypeName = keyof typeof types;

const cases = [
  ...Object.entries(phones).map(([value, told]) => ['phone' as TypeName, value, told] as const),
  ...Object.entries(emails).map(([value, told]) => ['email' as TypeName, value, told] as const),
];
const judge = (name: TypeName, value: string) => types[name].judge(value, null, contextOf(name, { region: 'CN' }));

test.each(cases)('%s: %s comes to %s', (type, value, expected) => {
  const verdict = judge(type, value);
  const told = verdict.ok
    ? [verdict.text, ...(verdict.extraValues ?? [])].join(' and ')
    : [verdict.problems[0]?.code, ...(verdict.suggestion === undefined ? [] : [verdict.suggestion])].join(': ');
  expect(told).toBe(expected);
});

const proposals = cases.flatMap(([type, , told]) => {
  const proposal = /^[a-z-]+: (.*)$/.exec(told)?.[1];
  return proposal === undefined ? [] : [[type, proposal] as const];
});

test.each(proposals)('%s: whoever takes the proposal %s has no row to fix again', (type, proposal) => {
  expect(judge(type, proposal)).toMatchObject({ ok: true });
});
