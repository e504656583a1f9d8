/**
 * Amazon Seller Central: the order reports, tab-separated with headers in English in every country: "All orders" (`amazon-order-id`) and "New
 * orders", "Unshipped orders" (`order-id`, `order-item-id`). An order has a row for each item. Headers as public programs that read these
 * reports expect them; not held against real files.
 */
import { makePreset } from './preset.js';

const address = `ship-service-level | recipient-name | ship-address-1 | ship-address-2 | ship-address-3 | ship-city | ship-state
  ship-postal-code | ship-country | ship-phone-number | is-business-order | purchase-order-number | price-designation`;
const prices = `item-tax | shipping-price | shipping-tax | gift-wrap-price | gift-wrap-tax | item-promotion-discount
  ship-promotion-discount | promotion-ids`;

const orders = makePreset({
  name: 'amazon-orders',
  dataset: 'orders',
  must: [
    'amazon-order-id | order-id',
    'purchase-date',
    'product-name | sku',
    'order-item-id | order-status | merchant-order-id',
  ],
  signature: `amazon-order-id | merchant-order-id | order-item-id | purchase-date | last-updated-date | payments-date | fulfillment-channel
    sales-channel | order-channel | item-status | buyer-email | buyer-name | quantity-purchased | ${address} | ${prices}`,
  least: 6,
  // Shipments have the same columns: an order would stand in both.
  never: 'shipment-id | shipment-item-id | return-date | settlement-id',
  fields: {
    external_id: 'amazon-order-id | order-id',
    ordered_at: 'purchase-date',
    product: 'product-name',
    quantity: 'quantity | quantity-purchased',
    amount: 'item-price',
    currency: 'currency',
    status: 'order-status',
  },
  extra: `merchant-order-id | order-item-id | last-updated-date | payments-date | reporting-date | promise-date | days-past-promise
    fulfillment-channel | sales-channel | order-channel | url | sku | asin | item-status | buyer-email | buyer-name | buyer-phone-number
    quantity-shipped | quantity-to-ship | ${address} | ${prices}`,
  ofLines: true,
});

export const amazon = [orders];
