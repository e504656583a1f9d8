/**
 * 企业微信: the list of customers (外部联系人) that its administration exports, a row for each member who added one. Headers as public programs
 * and templates that read these exports expect them; not held against real files.
 */
import { makePreset } from './preset.js';

const customers = makePreset({
  name: 'wecom-customers',
  dataset: 'customers',
  must: ['客户名称', '添加人账号 | 添加人所属部门', '添加时间 | 添加人'],
  signature: `客户名称 | 描述 | 添加人 | 添加人账号 | 添加人所属部门 | 添加时间 | 来源 | 手机 | 企业 | 邮箱 | 地址 | 职务 | 电话`,
  least: 6,
  fields: {
    name: '客户名称',
    company: '企业',
    phone: '手机 | 电话',
    email: '邮箱',
    address: '地址',
    signup_date: '添加时间',
    owner: '添加人',
    notes: '描述 | 备注',
  },
  extra: '添加人账号 | 添加人所属部门 | 来源 | 职务 | 性别',
});

export const wecom = [customers];
