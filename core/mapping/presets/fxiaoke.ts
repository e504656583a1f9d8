/**
 * 纷享销客: "导出" of the objects 客户, 线索, 联系人, 商机 and 销售订单. Tenants rename labels, so the signature is the columns every object
 * has (生命状态, 锁定状态, 归属部门, 相关团队 …) and a few of its own. 生命状态 is the status: 作废 is taken as `invalid`.
 * An empty 负责人 means the record lies in a pool (公海); nothing is missing. A look-up holds the other record's name, not its number.
 * Labels as public lists of the fields of 客户 and 线索 and of a tenant's objects name them, the others from knowledge of the preset
 * objects; not held against a real export.
 */
import { list } from '../../../schemas/datasets/make.js';
import { foldHeader as fold } from '../../../schemas/header-text.js';
import { makePreset } from './preset.js';

const system = `生命状态 | 锁定状态 | 归属部门 | 负责人主属部门 | 相关团队 | 业务类型 | 创建人 | 最后修改人 | 最后修改时间
  外部负责人 | 外部来源 | 唯一性ID`;
const mark = '生命状态 | 锁定状态 | 归属部门 | 负责人主属部门';
const markNames = new Set(list(`${mark} | 业务类型 | 相关团队 | 最后修改人`).map(fold));

/** Whether a table is an object of 纷享销客, be it one that a dataset takes or 合同, 回款, 产品, an object of the tenant's own …: they all look alike. */
export const isFxiaokeObject = (headers: readonly string[]): boolean => {
  const folded = headers.map(fold);
  return folded.includes('生命状态') && folded.filter((name) => markNames.has(name)).length >= 3;
};

/** Of objects that refer to a customer, an order … and have columns of theirs beside their own. */
const others = `合同编号 | 合同名称 | 回款编号 | 回款名称 | 回款计划编号 | 回款明细编号 | 退款编号 | 退货单编号 | 开票申请编号 | 报价单编号 | 发货单编号
  销售记录编号 | 销售记录内容 | 订单产品编号 | 产品名称 | 产品编码 | 拜访编号 | 工单编号 | 项目编号 | 项目名称 | 本次回款总金额 | 开票金额`;
/** Of 销售易, whose objects are locked and lie in pools, too. */
const ofNeocrm = '所有人 | 客户所有人 | 最新活动记录时间 | 最新跟进人';
const ids = '唯一性ID | 数据ID | _id';
/** A record that was done away with; every other state stays in the tenant's own words. */
const words = { status: { invalid: '作废 | 已作废' } };

const customers = makePreset({
  name: 'fxiaoke-accounts',
  dataset: 'customers',
  must: [mark, '客户名称 | 客户编号 | 客户级别 | 所属公海 | 成交状态'],
  own: `客户编号 | 客户级别 | 客户来源 | 客户分类 | 客户层级 | 成交状态 | 所属公海 | 公海名称 | 上级客户 | 领取时间 | 领取/分配时间 | 退回时间
    退回/收回时间 | 转手次数 | 到期时间 | 预计收回时间 | 1级行业 | 2级行业 | 最后跟进时间 | 最后成交时间 | 最后一次成交时间 | 分配状态 | 源线索
    统一社会信用代码 | 电话 | 邮件 | 网址 | 省 | 市 | 详细地址 | 传真`,
  leastOwn: 2,
  proofs: [['生命状态', '客户名称 | 客户编号']],
  never: `${others} | ${ofNeocrm} | 姓名 | 线索编号 | 线索池 | 所属线索池 | 线索阶段 | 联系人编号 | 商机名称 | 商机编号 | 销售订单编号`,
  signature: `${system} | 客户名称 | 客户编号 | 客户级别 | 客户来源 | 成交状态 | 所属公海 | 公海名称 | 最后跟进时间
    最后跟进人 | 最后成交时间 | 最后一次成交时间 | 上级客户 | 领取时间 | 领取/分配时间 | 退回时间 | 退回/收回时间 | 1级行业 | 2级行业 | 转手次数
    到期时间 | 预计收回时间 | 分配状态 | 负责人变更时间 | 客户分类 | 客户层级`,
  least: 5,
  words,
  fields: {
    external_id: `客户编号 | ${ids}`,
    name: '客户名称',
    phone: '电话 | 手机',
    email: '邮件 | 邮箱',
    credit_code: '统一社会信用代码',
    country: '国家',
    province: '省',
    city: '市',
    district: '区',
    address: '详细地址',
    industry: '1级行业 | 行业',
    customer_type: '客户级别 | 客户类型 | 客户分类',
    status: '生命状态',
    owner: '负责人',
    signup_date: '创建时间',
    last_contact: '最后跟进时间',
    website: '网址',
    notes: '备注',
  },
  extra: `成交状态 | 分配状态 | 客户层级 | 客户来源 | 2级行业 | 锁定状态 | 归属部门 | 相关团队 | 所属公海 | 公海名称 | 上级客户 | 最后修改时间
    最后跟进人 | 传真 | 业务类型`,
});

const leads = makePreset({
  name: 'fxiaoke-leads',
  dataset: 'customers',
  must: [
    mark,
    '姓名 | 线索编号',
    '线索阶段 | 线索池 | 所属线索池 | 线索来源 | 线索无效原因 | 转换时间 | 转MQL时间 | 归集到的线索',
  ],
  proofs: [['生命状态', '公司 | 企业名称']],
  never: `${others} | ${ofNeocrm} | 客户名称 | 联系人编号 | 商机名称`,
  signature: `${system} | 姓名 | 线索编号 | 公司 | 企业名称 | 线索来源 | 线索阶段 | 业务状态 | 线索池 | 所属线索池 | 转换时间 | 转MQL时间 | 线索无效原因
    销售人员退回原因 | 分配管理员 | 负责人变更时间 | 退回/收回时间 | 预计收回时间 | 市场活动名称 | 客户咨询详情 | 手机归属地 | 名片`,
  least: 5,
  words,
  fields: {
    external_id: `线索编号 | ${ids}`,
    name: '姓名',
    company: '企业名称 | 公司',
    phone: '手机 | 电话',
    email: '邮件 | 邮箱',
    address: '地址 | 详细地址',
    status: '生命状态',
    owner: '负责人',
    signup_date: '创建时间',
    last_contact: '最后跟进时间',
    website: '网址',
    notes: '客户咨询详情 | 备注',
  },
  extra: `部门 | 职务 | 线索来源 | 来源 | 线索阶段 | 业务状态 | 线索池 | 所属线索池 | 锁定状态 | 归属部门 | 负责人主属部门 | 业务类型 | 最后跟进人
    最后修改时间 | 市场活动名称 | 工商注册`,
});

const contacts = makePreset({
  name: 'fxiaoke-contacts',
  dataset: 'contacts',
  must: [mark, '姓名 | 联系人编号', '客户名称 | 手机1 | 电话1 | 职务'],
  proofs: [['生命状态', '姓名', '手机1 | 电话1 | 客户名称']],
  never: `${others} | ${ofNeocrm} | 公司 | 企业名称 | 线索编号 | 线索来源 | 线索池 | 所属线索池 | 线索阶段 | 线索无效原因`,
  signature: `${system} | 姓名 | 客户名称 | 部门 | 职务 | 手机1 | 手机2 | 手机3 | 电话1 | 电话2 | 电话3 | 介绍人 | 微信
    是否关键决策人 | 联系人编号 | 生日`,
  least: 5,
  words,
  fields: {
    external_id: `联系人编号 | ${ids}`,
    customer_external_id: '客户编号',
    name: '姓名',
    title: '职务',
    department: '部门',
    email: '邮件 | 邮箱',
    phone: '电话1 | 电话 | 电话2',
    mobile: '手机1 | 手机 | 手机2',
    notes: '备注',
  },
  extra: '客户名称 | 负责人 | 归属部门 | 负责人主属部门 | 业务类型',
});

const opportunities = makePreset({
  name: 'fxiaoke-opportunities',
  dataset: 'opportunities',
  must: [mark, '商机名称 | 商机编号', '商机阶段 | 销售阶段 | 阶段 | 销售流程 | 预计成交日期 | 商机金额'],
  proofs: [['生命状态']],
  never: `${others} | ${ofNeocrm} | 销售订单编号 | 姓名`,
  signature: `${system} | 商机名称 | 商机编号 | 商机金额 | 预计成交日期 | 销售流程 | 商机阶段 | 销售阶段 | 阶段状态
    赢率 | 商机来源 | 商机类型 | 输单原因 | 客户名称`,
  least: 5,
  words,
  fields: {
    external_id: `商机编号 | ${ids}`,
    customer_external_id: '客户编号',
    name: '商机名称',
    stage: '商机阶段 | 销售阶段 | 阶段',
    amount: '商机金额 | 商机金额(元) | 预计销售金额',
    currency: '币种',
    expected_close: '预计成交日期 | 预计成交时间',
    owner: '负责人',
    status: '生命状态',
    notes: '备注',
  },
  extra: '客户名称 | 阶段状态 | 商机类型 | 销售流程 | 归属部门 | 业务类型',
});

const orders = makePreset({
  name: 'fxiaoke-orders',
  dataset: 'orders',
  must: [
    mark,
    '销售订单编号 | 销售订单金额 | 销售订单金额(元)',
    '销售订单金额 | 销售订单金额(元) | 下单日期 | 下单时间',
  ],
  proofs: [['生命状态', '销售订单编号']],
  never: `${others} | ${ofNeocrm} | 小计`,
  signature: `${system} | 销售订单编号 | 销售订单金额 | 销售订单金额(元) | 下单日期 | 下单时间 | 订单状态 | 结算方式
    发货状态 | 整单折扣 | 产品合计 | 已回款金额 | 待回款金额 | 已开票金额 | 收货人 | 商机名称 | 客户名称`,
  least: 5,
  words,
  fields: {
    external_id: `销售订单编号 | ${ids}`,
    customer_external_id: '客户编号',
    ordered_at: '下单日期 | 下单时间',
    amount: '销售订单金额 | 销售订单金额(元)',
    currency: '币种',
    status: '生命状态',
    notes: '备注',
  },
  extra: `客户名称 | 商机名称 | 订单状态 | 发货状态 | 产品合计 | 产品合计(元) | 已回款金额 | 待回款金额 | 已开票金额 | 创建时间
    收货人 | 业务类型`,
});

export const fxiaoke = [customers, leads, contacts, opportunities, orders];
