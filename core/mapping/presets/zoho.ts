/**
 * Zoho CRM: "Export Data" of a module and the CSV files of a data backup. Headers are the field labels of the modules Accounts,
 * Contacts, Leads and Deals (formerly Potentials); look-ups come twice, as `Account Name` and `Account Name.id`.
 * Headers as public programs that read these exports expect them.
 */
import { makePreset } from './preset.js';

const system =
  'Record Id | Created By.id | Created By | Modified By.id | Modified By | Created Time | Modified Time | Tag';

const accounts = makePreset({
  name: 'zoho-accounts',
  dataset: 'customers',
  must: ['Record Id | Account ID', 'Account Name', 'Account Owner | Account Owner.id'],
  signature: `${system} | Account Owner | Account Owner.id | Parent Account | Parent Account.id | Ticker Symbol | Account Type
    Billing Code | Shipping Code | Ownership | SIC Code | Account Site | Last Activity Time`,
  least: 5,
  fields: {
    external_id: 'Record Id | Account ID',
    name: 'Account Name',
    phone: 'Phone',
    country: 'Billing Country | Shipping Country',
    province: 'Billing State | Shipping State',
    city: 'Billing City | Shipping City',
    address: 'Billing Street | Shipping Street',
    postcode: 'Billing Code | Shipping Code',
    signup_date: 'Created Time',
    last_contact: 'Last Activity Time',
    industry: 'Industry',
    customer_type: 'Account Type',
    owner: 'Account Owner',
    currency: 'Currency',
    website: 'Website',
    tags: 'Tag',
    notes: 'Description',
  },
  extra: 'Account Owner.id | Rating | Account Number | Account Site | Parent Account | Parent Account.id | Fax',
});

const contacts = makePreset({
  name: 'zoho-contacts',
  dataset: 'contacts',
  must: ['Record Id | Contact ID', 'Last Name | Contact Name | Full Name', 'Contact Owner | Contact Owner.id'],
  signature: `${system} | Contact Owner | Contact Owner.id | Account Name.id | Reporting To | Reporting To.id | Mailing Zip
    Mailing Street | Other Zip | Asst Phone | Email Opt Out | Skype ID | Secondary Email | Salutation | Vendor Name.id`,
  least: 5,
  fields: {
    external_id: 'Record Id | Contact ID',
    customer_external_id: 'Account Name.id | Account ID',
    name: 'Contact Name | Full Name',
    title: 'Title',
    department: 'Department',
    email: 'Email | Secondary Email',
    phone: 'Phone | Other Phone | Home Phone',
    mobile: 'Mobile',
    notes: 'Description',
  },
  extra: 'Account Name | Contact Owner | Contact Owner.id | Fax | Asst Phone | Assistant',
});

const leads = makePreset({
  name: 'zoho-leads',
  dataset: 'customers',
  must: ['Record Id | Lead ID', 'Lead Owner | Lead Owner.id', 'Last Name | Lead Name | Full Name'],
  signature: `${system} | Lead Owner | Lead Owner.id | Lead Status | Lead Source | No. of Employees | Annual Revenue
    Email Opt Out | Skype ID | Secondary Email | Salutation | Converted Account.id | Lead Conversion Time`,
  least: 5,
  fields: {
    external_id: 'Record Id | Lead ID',
    name: 'Lead Name | Full Name',
    company: 'Company',
    email: 'Email | Secondary Email',
    phone: 'Mobile | Phone',
    country: 'Country',
    province: 'State',
    city: 'City',
    address: 'Street',
    postcode: 'Zip Code',
    signup_date: 'Created Time',
    last_contact: 'Last Activity Time',
    industry: 'Industry',
    status: 'Lead Status',
    owner: 'Lead Owner',
    website: 'Website',
    tags: 'Tag',
    notes: 'Description',
  },
  extra: 'Lead Owner.id | Title | Designation | Rating | Lead Source | Fax',
});

const deals = makePreset({
  name: 'zoho-deals',
  dataset: 'opportunities',
  must: [
    'Record Id | Deal ID | Potential ID',
    'Deal Name | Potential Name',
    'Deal Owner | Deal Owner.id | Potential Owner | Potential Owner.id',
  ],
  signature: `${system} | Deal Owner | Deal Owner.id | Potential Owner | Closing Date | Account Name.id | Contact Name.id | Stage
    Probability (%) | Next Step | Campaign Source | Campaign Source.id | Expected Revenue | Sales Cycle Duration`,
  least: 5,
  fields: {
    external_id: 'Record Id | Deal ID | Potential ID',
    customer_external_id: 'Account Name.id | Account ID',
    name: 'Deal Name | Potential Name',
    stage: 'Stage',
    amount: 'Amount',
    currency: 'Currency',
    expected_close: 'Closing Date',
    owner: 'Deal Owner | Potential Owner',
    notes: 'Description',
  },
  extra: `Deal Owner.id | Account Name | Contact Name | Contact Name.id | Expected Revenue | Type | Next Step
    Lead Source | Campaign Source | Campaign Source.id`,
});

export const zoho = [accounts, contacts, leads, deals];
