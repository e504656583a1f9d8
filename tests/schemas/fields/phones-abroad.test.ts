/** Telephone numbers as other countries write them. */
import { expect, test } from 'vitest';
import { fieldType } from '../../../schemas/fields/registry.js';
import { contextOf } from './engine.js';

test.each([
  ['DE', '0171/1234567', '+491711234567'],
  ['DE', '0351 / 4123456', '+493514123456'],
  ['DE', '(030)/901820', '+4930901820'],
  ['DE', '+49 171/1234567', '+491711234567'],
  ['DE', '49 171 1234567', '+491711234567'],
  ['DE', '0171/1234567 / 0172/1234567', '+491711234567 +491721234567'],
  ['DE', '01711234567/01721234567', '+491711234567 +491721234567'],
  ['AT', '0664/1234567', '+436641234567'],
  ['FR', '33 1 42 68 53 00', '+33142685300'],
  ['FR', '01 42 68 53 00/06 12 34 56 78', '+33142685300 +33612345678'],
  ['TW', '電話：02-2345-6789 分機 12', '+886223456789;ext=12'],
  ['US', '1 (212) 555-0142', '+12125550142'],
  ['CN', '010/62345678', '+861062345678'],
  ['CN', '010-62345678/13800138000', '+861062345678 +8613800138000'],
])('in %s: %s', (region, text, expected) => {
  const verdict = fieldType('phone').judge(text, null, contextOf('phone', { region }));
  expect(verdict.ok && [verdict.text, ...(verdict.extraValues ?? [])].join(' ')).toBe(expected);
});
