/** Customer master data: companies and persons. */
import { bilingual, currency, notes, owner, ownId, status } from './common.js';
import { customersLesser } from './lesser-names/customers.js';
import { list, makeDataset } from './make.js';
import { customersInOtherLanguages } from './other-languages.js';
import type { FieldInput } from './make.js';
import { atLeastOne, birthdayFits } from './rules.js';

const who: Record<string, FieldInput> = {
  external_id: ownId(
    'Customer ID',
    '客户编号',
    list(`
    customer_id | customer no | customer no. | customer number | customer code | cust id | cust no
    client id | client no | account id | account number | account no | accountid | contact id
    company id | member id | member no | user id | lead id | customer ref | index no | 客户id | 客户编码
    客户号 | 客户代码 | 客户唯一标识 | 会员编号 | 会员号 | 会员id | 会员卡号 | 用户id | 用户编号
    档案号 | 客户档案号 | 客户内码 | 客商编码
  `),
  ),
  name: {
    type: 'name',
    label: bilingual('Customer name', '客户名称'),
    meaning: bilingual('Name of the customer, company or person', '客户的名称（公司或个人）'),
    aliases: list(`
      name | customer | cust name | customer full name | full name | fullname | client | client name | account name
      account | display name | customername | lead name | member name | buyer name | user name | 客户
      姓名 | 名称 | 客户姓名 | 客户全称 | 客户简称 | 名字 | 会员姓名 | 用户姓名 | 买家姓名 | 收货人
      收货人姓名 | 真实姓名 | 客户名 | 往来单位 | 客商名称 | 单位/姓名
    `),
    sensitivity: 'contact',
  },
  contact_name: {
    type: 'name',
    label: bilingual('Contact', '联系人'),
    meaning: bilingual('The person to talk to at the customer', '客户方的联系人'),
    aliases: list(`
      contact name | contact person | primary contact | main contact | contact full name | attn
      attention | 联系人姓名 | 主联系人 | 首要联系人 | 主要联系人 | 对接人 | 客户联系人 | 联络人
      法人代表/联系人
    `),
    sensitivity: 'contact',
  },
  email: {
    type: 'email',
    label: bilingual('E-mail', '邮箱'),
    meaning: bilingual('E-mail address', '电子邮箱'),
    aliases: list(`
      email | e-mail address | email address | mail | email 1 | email1 | primary email | work email
      contact email | customer email | 电子邮箱 | 电子邮件 | 邮件 | 邮箱地址 | 邮件地址 | email地址
      联系邮箱 | 客户邮箱 | 企业邮箱 | 电邮 | 电邮地址
    `),
  },
  phone: {
    type: 'phone',
    label: bilingual('Phone', '电话'),
    meaning: bilingual('Phone number in international form', '电话号码（国际格式）'),
    aliases: list(`
      phone number | telephone | tel | tel. | telephone number | mobile | mobile phone | mobile number
      mobile no | cell | cell phone | cellphone | phone 1 | phone1 | contact number | contact phone
      primary phone | work phone | customer phone | phone no | phone no. | 手机 | 手机号 | 手机号码
      联系电话 | 电话号码 | 联系方式 | 联系手机 | 移动电话 | 固话 | 固定电话 | 座机 | 客户电话
      联系人电话 | 联系人手机 | 联系号码 | 公司电话 | 收货人电话 | 收货人手机 | 买家电话 | 手机/电话
      电话/手机
    `),
  },
  wechat: {
    type: 'identifier',
    label: bilingual('WeChat', '微信'),
    meaning: bilingual('WeChat id', '微信号'),
    aliases: list('wechat id | weixin | wx | 微信号 | 微信id | 微信账号 | 微信号码 | 客户微信'),
    sensitivity: 'contact',
  },
};

const company: Record<string, FieldInput> = {
  company: {
    type: 'name',
    label: bilingual('Company', '公司'),
    meaning: bilingual('Name of the company', '公司名称'),
    aliases: list(`
      company name | organization | organisation | organization name | business name | firm | employer
      corporation | legal name | 公司名称 | 企业名称 | 单位 | 单位名称 | 工作单位 | 所属公司 | 公司全称
      企业全称 | 企业 | 所在单位 | 客户公司 | 机构名称 | 公司名
    `),
  },
  credit_code: {
    type: 'creditCode',
    label: bilingual('Credit code', '统一社会信用代码'),
    meaning: bilingual('Unified social credit code of the organisation', '统一社会信用代码'),
    aliases: list(`
      unified social credit code | uscc | social credit code | tax id | tax no | tax number | taxpayer id
      信用代码 | 社会信用代码 | 税号 | 纳税人识别号 | 统一信用代码 | 营业执照号 | 统一社会信用代码/税号
      企业税号
    `),
  },
  id_number: {
    type: 'cnId',
    label: bilingual('ID number', '身份证号'),
    meaning: bilingual('Number of the identity document', '证件号码'),
    aliases: list(`
      id card | id card no | id card number | identity number | identity card | national id | id no
      id no. | 身份证 | 身份证号码 | 身份证件号 | 证件号 | 证件号码 | 公民身份号码 | 居民身份证号
    `),
  },
  bank_account: {
    type: 'bankCard',
    label: bilingual('Bank account', '银行账号'),
    meaning: bilingual('Bank card or account number', '银行卡号或账号'),
    aliases: list(`
      bank account number | bank card | bank card number | account no (bank) | card number | card no
      iban | 银行卡 | 银行卡号 | 银行账户 | 银行帐号 | 账号 | 卡号 | 对公账号 | 开户账号 | 收款账号
    `),
  },
};

const place: Record<string, FieldInput> = {
  country: {
    type: 'country',
    label: bilingual('Country', '国家'),
    meaning: bilingual('ISO 3166 code', '国家（ISO 3166 代码）'),
    aliases: list(`
      country/region | country or region | country code | nation | billing country | mailing country
      shipping country | 国家/地区 | 国家地区 | 国别 | 国家或地区 | 所属国家
    `),
  },
  province: {
    type: 'region',
    label: bilingual('Province', '省份'),
    meaning: bilingual('Province or state', '省、自治区、直辖市'),
    aliases: list(`
      state | state/region | state/province | province/state | region | billing state
      billing state/province | mailing state | 省 | 所在省 | 所属省份 | 省/直辖市 | 省市 | 所在省份 | 地区
      区域 | 大区
    `),
  },
  city: {
    type: 'name',
    label: bilingual('City', '城市'),
    meaning: bilingual('City', '城市'),
    aliases: list(`
      town | billing city | mailing city | shipping city | 市 | 所在城市 | 所在市 | 地市 | 城市名称
    `),
  },
  district: {
    type: 'name',
    label: bilingual('District', '区县'),
    meaning: bilingual('District or county', '区或县'),
    aliases: list('county | area | 区 | 县 | 区/县 | 县区 | 所在区 | 所在区县 | 行政区'),
  },
  address: {
    type: 'text',
    label: bilingual('Address', '地址'),
    meaning: bilingual('Street address', '详细地址'),
    aliases: list(`
      street | street address | address 1 | address line 1 | billing street | billing address
      mailing street | mailing address | full address | 详细地址 | 联系地址 | 通讯地址 | 公司地址
      收货地址 | 住址 | 家庭住址 | 注册地址 | 办公地址 | 街道地址
    `),
    sensitivity: 'contact',
  },
  postcode: {
    type: 'identifier',
    label: bilingual('Postcode', '邮编'),
    meaning: bilingual('Postal code', '邮政编码'),
    aliases: list(`
      postal code | zip | zip code | zip/postal code | post code | billing zip | billing zip/postal code
      mailing zip | mailing zip/postal code | 邮政编码 | 邮编号码
    `),
  },
};

const life: Record<string, FieldInput> = {
  birthday: {
    type: 'date',
    label: bilingual('Birthday', '生日'),
    meaning: bilingual('Date of birth', '出生日期'),
    aliases: list(`
      birth date | birthdate | date of birth | dob | 出生日期 | 出生年月 | 出生年月日 | 出生时间
    `),
    sensitivity: 'identity',
  },
  signup_date: {
    type: 'date',
    label: bilingual('Signup date', '注册日期'),
    meaning: bilingual('When the customer came', '成为客户或注册的日期'),
    aliases: list(`
      sign up date | signup | subscription date | subscribed | registration date | registered
      register date | join date | joined | create date | created | created at | created date
      created time | createddate | date created | date added | customer since | 注册时间 | 创建时间
      创建日期 | 建档日期 | 建档时间 | 录入日期 | 录入时间 | 入会日期 | 入会时间 | 开户日期 | 合作日期
      登记日期 | 加入日期
    `),
  },
  last_contact: {
    type: 'date',
    label: bilingual('Last contact', '最近联系'),
    meaning: bilingual('When we last spoke with the customer', '最近一次联系的日期'),
    aliases: list(`
      last contact date | last contacted | last contacted date | last activity | last activity date
      last activity time | last touch | last interaction | 最近联系时间 | 最近联系日期 | 最后联系时间
      最后联系日期 | 上次联系 | 最后跟进时间 | 最近跟进时间 | 最新跟进时间 | 最后跟进日期
      最后一次跟进时间 | 最近跟进 | 上次联系时间
    `),
  },
};

const business: Record<string, FieldInput> = {
  industry: {
    type: 'name',
    label: bilingual('Industry', '行业'),
    meaning: bilingual('Line of business', '所属行业'),
    aliases: list(`
      sector | business type | line of business | vertical | 所属行业 | 行业类别 | 行业分类 | 客户行业
      所在行业 | 一级行业 | 行业类型
    `),
  },
  customer_type: {
    type: 'enum',
    open: true,
    label: bilingual('Customer type', '客户类型'),
    meaning: bilingual("Kind of customer, in the sender's own words", '客户类型，按来源自己的说法'),
    aliases: list(`
      type | account type | client type | category | customer category | segment | customer level | tier
      grade | 类型 | 客户分类 | 客户类别 | 客户性质 | 客户级别 | 客户等级 | 会员等级 | 级别 | 类别
    `),
  },
  status: status(
    '客户状态',
    list(`
    customer status | account status | lead status | lifecycle stage | client status | 跟进状态
    合作状态 | 成交状态 | 会员状态
  `),
  ),
  owner: owner(),
  credit_limit: {
    type: 'money',
    label: bilingual('Credit limit', '信用额度'),
    meaning: bilingual('Credit the customer may take', '授信额度'),
    aliases: list('credit line | credit | credit amount | 授信额度 | 信用额 | 信用限额 | 授信金额 | 额度'),
    sensitivity: 'financial',
  },
  currency: currency(),
  website: {
    type: 'url',
    label: bilingual('Website', '网站'),
    meaning: bilingual('Web address', '网址'),
    aliases: list(`
      web | url | web site | homepage | home page | website url | company domain name | site | 网址
      公司网址 | 官网 | 官方网站 | 主页 | 公司网站 | 企业网站
    `),
  },
  tags: {
    type: 'tags',
    label: bilingual('Tags', '标签'),
    meaning: bilingual('Free tags', '自由标签'),
    aliases: list('tag | label | labels | keywords | groups | 客户标签 | 标记 | 分组 | 客户分组'),
  },
  notes: notes(),
};

export const customers = makeDataset('customers', {
  label: bilingual('Customers', '客户'),
  fields: customersInOtherLanguages({ ...who, ...company, ...place, ...life, ...business }),
  lesser: customersLesser,
  rules: [atLeastOne('name', 'company', 'contact_name'), birthdayFits('id_number', 'birthday')],
  keyCandidates: [
    ['credit_code'],
    ['id_number'],
    ['name', 'phone'],
    ['name', 'email'],
    ['company', 'contact_name', 'phone'],
    ['company', 'phone'],
    ['company', 'email'],
    ['contact_name', 'phone'],
    ['name', 'wechat'],
    ['company', 'name'],
  ],
  customerField: 'external_id',
});
