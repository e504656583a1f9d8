/** Fields that several built-in datasets have in common. */
import { list } from './make.js';
import type { FieldInput, Text } from './make.js';
import { currencyValues } from './values.js';

export const bilingual = (en: string, zh: string): Text => ({ en, zh });

/** The source's own number of the thing. */
export const ownId = (en: string, zh: string, aliases: string[]): FieldInput => ({
  type: 'identifier',
  label: bilingual(en, zh),
  meaning: bilingual('The number or code the source itself gives; the key', '来源系统自己的编号；作为键'),
  aliases: [
    ...list(`
    id | 编号 | 编码 | external id | external_id | record id | record_id | 记录id | 记录 id | 唯一标识
    主键 | unique id | code | 代码 | 外部编号 | 外部id
  `),
    ...aliases,
  ],
  identifier: true,
});

export const customerRef = (): FieldInput => ({
  type: 'identifier',
  label: bilingual('Customer ID', '客户编号'),
  meaning: bilingual("The customer's number in customers", '该记录所属客户在客户表中的编号'),
  aliases: list(`
    customer_external_id | customer external id | customer no | customer number | customer code
    cust id | cust no | account id | account.id | account number | accountid | company id | client id
    associated company id | parent account id | related to id | associated contact id
    associated contact | buyer id | member id | user id | 客户id | 客户编码 | 客户号 | 客户代码
    客户唯一标识 | 关联客户编号 | 关联客户id | 所属客户编号 | 所属客户id | 会员编号 | 会员id | 会员号
    买家id
  `),
  references: { dataset: 'customers', field: 'external_id' },
});

export const currency = (): FieldInput => ({
  type: 'enum',
  label: bilingual('Currency', '币种'),
  meaning: bilingual('ISO 4217 code', '货币代码（ISO 4217）'),
  aliases: list(`
    currency code | currency_iso_code | currencyisocode | ccy | curr | 货币 | 币别 | 货币类型 | 结算币种
    货币代码 | 币种代码 | 交易币种
  `),
  values: currencyValues,
});

export const notes = (): FieldInput => ({
  type: 'text',
  label: bilingual('Notes', '备注'),
  meaning: bilingual('Free remarks', '自由填写的说明'),
  aliases: list(`
    note | remark | remarks | comment | comments | description | memo | 备注说明 | 备注信息 | 说明
    附注 | 描述 | 其他说明 | 补充说明 | 注
  `),
});

export const owner = (): FieldInput => ({
  type: 'name',
  label: bilingual('Owner', '负责人'),
  meaning: bilingual('The colleague who looks after it', '负责跟进的同事'),
  aliases: list(`
    owner name | account owner | contact owner | record owner | assigned to | assignee | sales rep
    sales representative | salesperson | sales | account manager | responsible | hubspot owner
    company owner | opportunity owner | deal owner | lead owner | agent | rep | 业务员 | 销售 | 销售员
    销售人员 | 客户经理 | 跟进人 | 归属人 | 所属销售 | 所有人 | 客户所有人 | 所有者 | 客户负责人
    经办人 | 业务经理 | 责任人 | 销售负责人 | 业务负责人
  `),
});

/** A state in the sender's own words: every company has its own list. */
export const status = (zh: string, aliases: string[]): FieldInput => ({
  type: 'enum',
  open: true,
  label: bilingual('Status', zh),
  meaning: bilingual("State in the sender's own words", '状态，按来源自己的说法'),
  aliases: [...list('state of record | 当前状态 | 状态'), ...aliases],
});
