/**
 * Salesforce: Data Export Service and Data Loader (API names: `BillingPostalCode`, in capitals by Data Loader) and report exports
 * (labels: `Billing Zip/Postal Code`). From
 * knowledge of the standard fields of Account, Contact, Opportunity and Lead; not yet held against a real export.
 */
import { foldHeader as fold } from '../../../schemas/header-text.js';
import { makePreset } from './preset.js';

const system = `IsDeleted | MasterRecordId | OwnerId | CreatedById | LastModifiedDate | LastModifiedById | SystemModstamp
  LastViewedDate | LastReferencedDate`;

const systemNames = new Set(
  ['IsDeleted', 'OwnerId', 'CreatedById', 'CreatedDate', 'LastModifiedDate', 'LastModifiedById', 'SystemModstamp'].map(
    fold,
  ),
);

/** Whether a table is an object of a data export, be it one that a dataset takes or User, Profile, EmailMessage …: they all look alike. */
export function isSalesforceObject(headers: readonly string[]): boolean {
  const [first, ...others] = headers.map(fold);
  return first === 'id' && others.filter((name) => systemNames.has(name)).length >= 4;
}

const accounts = makePreset({
  name: 'salesforce-accounts',
  dataset: 'customers',
  must: [
    'Id | Account ID',
    'Name | Account Name',
    'SystemModstamp | Account ID',
    'Billing Street | Billing City | Account Owner',
  ],
  signature: `${system} | ParentId | Billing Street | Billing City | Billing State | Billing State/Province | Billing Postal Code
    Billing Zip/Postal Code | Billing Country | Shipping Street | Annual Revenue | NumberOfEmployees | Account Source | Account Owner
    Account ID | SicDesc | Jigsaw | Last Activity | Account Owner Alias`,
  least: 4,
  fields: {
    external_id: 'Id | Account ID',
    name: 'Name | Account Name',
    phone: 'Phone',
    country: 'Billing Country | Shipping Country',
    province: 'Billing State | Billing State/Province | Shipping State | Shipping State/Province',
    city: 'Billing City | Shipping City',
    address: 'Billing Street | Shipping Street',
    postcode: 'Billing Postal Code | Billing Zip/Postal Code | Shipping Postal Code | Shipping Zip/Postal Code',
    signup_date: 'Created Date',
    last_contact: 'Last Activity Date | Last Activity',
    industry: 'Industry',
    customer_type: 'Type',
    owner: 'Account Owner',
    currency: 'CurrencyIsoCode | Account Currency',
    website: 'Website',
    notes: 'Description | Account Description',
  },
  extra:
    'OwnerId | ParentId | Parent Account | Parent Account ID | Account Number | Rating | AccountSource | Fax | Site',
});

const contacts = makePreset({
  name: 'salesforce-contacts',
  dataset: 'contacts',
  must: [
    'Id | Contact ID',
    'AccountId | Account ID | Account Name',
    'Last Name',
    'ReportsToId | Mailing Street | Mailing City | Contact ID',
  ],
  signature: `${system} | AccountId | Contact ID | ReportsToId | Mailing Street | Mailing City | Mailing State | Mailing State/Province
    Mailing Postal Code | Mailing Zip/Postal Code | Mailing Country | Salutation | Assistant Name | HasOptedOutOfEmail
    EmailBouncedReason | Contact Owner | MobilePhone | Jigsaw`,
  least: 4,
  fields: {
    external_id: 'Id | Contact ID',
    customer_external_id: 'AccountId | Account ID',
    name: 'Name | Full Name',
    title: 'Title',
    department: 'Department',
    email: 'Email',
    phone: 'Phone | Other Phone | Home Phone',
    mobile: 'MobilePhone | Mobile',
    notes: 'Description | Contact Description',
  },
  extra: 'OwnerId | ReportsToId | Account Name | Contact Owner | Assistant Name | AssistantPhone | Fax',
});

const opportunities = makePreset({
  name: 'salesforce-opportunities',
  dataset: 'opportunities',
  must: ['Id | Opportunity ID | Opportunity Name', 'Name | Opportunity Name', 'StageName | Stage', 'Close Date'],
  signature: `${system} | StageName | AccountId | IsClosed | IsWon | Forecast Category | ForecastCategoryName | FiscalQuarter | Fiscal
    Opportunity Name | Opportunity ID | Opportunity Owner | Probability | Probability (%) | Fiscal Period | Age | Next Step | Lead Source`,
  least: 4,
  fields: {
    external_id: 'Id | Opportunity ID',
    customer_external_id: 'AccountId | Account ID',
    name: 'Name | Opportunity Name',
    stage: 'StageName | Stage',
    amount: 'Amount',
    currency: 'CurrencyIsoCode | Amount Currency | Opportunity Currency',
    expected_close: 'Close Date',
    owner: 'Opportunity Owner',
    notes: 'Description',
  },
  extra: 'OwnerId | Account Name | Expected Revenue | Type | Next Step | Lead Source | Created Date | ForecastCategory',
});

const leads = makePreset({
  name: 'salesforce-leads',
  dataset: 'customers',
  must: [
    // Reports need not have the number.
    'Id | Lead ID | Company / Account',
    'Last Name',
    'IsConverted | ConvertedAccountId | Lead ID | Lead Owner',
    'Company | Company / Account',
  ],
  signature: `${system} | IsConverted | ConvertedDate | ConvertedAccountId | ConvertedContactId | ConvertedOpportunityId | Lead Source
    IsUnreadByOwner | Lead ID | Lead Owner | Company / Account | Lead Status | Salutation | NumberOfEmployees | Converted`,
  least: 4,
  fields: {
    external_id: 'Id | Lead ID',
    name: 'Name | Full Name',
    company: 'Company | Company / Account',
    email: 'Email',
    phone: 'MobilePhone | Mobile | Phone',
    country: 'Country',
    province: 'State | State/Province',
    city: 'City',
    address: 'Street',
    postcode: 'PostalCode | Zip/Postal Code',
    signup_date: 'Created Date',
    last_contact: 'Last Activity Date | Last Activity',
    industry: 'Industry',
    status: 'Status | Lead Status',
    owner: 'Lead Owner',
    website: 'Website',
    notes: 'Description',
  },
  extra: `OwnerId | Title | Rating | Lead Source | ConvertedDate | ConvertedAccountId | ConvertedContactId
    ConvertedOpportunityId | Fax`,
});

export const salesforce = [accounts, contacts, opportunities, leads];
