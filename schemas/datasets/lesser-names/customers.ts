/** What columns of customers are called, too: the field takes such a one where no column has a better name. What stands at two fields is asked about. */
export const customersLesser: Record<string, string> = {
  external_id: `
    客户代号 | 客户码 | 客户识别号 | 会员代码 | 会员卡编号 | 档案编号 | 客户档案编号 | 往来单位编码 | 往来单位编号 | 往来单位代码 | 单位编码 | 单位编号 | 企业编号 | 公司编号
    用户号 | 用户编码 | 客户系统编号 | CRM编号 | CRM ID | 客户唯一编号 | 客户主键 | Customer # | Cust # | Cust Number | Cust Code
    Customer Key | Client # | Client Number | Client Code | Client Ref | Account # | Acct # | Acct No
    Acct Number | Account Code | Member # | Member Number | Membership No | Membership Number | Membership ID
    Membership # | Member Code | User No | Customer UID | Customer Account | Customer Account Number | Debtor No
    Debtor Number | Company Code | Kd.-Nr. | Kundencode | Kundenkonto | Debitorennummer | Debitoren-Nr.
    Mitgliedsnummer | Mitglieds-Nr. | Nº client | Numéro de client | Identifiant client | Identifiant
    ID du client | Réf client | Num client | Numéro d'adhérent | Número cliente | Nº de cliente | ID de cliente
    ID cliente | Clave cliente | Clave de cliente | Núm. cliente | Código del cliente | 顧客No | お客様番号 | お客様コード
    会員ID | 会員No | 取引先番号 | 得意先番号 | 得意先CD | 取引先CD | 顧客CD | 会員コード
    Contact No`,
  name: `
    会员名称 | 用户名称 | 客户名字 | 顾客姓名 | 顾客名称 | 顾客 | 客人姓名 | 往来单位名称 | 昵称 | 会员昵称 | 用户昵称 | 微信昵称 | 学员姓名 | 患者姓名 | 业主姓名 | 车主姓名
    持卡人 | 开户名 | 户名 | 被保险人 | 投保人 | 购买人 | 买家 | 买方 | 购货单位 | Name of Customer | Client Full Name | Guest Name
    Buyer | Patient Name | Student Name | Attendee Name | Name des Kunden | Debitorenname | Auftraggeber
    Nom et prénom | Nom prénom | Prénom et nom | Nombre cliente | Nombre y apellido | Apellidos y nombre | 顧客名称
    お客様氏名 | 会員名 | 得意先名称 | 取引先名称 | 取引先 | 会員氏名`,
  contact_name: `
    联系人名称 | 联系人员 | 业务联系人 | 对方联系人 | 第一联系人 | 联系人1 | 公司联系人 | 企业联系人 | 采购联系人 | 采购负责人 | 主要联系人姓名 | 对接人姓名 | Key Contact
    Primary Contact Name | Main Contact Name | Contact 1 | Point of Contact | POC | Ansprechpartnerin
    Ansprechperson | Kontakt | Name Ansprechpartner | Hauptansprechpartner | Contact principal | Nom du contact
    Personne à contacter | Nombre de contacto | Nombre del contacto | Contacto principal | ご担当者名 | ご担当者 | 先方担当者
    先方担当者名
    担当者 | 担当者名 | Person in Charge | Representative`,
  email: `
    联系人邮箱 | 常用邮箱 | 电子邮箱地址 | 公司邮箱 | 工作邮箱 | 注册邮箱 | 个人邮箱 | Email ID | Mail ID | Emails | Primary Email Address
    Business Email | Company Email | Personal Email | Email (Work) | Email Addr | Main Email | Billing Email
    Mail address | E-Mail (geschäftlich) | Adresse électronique | E-mail client | Correo-e | Email de contacto
    Dirección de correo electrónico | E-mail cliente | Eメール | E-mailアドレス | 電子メール | メアド | Mailアドレス
    連絡先`,
  phone: `
    客户手机 | 客户手机号 | 会员手机 | 会员手机号 | 联系人手机号 | 联系人联系方式 | 电话1 | 手机1 | 常用电话 | 联系人号码 | 注册手机 | 注册手机号 | 绑定手机 | 绑定手机号
    预留手机号 | 预留电话 | 本人电话 | 本人手机 | 办公电话 | 单位电话 | 公司座机 | 企业电话 | 联系电话1 | 电话号 | 手机号码1 | Tel No | Tel Number | Phone #
    Telephone No | Mobile Phone Number | Cell No | Cell # | Cell Number | Contact Tel | Main Phone
    Business Phone | Office Phone | Company Phone | Home Phone | Tel.-Nr. | Telefonnr. | Telefon geschäftlich
    Mobilnummer | Handy-Nr. | Festnetz | N° de téléphone | N° téléphone | Tél. portable | Téléphone mobile
    Téléphone fixe | Tfno | Tlf | Telf. | Nº de teléfono | Teléfono de contacto | Número de celular
    Teléfono fijo | 携帯電話番号 | 連絡先電話番号 | お電話番号 | 代表電話 | 会社電話番号
    連絡先 | Contact No`,
  wechat: `
    客户微信号 | 联系人微信 | 个人微信 | 微信帐号 | Wechat No | WeChat Number | WeChat Account`,
  company: `
    所在公司 | 客户单位 | 客户公司名称 | 客户单位名称 | 就职公司 | 任职公司 | 任职单位 | 商家名称 | 商户名称 | 店铺名称 | 门店名称 | 店名 | 经销商名称 | 公司中文名 | 公司中文名称
    客户企业名称 | 主体名称 | Organisation Name | Legal Entity | Institution | Corporate Name | Trading Name | Trade Name
    Company Legal Name | Registered Name | Org Name | Company Full Name | Customer Company | Unternehmensname
    Firmenbezeichnung | Name der Firma | Nom entreprise | Nom société | Organisme | Dénomination sociale
    Nombre empresa | Nombre comercial | Organización | 貴社名 | 会社名称 | 社名 | 勤務先 | 団体名 | 組織名`,
  credit_code: `
    公司税号 | 统一社会信用代码证号 | 营业执照号码 | 纳税识别号 | 纳税人税号 | 开票税号 | 机构信用代码`,
  id_number: `
    身份证件号码 | 客户身份证号 | 本人身份证号 | 身份证编号 | 身份证ID | Identity Card No | Citizen ID | Identity No`,
  bank_account: `
    银行卡账号 | 对公账户 | 开户银行账号 | 开户行账号 | 收款卡号 | 银行户号 | 帐号 | 结算账号 | 基本户账号 | Bank Account No | Bank A/C No | A/C No
    Bank Card No | Bank Acct | Bank Acct No`,
  country: `
    所在国家 | 国家名称 | Country Name | Country of Residence | Country / Territory | Address Country | Company Country
    Land | Staat | Ländercode | Land/Region | Pays de résidence | Pays/Région | Code pays | País/Región
    País de residencia | 国 | 国・地域`,
  province: `
    省级 | 所属省 | 客户省份 | 省份/直辖市 | 州/省 | 所属地区 | 所属区域 | 所在地区 | 客户地区 | 客户区域 | Prov | Province Name | State Code
    Bundesland | Kanton | Département | Région | Provincia | Comunidad autónoma | Región | 都道府県 | 県名 | 地域
    Estado`,
  city: `
    客户城市 | 地级市 | 所属城市 | 公司城市 | 县市 | City Name | Company City | Address City | Locality | Municipality | Suburb
    Ortschaft | Commune | Localité | Población | Municipio | 市町村`,
  district: `
    市辖区 | 所属区县 | 城区 | Borough | Neighborhood | Ward | Landkreis | Stadtteil | Ortsteil | Quartier
    Arrondissement | Barrio | Colonia | Distrito`,
  address: `
    客户地址 | 通信地址 | 邮寄地址 | 居住地址 | 家庭地址 | 单位地址 | 经营地址 | 营业地址 | 送货地址 | 街道 | 详细住址 | 现住址 | 企业地址 | 所在地址 | 门店地址 | 现居住地址
    收件地址 | 联系人地址 | 公司详细地址 | Addr | Addr 1 | Company Address | Office Address | Home Address
    Residential Address | Postal Address | Business Address | Customer Address | Physical Address
    Shipping Address | Delivery Address | Street 1 | Street Address 1 | Str. | Straße, Nr.
    Straße und Hausnummer | Straße/Hausnummer | Str. / Nr. | Firmenanschrift | Rechnungsadresse | Postanschrift
    Adresse 1 | Adresse complète | Adresse de facturation | Adresse ligne 1 | N° et rue | Calle y número
    Dirección 1 | Dirección postal | Dirección completa | Dirección fiscal | Domicilio fiscal | 住所1 | ご住所 | 会社住所
    番地`,
  postcode: `
    邮政编号 | 公司邮编 | 邮码 | Postal | Postal/Zip Code | CP | Cód. postal | Cod. postal | 郵便`,
  birthday: `
    客户生日 | 会员生日 | 生日日期 | 公历生日 | 阳历生日 | 出生日 | Born | Geb.-Datum | Geb. am | geboren am | Naissance | Né(e) le
    Né le | F. nacimiento | Fecha nacimiento | Fecha de nac. | Nacimiento | Cumpleaños | お誕生日`,
  signup_date: `
    开户时间 | 登记时间 | 加入时间 | 签约日期 | 签约时间 | 合同日期 | 签单日期 | 成交日期 | 首次成交日期 | 首次成交时间 | 首次合作日期 | 首次下单时间 | 首单日期 | 首单时间
    首次购买日期 | 首次购买时间 | 首次消费时间 | 首次消费日期 | 客户创建时间 | 客户创建日期 | 添加时间 | 添加日期 | 开卡日期 | 开卡时间 | 办卡日期 | 办卡时间 | 成为会员时间
    成为会员日期 | 成为客户时间 | 成为客户日期 | 会员注册时间 | 会员注册日期 | 入库时间 | 入库日期 | 新增日期 | 新增时间 | 建立日期 | 建立时间 | 合作开始日期 | 开始合作时间
    开始合作日期 | 合作时间 | 转化时间 | 转客户时间 | 关注时间 | 报名时间 | 报名日期 | Signed Up | Signed up on | Date Signed Up | Sign Up Time
    Registration Time | Reg Date | Date Registered | Registered On | Registered At | Joined On | Joining Date
    Date Joined | Date of Joining | Member Since | Membership Date | Membership Start | Membership Start Date
    Client Since | Created On | Creation Date | Creation Time | Added | Added On | Added Time | Added Date
    Account Created | Account Created Date | Account Created On | Account Creation Date | Account Opened
    Account Open Date | Date Opened | Open Date | Onboarding Date | Onboarded | Enrollment Date | Enrolment Date
    Enrolled | Date Enrolled | First Purchase Date | First Order Date | First Seen | Date of Registration
    Entry Date | Entered On | Contract Date | Signing Date | Subscribed On | Registriert am | Angemeldet am
    Erstelldatum | Erstellungsdatum | Anlagedatum | Mitglied seit | Eintrittsdatum | Beitrittsdatum
    Erfassungsdatum | Erfasst am | Aufnahmedatum | Kundenanlage | Créé le | Inscrit le | Date d'adhésion
    Membre depuis | Date d'enregistrement | Date d'ajout | Date d'entrée | Date création | Fecha alta
    Fecha registro | Fecha creación | Creado el | Fecha de inscripción | Cliente desde | Fecha de ingreso
    Fecha de afiliación | Miembro desde | 登録日時 | 作成日時 | 入会年月日 | 登録年月日 | 会員登録日 | 取引開始日 | 契約日 | 新規登録日 | 顧客登録日
    日期 | Date | Datum | Fecha | 日付`,
  last_contact: `
    上次联系日期 | 最近跟进日期 | 最近一次联系 | 最近一次联系时间 | 最近一次跟进时间 | 最近沟通时间 | 最近沟通日期 | 最后沟通时间 | 最近拜访时间 | 最近拜访日期 | 最后拜访日期
    上次拜访时间 | 上次拜访日期 | 上次跟进时间 | 上次跟进日期 | 最新联系时间 | 最新跟进日期 | 最近回访时间 | 最近回访日期 | 最后回访时间 | 最近活动时间 | 末次联系时间
    Last Contacted On | Last Contacted At | Date Last Contacted | Date of Last Contact | Last Touchpoint
    Last Touch Date | Last Interaction Date | Most Recent Contact | Last Call | Last Call Date | Last Spoke
    Last Spoken | Last Meeting | Last Visit | Last Visit Date | Last Follow Up | Last Follow-Up Date
    Last Communication | Last Communication Date | Last Engagement Date | Last Email Date | Letzter Kontakt
    Letzter Kontakt am | Letzte Aktivität | Letzte Kontaktaufnahme | Zuletzt kontaktiert
    Zuletzt kontaktiert am | Datum letzter Kontakt | Letztes Gespräch | Letzter Besuch | Dernier contact
    Date du dernier contact | Date dernier contact | Dernière activité | Dernier échange | Dernière visite
    Dernière interaction | Último contacto | Fecha de último contacto | Fecha último contacto
    Fecha del último contacto | Última actividad | Última interacción | Última visita | 最終連絡日 | 最終接触日 | 最終コンタクト日
    最終訪問日 | 最終活動日 | 前回連絡日 | 最終対応日 | 直近連絡日
    日期 | Date | Datum | Fecha | 日付`,
  industry: `
    行业名称 | 企业行业 | 公司行业 | 从事行业 | 主营行业 | 行业领域 | 行业大类 | Industry Type | Industry Sector | Industry Category
    Industry Name | Business Sector | Industry Vertical | Branche | Industrie | Wirtschaftszweig | Sparte
    Secteur | Secteur d'activité | Domaine d'activité | Giro | Rubro | Actividad | Sector de actividad | 業種 | 業界
    業態 | 産業`,
  customer_type: `
    客户种类 | 会员级别 | 会员类型 | 会员类别 | 客户属性 | 客户层级 | 等级 | 客户级别分类 | 客户ABC分类 | 单位类型 | 企业类型 | 单位性质 | 企业性质 | 公司类型 | 公司性质
    Customer Tier | Customer Grade | Customer Segment | Client Category | Customer Rank | Membership Level
    Membership Type | Member Level | Member Type | Member Tier | Customer Classification | Classification
    Company Type | Type of Customer | Client Segment | Kundentyp | Kundenart | Kundengruppe | Kundenkategorie
    Kundenklasse | Kategorie | Typ | Type de client | Type client | Catégorie | Catégorie client
    Segment client | Tipo | Tipo de cliente | Tipo cliente | Categoría | Categoría de cliente | Segmento | 顧客区分
    顧客種別 | 顧客分類 | 会員種別 | 会員ランク | 区分 | 種別 | 顧客ランク | 得意先区分 | 取引先区分`,
  status: `
    客户阶段 | 跟进阶段 | 客户跟进状态 | 客户当前状态 | 账户状态 | 账号状态 | 合作情况 | Current Status | Member Status | Membership Status
    Stage | Customer Stage | Lifecycle | Contact Status | Relationship Status | Kundenstatus | Statut
    Statut client | Statut du client | État | Estado del cliente | Estado cliente | Estatus | Situación | ステータス
    状態 | 顧客ステータス | 会員ステータス | 状況
    Estado`,
  owner: `
    销售代表 | 销售顾问 | 跟进人员 | 跟进销售 | 业务人员 | 归属销售 | 所属业务员 | 客户归属 | 客户归属人 | 所属人 | 专属客服 | 专属顾问 | 服务顾问 | 客服 | 销售经理 | 维护人
    维护人员 | 客户专员 | 业务代表 | 负责业务员 | 负责销售 | 对接销售 | 分管业务员 | 我方负责人 | 跟单员 | Account Rep | Account Executive
    Customer Owner | Client Owner | Relationship Manager | Sales Manager | Sales Agent | Sales Owner
    Managed By | Account Mgr | Rep Name | Sales Rep Name | CSM | Customer Success Manager | Responsible Person
    Person Responsible | Sales Executive | Sales Consultant | Handled By | Vertriebsmitarbeiter
    Verantwortlicher | Verantwortlich | Betreuer | Kundenbetreuer | Zuständig | Zuständiger Mitarbeiter
    Sachbearbeiter | Außendienst | Vertreter | Bearbeiter | Kundenberater | Responsable | Propriétaire
    Chargé de clientèle | Chargé de compte | Vendeur | Gestionnaire | Conseiller | Nom du commercial | Vendedor
    Propietario | Agente | Ejecutivo | Asesor | Ejecutivo de cuenta | Gestor | Asignado a
    Responsable comercial | 担当 | 営業担当 | 営業担当者 | 担当営業 | 担当営業者 | 自社担当者 | 弊社担当
    担当者 | 担当者名 | Person in Charge | Representative | Commercial | Comercial`,
  credit_limit: `
    授信限额 | 赊销额度 | 客户信用额度 | 授信总额 | 账期额度 | Max Credit | Approved Credit | Approved Credit Limit
    Credit Lmt | Credit Ceiling | Kreditlimit | Kreditrahmen | Kreditlinie | Limite de crédit
    Plafond de crédit | Encours autorisé | Crédit autorisé | Límite de crédito | Línea de crédito | Crédito
    与信限度額 | 与信枠 | 信用限度額 | 与信額`,
  currency: `
    结算货币 | 货币种类 | 币种名称 | 本位币 | Cur | Transaction Currency | Default Currency | Account Currency
    Billing Currency | Währung | Währungscode | Devise | Monnaie | Moneda | Divisa | 通貨 | 通貨コード`,
  website: `
    公司主页 | 网站地址 | 官网地址 | 企业官网 | 公司官网 | 官网网址 | 网站链接 | 店铺链接 | Web Address | Company Website | Webpage
    Company URL | Domain | Company Domain | Website Address | Internetseite | Internetadresse | Webadresse
    Site Web de l'entreprise | Página | ウェブサイト | Webサイト | サイトURL | ホームページURL`,
  tags: `
    标签组 | 会员标签 | 用户标签 | 客户标签组 | 企业标签 | Contact Tags | Client Tags | Tag List | Tags List | Schlagworte
    Stichwörter | Schlagwörter | Markierungen | Étiquettes | Mots-clés | Libellés | Etiquetas | Etiqueta
    Palabras clave | タグ | ラベル | キーワード`,
  notes: `
    客户备注 | 备注1 | 备注栏 | 其他备注 | 注释 | 备注内容 | 其它备注 | 跟进备注 | 特殊说明 | Additional Notes | Other Notes | Customer Notes
    Internal Notes | Special Notes | Additional Information | Additional Comments | Client Notes | General Notes
    Misc | Observations | Notiz | Anmerkung | Kommentar | Kommentare | Hinweis | Hinweise | Sonstiges | Remarque
    Commentaire | Observation | Nota | Observación | Comentario | 備考欄 | コメント | 特記事項 | 摘要`,
};
