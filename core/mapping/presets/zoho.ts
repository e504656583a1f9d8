/**
 * Zoho CRM: "Export Data" of a module and the CSV files of a data backup. Headers are the field labels of the modules Accounts,
 * Contacts, Leads, Deals (formerly Potentials), Campaigns, Cases and Sales Orders. Look-ups come twice in an export, as
 * `Account Name` and `Account Name.id`; in a backup as `Account Name.id` alone (zoho-backup.ts puts names beside them).
 * Headers as public programs that read these exports expect them; of Cases and Sales Orders as Zoho's page of standard fields names them.
 */
import { makePreset } from './preset.js';
import { zohoActivities, zohoSystem as system } from './zoho-activities.js';

const accounts = makePreset({
  name: 'zoho-accounts',
  dataset: 'customers',
  must: ['Record Id | Account ID', 'Account Name', 'Account Owner | Account Owner.id'],
  proofs: [['Record Id']],
  never:
    'Contact Owner | Lead Owner | Deal Owner | Quote Owner | Invoice Owner | Sales Order Owner | Deal Name | Contact Name',
  signature: `${system} | Account Owner | Account Owner.id | Parent Account | Parent Account.id | Ticker Symbol | Account Type
    Billing Code | Shipping Code | Ownership | SIC Code | Account Site | Last Activity Time | Annual Revenue | Employees | Rating
    Account Number | Billing Street | Billing Address - City`,
  least: 5,
  fields: {
    external_id: 'Record Id | Account ID',
    name: 'Account Name',
    phone: 'Phone',
    country: 'Billing Country | Billing Address - Country / Region | Shipping Country',
    province: 'Billing State | Billing Address - State / Province | Shipping State',
    city: 'Billing City | Billing Address - City | Shipping City',
    address: 'Billing Street | Billing Address - Street | Shipping Street',
    postcode: 'Billing Code | Billing Address - Zip / Postal Code | Shipping Code',
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
  proofs: [
    ['Record Id', 'Account Name | Account Name.id | Contact Name | Created Time | Modified Time | Mailing City'],
  ],
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
  proofs: [['Record Id', 'Company | Lead Status | Lead Source | Created Time | Modified Time']],
  signature: `${system} | Lead Owner | Lead Owner.id | Lead Status | Lead Source | No. of Employees | Annual Revenue
    Email Opt Out | Skype ID | Secondary Email | Salutation | Converted Account.id | Lead Conversion Time | Is Converted`,
  least: 5,
  fields: {
    external_id: 'Record Id | Lead ID',
    name: 'Lead Name | Full Name',
    company: 'Company',
    email: 'Email | Secondary Email',
    phone: 'Mobile | Phone',
    country: 'Country | Address - Country / Region',
    province: 'State | Address - State / Province',
    city: 'City | Address - City',
    address: 'Street | Address - Street',
    postcode: 'Zip Code | Address - Zip / Postal Code',
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
  proofs: [['Record Id', 'Stage | Closing Date | Amount']],
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

const campaigns = makePreset({
  name: 'zoho-campaigns',
  dataset: 'campaigns',
  must: [
    'Record Id | Campaign ID',
    'Campaign Name',
    'Budgeted Cost | Actual Cost | Campaign Owner | Campaign Owner.id',
  ],
  proofs: [['Record Id', 'Campaign Owner | Campaign Owner.id']],
  signature: `${system} | Campaign Owner | Campaign Owner.id | Budgeted Cost | Actual Cost | Expected Revenue | Expected Response
    Numbers sent | Num sent | Number sent | Parent Campaign | Parent Campaign.id | Campaign Name`,
  least: 5,
  fields: {
    external_id: 'Record Id | Campaign ID',
    name: 'Campaign Name',
    channel: 'Type',
    started_at: 'Start Date',
    ended_at: 'End Date',
    budget: 'Budgeted Cost',
    currency: 'Currency',
    status: 'Status',
    notes: 'Description',
  },
  extra:
    'Actual Cost | Expected Revenue | Expected Response | Numbers sent | Num sent | Campaign Owner | Campaign Owner.id',
});

const cases = makePreset({
  name: 'zoho-cases',
  dataset: 'feedback',
  must: ['Record Id | Case ID', 'Subject', 'Case Number | Case Origin | Case Owner | Case Owner.id'],
  proofs: [['Record Id', 'Case Origin | Case Owner | Case Owner.id']],
  signature: `${system} | Case Owner | Case Owner.id | Case Number | Case Origin | Case Reason | Product Name.id | Reported By
    Account Name.id | Deal Name.id | Related To.id | No of comments | Internal Comments | Add Comment | Solution`,
  least: 5,
  fields: {
    external_id: 'Record Id | Case ID',
    customer_external_id: 'Account Name.id | Account ID',
    received_at: 'Created Time',
    kind: 'Type',
    subject: 'Subject',
    body: 'Description',
    status: 'Status',
    reply: 'Solution',
    owner: 'Case Owner',
  },
  extra: `Case Owner.id | Case Number | Case Origin | Case Reason | Priority | Account Name | Deal Name | Deal Name.id | Related To
    Related To.id | Product Name | Product Name.id | Reported By | Email | Phone | Internal Comments | Add Comment | Modified Time`,
});

const salesOrders = makePreset({
  name: 'zoho-sales-orders',
  dataset: 'orders',
  must: ['Record Id | SalesOrder ID', 'Sales Order Owner | Sales Order Owner.id | SO Number', 'Grand Total'],
  proofs: [['Record Id']],
  signature: `${system} | Sales Order Owner | Sales Order Owner.id | SO Number | Grand Total | Sub Total | Adjustment | Excise Duty
    Sales Commission | Customer No. | Purchase Order | Quote Name.id | Deal Name.id | Account Name.id | Terms and Conditions | Carrier`,
  least: 5,
  fields: {
    external_id: 'Record Id | SalesOrder ID',
    customer_external_id: 'Account Name.id | Account ID',
    ordered_at: 'Created Time',
    product: 'Subject',
    amount: 'Grand Total',
    currency: 'Currency',
    status: 'Status',
    notes: 'Description',
  },
  extra: `Sales Order Owner | Sales Order Owner.id | SO Number | Sub Total | Discount | Tax | Adjustment | Due Date | Account Name
    Deal Name | Deal Name.id | Contact Name | Contact Name.id | Quote Name | Quote Name.id | Customer No. | Purchase Order
    Modified Time | Terms and Conditions`,
});

export const zoho = [accounts, contacts, leads, deals, campaigns, cases, salesOrders, ...zohoActivities];
