/**
 * HubSpot: "Export" of the indexes Contacts, Companies and Deals, with the labels of the default properties.
 * Headers as public programs that read these exports expect them.
 */
import { makePreset } from './preset.js';

const contacts = makePreset({
  name: 'hubspot-contacts',
  dataset: 'contacts',
  must: [
    'Record ID | Contact ID | Record ID - Contact',
    'Last Name | First Name | Email',
    `Contact owner | Lifecycle Stage | Marketing contact status | Primary Associated Company ID | Associated Company IDs
      Associated Company IDs (Primary)`,
  ],
  proofs: [
    // Zoho, too, has a Contact Owner beside its Record Id.
    [
      'Contact owner',
      `Phone Number | Lifecycle Stage | Lead Status | Create Date | Job Title | Company Name | Associated Company | Primary Company
        Mobile Phone Number | Last Activity Date`,
    ],
    [
      'Primary Associated Company ID | Associated Company IDs | Associated Company IDs (Primary)',
      'First Name | Last Name',
    ],
    ['Lifecycle Stage', 'First Name | Last Name', 'Email'],
  ],
  never: 'Ticket name | Ticket ID | Deal Name | Call Title | Account Name.id',
  signature: `Contact owner | Lifecycle Stage | Marketing contact status | Lead Status | Create Date | Last Activity Date
    Primary Associated Company ID | Associated Company | Associated Company IDs | Original Source | Number of Form Submissions
    First Conversion | Record ID | Record ID - Contact | Associated Deal IDs | Associated Company IDs (Primary)
    Associated Company (Primary)`,
  least: 4,
  fields: {
    external_id: 'Record ID | Contact ID | Record ID - Contact',
    customer_external_id: 'Primary Associated Company ID | Associated Company IDs (Primary) | Associated Company IDs',
    name: 'Full Name',
    title: 'Job Title',
    department: 'Department',
    email: 'Email | Work email',
    phone: 'Phone Number',
    mobile: 'Mobile Phone Number',
    notes: 'Message',
  },
  extra: `Contact owner | Associated Company | Company Name | Lead Status | Lifecycle Stage | Associated Company IDs
    Associated Contact IDs | Associated Deal IDs | Create Date`,
});

const companies = makePreset({
  name: 'hubspot-companies',
  dataset: 'customers',
  must: ['Record ID | Company ID | Record ID - Company', 'Company name', 'Company owner | Company Domain Name'],
  proofs: [['Company owner | Company Domain Name']],
  never: 'Contact owner | Deal Name | Ticket name',
  signature: `Company owner | Company Domain Name | Website URL | Create Date | Last Activity Date | Country/Region | State/Region
    Number of Employees | Annual Revenue | Lifecycle Stage | Lead Status | Time Zone | Year Founded | Associated Contact IDs
    Number of Associated Contacts | Record ID | Record ID - Company | Type`,
  least: 4,
  fields: {
    external_id: 'Record ID | Company ID | Record ID - Company',
    company: 'Company name',
    phone: 'Phone Number',
    country: 'Country/Region',
    province: 'State/Region',
    city: 'City',
    address: 'Street Address',
    postcode: 'Postal Code',
    signup_date: 'Create Date',
    last_contact: 'Last Contacted | Last Activity Date',
    industry: 'Industry',
    customer_type: 'Type | Lifecycle Stage',
    status: 'Lead Status',
    owner: 'Company owner',
    website: 'Website URL | Company Domain Name',
    notes: 'Description',
  },
  extra: 'Street Address 2 | Parent Company | Associated Contact IDs | Associated Deal IDs | About Us',
});

const deals = makePreset({
  name: 'hubspot-deals',
  dataset: 'opportunities',
  must: ['Record ID | Deal ID | Record ID - Deal', 'Deal Name', 'Deal Stage'],
  proofs: [['Deal owner | Pipeline | Close Date | Deal Type | Associated Company IDs']],
  signature: `Deal Stage | Deal owner | Pipeline | Close Date | Create Date | Deal Type | Amount in company currency
    Associated Company IDs | Associated Contact IDs | Associated Company | Deal probability | Record ID | Last Activity Date
    Forecast amount | Is Closed Won | Record ID - Deal | Associated Company IDs (Primary) | Associated Company (Primary)`,
  least: 4,
  fields: {
    external_id: 'Record ID | Deal ID | Record ID - Deal',
    customer_external_id: 'Associated Company IDs (Primary) | Primary Associated Company ID | Associated Company IDs',
    name: 'Deal Name',
    stage: 'Deal Stage',
    amount: 'Amount',
    currency: 'Currency',
    expected_close: 'Close Date',
    owner: 'Deal owner',
    notes: 'Deal Description',
  },
  extra: `Pipeline | Create Date | Amount in company currency | Forecast amount | Associated Company | Associated Contact
    Associated Contact IDs | Deal Type`,
});

export const hubspot = [contacts, companies, deals];
