/**
 * Exports of where shops take money: customers and payments of Stripe, the directory of Square, customers and orders of WooCommerce's
 * analytics, customers of QuickBooks Online, and orders of 有赞. Headers as public programs that read these exports expect them, those of
 * WooCommerce and QuickBooks from knowledge of the programs; not held against real files. Stripe's times are told in UTC, as its headers say.
 */
import { makePreset } from './preset.js';

const stripeCustomers = makePreset({
  name: 'stripe-customers',
  dataset: 'customers',
  must: ['id', 'Email | Name', 'Created (UTC)', 'Delinquent | Total Spend | Card Last4 | Account Balance'],
  signature: `Created (UTC) | Delinquent | Card ID | Card Last4 | Card Brand | Card Funding | Card Exp Month | Card Exp Year | Card Name
    Card Address Line1 | Card Address City | Card Address State | Card Address Country | Card Address Zip | Card Issue Country
    Card Fingerprint | Card CVC Status | Plan | Cancel At Period End | Account Balance | Total Spend | Payment Count | Average Order
    Refunded Volume | Dispute Losses | Business Vat ID`,
  least: 4,
  fields: {
    external_id: 'id',
    name: 'Name',
    email: 'Email',
    phone: 'Phone',
    country: 'Card Address Country | Address Country',
    province: 'Card Address State | Address State',
    city: 'Card Address City | Address City',
    address: 'Card Address Line1 | Address Line1',
    postcode: 'Card Address Zip | Address Postal Code',
    signup_date: 'Created (UTC)',
    notes: 'Description',
  },
  extra: `Delinquent | Card ID | Card Last4 | Card Name | Card Address Line2 | Card Issue Country | Plan | Status | Account Balance | Currency
    Total Spend | Payment Count | Average Order | Refunded Volume | Dispute Losses | Business Vat ID`,
});

const stripePayments = makePreset({
  name: 'stripe-payments',
  dataset: 'orders',
  must: [
    'id',
    'Amount',
    'Created (UTC) | Created date (UTC)',
    'Amount Refunded | Converted Amount',
    'Customer ID | Customer Email',
  ],
  signature: `Seller Message | Created (UTC) | Created date (UTC) | Amount Refunded | Converted Amount | Converted Amount Refunded
    Converted Currency | Statement Descriptor | Customer ID | Customer Description | Customer Email | Captured | Card ID | Card Last4
    Card Brand | Invoice ID | Transfer | Transfer Group | PaymentIntent ID | Payment Source Type | Refunded date (UTC) | Disputed Amount`,
  least: 5,
  fields: {
    external_id: 'id',
    customer_external_id: 'Customer ID',
    ordered_at: 'Created (UTC) | Created date (UTC)',
    product: 'Description',
    amount: 'Amount',
    currency: 'Currency',
    status: 'Status',
  },
  extra: `Seller Message | Amount Refunded | Converted Amount | Converted Amount Refunded | Fee | Tax | Taxes On Fee | Converted Currency | Mode
    Statement Descriptor | Customer Description | Customer Email | Captured | Card ID | Card Name | Invoice ID | Transfer`,
});

const square = makePreset({
  name: 'square-customers',
  dataset: 'customers',
  must: [
    'Square Customer ID',
    'First Name | Email Address | Phone Number',
    'Creation Source | Reference ID | Transaction Count',
  ],
  signature: `Reference ID | Square Customer ID | Creation Source | First Visit | Last Visit | Transaction Count | Lifetime Spend
    Email Subscription Status | Instant Profile | Street Address 1 | Street Address 2 | Nickname | Memo`,
  least: 4,
  fields: {
    external_id: 'Square Customer ID',
    email: 'Email Address',
    phone: 'Phone Number',
    company: 'Company Name',
    province: 'State',
    city: 'City',
    address: 'Street Address 1',
    postcode: 'Postal Code',
    birthday: 'Birthday',
    signup_date: 'First Visit',
    last_contact: 'Last Visit',
    notes: 'Memo',
  },
  extra: `Reference ID | Creation Source | Nickname | Street Address 2 | Transaction Count | Lifetime Spend | Email Subscription Status
    Instant Profile`,
});

const wooCustomers = makePreset({
  name: 'woocommerce-customers',
  dataset: 'customers',
  must: ['Name', 'Email', 'Sign Up | Date registered', 'AOV', 'Total Spend'],
  signature: 'Username | Last Active | Sign Up | Date registered | Total Spend | AOV | Country / Region | Region',
  least: 5,
  fields: {
    name: 'Name',
    email: 'Email',
    country: 'Country / Region',
    province: 'Region',
    city: 'City',
    postcode: 'Postal Code',
    signup_date: 'Sign Up | Date registered',
    last_contact: 'Last Active',
  },
  extra: 'Username | Orders | Total Spend | AOV',
});

const wooOrders = makePreset({
  name: 'woocommerce-orders',
  dataset: 'orders',
  must: ['Order #', 'Product(s)', 'N. Revenue | Net Sales', 'Date'],
  signature: 'Order # | N. Revenue | Net Sales | Customer type | Product(s) | Items sold | Coupon(s) | Attribution',
  least: 5,
  fields: {
    external_id: 'Order #',
    ordered_at: 'Date',
    product: 'Product(s)',
    quantity: 'Items sold',
    amount: 'N. Revenue | Net Sales',
    status: 'Status',
  },
  extra: 'Customer | Customer type | Coupon(s) | Attribution',
});

const quickBooks = makePreset({
  name: 'quickbooks-customers',
  dataset: 'customers',
  must: ['Name | Customer', 'Company name', 'Attachments', 'Open balance'],
  signature: 'Company name | Customer type | Street Address | Zip | Attachments | Open balance | Currency',
  least: 5,
  fields: {
    name: 'Name | Customer',
    company: 'Company name',
    email: 'Email',
    phone: 'Phone',
    country: 'Country',
    province: 'State',
    city: 'City',
    address: 'Street Address',
    postcode: 'Zip',
    customer_type: 'Customer type',
    notes: 'Notes',
  },
  extra: 'Attachments | Open balance',
});

const youzan = makePreset({
  name: 'youzan-orders',
  dataset: 'orders',
  must: ['订单号', '全部商品名称', '订单实付金额'],
  signature: `全部商品名称 | 商品种类数 | 订单实付金额 | 订单创建时间 | 买家付款时间 | 收货人/提货人 | 收货人手机号/提货人手机号 | 收货人省份 | 收货人城市
    收货人地区 | 详细收货地址/提货地址 | 买家昵称 | 买家手机号 | 优惠券码名称 | 分销员`,
  least: 5,
  fields: {
    external_id: '订单号',
    ordered_at: '订单创建时间 | 买家付款时间',
    product: '全部商品名称',
    amount: '订单实付金额',
    status: '订单状态',
    notes: '商家备注 | 买家备注',
  },
  extra: `商品种类数 | 买家付款时间 | 收货人/提货人 | 收货人手机号/提货人手机号 | 收货人省份 | 收货人城市 | 收货人地区 | 详细收货地址/提货地址 | 买家昵称
    买家手机号 | 优惠券码名称 | 分销员`,
  currency: 'CNY',
});

export const payments = [stripeCustomers, stripePayments, square, wooCustomers, wooOrders, quickBooks, youzan];
