/** Orders and payments. */
import { bilingual, currency, customerRef, notes, ownId, status } from './common.js';
import { ordersLesser } from './lesser-names/orders.js';
import { list, makeDataset } from './make.js';
import { atLeastOne } from './rules.js';

export const orders = makeDataset('orders', {
  label: bilingual('Orders', '订单'),
  fields: {
    external_id: ownId(
      'Order ID',
      '订单编号',
      list(`
      order id | order no | order no. | order number | orderid | so number | sales order | po number
      invoice | invoice no | invoice number | transaction id | reference | 订单号 | 订单id | 单号
      订单编码 | 销售单号 | 单据编号 | 单据号 | 交易号 | 交易单号 | 商户订单号 | 合同编号 | 合同号
      流水号 | 交易订单号 | 子订单编号 | 主订单编号
    `),
    ),
    customer_external_id: customerRef(),
    ordered_at: {
      type: 'datetime',
      label: bilingual('Ordered at', '下单时间'),
      meaning: bilingual('When it was ordered', '下单的时间'),
      aliases: list(`
        order date | orderdate | order time | date | ordered | date ordered | created at | created
        purchase date | purchased at | transaction date | invoice date | sale date | closed at | 订单日期
        订单时间 | 下单日期 | 日期 | 创建时间 | 成交日期 | 成交时间 | 交易时间 | 交易日期 | 交易创建时间
        单据日期 | 订单创建时间 | 订单成交时间 | 签约日期 | 销售日期 | 付款时间 | 购买日期 | 签订日期
      `),
    },
    product: {
      type: 'name',
      label: bilingual('Product', '产品'),
      meaning: bilingual('What was ordered', '产品或商品'),
      aliases: list(`
        product name | item | item name | goods | sku | article | lineitem name | service | 产品名称 | 商品
        商品名称 | 品名 | 货品 | 货品名称 | 宝贝标题 | 商品标题 | 产品型号 | 物料名称 | 商品说明 | 货物名称
        名称 | 存货名称 | 存货
      `),
    },
    quantity: {
      type: 'decimal',
      label: bilingual('Quantity', '数量'),
      meaning: bilingual('How much of it', '数量'),
      aliases: list(`
        qty | count | units | pieces | lineitem quantity | 件数 | 购买数量 | 订购数量 | 宝贝总数量 | 商品数量 | 销售数量
        订单数量 | 数量(件)
      `),
    },
    amount: {
      type: 'money',
      label: bilingual('Amount', '金额'),
      meaning: bilingual('Value of the order', '订单金额'),
      aliases: list(`
        total | order amount | order total | total amount | grand total | sum | value | price | sales amount
        paid | payment | revenue | net amount | 订单金额 | 总金额 | 总价 | 合计金额 | 销售额 | 成交金额
        实付金额 | 应付金额 | 付款金额 | 回款 | 回款金额 | 实收金额 | 交易金额 | 合同金额 | 销售金额 | 总额
        价税合计 | 支付金额 | 买家实际支付金额 | 用户实付金额
      `),
      sensitivity: 'financial',
    },
    currency: currency(),
    status: status(
      '订单状态',
      list(`
      order status | payment status | fulfillment status | financial status | 交易状态 | 付款状态
      发货状态 | 支付状态
    `),
    ),
    notes: notes(),
  },
  lesser: ordersLesser,
  rules: [atLeastOne('external_id', 'product', 'amount', 'ordered_at')],
  keyCandidates: [
    ['external_id', 'product'],
    ['customer_external_id', 'ordered_at', 'product'],
    ['ordered_at', 'product', 'amount'],
  ],
});
