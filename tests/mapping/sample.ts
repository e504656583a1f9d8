import type { DatasetDef, FieldDef } from '../../schemas/datasets/dataset.js';
import type { StagedColumn } from '../../schemas/staging.js';
import type { FieldTypeName } from '../../schemas/verdicts.js';
import type { SourceSettings } from '../../core/mapping/input.js';

function field(name: string, type: FieldTypeName, en: string, zh: string, aliases: string[] = []): FieldDef {
  return {
    id: name,
    name,
    type,
    label: { en, zh },
    meaning: { en, zh },
    aliases,
    required: false,
    empty: 'keep',
    role: name === 'external_id' ? 'identifier' : null,
    references: null,
    sensitivity: 'none',
  };
}

/** A dataset with the habits of the built-in ones, fixed here so that these tests do not follow their aliases. */
export const people: DatasetDef = {
  name: 'people',
  label: { en: 'People', zh: '客户' },
  fields: [
    field('external_id', 'identifier', 'Customer number', '客户编号', ['Customer ID', '编号', 'account id']),
    field('name', 'name', 'Name', '客户名称', ['姓名', 'Full Name', '客户姓名']),
    field('company', 'text', 'Company', '公司', ['公司名称', 'Account Name', '单位']),
    field('email', 'email', 'E-mail', '电子邮箱', ['邮箱', 'Email Address', '邮件']),
    field('phone', 'phone', 'Phone', '电话', ['手机', '手机号码', '联系电话', 'Mobile', 'Tel']),
    field('city', 'text', 'City', '城市', ['所在城市']),
    field('birthday', 'date', 'Birthday', '生日', ['出生日期', 'Date of Birth']),
    field('paid', 'money', 'Paid', '回款', ['回款金额', 'Amount', '金额']),
    field('updated_on', 'date', 'Last modified', '更新时间', ['修改时间', 'Last Modified Date']),
    field('notes', 'text', 'Notes', '备注', ['说明', 'Remark', 'Comments']),
  ],
  rules: [
    {
      name: 'someone',
      code: 'incomplete',
      params: {},
      fields: ['name', 'company'],
      holds: (row) => Boolean(row['name'] ?? row['company']),
      holdsSql: (column) => `${column('name')} IS NOT NULL OR ${column('company')} IS NOT NULL`,
    },
  ],
  identity: { identifier: 'external_id', candidates: [['name', 'phone'], ['name', 'email'], ['phone']] },
  customerField: 'external_id',
};

/** Another dataset that shares names with `people`. */
export const tickets: DatasetDef = {
  name: 'tickets',
  label: { en: 'Tickets', zh: '工单' },
  fields: [
    field('external_id', 'identifier', 'Ticket number', '工单号', ['编号', 'Ticket ID']),
    { ...field('subject', 'text', 'Subject', '主题', ['标题']), required: true },
    field('body', 'text', 'Body', '内容', ['描述', 'Description']),
    field('notes', 'text', 'Notes', '备注', []),
  ],
  rules: [],
  identity: { identifier: 'external_id', candidates: [] },
  customerField: null,
};

export const source: SourceSettings = {
  name: 'crm',
  key: null,
  newestBy: null,
  effectiveBy: null,
  complete: false,
};

/** Columns with these headers, every one filled. */
export function columns(headers: readonly string[], empty: readonly string[] = []): StagedColumn[] {
  return headers.map((header, at) => ({
    label: String.fromCharCode(65 + at),
    header,
    kinds: empty.includes(header) ? {} : { t: 10 },
  }));
}
