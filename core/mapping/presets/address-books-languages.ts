/**
 * Contacts of Outlook as CSV in German, French and Spanish (address-books.ts), in Windows-1252 unless they were saved otherwise, and
 * an audience of Mailchimp, whose own columns are English everywhere. Headers as public programs that read these exports expect them.
 */
import { makePreset } from './preset.js';

const outlookDe = makePreset({
  name: 'outlook-contacts-de',
  dataset: 'contacts',
  must: ['Nachname | Vorname', 'E-Mail-Adresse', 'Telefon geschäftlich | Mobiltelefon | Straße geschäftlich'],
  signature: `Straße geschäftlich | Ort geschäftlich | Postleitzahl geschäftlich | Land/Region geschäftlich | Straße privat
    Weitere Straße | Telefon geschäftlich | Telefon geschäftlich 2 | Fax geschäftlich | Telefon Firma | Telefon Assistent | Rückmeldung
    Weitere Vornamen | E-Mail: Angezeigter Name | E-Mail 2: Adresse | E-Mail-Typ | Reisekilometer | Telefon für Hörbehinderte`,
  least: 6,
  fields: {
    title: 'Position',
    department: 'Abteilung',
    email: 'E-Mail-Adresse | E-Mail 2: Adresse | E-Mail 3: Adresse',
    phone: `Telefon geschäftlich | Haupttelefon | Telefon Firma | Telefon geschäftlich 2 | Telefon privat | Telefon (privat)
      Weiteres Telefon`,
    mobile: 'Mobiltelefon | Mobiltelefon 2',
    notes: 'Notizen',
  },
  extra: 'Anrede | Konto | Firma | E-Mail: Angezeigter Name | E-Mail-Typ | Geburtstag | Ort | Beruf | Stichwörter',
});

/** Titre stands in it twice: the form of address, and the position. */
const outlookFr = makePreset({
  name: 'outlook-contacts-fr',
  dataset: 'contacts',
  must: [
    'Nom | Prénom',
    'Adresse de messagerie | Adresse de courrier',
    'Téléphone (bureau) | Tél. mobile | Rue (bureau)',
  ],
  signature: `Rue (bureau) | Ville (bureau) | Dép/Région (bureau) | Code postal (bureau) | Pays/Région (bureau) | Rue (domicile)
    Rue (autre) | Téléphone (bureau) | Téléphone 2 (bureau) | Télécopie (bureau) | Tél. mobile | Téléphone (domicile)
    Téléphone de l'assistant(e) | Deuxième prénom | Type de messagerie | Nom complet de l'adresse de messagerie`,
  least: 6,
  fields: {
    department: 'Service',
    email: 'Adresse de messagerie | Adresse de courrier | Adresse de messagerie 2 | Adresse de courrier 2',
    phone: 'Téléphone (bureau) | Téléphone principal | Téléphone 2 (bureau) | Téléphone (domicile) | Téléphone (autre)',
    mobile: 'Tél. mobile',
    notes: 'Notes',
  },
  extra: `Titre | Société | Compte | Emplacement | Profession | Type de messagerie | Nom complet de l'adresse de messagerie
    Anniversaire`,
});

const outlookEs = makePreset({
  name: 'outlook-contacts-es',
  dataset: 'contacts',
  must: [
    'Nombre | Apellidos',
    'Dirección de correo electrónico | Dirección del correo electrónico',
    'Teléfono del trabajo | Teléfono móvil | Calle del trabajo',
  ],
  signature: `Calle del trabajo | Ciudad de trabajo | Provincia o estado de trabajo | Código postal del trabajo
    País o región del trabajo | Otra calle | Teléfono del trabajo | Teléfono del trabajo 2 | Teléfono móvil | Particular | Otro teléfono
    Segundo nombre | Puesto | Categorías`,
  least: 6,
  fields: {
    title: 'Puesto',
    department: 'Departamento',
    email: 'Dirección de correo electrónico | Dirección del correo electrónico',
    phone: 'Teléfono del trabajo | Teléfono principal | Teléfono del trabajo 2 | Particular | Otro teléfono',
    mobile: 'Teléfono móvil',
    notes: 'Notas',
  },
  extra: 'Título | Organización | Cuenta | Ubicación | Profesión | Cumpleaños',
});

const mailchimp = makePreset({
  name: 'mailchimp-audience',
  dataset: 'contacts',
  must: ['Email Address', 'EUID | LEID | MEMBER_RATING'],
  proofs: [['MEMBER_RATING'], ['EUID', 'LEID']],
  signature: `MEMBER_RATING | OPTIN_TIME | OPTIN_IP | CONFIRM_TIME | CONFIRM_IP | GMTOFF | DSTOFF | TIMEZONE | LAST_CHANGED | LEID | EUID
    LATITUDE | LONGITUDE`,
  least: 5,
  fields: {
    external_id: 'EUID',
    email: 'Email Address',
    phone: 'Phone Number | SMS Phone Number',
    notes: 'NOTES',
  },
  extra: 'MEMBER_RATING | LEID | CC | REGION | TAGS | Address | Birthday',
});

export const addressBooksInLanguages = [outlookDe, outlookFr, outlookEs, mailchimp];
