/** What columns of contacts are called, too: the field takes such a one where no column has a better name. What stands at two fields is asked about. */
export const contactsLesser: Record<string, string> = {
  external_id: `
    联系人号 | 联系人代码 | 人员编号 | 联系人唯一编号 | Contact Code | Contact Key | Contact Ref | Person No | Individual ID
    Kontakt-ID | Kontaktnummer | Kontaktnr. | Ansprechpartnernummer | ID contact | ID du contact | N° contact
    Numéro de contact | ID contacto | ID de contacto | Número de contacto | Código de contacto | 担当者ID | 担当者コード
    連絡先ID
    Contact No`,
  customer_external_id: `
    公司编号 | 单位编号 | 企业编号 | 公司ID | 客户代号 | Account No | Client No | Client Number | Customer # | Account #
    Organization ID | Organisation ID | Org ID | Kundennummer | Kunden-Nr. | Kunden-ID | Firmen-ID | N° client
    Code client | Numéro client | ID client | ID société | ID entreprise | Código cliente | Código de cliente
    Nº cliente | ID cliente | ID empresa | 顧客番号 | 顧客ID | 顧客コード | 会社ID | 取引先コード | 得意先コード`,
  name: `
    人员姓名 | 联络人 | 联络人姓名 | 对接人 | 客户联系人 | 员工姓名 | Person Name | Primary Contact | Contact's Name | Name of Contact
    Attendee | Ansprechpartner | Kontakt | Kontaktperson | Ansprechperson | Name des Kontakts
    Vollständiger Name | Nom | Nom complet | Nom du contact | Nom et prénom | Interlocuteur | Nombre
    Nombre completo | Nombre del contacto | Nombre y apellidos | Persona de contacto | 氏名 | 名前 | お名前 | 担当者名
    担当者 | ご担当者名 | ご担当者 | 担当者氏名 | フルネーム`,
  title: `
    职务名称 | 职位名称 | 岗位名称 | 联系人职务 | 联系人职位 | 现任职务 | 担任职务 | 职级 | Job Position | Job Role | Position Title | Function
    Job Function | Designation | Occupation | Funktion | Berufsbezeichnung | Stellenbezeichnung | Stelle | Rolle
    Beruf | Fonction | Poste | Intitulé de poste | Intitulé du poste | Profession | Cargo | Puesto
    Puesto de trabajo | Función | Título | 役職 | 役職名 | 肩書 | 肩書き | 職位 | 職種`,
  department: `
    部门名称 | 处室 | 工作部门 | 联系人部门 | Department Name | Business Unit | Abteilung | Bereich | Abteilungsname | Service
    Département | Departamento | Área | Depto | 部署 | 部署名 | 所属 | 所属部署 | 部門 | 部門名`,
  email: `
    联系人邮箱 | 工作邮箱 | 公司邮箱 | Business Email | Email ID | Primary Email | Email 1 | Personal Email
    E-Mail geschäftlich | E-mail professionnel | Email de contacto | Eメール | E-mailアドレス`,
  phone: `
    联系人电话 | 座机号码 | 座机号 | 办公室电话 | 工作电话 | 电话1 | 直线电话 | Phone No | Telephone Number | Tel No | Direct Line
    Landline | Phone 1 | Contact Number | Contact Phone | Main Phone | Office Number | Direct Dial | Desk Phone
    Telefon geschäftlich | Durchwahl | Festnetz | Tel.-Nr. | Téléphone fixe | Ligne directe | Teléfono fijo
    Teléfono de contacto | Tlf | 直通電話 | 代表電話 | 会社電話
    Contact No`,
  mobile: `
    联系人手机 | 联系人手机号 | 个人手机 | 手机电话 | Cell Number | Cell No | Mobile Tel | Mobile 1 | Mob | Mobilnummer
    Mobile pro | Téléphone mobile | Tél. portable | Número de celular | Número móvil | 携帯電話番号 | モバイル`,
};
