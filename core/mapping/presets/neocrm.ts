/**
 * 销售易: its list of customers, with the labels of the object's standard fields. Labels as a public list of these fields names them; not held
 * against real files.
 */
import { makePreset } from './preset.js';

const customers = makePreset({
  name: 'neocrm-accounts',
  dataset: 'customers',
  must: ['客户名称', '所有人 | 客户所有人', '最新活动记录时间 | 最新跟进人 | 来源方式 | 认领日期 | 退回公海描述'],
  signature: `所有人 | 客户所有人 | 最新活动记录时间 | 最新活动记录 | 最新跟进人 | 来源方式 | 总人数 | 销售额 | 公司网址 | 认领日期 | 退回公海描述
    所属公海 | 所属区域公海 | 客户级别 | 上级客户 | 锁定状态 | 业务类型 | 所属部门 | 工商注册 | 免打扰 | 疑似查重 | 客户得分`,
  least: 5,
  proofs: [['最新活动记录时间 | 最新跟进人']],
  never: '联系人姓名 | 商机名称 | 销售机会名称 | 合同编号 | 订单编号 | 生命状态',
  fields: {
    external_id: '记录ID | 客户编号',
    name: '客户名称',
    phone: '电话',
    province: '省份',
    city: '市',
    district: '区',
    address: '详细地址',
    postcode: '邮政编码',
    industry: '行业 | 所属行业',
    customer_type: '客户级别 | 客户类型',
    owner: '所有人 | 客户所有人',
    signup_date: '创建日期 | 创建时间',
    last_contact: '最新活动记录时间',
    website: '公司网址',
    notes: '备注',
  },
  extra: `客户来源 | 来源方式 | 最新跟进人 | 所属部门 | 所属公海 | 状态 | 锁定状态 | 审批状态 | 业务类型 | 上级客户 | 总人数 | 销售额 | 传真 | 微博
    工商注册 | 认领日期 | 到期时间 | 修改时间 | 修改人 | 创建人 | 区域 | 客户得分`,
});

export const neocrm = [customers];
