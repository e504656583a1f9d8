/**
 * What the commonest columns of customers and their contacts are called in languages that Sheetkeep does not speak, and in traditional
 * Chinese. Words that mean something else in another language (Land, estado, población) are asked about.
 */
import { spelled } from './make.js';
import type { FieldInput } from './make.js';

const names: Record<string, string> = {
  name: `
    kunde | kundenname | nom | nom du client | nom client | nom complet | nombre | nombre del cliente | nombre completo
    nombre y apellidos | nome | nome do cliente | nome cliente | nome completo | cliente | naam | klant | klantnaam | 顧客名 | 氏名
    お名前 | 名前 | お客様名 | 得意先名 | 取引先名 | 고객명 | 이름 | 성명 | 회원명 | 客戶名稱 | 客戶 | 客戶姓名 | 名稱`,
  contact_name: `
    ansprechpartner | kontaktperson | personne de contact | interlocuteur | persona de contacto | pessoa de contato
    contactpersoon | 聯絡人 | 聯繫人`,
  email: `
    e-mail-adresse | mailadresse | adresse e-mail | adresse mail | courriel | correo electrónico | correo | dirección de correo
    endereço de e-mail | indirizzo e-mail | メールアドレス | メール | 이메일 | 이메일 주소 | 電子郵件 | 電子信箱 | 電郵`,
  phone: `
    telefon | telefonnummer | rufnummer | téléphone | numéro de téléphone | tél | teléfono | número de teléfono | telefone
    número de telefone | telefono | numero di telefono | telefoon | telefoonnummer | 電話番号 | 電話 | 전화번호 | 전화 | 聯絡電話
    電話號碼`,
  company: `
    firma | firmenname | unternehmen | société | entreprise | raison sociale | nom de la société | nom de l'entreprise | empresa
    nombre de la empresa | razón social | compañía | razão social | nome da empresa | azienda | ragione sociale | bedrijf
    bedrijfsnaam | 会社名 | 会社 | 企業名 | 法人名 | 회사명 | 회사 | 업체명 | 公司名稱`,
  country: 'pays | país | paese | nazione | 国名 | 국가 | 나라 | 國家',
  city: 'ort | stadt | wohnort | ville | ciudad | localidad | cidade | città | plaats | woonplaats | 市区町村 | 도시',
  address: `
    adresse | anschrift | straße | adresse postale | rue | dirección | domicilio | calle | endereço | indirizzo | adres | 住所
    所在地 | 주소`,
  postcode: 'plz | postleitzahl | code postal | código postal | cep | 郵便番号 | 우편번호 | 郵遞區號',
  birthday: `
    geburtsdatum | geburtstag | date de naissance | fecha de nacimiento | data de nascimento | data di nascita | 生年月日 | 誕生日
    생년월일 | 생일`,
  signup_date: `
    registrierungsdatum | anmeldedatum | erstellt am | angelegt am | kunde seit | date de création | date d'inscription
    client depuis | fecha de alta | fecha de registro | fecha de creación | data de cadastro | data de criação
    data di registrazione | 登録日 | 作成日 | 入会日 | 등록일 | 가입일 | 建檔日期 | 註冊日期`,
  website: 'webseite | site web | site internet | página web | sitio web | sito web | ホームページ | 홈페이지 | 網址',
  notes: `
    bemerkung | bemerkungen | notizen | anmerkungen | remarques | commentaires | observaciones | notas | comentarios | observações
    備考 | メモ | 비고 | 메모 | 備註`,
};

const ofCustomers = `
  kundennummer | kundennr | kunden-id | numéro client | n° client | code client | id client | référence client | número de cliente
  código de cliente | código cliente | nº cliente | código do cliente | número do cliente | codice cliente | numero cliente
  klantnummer | 顧客番号 | 顧客コード | 顧客ID | 得意先コード | 取引先コード | 会員番号 | 고객번호 | 고객코드 | 회원번호 | 客戶編號
  客戶代號 | 客戶代碼 | 會員編號`;

const mobiles = `
  handy | mobil | mobiltelefon | handynummer | téléphone portable | portable | teléfono móvil | móvil | celular | telemóvel
  cellulare | 携帯電話 | 携帯番号 | 携帯 | 휴대폰 | 휴대전화 | 핸드폰 | 手機 | 手機號碼 | 行動電話`;

function withNames(input: FieldInput, further: string | undefined): FieldInput {
  if (further === undefined) return input;
  return { ...input, aliases: [...new Set([...(input.aliases ?? []), ...spelled(further)])] };
}

const all = (fields: Record<string, FieldInput>, further: Record<string, string>): Record<string, FieldInput> =>
  Object.fromEntries(Object.entries(fields).map(([name, input]) => [name, withNames(input, further[name])]));

export const customersInOtherLanguages = (fields: Record<string, FieldInput>): Record<string, FieldInput> =>
  all(fields, { ...names, phone: `${names['phone'] ?? ''} | ${mobiles}`, external_id: ofCustomers });

export const contactsInOtherLanguages = (fields: Record<string, FieldInput>): Record<string, FieldInput> => {
  const { email, phone, notes } = names;
  return all(fields, { mobile: mobiles, ...(email && { email }), ...(phone && { phone }), ...(notes && { notes }) });
};
