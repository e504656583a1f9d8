/** Persons at a customer. */
import { bilingual, customerRef, notes, ownId } from './common.js';
import { contactsLesser } from './lesser-names/contacts.js';
import { list, makeDataset } from './make.js';
import { contactsInOtherLanguages } from './other-languages.js';
import { atLeastOne } from './rules.js';

export const contacts = makeDataset('contacts', {
  label: bilingual('Contacts', '联系人'),
  fields: contactsInOtherLanguages({
    external_id: ownId('Contact ID', '联系人编号', list('contact id | contactid | person id | 联系人id | 联系人编码')),
    customer_external_id: customerRef(),
    name: {
      type: 'name',
      label: bilingual('Name', '姓名'),
      meaning: bilingual('Name of the person', '联系人姓名'),
      aliases: list(`
        contact | contact name | full name | contact full name | person | contact person | 联系人
        联系人姓名 | 名字 | 联系人名称 | 称呼
      `),
      sensitivity: 'contact',
    },
    title: {
      type: 'name',
      label: bilingual('Title', '职务'),
      meaning: bilingual('Position in the company', '职位'),
      aliases: list('job title | position | role | job | 职位 | 岗位 | 职称 | 头衔'),
    },
    department: {
      type: 'name',
      label: bilingual('Department', '部门'),
      meaning: bilingual('Department', '所在部门'),
      aliases: list('dept | division | team | 所在部门 | 科室 | 所属部门'),
    },
    email: {
      type: 'email',
      label: bilingual('E-mail', '邮箱'),
      meaning: bilingual('E-mail address', '电子邮箱'),
      aliases: list(`
        email | e-mail address | email address | mail | work email | contact email | 电子邮箱 | 电子邮件
        邮件 | 邮箱地址 | 邮件地址 | 联系邮箱 | 电邮 | 电邮地址
      `),
    },
    phone: {
      type: 'phone',
      label: bilingual('Phone', '电话'),
      meaning: bilingual('Land line or any phone', '座机或其他电话'),
      aliases: list(`
        phone number | telephone | tel | tel. | work phone | business phone | office phone | direct phone
        联系电话 | 电话号码 | 固话 | 固定电话 | 座机 | 办公电话 | 公司电话 | 单位电话 | 联系方式
      `),
    },
    mobile: {
      type: 'phone',
      label: bilingual('Mobile', '手机'),
      meaning: bilingual('Mobile phone', '手机号码'),
      aliases: list(`
        mobile phone | mobile number | mobile phone number | mobile no | cell | cell phone | cellphone
        手机号 | 手机号码 | 移动电话 | 联系手机 | 手机1
      `),
    },
    notes: notes(),
  }),
  lesser: contactsLesser,
  rules: [atLeastOne('name', 'email', 'phone', 'mobile')],
  keyCandidates: [
    ['customer_external_id', 'name'],
    ['name', 'mobile'],
    ['name', 'phone'],
    ['name', 'email'],
  ],
});
