/**
 * Statements of Alipay and WeChat Pay: each line is a payment, taken as an order. 收/支 stays in `extra`, the amount has no sign.
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

export const statements = [alipay, wechat];
