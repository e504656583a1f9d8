/**
 * Reports of accounts of Salesforce (salesforce.ts) in German, whose labels stand as `Stadt (Rechnungsanschrift)`. Headers as a public program that
 * reads such reports expects them; not held against real files. Data exports have the same names in all languages.
 */
import { makePreset } from './preset.js';

const billing = (names: string): string =>
  names
    .split('|')
    .map((name) => `${name.trim()} (Rechnungsanschrift)`)
    .join(' | ');
const shipping = (names: string): string => billing(names).replaceAll('Rechnungsanschrift', 'Lieferanschrift');
const both = (names: string): string => `${billing(names)} | ${shipping(names)}`;

const parts = 'Straße | Strasse | Stadt | PLZ | Bundesland/Provinz | Land';

const germanAccounts = makePreset({
  name: 'salesforce-accounts-de',
  dataset: 'customers',
  must: ['Accountname', `Accountinhaber | ${billing(parts)}`],
  signature: `Accountinhaber | Account-ID | Letzte Aktivität | Mitarbeiter | ${both(parts)}`,
  least: 3,
  proofs: [['Accountinhaber'], [billing('PLZ'), billing('Stadt')]],
  never: `Opportunityname | Opportunity-Name | Kontaktname | Nachname | Kundenvorgangsnummer | Vertragsnummer | Auftragsnummer
    Angebotsnummer`,
  fields: {
    external_id: 'Account-ID',
    name: 'Accountname',
    phone: 'Telefon',
    country: both('Land'),
    province: both('Bundesland/Provinz'),
    city: both('Stadt'),
    address: both('Straße | Strasse'),
    postcode: both('PLZ'),
    last_contact: 'Letzte Aktivität',
    signup_date: 'Erstelldatum',
    industry: 'Branche',
    customer_type: 'Typ',
    owner: 'Accountinhaber',
    website: 'Website',
    notes: 'Beschreibung',
  },
  extra: 'Mitarbeiter | Letztes Änderungsdatum',
});

export const salesforceLanguages = [germanAccounts];
