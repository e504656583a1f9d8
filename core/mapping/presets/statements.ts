/**
 * Statements of Alipay and WeChat Pay, of persons and of merchants: each line is a payment, taken as an order. The amount has no sign:
 * 收/支 in `extra` tells which way the money went. Refunds:
 * - persons: the refund is a line with a number of its own (Alipay's begins with the payment's) and the amount that came back
 *   (收入, 不计收支); the payment keeps its amount, and its status says 已全额退款, 已退款(￥30.00), 交易关闭. In a later statement of the
 *   same payment that status is a change of it.
 * - merchants: the line has the number of the payment that it takes back, so its own is put behind it; what went back stands in 退款金额
 *   (`extra`), the amount of the order is 0 or less, as the statement has it.
 * 支付宝 "交易明细" (today: 交易订单号, 商品说明; older: 交易号, 商品名称) and 微信支付 "账单明细", as public programs that read them expect them.
 */
import { makePreset } from './preset.js';

const alipay = makePreset({
  name: 'alipay-statement',
  dataset: 'orders',
  must: ['交易号 | 交易订单号', '收/支', '金额 | 金额（元）'],
  signature: `交易号 | 交易订单号 | 商家订单号 | 交易创建时间 | 交易对方 | 对方账号 | 商品名称 | 商品说明 | 交易分类 | 收/付款方式
    交易状态 | 资金状态 | 服务费（元） | 成功退款（元） | 交易来源地 | 收/支`,
  least: 5,
  fields: {
    external_id: '交易订单号 | 交易号',
    ordered_at: '交易创建时间 | 交易时间 | 付款时间',
    product: '商品说明 | 商品名称',
    amount: '金额 | 金额（元）',
    status: '交易状态',
    notes: '备注',
  },
  extra: '商家订单号 | 交易对方 | 对方账号 | 交易分类 | 收/支 | 收/付款方式 | 付款时间 | 最近修改时间 | 类型',
  currency: 'CNY',
});

const wechat = makePreset({
  name: 'wechat-statement',
  dataset: 'orders',
  must: ['交易单号', '收/支', '金额(元) | 金额'],
  signature: '交易单号 | 商户单号 | 交易类型 | 交易对方 | 商品 | 收/支 | 支付方式 | 当前状态 | 交易时间',
  least: 5,
  fields: {
    external_id: '交易单号',
    ordered_at: '交易时间',
    product: '商品',
    amount: '金额(元) | 金额',
    status: '当前状态',
    notes: '备注',
  },
  extra: '商户单号 | 交易类型 | 交易对方 | 收/支 | 支付方式',
  currency: 'CNY',
});

const alipayMerchant = makePreset({
  name: 'alipay-merchant-trades',
  dataset: 'orders',
  must: ['支付宝交易号', '商家实收（元） | 订单金额（元）'],
  signature: `支付宝交易号 | 商户订单号 | 商家实收（元） | 支付宝红包（元） | 集分宝（元） | 支付宝优惠（元） | 商家优惠（元） | 券核销金额（元）
    商家红包消费金额（元） | 卡消费金额（元） | 退款批次号/请求号 | 服务费（元） | 分润（元） | 门店编号 | 终端号 | 对方账户`,
  least: 5,
  fields: {
    external_id: '支付宝交易号',
    ordered_at: '创建时间 | 完成时间',
    product: '商品名称',
    amount: '订单金额（元） | 商家实收（元）',
    status: '业务类型',
    notes: '备注',
  },
  suffixes: { external_id: '退款批次号/请求号 | 退款批次号' },
  extra: '商户订单号 | 门店编号 | 门店名称 | 完成时间 | 对方账户 | 商家实收（元）',
  currency: 'CNY',
});

/** Income and expense stand in columns of their own: the first is the amount, the other is kept beside it. */
const alipayLedger = makePreset({
  name: 'alipay-merchant-ledger',
  dataset: 'orders',
  must: ['账务流水号', '收入金额（+元） | 收入（+元）', '账户余额（元） | 业务流水号'],
  signature: `账务流水号 | 业务流水号 | 商户订单号 | 商品名称 | 发生时间 | 对方账号 | 收入金额（+元） | 支出金额（-元） | 账户余额（元）
    交易渠道 | 业务类型`,
  least: 5,
  fields: {
    external_id: '账务流水号',
    ordered_at: '发生时间 | 入账时间',
    product: '商品名称',
    amount: '收入金额（+元） | 收入（+元）',
    status: '业务类型',
    notes: '备注',
  },
  extra: '业务流水号 | 商户订单号 | 支出金额（-元） | 支出（-元） | 账户余额（元） | 交易渠道 | 对方账号',
  currency: 'CNY',
});

const wechatMerchant = makePreset({
  name: 'wechat-merchant-trades',
  dataset: 'orders',
  must: ['微信订单号', '公众账号ID | 商户号', '订单金额 | 应结订单金额 | 总金额'],
  signature: `微信订单号 | 商户订单号 | 公众账号ID | 商户号 | 特约商户号 | 子商户号 | 设备号 | 用户标识 | 交易类型 | 交易状态 | 付款银行 | 货币种类
    应结订单金额 | 代金券金额 | 微信退款单号 | 商户退款单号 | 退款金额 | 商户数据包 | 手续费 | 费率`,
  least: 6,
  fields: {
    external_id: '微信订单号',
    ordered_at: '交易时间',
    product: '商品名称',
    amount: '订单金额 | 应结订单金额 | 总金额',
    currency: '货币种类',
    status: '交易状态',
  },
  suffixes: { external_id: '微信退款单号' },
  extra: `商户订单号 | 商户退款单号 | 交易类型 | 退款金额 | 退款状态 | 用户标识 | 费率备注 | 应结订单金额 | 申请退款金额
    退款申请时间 | 退款成功时间`,
});

const wechatFunds = makePreset({
  name: 'wechat-merchant-funds',
  dataset: 'orders',
  must: ['资金流水单号', '收支金额(元) | 收支金额'],
  signature: `记账时间 | 微信支付业务单号 | 资金流水单号 | 业务名称 | 业务类型 | 收支类型 | 收支金额(元) | 账户结余(元) | 资金变更提交申请人
    业务凭证号`,
  least: 5,
  fields: {
    external_id: '资金流水单号',
    ordered_at: '记账时间',
    product: '业务名称',
    amount: '收支金额(元) | 收支金额',
    status: '业务类型',
    notes: '备注',
  },
  extra: '微信支付业务单号 | 收支类型 | 账户结余(元) | 资金变更提交申请人 | 业务凭证号',
  currency: 'CNY',
});

export const statements = [alipay, wechat, alipayMerchant, alipayLedger, wechatMerchant, wechatFunds];
