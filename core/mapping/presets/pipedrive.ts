/**
 * Pipedrive: "Export results" of people, organizations, deals and activities, whose columns begin with what they are of. Headers as public programs that
 * read these exports expect them; not held against real files.
 */
import { makePreset } from './preset.js';

/** `Person - Name`, and `Organisation - Name` of accounts in British English. */
const of = (kinds: string, names: string): string =>
  names
    .split('|')
    .flatMap((name) => kinds.split('|').map((kind) => `${kind.trim()} - ${name.trim()}`))
    .join(' | ');

const organization = 'Organization | Organisation';
/** Lists of these have columns of the persons and organizations that they are about, too. */
const others = 'Lead - Title | Deal - Title | Activity - Subject';

const people = makePreset({
  name: 'pipedrive-people',
  dataset: 'contacts',
  must: [
    of('Person', 'Name'),
    of('Person', 'Owner | Organization | Organisation | Labels | Label | Email - Work | Email | Phone - Work | Phone'),
  ],
  signature: of(
    'Person',
    `Name | First name | Last name | Organization | Organisation | Owner | Labels | Label | Email | Email - Work | Email - Home | Email - Other
    | Phone | Phone - Work | Phone - Home | Phone - Mobile | Phone - Other | ID | Person created | Last activity date | Next activity date
    | Open deals | Closed deals | Visible to | Job title`,
  ),
  least: 3,
  never: others,
  fields: {
    external_id: of('Person', 'ID | Pipedrive System ID'),
    name: of('Person', 'Name'),
    title: of('Person', 'Job title | Position'),
    email: of('Person', 'Email - Work | Email (Work) | Email | Email - Home | Email - Other'),
    phone: of('Person', 'Phone - Work | Phone (Work) | Phone | Phone - Home | Phone - Other'),
    mobile: of('Person', 'Phone - Mobile | Phone (Mobile)'),
    notes: of('Person', 'Notes'),
  },
  extra: of('Person', 'First name | Last name | Organization | Organisation | Owner | Labels | Label'),
});

const organizations = makePreset({
  name: 'pipedrive-organizations',
  dataset: 'customers',
  must: [of(organization, 'Name'), of(organization, 'Owner | Address | Labels | Label | People')],
  signature: of(
    organization,
    `Name | Owner | Address | Labels | Label | People | ID | Organization created | Organisation created | Last activity date
    | Next activity date | Open deals | Closed deals | Won deals | Lost deals | Full/combined address of Address | Visible to | Country of Address`,
  ),
  least: 3,
  never: others,
  fields: {
    external_id: of(organization, 'ID | Pipedrive System ID'),
    company: of(organization, 'Name'),
    country: of(organization, 'Country of Address'),
    province: of(organization, 'State/county of Address | Region of Address'),
    city: of(organization, 'City/town/village/locality of Address'),
    address: of(organization, 'Address | Full/combined address of Address'),
    postcode: of(organization, 'ZIP/Postal code of Address'),
    signup_date: of(organization, 'Organization created | Organisation created | Creation date'),
    last_contact: of(organization, 'Last activity date'),
    industry: of(organization, 'Industry'),
    tags: of(organization, 'Labels | Label'),
    owner: of(organization, 'Owner'),
    website: of(organization, 'Website'),
    notes: of(organization, 'Notes'),
  },
  extra: of(organization, 'People | Parent | Annual revenue | Number of employees | LinkedIn profile'),
});

const deals = makePreset({
  name: 'pipedrive-deals',
  dataset: 'opportunities',
  must: [of('Deal', 'Title'), of('Deal', 'Stage | Stage (pipeline) | Status'), of('Deal', 'Value | Owner')],
  signature: of(
    'Deal',
    `Title | Value | Currency | Currency of Value | Organization | Organisation | Contact person | Stage | Stage (pipeline) | Status | Owner
    | Expected close date | Lost reason | Lost time | Won time | Closed on | Deal created | Creation date | Probability | Pipeline | Label | ID
    | Next activity date | Last activity date`,
  ),
  least: 4,
  fields: {
    external_id: of('Deal', 'ID | Pipedrive System ID'),
    name: of('Deal', 'Title'),
    stage: of('Deal', 'Stage | Stage (pipeline)'),
    amount: of('Deal', 'Value'),
    currency: of('Deal', 'Currency of Value | Currency'),
    expected_close: of('Deal', 'Expected close date'),
    owner: of('Deal', 'Owner'),
    status: of('Deal', 'Status'),
    notes: of('Deal', 'Notes'),
  },
  extra: of(
    'Deal',
    'Organization | Organisation | Contact person | Deal created | Creation date | Probability | Label',
  ),
});

const activities = makePreset({
  name: 'pipedrive-activities',
  dataset: 'interactions',
  must: [
    of('Activity', 'Subject'),
    of('Activity', 'Due date | Done time | Add time'),
    of('Activity', 'Type | Assigned to user | ID'),
  ],
  signature: of(
    'Activity',
    `Subject | Type | Due date | Due time | Done | Done time | Add time | Note | Assigned to user | Organization | Organisation | Deal
    | Contact person | ID | Update time | Duration | Lead`,
  ),
  least: 3,
  fields: {
    external_id: of('Activity', 'ID'),
    happened_at: of('Activity', 'Done time | Due date | Add time'),
    channel: of('Activity', 'Type'),
    subject: of('Activity', 'Subject'),
    body: of('Activity', 'Note'),
    owner: of('Activity', 'Assigned to user'),
  },
  extra: of(
    'Activity',
    'Done | Due time | Duration | Organization | Organisation | Deal | Lead | Contact person | Update time',
  ),
});

/** Of accounts in German. */
const germanDeals = makePreset({
  name: 'pipedrive-deals-de',
  dataset: 'opportunities',
  must: [of('Deal', 'Titel'), of('Deal', 'Wert | Phase'), of('Deal', 'Organisation | Kontaktperson | Besitzer')],
  signature: of(
    'Deal',
    `Titel | Organisation | Wert | Status | Verlustgrund | Besitzer | Deal erstellt | Datum des verlorenen Deals | Phase
    | Zu erledigende Aktivitäten | Kontaktperson | ID | Pipeline`,
  ),
  least: 4,
  fields: {
    external_id: of('Deal', 'ID'),
    name: of('Deal', 'Titel'),
    stage: of('Deal', 'Phase'),
    amount: of('Deal', 'Wert'),
    currency: of('Deal', 'Währung von Wert | Währung'),
    expected_close: of('Deal', 'Erwartetes Abschlussdatum'),
    owner: of('Deal', 'Besitzer'),
    status: of('Deal', 'Status'),
  },
  extra: of(
    'Deal',
    'Organisation | Kontaktperson | Verlustgrund | Deal erstellt | Datum des verlorenen Deals | Pipeline',
  ),
});

const germanPeople = makePreset({
  name: 'pipedrive-people-de',
  dataset: 'contacts',
  must: [
    of('Person', 'Name | Nachname'),
    of('Person', 'E-Mail-Adresse - Büro | E-Mail-Adresse - Privat | Telefon - Büro | Telefon - Mobil'),
  ],
  signature: `${of(
    'Person',
    `Name | Vorname | Nachname | Organisation | Position | Titel | Label | ID | Besitzer | Telefon - Büro | Telefon - Privat | Telefon - Mobil
    | Telefon - Sonstiger | E-Mail-Adresse - Büro | E-Mail-Adresse - Privat | E-Mail-Adresse - Sonstiger`,
  )} | ${of('Organisation', 'ID | Adresse | PLZ | Website')}`,
  least: 4,
  fields: {
    external_id: of('Person', 'ID'),
    name: of('Person', 'Name'),
    customer_external_id: of('Organisation', 'ID'),
    title: of('Person', 'Position'),
    email: of('Person', 'E-Mail-Adresse - Büro | E-Mail-Adresse - Privat | E-Mail-Adresse - Sonstiger'),
    phone: of('Person', 'Telefon - Büro | Telefon - Privat | Telefon - Sonstiger'),
    mobile: of('Person', 'Telefon - Mobil'),
  },
  extra: `${of('Person', 'Titel | Organisation | Label')} | ${of('Organisation', 'Adresse | PLZ | Website')}`,
});

export const pipedrive = [people, organizations, deals, activities, germanDeals, germanPeople];
