/**
 * Salesforce: Data Export Service and Data Loader (API names: `BillingPostalCode`, in capitals by Data Loader) and report exports
 * (labels: `Billing Zip/Postal Code`). From
 * knowledge of the standard fields of Account, Contact, Opportunity and Lead; not yet held against a real export.
 */
import { foldHeader as fold } from '../../../schemas/header-text.js';
import { makePreset } from './preset.js';

const system = `IsDeleted | MasterRecordId | OwnerId | CreatedById | LastModifiedDate | LastModifiedById | SystemModstamp
  LastViewedDate | LastReferencedDate`;

/** Of cases, orders, quotes, users …, and of Zoho, whose labels are much the same. */
const others = 'CaseNumber | OrderNumber | ContractNumber | QuoteNumber | Username | ProfileId | Record Id';

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
    // Reports need not have the number.
    'Id | Account ID | Account Name',
    'Name | Account Name',
    'SystemModstamp | Account ID | OwnerId | LastModifiedById | Account Owner | Billing Zip/Postal Code',
    `Billing Street | Billing City | Billing State | Billing Postal Code | Billing Country | Billing State/Province | Account Owner
      Shipping Street`,
  ],
  proofs: [
    [
      'Id',
      'Name',
      'OwnerId | SystemModstamp | LastModifiedById',
      'Billing Street | Billing City | Billing State | Billing Postal Code | Billing Country',
    ],
    ['Account Name', 'Account Owner', 'Billing State/Province | Billing Zip/Postal Code | Last Activity'],
  ],
  never: `${others} | Order Number | Contract Number | Quote Number | OpportunityId | Opportunity Name | ContractId | Contact ID | Contact Name
    Contact Owner | Mailing Street | Mailing City | Asset Name | Serial Number | CampaignId | StageName | Subject`,
  signature: `${system} | ParentId | Billing Street | Billing City | Billing State | Billing State/Province | Billing Postal Code
    Billing Zip/Postal Code | Billing Country | Shipping Street | Annual Revenue | NumberOfEmployees | Account Source | Account Owner
    Account ID | SicDesc | Jigsaw | Last Activity | Account Owner Alias | Shipping Zip/Postal Code | Shipping State/Province | Account Phone
    SIC Description | Parent Account ID | Master Record ID`,
  least: 4,
  fields: {
    external_id: 'Id | Account ID',
    name: 'Name | Account Name',
    phone: 'Phone | Account Phone | PersonMobilePhone',
    // Of an account that is a person.
    email: 'PersonEmail | Person Account: Email',
    birthday: 'PersonBirthdate',
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
    'OwnerId | ParentId | Parent Account | Parent Account ID | Master Record ID | SIC Description | Account Number | Rating | AccountSource | Fax | Site',
});

const contacts = makePreset({
  name: 'salesforce-contacts',
  dataset: 'contacts',
  must: [
    // Reports need not have the number.
    'Id | Contact ID | Account Name',
    'AccountId | Account ID | Account Name',
    'Last Name',
    `ReportsToId | Mailing Street | Mailing City | Mailing State/Province | Mailing Zip/Postal Code | Mailing Country | Contact ID
      Contact Owner | OwnerId | Account.Name`,
  ],
  proofs: [
    ['Contact ID', 'Account Name | Account ID', 'Email | Phone | Mobile | Title'],
    [
      'Id',
      'AccountId',
      'Email | Phone | MobilePhone | Title',
      'OwnerId | Account.Name | Mailing City | Mailing Street | LeadSource | Salutation',
    ],
    [
      'Account Name',
      'Mailing State/Province | Mailing Zip/Postal Code',
      'Account Owner | Contact Owner | Mailing Street',
    ],
  ],
  never: `${others} | Opportunity Name | StageName`,
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
  extra:
    'OwnerId | ReportsToId | Account Name | Account.Name | Account Owner | Contact Owner | Assistant Name | AssistantPhone | Fax',
});

const opportunities = makePreset({
  name: 'salesforce-opportunities',
  dataset: 'opportunities',
  must: ['Id | Opportunity ID | Opportunity Name', 'Name | Opportunity Name', 'StageName | Stage', 'Close Date'],
  proofs: [
    ['Id', 'StageName', 'AccountId | OwnerId'],
    ['Opportunity Name', 'Opportunity Owner | Fiscal Period | Probability (%) | Opportunity ID'],
  ],
  never: others,
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
    'Last Name | First Name | Name | Full Name',
    'IsConverted | ConvertedAccountId | Lead ID | Lead Owner | OwnerId',
    'Company | Company / Account',
  ],
  proofs: [
    ['Id', 'OwnerId', 'Email | Phone | Status | LeadSource'],
    ['Lead Owner', 'Company / Account'],
  ],
  never: `${others} | AccountId | StageName | CampaignId`,
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
