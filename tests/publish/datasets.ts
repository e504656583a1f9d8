import type { DatasetDef, FieldDef } from '../../schemas/datasets/dataset.js';

export function field(name: string, type: FieldDef['type'], more: Partial<FieldDef> = {}): FieldDef {
  const text = { en: name, zh: `${name}（中）` };
  return {
    id: name,
    name,
    type,
    label: text,
    meaning: text,
    aliases: [],
    required: false,
    empty: 'keep',
    role: null,
    references: null,
    sensitivity: 'none',
    ...more,
  };
}

const toCustomer = { role: 'reference', references: { dataset: 'customers', field: 'external_id' } } as const;

/** Two small datasets: customers, and orders that refer to them. */
export const customers: DatasetDef = {
  name: 'customers',
  label: { en: 'Customers', zh: '客户' },
  fields: [
    field('external_id', 'identifier', { role: 'identifier' }),
    field('name', 'name', { sensitivity: 'contact' }),
    field('phone', 'phone', { sensitivity: 'contact' }),
    field('city', 'text', { empty: 'clear' }),
    field('birthday', 'date'),
    field('credit_limit', 'money'),
    field('status', 'enum', { values: { active: ['active', '有效'], closed: ['closed'] } }),
  ],
  rules: [],
  identity: { identifier: 'external_id', candidates: [] },
  customerField: 'external_id',
};

export const orders: DatasetDef = {
  name: 'orders',
  label: { en: 'Orders', zh: '订单' },
  fields: [
    field('external_id', 'identifier', { role: 'identifier' }),
    field('customer_external_id', 'identifier', toCustomer),
    field('quantity', 'integer'),
  ],
  rules: [],
  identity: { identifier: 'external_id', candidates: [] },
  customerField: 'customer_external_id',
};

export const datasets = [customers, orders];
