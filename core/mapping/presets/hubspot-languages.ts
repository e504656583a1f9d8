/**
 * The same exports of HubSpot (hubspot.ts) from accounts in German, Spanish, French and Japanese: an export has the labels of its user's
 * language. Labels as public programs and HubSpot's pages in these languages name them; where two are in use both stand here. Not held
 * against real exports.
 */
import { makePreset } from './preset.js';

const german = [
  makePreset({
    name: 'hubspot-contacts-de',
    dataset: 'contacts',
    must: [
      'Datensatz-ID | Datensatz-ID - Kontakt | Kontakt-ID',
      'Nachname | Vorname | E-Mail | E-Mail-Adresse',
      'Für Kontakt zuständiger Mitarbeiter | Kontaktinhaber | Lifecycle-Phase | Leadstatus',
    ],
    proofs: [['Für Kontakt zuständiger Mitarbeiter | Kontaktinhaber']],
    signature: `Datensatz-ID | Datensatz-ID - Kontakt | Für Kontakt zuständiger Mitarbeiter | Kontaktinhaber | Lifecycle-Phase
      Leadstatus | Lead-Status | Erstellungsdatum | Datum der letzten Aktivität | Marketingkontakt-Status | Zugehöriges Unternehmen
      Zugeordnetes Unternehmen | Zugehörige Unternehmens-IDs | Jobbezeichnung | Originalquelle | Datensatzquelle`,
    least: 4,
    fields: {
      external_id: 'Datensatz-ID | Datensatz-ID - Kontakt | Kontakt-ID',
      customer_external_id: `Primäre zugehörige Unternehmens-ID | Zugehörige Unternehmens-IDs (Primär) | Zugehörige Unternehmens-IDs
        Zugeordnete Unternehmens-IDs`,
      name: 'Vollständiger Name',
      title: 'Jobbezeichnung | Jobtitel | Position',
      department: 'Abteilung',
      email: 'E-Mail | E-Mail-Adresse | Geschäftliche E-Mail-Adresse',
      phone: 'Telefonnummer',
      mobile: 'Mobiltelefonnummer | Handynummer',
      notes: 'Nachricht',
    },
    extra: `Für Kontakt zuständiger Mitarbeiter | Kontaktinhaber | Zugehöriges Unternehmen | Zugeordnetes Unternehmen | Unternehmensname
      Name des Unternehmens | Leadstatus | Lifecycle-Phase | Erstellungsdatum | Zugehörige Unternehmens-IDs`,
  }),
  makePreset({
    name: 'hubspot-companies-de',
    dataset: 'customers',
    must: [
      'Datensatz-ID | Datensatz-ID - Unternehmen | Unternehmens-ID',
      'Unternehmensname | Name des Unternehmens',
      'Für Unternehmen zuständiger Mitarbeiter | Unternehmensinhaber | Domain-Name des Unternehmens | Unternehmens-Domain-Name',
    ],
    proofs: [['Für Unternehmen zuständiger Mitarbeiter | Unternehmensinhaber | Domain-Name des Unternehmens']],
    signature: `Datensatz-ID | Datensatz-ID - Unternehmen | Für Unternehmen zuständiger Mitarbeiter | Unternehmensinhaber
      Domain-Name des Unternehmens | Unternehmens-Domain-Name | Website-URL | Erstellungsdatum | Datum der letzten Aktivität
      Land/Region | Bundesland/Region | Anzahl der Mitarbeiter | Jahresumsatz | Lifecycle-Phase | Leadstatus | Zeitzone | Gründungsjahr
      Unternehmensname | Name des Unternehmens`,
    least: 4,
    fields: {
      external_id: 'Datensatz-ID | Datensatz-ID - Unternehmen | Unternehmens-ID',
      company: 'Unternehmensname | Name des Unternehmens',
      phone: 'Telefonnummer',
      country: 'Land/Region | Land',
      province: 'Bundesland/Region | Bundesland',
      city: 'Stadt | Ort',
      address: 'Straße | Adresse | Straße und Hausnummer',
      postcode: 'Postleitzahl',
      signup_date: 'Erstellungsdatum',
      last_contact: 'Zuletzt kontaktiert | Datum der letzten Aktivität',
      industry: 'Branche',
      customer_type: 'Typ | Lifecycle-Phase',
      status: 'Leadstatus | Lead-Status',
      owner: 'Für Unternehmen zuständiger Mitarbeiter | Unternehmensinhaber',
      website: 'Website-URL | Domain-Name des Unternehmens | Unternehmens-Domain-Name',
      notes: 'Beschreibung',
    },
    extra: 'Adresse 2 | Muttergesellschaft | Über uns | Jahresumsatz',
  }),
  makePreset({
    name: 'hubspot-deals-de',
    dataset: 'opportunities',
    must: ['Datensatz-ID | Datensatz-ID - Deal | Deal-ID', 'Deal-Name | Dealname', 'Deal-Phase | Dealphase'],
    proofs: [['Für Deal zuständiger Mitarbeiter | Deal-Inhaber | Pipeline | Abschlussdatum']],
    signature: `Datensatz-ID | Datensatz-ID - Deal | Deal-Name | Deal-Phase | Für Deal zuständiger Mitarbeiter | Deal-Inhaber | Pipeline
      Abschlussdatum | Erstellungsdatum | Deal-Typ | Betrag in Unternehmenswährung | Zugehöriges Unternehmen | Deal-Wahrscheinlichkeit
      Datum der letzten Aktivität`,
    least: 4,
    fields: {
      external_id: 'Datensatz-ID | Datensatz-ID - Deal | Deal-ID',
      customer_external_id:
        'Zugehörige Unternehmens-IDs (Primär) | Primäre zugehörige Unternehmens-ID | Zugehörige Unternehmens-IDs',
      name: 'Deal-Name | Dealname',
      stage: 'Deal-Phase | Dealphase',
      amount: 'Betrag',
      currency: 'Währung',
      expected_close: 'Abschlussdatum',
      owner: 'Für Deal zuständiger Mitarbeiter | Deal-Inhaber',
      notes: 'Deal-Beschreibung',
    },
    extra: 'Pipeline | Erstellungsdatum | Betrag in Unternehmenswährung | Zugehöriges Unternehmen | Deal-Typ',
  }),
];

const spanish = makePreset({
  name: 'hubspot-contacts-es',
  dataset: 'contacts',
  must: [
    'ID de registro | ID del contacto',
    'Nombre | Apellidos | Correo | Correo electrónico',
    'Propietario del contacto | Etapa del ciclo de vida | Estado del lead',
  ],
  proofs: [['Propietario del contacto']],
  signature: `ID de registro | Propietario del contacto | Etapa del ciclo de vida | Estado del lead | Fecha de creación
    Fecha de la última actividad | Estado del contacto de marketing | Empresa asociada | Fuente original | Cargo`,
  least: 4,
  fields: {
    external_id: 'ID de registro | ID del contacto',
    customer_external_id: 'ID de empresa asociada principal | IDs de empresas asociadas',
    name: 'Nombre completo',
    title: 'Cargo | Puesto',
    department: 'Departamento',
    email: 'Correo | Correo electrónico',
    phone: 'Número de teléfono',
    mobile: 'Número de teléfono móvil',
    notes: 'Mensaje',
  },
  extra: 'Propietario del contacto | Empresa asociada | Nombre de la empresa | Estado del lead | Fecha de creación',
});

const french = makePreset({
  name: 'hubspot-contacts-fr',
  dataset: 'contacts',
  must: [
    `ID de l'enregistrement | ID d'enregistrement | ID de fiche d'informations | ID de contact | ID du contact`,
    'Nom | Nom de famille | Prénom | E-mail | Adresse e-mail',
    'Propriétaire du contact | Phase du cycle de vie | Statut du lead',
  ],
  proofs: [['Propriétaire du contact']],
  signature: `ID de l'enregistrement | ID d'enregistrement | ID de fiche d'informations | Propriétaire du contact | Phase du cycle de vie
    Statut du lead | Date de création | Date de dernière activité | Statut du contact marketing | Entreprise associée
    Source d'origine | Intitulé du poste`,
  least: 4,
  fields: {
    external_id: `ID de l'enregistrement | ID d'enregistrement | ID de fiche d'informations | ID de contact | ID du contact`,
    customer_external_id: `ID de l'entreprise principale associée | ID des entreprises associées`,
    name: 'Nom complet',
    title: 'Intitulé du poste | Poste',
    department: 'Service',
    email: 'E-mail | Adresse e-mail',
    phone: 'Numéro de téléphone',
    mobile: 'Numéro de téléphone mobile | Numéro de téléphone portable',
    notes: 'Message',
  },
  extra: `Propriétaire du contact | Entreprise associée | Nom de l'entreprise | Statut du lead | Date de création`,
});

const japanese = makePreset({
  name: 'hubspot-contacts-ja',
  dataset: 'contacts',
  must: [
    'レコードID | コンタクトID',
    '姓 | 名 | Eメール | メールアドレス',
    'コンタクト担当者 | ライフサイクルステージ | リードステータス',
  ],
  proofs: [['コンタクト担当者']],
  signature: `レコードID | コンタクト担当者 | ライフサイクルステージ | リードステータス | 作成日 | 最終アクティビティー日
    マーケティングコンタクトステータス | 関連付けられた会社 | オリジナルソース | 役職 | Eメール`,
  least: 4,
  fields: {
    external_id: 'レコードID | コンタクトID',
    customer_external_id: 'プライマリー関連会社ID | 関連会社ID',
    name: '氏名',
    title: '役職',
    department: '部署',
    email: 'Eメール | メールアドレス',
    phone: '電話番号',
    mobile: '携帯電話番号',
    notes: 'メッセージ',
  },
  extra: 'コンタクト担当者 | 関連付けられた会社 | 会社名 | リードステータス | 作成日',
});

export const hubspotLanguages = [...german, spanish, french, japanese];
