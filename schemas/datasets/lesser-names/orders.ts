/** What columns of orders are called, too: the field takes such a one where no column has a better name. What stands at two fields is asked about. */
export const ordersLesser: Record<string, string> = {
  external_id: `
    销售订单号 | 系统订单号 | 平台订单号 | 原始订单号 | 网店订单号 | 订单流水号 | 交易流水号 | 支付单号 | 付款单号 | 出库单号 | 发货单号 | 发票号 | 发票号码 | 销售单据号
    外部订单号 | 商城订单号 | 收款单号 | Order # | Order Ref | Order Reference | Order Code | Sales Order No | SO No | SO #
    PO # | PO No | Invoice # | Inv No | Inv # | Transaction No | Transaction Number | Txn ID | Receipt No
    Receipt Number | Reference No | Ref No | Ref | Contract No | Contract Number | Bestellnummer | Bestell-Nr.
    Auftragsnummer | Auftrags-Nr. | Rechnungsnummer | Rechnungs-Nr. | Belegnummer | Belegnr. | Bestell-ID
    Vorgangsnummer | N° commande | Numéro de commande | N° de commande | Référence commande | Numéro de facture
    N° facture | N° de facture | Número de pedido | Nº pedido | Nº de pedido | ID de pedido | ID pedido
    Número de factura | Nº factura | Folio | 注文番号 | 注文ID | 受注番号 | 受注No | 注文No | オーダー番号 | 伝票番号 | 請求書番号 | 取引番号`,
  customer_external_id: `
    会员卡号 | 用户ID | 用户编号 | 购货单位编码 | 客户代号 | Customer # | Client No | Client Number | Client Code | Account No
    Kundennummer | Kunden-Nr. | Kunden-ID | Debitorennummer | N° client | Code client | Numéro client
    ID client | Numéro de client | Código cliente | Código de cliente | Nº cliente | ID cliente
    Número de cliente | 顧客番号 | 顧客ID | 顧客コード | 会員番号 | 会員ID | 得意先コード`,
  ordered_at: `
    购买时间 | 销售时间 | 签约时间 | 合同日期 | 签单日期 | 签单时间 | 订货日期 | 订货时间 | 开单日期 | 开单时间 | 支付时间 | 支付日期 | 付款日期 | 制单日期 | 业务日期 | 下单日
    订购日期 | 订购时间 | 合同签订日期 | 成单日期 | 成单时间 | 消费时间 | 消费日期 | Ordered On | Date of Order | Created On | Created Date
    Date Created | Creation Date | Purchase Time | Purchased On | Date of Purchase | Txn Date | Sales Date
    Date of Sale | Date Placed | Order Placed | Placed On | Placed At | Order Created | Order Created At
    Order Creation Date | Posting Date | Document Date | Contract Date | Bestelldatum | Auftragsdatum
    Rechnungsdatum | Belegdatum | Kaufdatum | Datum | Bestellt am | Verkaufsdatum | Date de commande
    Date commande | Date de la commande | Commandé le | Date d'achat | Date de facture | Date facture
    Date de facturation | Date de vente | Fecha | Fecha de pedido | Fecha pedido | Fecha del pedido
    Fecha de compra | Fecha de venta | Fecha venta | Fecha de factura | Fecha factura | Fecha de la orden | 注文日
    注文日時 | 受注日 | 受注日時 | 購入日 | 購入日時 | 売上日 | 注文年月日 | 取引日 | 日付`,
  product: `
    产品名 | 商品名 | 产品/服务 | 服务项目 | 购买产品 | 购买商品 | 订购产品 | 物料 | 产品描述 | 产品信息 | 商品信息 | 品项 | 货物 | 产品名称及规格 | 品名规格 | 产品名称/型号
    套餐 | 套餐名称 | 课程名称 | 课程 | 货物或应税劳务名称 | Product Title | Product Description | Item Description | Line Item
    Items | Products | Item Title | Goods Name | Description of Goods | Commodity | Article Name | Produkt
    Produktname | Produktbezeichnung | Artikel | Artikelname | Artikelbezeichnung | Bezeichnung | Leistung
    Produit | Nom du produit | Désignation | Libellé | Nom produit | Produit commandé | Libellé produit
    Producto | Nombre del producto | Nombre producto | Artículo | Concepto | Servicio | 製品名 | 品目 | 品目名 | サービス名`,
  quantity: `
    下单数量 | 产品数量 | 货品数量 | 出库数量 | 发货数量 | 采购数量 | 总数量 | 订货数量 | 实发数量 | 成交数量 | 销量 | 商品总数量 | QTY Ordered
    Quantity Ordered | Ordered Quantity | Order Qty | Order Quantity | Units Sold | Item Count | Items Sold
    No. of Units | Number of Units | Number of Items | Item Quantity | Total Quantity | Total Qty | Unit Qty
    Menge | Anzahl | Stückzahl | Bestellmenge | Quantité | Qté | Nb | Quantité commandée | Qte | Unités
    Cantidad | Unidades | 個数 | 注文数 | 注文数量 | 購入数 | 台数 | 受注数`,
  amount: `
    订单总额 | 订单总价 | 订单总金额 | 实付 | 实付款 | 实收 | 实收款 | 应收金额 | 含税金额 | 开票金额 | 消费金额 | 付款总额 | 销售总额 | 下单金额 | 商品金额 | 商品总价
    订货金额 | 收款金额 | 结算金额 | 成交总额 | 签约金额 | 签单金额 | 合同总额 | 合同额 | 订单实付金额 | 订单应付金额 | 订单合计 | 订单总计 | 购买金额 | Amt
    Total Amt | Total Price | Total Value | Total Paid | Amount Paid | Order Value | Sale Amount | Total Sales
    Sales Total | Sales Value | Total Sale | Invoice Amount | Invoice Total | Gross Amount | Gross Total
    Line Total | Net Total | Payment Amount | Transaction Amount | Total Order Value | Order Price
    Contract Value | Contract Amount | Total Revenue | Betrag | Gesamtbetrag | Gesamtpreis | Rechnungsbetrag
    Bestellwert | Auftragswert | Umsatz | Bruttobetrag | Nettobetrag | Montant | Montant total | Total TTC
    Montant TTC | Montant HT | Total HT | Prix total | Montant de la commande | Chiffre d'affaires | Importe
    Importe total | Monto | Monto total | Total pedido | Total factura | Precio total | 金額 | 合計金額 | 注文金額 | 総額
    売上金額 | 売上 | 請求金額 | 税込金額 | 支払金額 | 購入金額 | お支払金額 | 受注金額`,
  currency: `
    Währung | Devise | Moneda | Divisa | 通貨`,
  status: `
    单据状态 | 合同状态 | 订单当前状态 | 执行状态 | 审核状态 | 物流状态 | Fulfilment Status | Shipping Status | Delivery Status
    Transaction Status | Invoice Status | Bestellstatus | Auftragsstatus | Zahlungsstatus | Lieferstatus
    Rechnungsstatus | Statut | Statut de la commande | Statut commande | Statut de commande | État
    État de la commande | Estado del pedido | Estado pedido | Estado de pago | Estatus | 注文ステータス | ステータス | 状態
    注文状況 | 受注ステータス | 支払状況`,
  notes: `
    订单备注 | 卖家备注 | 商家备注 | 客户备注 | 买家备注 | Order Notes | Customer Notes | Order Comments | Bemerkung | Anmerkung
    Notiz | Kommentar | Remarque | Commentaire | Observaciones | Notas | Comentarios | 備考 | メモ | 備考欄`,
};
