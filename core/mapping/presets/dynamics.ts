/**
 * Microsoft Dynamics 365 (Dataverse): "Export to Excel" of accounts, contacts, leads and opportunities. Its first three columns, which are hidden,
 * are the record's GUID, a checksum and the time of the last change, headed `(Do Not Modify) Account` … in the language of the organisation; a
 * table of any other kind has them, too. The other columns are those of the view. Headers as public programs that read these exports expect
 * them; not held against real files.
 */
import { list } from '../../../schemas/datasets/make.js';
import { foldHeader as fold } from '../../../schemas/header-text.js';
import { makePreset } from './preset.js';

const english = '(Do Not Modify) Row Checksum | (Do Not Modify) Modified On';
const german = '(Nicht ändern) Zeilenprüfsumme | (Nicht ändern) Geändert am';
const spanish = '(No modificar) Suma de comprobación de fila | (No modificar) Fecha de modificación';
const french = '(Ne pas modifier) Somme de contrôle de la ligne | (Ne pas modifier) Modifié le';

const checksums = new Set(list(`${english} | ${german} | ${spanish} | ${french}`).map(fold));

/** Whether a table is of Dynamics, whatever its records are. */
export const isDynamicsObject = (headers: readonly string[]): boolean =>
  headers.some((header) => checksums.has(fold(header)));

const accounts = makePreset({
  name: 'dynamics-accounts',
  dataset: 'customers',
  must: ['(Do Not Modify) Account'],
  signature: `(Do Not Modify) Account | ${english}`,
  least: 1,
  fields: {
    external_id: '(Do Not Modify) Account',
    name: 'Account Name | Name',
    contact_name: 'Primary Contact',
    phone: 'Main Phone | Phone',
    email: 'Email | Email Address 1',
    country: 'Address 1: Country/Region | Country/Region | Country',
    province: 'Address 1: State/Province | State/Province',
    city: 'Address 1: City | City',
    address: 'Address 1: Street 1 | Address 1: Street | Street 1 | Street',
    postcode: 'Address 1: ZIP/Postal Code | ZIP/Postal Code',
    signup_date: 'Created On',
    industry: 'Industry',
    customer_type: 'Relationship Type',
    status: 'Status | Status Reason',
    owner: 'Owner',
    website: 'Website',
    notes: 'Description',
  },
  extra: `${english} | Account Number | Parent Account | Modified On | Email (Primary Contact) (Contact) | Email (Primary Contact)
    Annual Revenue | Number of Employees | Fax`,
});

const contacts = makePreset({
  name: 'dynamics-contacts',
  dataset: 'contacts',
  must: ['(Do Not Modify) Contact'],
  signature: `(Do Not Modify) Contact | ${english}`,
  least: 1,
  fields: {
    external_id: '(Do Not Modify) Contact',
    name: 'Full Name',
    title: 'Job Title',
    department: 'Department',
    email: 'Email | Email Address 1 | Email Address 2',
    phone: 'Business Phone | Home Phone',
    mobile: 'Mobile Phone',
    notes: 'Description',
  },
  extra: `${english} | Company Name | Account Name | Owner | Status | Status Reason | Created On | Modified On`,
});

const leads = makePreset({
  name: 'dynamics-leads',
  dataset: 'customers',
  must: ['(Do Not Modify) Lead'],
  signature: `(Do Not Modify) Lead | ${english}`,
  least: 1,
  fields: {
    external_id: '(Do Not Modify) Lead',
    name: 'Name | Full Name',
    company: 'Company Name | Business Name',
    email: 'Email | Email Address',
    phone: 'Mobile Phone | Business Phone | Phone Number',
    country: 'Country/Region | Address 1: Country/Region | Country',
    province: 'State/Province | Address 1: State/Province | State or Province | State',
    city: 'City | Address 1: City',
    address: 'Street 1 | Address 1: Street 1 | Street',
    postcode: 'ZIP/Postal Code | Address 1: ZIP/Postal Code | Zip Code',
    signup_date: 'Created On',
    industry: 'Industry',
    status: 'Status Reason | Status',
    owner: 'Owner',
    website: 'Website',
    notes: 'Description',
  },
  extra: `${english} | Topic | Subject | Job Title | Lead Source | Rating | Source Campaign | Modified On | No. of Employees`,
});

const opportunities = makePreset({
  name: 'dynamics-opportunities',
  dataset: 'opportunities',
  must: ['(Do Not Modify) Opportunity'],
  signature: `(Do Not Modify) Opportunity | ${english} | (Do Not Modify) Last Modified Date`,
  least: 1,
  fields: {
    external_id: '(Do Not Modify) Opportunity',
    name: 'Topic | Opportunity Name | Name',
    stage: 'Sales Stage | Pipeline Phase | Status Reason',
    amount: 'Est. Revenue | Estimated Revenue',
    currency: 'Currency',
    expected_close: 'Est. Close Date | Estimated Close Date | Close Date',
    owner: 'Owner',
    status: 'Status',
    notes: 'Description',
  },
  extra: `${english} | (Do Not Modify) Last Modified Date | Potential Customer | Account | Contact | Probability | Rating | Actual Revenue
    Actual Close Date | Created On | Modified On`,
});

const germanAccounts = makePreset({
  name: 'dynamics-accounts-de',
  dataset: 'customers',
  must: ['(Nicht ändern) Firma'],
  signature: `(Nicht ändern) Firma | ${german}`,
  least: 1,
  fields: {
    external_id: '(Nicht ändern) Firma',
    name: 'Firmenname',
    contact_name: 'Primärer Kontakt',
    phone: 'Haupttelefon | Telefon 1',
    email: 'E-Mail',
    country: 'Adresse 1: Land/Region | Land',
    city: 'Adresse 1: Ort | Ort',
    address: 'Adresse 1: Straße 1 | Straße | Adresse 1: Strasse 1 | Strasse',
    postcode: 'Adresse 1: Postleitzahl',
    signup_date: 'Erstellt am',
    industry: 'Branche',
    status: 'Status',
    owner: 'Besitzer',
    website: 'Website',
    notes: 'Beschreibung',
  },
  extra: `${german} | Fax`,
});

const germanContacts = makePreset({
  name: 'dynamics-contacts-de',
  dataset: 'contacts',
  must: ['(Nicht ändern) Kontakt'],
  signature: `(Nicht ändern) Kontakt | ${german}`,
  least: 1,
  fields: {
    external_id: '(Nicht ändern) Kontakt',
    name: 'Vollständiger Name',
    title: 'Position',
    department: 'Abteilung',
    email: 'E-Mail',
    phone: 'Telefon (geschäftlich)',
    mobile: 'Mobiltelefon',
    notes: 'Beschreibung',
  },
  extra: `${german} | Firmenname | Besitzer | Status`,
});

const spanishAccounts = makePreset({
  name: 'dynamics-accounts-es',
  dataset: 'customers',
  must: ['(No modificar) Cuenta'],
  signature: `(No modificar) Cuenta | ${spanish}`,
  least: 1,
  fields: {
    external_id: '(No modificar) Cuenta',
    name: 'Nombre | Nombre de cuenta',
    company: 'Razón social',
    contact_name: 'Contacto principal',
    phone: 'Teléfono principal | Teléfono general o central | Otro teléfono',
    email: 'Correo electrónico | Email general',
    country: 'País | Dirección 1: país o región',
    province: 'Provincia',
    city: 'Ciudad | Dirección 1: ciudad',
    address: 'Calle | Dirección 1: calle 1',
    postcode: 'Código Postal',
    signup_date: 'Fecha de creación',
    industry: 'Sector',
    customer_type: 'Tipo de relación',
    status: 'Estado',
    owner: 'Propietario',
    website: 'Sitio web',
    notes: 'Descripción',
  },
  extra: `${spanish} | ID | CIF | Tipo de cuenta | Empresa padre | Razón para el estado | Fax`,
});

const spanishContacts = makePreset({
  name: 'dynamics-contacts-es',
  dataset: 'contacts',
  must: ['(No modificar) Contacto'],
  signature: `(No modificar) Contacto | ${spanish}`,
  least: 1,
  fields: {
    external_id: '(No modificar) Contacto',
    name: 'Nombre completo',
    title: 'Puesto',
    department: 'Departamento',
    email: 'Correo electrónico | Email',
    phone: 'Teléfono del trabajo',
    mobile: 'Teléfono móvil',
    notes: 'Descripción',
  },
  extra: `${spanish} | Código | Nombre de la compañía | Propietario | Estado`,
});

export const dynamics = [
  accounts,
  contacts,
  leads,
  opportunities,
  germanAccounts,
  germanContacts,
  spanishAccounts,
  spanishContacts,
];
