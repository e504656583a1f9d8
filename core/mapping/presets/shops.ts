/**
 * Exports of shops: customers and orders of Shopify, sold goods of Taobao and Tmall (千牛 "已卖出的宝贝"), orders of Pinduoduo and JD, and contacts of Xero,
 * where the shop's invoices are. Headers as public programs that read these exports expect them; not held against real files.
 * An order of Shopify or JD has a row for each product, and its number in each of them.
 */
import { makePreset } from './preset.js';

const shopifyCustomers = makePreset({
  name: 'shopify-customers',
  dataset: 'customers',
  must: [
    'Email',
    'Accepts Email Marketing | Accepts Marketing',
    'Total Spent | Total Orders | Tax Exempt | Default Address Zip | Default Address Company | Default Address City',
  ],
  proofs: [['Default Address Company | Default Address City | Default Address Zip | Accepts SMS Marketing']],
  signature: `Accepts Email Marketing | Accepts Marketing | Accepts SMS Marketing | Default Address Company | Default Address Address1
    Default Address Address2 | Default Address City | Default Address Province Code | Default Address Country Code | Default Address Zip
    Default Address Phone | Total Spent | Total Orders | Tax Exempt`,
  least: 4,
  fields: {
    external_id: 'Customer ID',
    email: 'Email',
    phone: 'Phone | Default Address Phone',
    company: 'Default Address Company | Company',
    country: 'Default Address Country Code | Country Code',
    province: 'Default Address Province Code | Province Code',
    city: 'Default Address City | City',
    address: 'Default Address Address1 | Address1',
    postcode: 'Default Address Zip | Zip',
    tags: 'Tags',
    notes: 'Note',
  },
  extra: `Accepts Email Marketing | Accepts Marketing | Accepts SMS Marketing | Default Address Address2 | Total Spent | Total Orders
    Tax Exempt`,
});

const shopifyOrders = makePreset({
  name: 'shopify-orders',
  dataset: 'orders',
  must: ['Name', 'Financial Status', 'Lineitem name', 'Created at | Paid at'],
  signature: `Financial Status | Paid at | Fulfillment Status | Accepts Marketing | Subtotal | Shipping | Taxes | Discount Code | Discount Amount
    Shipping Method | Lineitem quantity | Lineitem name | Lineitem price | Lineitem sku | Billing Name | Shipping Name | Vendor | Refunded Amount`,
  least: 5,
  fields: {
    external_id: 'Name',
    ordered_at: 'Created at | Paid at',
    product: 'Lineitem name',
    quantity: 'Lineitem quantity',
    amount: 'Total',
    currency: 'Currency',
    status: 'Financial Status',
    notes: 'Notes',
  },
  extra: `Id | Email | Paid at | Fulfillment Status | Fulfilled at | Subtotal | Shipping | Taxes | Lineitem price | Lineitem sku
    Lineitem fulfillment status | Payment Method | Payment Reference | Phone | Tags | Source | Payment ID | Receipt Number`,
  ofLines: true,
});

const taobao = makePreset({
  name: 'taobao-orders',
  dataset: 'orders',
  must: ['订单编号', '买家会员名', '订单创建时间 | 订单付款时间'],
  signature: `买家会员名 | 买家支付宝账号 | 买家应付货款 | 买家应付邮费 | 买家支付积分 | 返点积分 | 买家实际支付金额 | 买家实际支付积分 | 宝贝标题
    宝贝种类 | 宝贝总数量 | 店铺Id | 店铺名称 | 订单关闭原因 | 卖家服务费 | 是否手机订单 | 订单创建时间 | 订单付款时间 | 订单备注`,
  least: 6,
  fields: {
    external_id: '订单编号',
    ordered_at: '订单创建时间 | 订单付款时间',
    product: '宝贝标题',
    quantity: '宝贝总数量',
    amount: '买家实际支付金额 | 总金额',
    status: '订单状态',
    notes: '订单备注',
  },
  extra: `买家会员名 | 买家支付宝账号 | 支付单号 | 支付详情 | 买家应付货款 | 买家应付邮费 | 总金额 | 支付金额 | 买家留言 | 收货人姓名 | 收货人 | 收货地址 | 联系电话
    联系手机 | 订单付款时间 | 物流单号 | 店铺Id`,
  currency: 'CNY',
});

const pinduoduo = makePreset({
  name: 'pinduoduo-orders',
  dataset: 'orders',
  must: ['订单号', '商家实收金额(元)', '商品 | 商品id'],
  signature: `商家实收金额(元) | 用户实付金额(元) | 店铺优惠折扣(元) | 平台优惠折扣(元) | 多多支付立减金额(元) | 商品总价(元) | 邮费(元) | 商品数量(件)
    商品id | 商家编码-规格维度 | 商家编码-商品维度 | 样式ID | 售后状态 | 订单成交时间 | 拼单成功时间 | 快递单号`,
  least: 5,
  fields: {
    external_id: '订单号',
    ordered_at: '订单成交时间 | 拼单成功时间 | 支付时间 | 订单创建时间',
    product: '商品 | 商品名称',
    quantity: '商品数量(件)',
    amount: '用户实付金额(元) | 商家实收金额(元)',
    status: '订单状态',
    notes: '商家备注',
  },
  extra: `商家实收金额(元) | 商品总价(元) | 邮费(元) | 店铺优惠折扣(元) | 平台优惠折扣(元) | 商品id | 商品规格 | 发货时间 | 确认收货时间 | 支付时间
    售后状态 | 快递单号`,
  currency: 'CNY',
});

const jd = makePreset({
  name: 'jd-orders',
  dataset: 'orders',
  must: ['订单号', '下单帐号 | 下单账号', '京东价 | 结算金额'],
  signature: `商品ID | 商品名称 | 订购数量 | 支付方式 | 下单时间 | 京东价 | 订单金额 | 结算金额 | 余额支付 | 应付金额 | 订单类型 | 下单帐号 | 下单账号
    发票抬头 | 付款确认时间 | 增值税发票 | 货号 | 订单完成时间 | 订单渠道`,
  least: 6,
  fields: {
    external_id: '订单号',
    ordered_at: '下单时间',
    product: '商品名称',
    quantity: '订购数量',
    amount: '订单金额',
    status: '订单状态',
    notes: '订单备注',
  },
  extra: `商品ID | 京东价 | 结算金额 | 余额支付 | 应付金额 | 订单类型 | 下单帐号 | 下单账号 | 客户姓名 | 客户地址 | 联系电话 | 商家备注 | 货号 | 付款确认时间
    订单完成时间`,
  currency: 'CNY',
  ofLines: true,
});

const xero = makePreset({
  name: 'xero-contacts',
  dataset: 'customers',
  must: ['*ContactName | ContactName', 'EmailAddress', 'POAddressLine1 | POCity | AccountsReceivableTaxCodeName'],
  signature: `ContactName | AccountNumber | EmailAddress | POAttentionTo | POAddressLine1 | POCity | PORegion | POPostalCode | POCountry
    SAAddressLine1 | SACity | PhoneNumber | MobileNumber | DDINumber | BankAccountName | BankAccountNumber | TaxNumber | LegalName
    AccountsReceivableTaxCodeName | DueDateSalesDay`,
  least: 6,
  fields: {
    name: 'ContactName',
    email: 'EmailAddress',
    phone: 'PhoneNumber | MobileNumber',
    company: 'LegalName',
    country: 'POCountry | SACountry',
    province: 'PORegion | SARegion',
    city: 'POCity | SACity',
    address: 'POAddressLine1 | SAAddressLine1',
    postcode: 'POPostalCode | SAPostalCode',
    website: 'Website',
  },
  extra: `AccountNumber | FirstName | LastName | POAttentionTo | POAddressLine2 | MobileNumber | FaxNumber | DDINumber | BankAccountName
    BankAccountNumber | TaxNumber | CompanyNumber | Discount | SkypeName`,
});

export const shops = [shopifyCustomers, shopifyOrders, taobao, pinduoduo, jd, xero];
