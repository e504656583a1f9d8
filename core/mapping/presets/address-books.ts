/**
 * Contacts of Outlook and Google as CSV. They have no number of their own, and several columns for each kind of phone and address.
 * Headers as public programs that read these exports expect them: Google's CSV of today (`Phone 1 - Value`, `Organization Name`) and
 * the older one (`Given Name`, `Organization 1 - Name`).
 */
import { makePreset } from './preset.js';

const outlook = makePreset({
  name: 'outlook-contacts',
  dataset: 'contacts',
  must: ['Last Name | First Name', 'E-mail Address', 'Business Phone | Mobile Phone | Business Street'],
  signature: `E-mail Address | E-mail 2 Address | Business Phone | Business Street | Business Postal Code | Home Street | Other Street
    Assistant's Phone | Company Main Phone | Job Title | Categories | Mileage | Radio Phone | TTY/TDD Phone | Primary Phone | Suffix`,
  least: 6,
  fields: {
    title: 'Job Title',
    department: 'Department',
    email: 'E-mail Address | E-mail 2 Address | E-mail 3 Address',
    phone: 'Business Phone | Primary Phone | Company Main Phone | Business Phone 2 | Home Phone | Other Phone',
    mobile: 'Mobile Phone',
    notes: 'Notes',
  },
  extra: 'Title | Account | E-mail Display Name | E-mail Type',
});

const google = makePreset({
  name: 'google-contacts',
  dataset: 'contacts',
  must: ['First Name | Given Name | Name', 'E-mail 1 - Value | Phone 1 - Value'],
  signature: `E-mail 1 - Value | Phone 1 - Value | E-mail 1 - Label | Phone 1 - Label | E-mail 1 - Type | Phone 1 - Type
    Organization Name | Organization Title | Organization 1 - Name | Organization 1 - Title | Phonetic First Name | Given Name Yomi
    File As | Labels | Group Membership | Name Prefix | Name Suffix | Photo`,
  least: 5,
  fields: {
    name: 'Name',
    title: 'Organization Title | Organization 1 - Title',
    department: 'Organization Department | Organization 1 - Department',
    email: 'E-mail 1 - Value | E-mail 2 - Value',
    phone: 'Phone 1 - Value | Phone 2 - Value',
    notes: 'Notes',
  },
  extra: 'Nickname | File As',
});

export const addressBooks = [outlook, google];
