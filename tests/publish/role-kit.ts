/** Roles of a small log, and everything that is kept of a person in it. */
import { readFile } from 'node:fs/promises';
import { publish } from '../../core/archive/publish/publish.js';
import type { PublishRequest } from '../../core/archive/publish/publish.js';
import { historyFile } from '../../core/archive/publish/state.js';
import { resolveRoles } from '../../schemas/config/resolve-roles.js';
import { configSchema } from '../../schemas/config/settings.js';
import { customers, datasets, orders } from './datasets.js';
import { readBoth } from './reading.js';
import type { SmallLog } from './small-log.js';

export const secret = Buffer.alloc(32, 9);
export const at = '2024-01-01 00:00:00';
export const later = '2024-02-01 00:00:00';

export function rolesOf(roles: unknown) {
  const parsed = configSchema.parse({ roles });
  const found = resolveRoles(parsed.roles, datasets, []);
  return { roles: found, role: (name: string) => found.find((one) => one.name === name) as (typeof found)[0] };
}

export function publishFor(log: SmallLog, settings: unknown, more: Partial<PublishRequest> = {}) {
  const role = rolesOf({ sales: settings }).role('sales');
  return publish(log.duck, { out: log.file('sales'), datasets, role, secret, ...more });
}

export const sales = (log: SmallLog, sql: string) => readBoth(log.file('sales'), sql);

export async function filesHold(log: SmallLog, text: string): Promise<boolean> {
  const files = [log.file('sales'), historyFile(log.file('sales'))];
  const found = await Promise.all(
    files.map(async (file) => (await readFile(file).catch(() => Buffer.alloc(0))).includes(text)),
  );
  return found.includes(true);
}

export const words = ['NAME', 'PHONE', 'SECOND', 'UNMAPPED', 'CELL', 'FILE', 'SHEET'].map(
  (word) => `SENTINEL-${word}-郑`,
);
export const [name, phone, second, unmapped, cell, file, sheet] = words as [
  string,
  string,
  string,
  string,
  string,
  string,
  string,
];
export const extra = JSON.stringify({ 'phone#2': second, 微信备注: unmapped });

/** Everything that is kept of a person, in every place it can stand in. */
export async function deliverAll(log: SmallLog): Promise<void> {
  const first = { external_id: 'A1', name: `${name}-old`, phone, extra };
  await log.deliver({
    source: 'crm',
    dataset: customers,
    at,
    rows: [first],
    rejected: 1,
    cell,
    fileName: `${file}.xlsx`,
    sheet,
  });
  await log.deliver({ source: 'crm', dataset: customers, at: later, rows: [{ ...first, name }], sheet });
  await log.deliver({ source: 'crm', dataset: orders, at, rows: [{ external_id: 'O1', customer_external_id: 'A1' }] });
}

export const shanghai = { rows: { customers: { city: ['上海'] } } };
