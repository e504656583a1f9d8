/** The lines of a restore into the archive that is in use. */
import { expect, test } from 'vitest';
import { recordTable } from '../../apps/cli/commands/snapshot/records.js';

const line = { source: 'crm', state: 'updated', reason: null } as const;

test('every field that differs stands there with its whole name', () => {
  const records = [
    { ...line, id: 7, fields: ['city', 'credit_limit'] },
    { ...line, id: 12, fields: ['customer_external_id', 'phone', 'extra'] },
  ];
  expect(recordTable({ lang: 'en' }, records)).toBe(
    ' 7  crm  updated  city, credit_limit\n12  crm  updated  customer_external_id, phone, extra',
  );
});
