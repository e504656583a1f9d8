/**
 * Zoho CRM in Chinese (zoho.ts): the modules 客户, 联系人, 线索 and 商机, with the labels of Zoho's Chinese page of standard fields and of
 * its page on Outlook; 创建者 is 创建人 in newer accounts, 邮寄州 is 邮寄省份. Look-ups come twice, as 客户名称 and 客户名称.id. Not held
 * against real exports.
 */
import { makePreset } from './preset.js';

const id = '记录ID | Record Id';
const system = `${id} | 创建者 | 创建者.id | 创建人 | 创建人.id | 修改者 | 修改者.id | 修改人 | 修改人.id | 创建时间 | 修改时间 | 标签
  最近操作时间 | 最后活动时间`;
const mails = '邮件 | 电子邮件 | 电子邮箱 | 第二电子邮箱';
const notes = '描述 | 说明';

const accounts = makePreset({
  name: 'zoho-accounts-zh',
  dataset: 'customers',
  must: [`${id} | 客户ID`, '客户名称', '客户所有者 | 客户所有者.id'],
  proofs: [[id]],
  never: '联系人所有者 | 线索所有者 | 商机所有者 | 商机名称',
  signature: `${system} | 客户所有者 | 客户所有者.id | 上级客户 | 上级客户.id | 客户类型 | 客户编号 | 年收入 | 员工数量 | 员工 | 评级
    股票代码 | SIC代码 | 账单街道 | 账单城市 | 账单邮编 | 送货街道 | 送货城市 | 送货邮编`,
  least: 5,
  fields: {
    external_id: `${id} | 客户ID`,
    name: '客户名称',
    phone: '电话',
    country: '账单国家 | 账单国家/地区 | 送货国家',
    province: '账单州 | 账单省份 | 账单省 | 送货州',
    city: '账单城市 | 送货城市',
    address: '账单街道 | 送货街道',
    postcode: '账单邮编 | 账单邮政编码 | 送货邮编',
    signup_date: '创建时间',
    last_contact: '最近操作时间 | 最后活动时间',
    industry: '行业',
    customer_type: '客户类型',
    owner: '客户所有者',
    currency: '货币 | 币种',
    website: '网站',
    tags: '标签',
    notes,
  },
  extra: '客户所有者.id | 评级 | 客户编号 | 上级客户 | 上级客户.id | 传真 | 修改时间 | 年收入',
});

const contacts = makePreset({
  name: 'zoho-contacts-zh',
  dataset: 'contacts',
  must: [`${id} | 联系人ID`, '姓 | 姓氏 | 联系人姓名 | 联系人名称 | 全名 | 邮件', '联系人所有者 | 联系人所有者.id'],
  proofs: [[id]],
  signature: `${system} | 联系人所有者 | 联系人所有者.id | 客户名称.id | 汇报给 | 汇报给.id | 邮寄街道 | 邮寄城市 | 邮寄州 | 邮寄省份
    邮寄邮编 | 邮寄国家 | 其它街道 | 其它电话 | 家庭电话 | 助手电话 | 邮件选择退出 | 第二电子邮箱 | Skype ID | 称谓 | 线索来源`,
  least: 5,
  fields: {
    external_id: `${id} | 联系人ID`,
    customer_external_id: '客户名称.id | 客户ID',
    name: '联系人姓名 | 联系人名称 | 全名',
    title: '职务 | 职位',
    department: '部门',
    email: mails,
    phone: '电话 | 其它电话 | 其他电话 | 家庭电话',
    mobile: '手机',
    notes,
  },
  extra: '客户名称 | 联系人所有者 | 联系人所有者.id | 传真 | 助手电话 | 助手 | 创建时间 | 修改时间',
});

const leads = makePreset({
  name: 'zoho-leads-zh',
  dataset: 'customers',
  must: [`${id} | 线索ID`, '线索所有者 | 线索所有者.id', '姓 | 姓氏 | 线索姓名 | 线索名称 | 全名 | 公司'],
  proofs: [[id]],
  signature: `${system} | 线索所有者 | 线索所有者.id | 线索状态 | 线索来源 | 员工数量 | 年收入 | 邮件选择退出 | 第二电子邮箱 | Skype ID
    称谓 | 评级 | 宣传来源`,
  least: 5,
  fields: {
    external_id: `${id} | 线索ID`,
    name: '线索姓名 | 线索名称 | 全名',
    company: '公司',
    email: mails,
    phone: '手机 | 电话',
    country: '国家 | 国家/地区',
    province: '州 | 省份 | 省',
    city: '城市',
    address: '街道',
    postcode: '邮编 | 邮政编码',
    signup_date: '创建时间',
    last_contact: '最近操作时间 | 最后活动时间',
    industry: '行业',
    status: '线索状态',
    owner: '线索所有者',
    website: '网站',
    tags: '标签',
    notes,
  },
  extra: '线索所有者.id | 职务 | 评级 | 线索来源 | 传真 | 修改时间',
});

const deals = makePreset({
  name: 'zoho-deals-zh',
  dataset: 'opportunities',
  must: [`${id} | 商机ID`, '商机名称', '商机所有者 | 商机所有者.id'],
  proofs: [[id]],
  signature: `${system} | 商机所有者 | 商机所有者.id | 客户名称.id | 联系人姓名.id | 联系人名称.id | 预计成交日期 | 结束日期 | 阶段 | 可能性
    可能性(%) | 下一步 | 预期收入 | 期望收入 | 线索来源 | 宣传来源`,
  least: 5,
  fields: {
    external_id: `${id} | 商机ID`,
    customer_external_id: '客户名称.id | 客户ID',
    name: '商机名称',
    stage: '阶段',
    amount: '金额',
    currency: '货币 | 币种',
    expected_close: '预计成交日期 | 结束日期',
    owner: '商机所有者',
    notes,
  },
  extra:
    '商机所有者.id | 客户名称 | 联系人姓名 | 联系人名称 | 预期收入 | 期望收入 | 类型 | 下一步 | 线索来源 | 宣传来源 | 创建时间 | 修改时间',
});

export const zohoZh = [accounts, contacts, leads, deals];
