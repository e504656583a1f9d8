/** Exports of a few columns are known; other objects of the same systems, whose columns are much the same, are asked about. */
import { expect, test } from 'vitest';
import { guessDataset } from '../../core/mapping/dataset.js';
import { findPreset } from '../../core/mapping/presets/find.js';
import { builtinDatasets } from '../../schemas/datasets/builtin.js';
import { list } from '../../schemas/datasets/make.js';
import { columns } from './sample.js';

const told = (headers: string) => guessDataset([{ columns: columns(list(headers)) }], builtinDatasets);

const salesforceSystem = 'IsDeleted | CreatedDate | CreatedById | LastModifiedDate | LastModifiedById | SystemModstamp';
const billing = 'BillingStreet | BillingCity | BillingState | BillingPostalCode | BillingCountry';
const fxiaokeSystem =
  '生命状态 | 锁定状态 | 负责人 | 负责人主属部门 | 归属部门 | 业务类型 | 创建人 | 创建时间 | 最后修改人';
const zohoSystem = 'Created By.id | Created By | Modified By | Created Time | Modified Time | Tag';

test.each([
  [
    'Salesforce: orders',
    `Id | OwnerId | ContractId | AccountId | Status | ${billing} | Name | OrderNumber | ${salesforceSystem}`,
  ],
  [
    'Salesforce: contracts',
    `Id | AccountId | StartDate | ${billing} | OwnerId | Name | ContractNumber | ${salesforceSystem}`,
  ],
  [
    'Salesforce: quotes',
    `Id | OwnerId | Name | OpportunityId | QuoteNumber | ${billing} | AccountId | ${salesforceSystem}`,
  ],
  [
    'Salesforce: users of a portal',
    `Id | Username | LastName | FirstName | Email | MobilePhone | ProfileId | ${salesforceSystem} | AccountId`,
  ],
  [
    'Salesforce: a report of orders',
    'Account Name | Account ID | Order Number | Status | Billing Street | Billing City | Billing State/Province | Account Owner',
  ],
  [
    'Salesforce: a report of cases',
    'Account Name | Account ID | Case Number | Subject | Status | Account Owner | Billing City | Billing Country | Contact Name',
  ],
  ['纷享销客: 合同', `合同编号 | 合同名称 | 客户名称 | 合同金额(元) | 签约日期 | ${fxiaokeSystem}`],
  ['纷享销客: 回款', `回款编号 | 客户名称 | 销售订单编号 | 本次回款总金额 | 回款日期 | ${fxiaokeSystem}`],
  ['纷享销客: 退货单', `退货单编号 | 客户名称 | 销售订单编号 | 退货单金额 | ${fxiaokeSystem}`],
  ['纷享销客: 报价单', `报价单编号 | 客户名称 | 商机名称 | 报价日期 | ${fxiaokeSystem}`],
  ['纷享销客: an object of the tenant', `巡检单 | 客户名称 | 巡检结果 | ${fxiaokeSystem}`],
  [
    'Zoho: an own module',
    `Record Id | Room Owner.id | Room Name | Email | Account Name | Contact Name | ${zohoSystem}`,
  ],
  ['Zoho: products', `Record Id | Product Owner | Product Name | Product Code | Unit Price | ${zohoSystem}`],
  [
    'Pipedrive: leads',
    'Lead - Title | Lead - Owner | Person - Name | Person - Email | Person - Phone | Person - Owner',
  ],
  [
    'Dynamics: cases',
    '(Do Not Modify) Case | (Do Not Modify) Row Checksum | (Do Not Modify) Modified On | Case Title | Customer | Phone | Email | Name',
  ],
  [
    'Dynamics: an own table, in French',
    '(Ne pas modifier) Container | (Ne pas modifier) Somme de contrôle de la ligne | Nom | Client | Téléphone | E-mail',
  ],
  [
    'Amazon: shipments',
    'amazon-order-id | merchant-order-id | shipment-id | purchase-date | buyer-email | buyer-name | sku | product-name | ship-city | ship-country',
  ],
])('%s are asked about', (_, headers) => {
  expect(findPreset(list(headers))).toBeNull();
  expect(told(headers)).toMatchObject({ dataset: null, question: { kind: 'dataset' } });
});

test.each([
  [
    'hubspot-contacts',
    'Record ID | First Name | Last Name | Email | Phone Number | Job Title | Company Name | Contact owner',
  ],
  ['hubspot-contacts', 'Record ID | First Name | Last Name | Email | Phone Number | Associated Company IDs'],
  ['hubspot-companies', 'Record ID | Company name | Domain | Company owner | Industry'],
  ['hubspot-companies', 'Record ID | Company name | Company Domain Name | Country/Region | Description'],
  ['hubspot-deals', 'Record ID | Deal Name | Deal Stage | Deal owner'],
  ['zoho-accounts', 'Record Id | Account Name | Website | Phone | Industry | Account Owner | Created Time'],
  ['zoho-contacts', 'Record Id | Contact Name | Account Name | Email | Phone | Contact Owner'],
  ['zoho-leads', 'Record Id | Lead Name | Company | Email | Phone | Lead Source | Lead Owner'],
  ['zoho-deals', 'Record Id | Deal Name | Amount | Stage | Closing Date | Account Name | Deal Owner'],
  ['zoho-contacts-zh', '记录ID | 联系人所有者 | 姓 | 名 | 客户名称 | 手机'],
  ['fxiaoke-accounts', '客户名称 | 电话 | 详细地址 | 负责人 | 生命状态'],
  ['fxiaoke-contacts', '姓名 | 客户名称 | 手机1 | 邮件 | 生命状态'],
  ['fxiaoke-leads', '姓名 | 公司 | 手机 | 线索来源 | 负责人 | 生命状态'],
  [
    'neocrm-accounts',
    '客户名称 | 客户所有人 | 客户级别 | 电话 | 最新活动记录时间 | 所属公海 | 锁定状态 | 业务类型 | 创建人',
  ],
  [
    'shopify-customers',
    'Customer ID | First Name | Last Name | Email | Accepts Email Marketing | Default Address Company | Phone',
  ],
  ['mailchimp-audience', 'Email Address | First Name | Last Name | MEMBER_RATING | OPTIN_TIME'],
  ['salesforce-accounts-de', 'Accountname | PLZ (Rechnungsanschrift) | Stadt (Rechnungsanschrift) | Telefon'],
  ['salesforce-accounts', 'ID | NAME | BILLINGCITY | PHONE | OWNERID'],
  ['salesforce-accounts', 'Account Owner | Account Name | Billing State/Province | Type | Rating | Last Activity'],
  [
    'salesforce-accounts',
    'Account Name | Annual Revenue | Billing City | Billing Zip/Postal Code | Billing Country | Shipping City | Shipping Country',
  ],
  ['salesforce-contacts', 'ID | ACCOUNTID | ACCOUNT.NAME | FIRSTNAME | LASTNAME | EMAIL | PHONE'],
  [
    'salesforce-contacts',
    `First Name | Last Name | Title | Account Name | Mailing Street | Mailing City | Mailing State/Province | Mailing Zip/Postal Code
    Phone | Mobile | Email | Account Owner`,
  ],
  ['salesforce-contacts', 'Contact ID | First Name | Last Name | Email | Account Name | Account Owner | Billing City'],
  ['salesforce-opportunities', 'Opportunity Name | Account Name | Stage | Amount | Close Date | Opportunity Owner'],
  ['salesforce-opportunities', 'Id | AccountId | Name | StageName | Amount | CloseDate | OwnerId'],
  ['salesforce-leads', 'Id | FirstName | LastName | Company | Email | Phone | Status | LeadSource | OwnerId'],
  [
    'outlook-contacts',
    'Title | First Name | Middle Name | Last Name | Suffix | Company | E-mail Address | E-mail Type | E-mail Display Name',
  ],
  ['google-contacts', 'First Name | Last Name | E-mail 1 - Value | Phone 1 - Value'],
])('%s is known by few columns: %s', (name, headers) => {
  const preset = findPreset(list(headers));
  expect(preset?.name).toBe(name);
  expect(told(headers)).toEqual({ dataset: preset?.dataset, question: null });
});

test('lists that are like an export of contacts, and are customers of others', () => {
  const northwind =
    'ID | Company | Last Name | First Name | E-mail Address | Job Title | Business Phone | Home Phone | Mobile Phone';
  expect(findPreset(list(northwind))).toBeNull();
  expect(findPreset(list('Account ID | Account Name | State | License # | Payment Terms | Credit Limit'))).toBeNull();
  expect(findPreset(list('Record ID | Project Name | Owner | Create Date | Type | Status'))).toBeNull();
});
