/**
 * Contacts of Outlook and Google as CSV. They have no number of their own, and several columns for each kind of phone and address.
 * Headers as public programs that read these exports expect them: Google's CSV of today (`Phone 1 - Value`, `Organization Name`) and
 * the older one (`Given Name`, `Organization 1 - Name`).
 */
import { makePreset } from './preset.js';

const outlook = makePreset({
  name: 'outlook-contacts',
  dataset: 'contacts',
  must: [
    'Last Name | First Name',
    'E-mail Address',
    'Business Phone | Mobile Phone | Business Street | E-mail Display Name | E-mail Type',
  ],
  // Lists of Access have an E-mail Address and a Business Phone, too, and are often of customers.
  proofs: [
    ['E-mail Display Name | E-mail Type | E-mail 2 Address'],
    ['Suffix', 'Job Title | Company'],
    ['Business Street | Business Postal Code', 'Business City | Business State | Business Country/Region'],
  ],
  signature: `E-mail Address | E-mail 2 Address | Business Phone | Business Street | Business Postal Code | Home Street | Other Street
    Assistant's Phone | Company Main Phone | Job Title | Categories | Mileage | Radio Phone | TTY/TDD Phone | Primary Phone | Suffix
    Business City | Business State | Business Country/Region | Business Fax | Business Phone 2 | Home City | Home Postal Code | Other Phone
    E-mail Type | E-mail Display Name | Billing Information | Government ID Number | Directory Server | Organizational ID Number`,
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

/** The same in Chinese: of today's (名字, 姓氏, 公司), and older ones (名, 姓, 单位). */
const outlookZh = makePreset({
  name: 'outlook-contacts-zh',
  dataset: 'contacts',
  must: ['姓 | 姓氏 | 名 | 名字', '电子邮件地址 | 电子邮件', '商务电话 | 移动电话 | 商务地址 街道 | 商务街道'],
  signature: `电子邮件地址 | 电子邮件 2 地址 | 电子邮件显示名称 | 电子邮件类型 | 商务电话 | 商务电话 2 | 商务传真 | 住宅电话 | 住宅传真 | 移动电话
    商务地址 街道 | 商务地址 邮政编码 | 住宅地址 街道 | 其他地址 街道 | 助理的电话 | 单位主要电话 | 寻呼机 | 无绳电话 | TTY/TDD 电话 | 记帐信息
    附注 | 经理姓名 | 商务街道 | 住宅街道 | 商务邮政编码 | 公司主要电话`,
  least: 6,
  fields: {
    title: '职务',
    department: '部门',
    email: '电子邮件地址 | 电子邮件 | 电子邮件 2 地址 | 电子邮件 3 地址',
    phone: '商务电话 | 主要电话 | 单位主要电话 | 公司主要电话 | 商务电话 2 | 住宅电话 | 其他电话',
    mobile: '移动电话',
    notes: '附注 | 便笺 | 备注',
  },
  extra: '英文称谓 | 中文称谓 | 头衔 | 帐户 | 电子邮件显示名称 | 电子邮件类型 | 身份证编号 | 生日 | 单位 | 公司',
});

const google = makePreset({
  name: 'google-contacts',
  dataset: 'contacts',
  must: ['First Name | Given Name | Name', 'E-mail 1 - Value | Phone 1 - Value'],
  proofs: [['E-mail 1 - Value | Phone 1 - Value']],
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

export const addressBooks = [outlook, outlookZh, google];
