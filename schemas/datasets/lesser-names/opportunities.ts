/** What columns of opportunities are called, too: the field takes such a one where no column has a better name. What stands at two fields is asked about. */
export const opportunitiesLesser: Record<string, string> = {
  external_id: `
    商机号 | 商机代码 | 项目号 | 机会ID | 项目ID | Opportunity Number | Opp ID | Opp # | Opportunity # | Deal No | Deal #
    Deal Number | Project ID | Project No | Opportunity Key | Verkaufschancen-ID | ID opportunité
    ID oportunidad | 商談ID | 案件ID | 案件番号 | 商談番号 | 案件No`,
  customer_external_id: `
    Organization ID | Kundennummer | Code client | Código cliente | 顧客番号 | 顧客ID`,
  name: `
    销售机会 | 商机标题 | 项目 | 项目主题 | Opp Name | Opportunity Title | Deal Title | Opportunity Subject | Subject
    Verkaufschance | Projekt | Projektname | Geschäft | Opportunité | Nom de l'opportunité | Nom opportunité
    Affaire | Nom de l'affaire | Projet | Oportunidad | Nombre de la oportunidad | Nombre oportunidad | Negocio
    Nombre del negocio | Trato | Proyecto | 商談名 | 案件名 | 商談 | 案件 | プロジェクト名`,
  stage: `
    机会阶段 | 跟进阶段 | 所处阶段 | 推进阶段 | Stage Name | Current Stage | Phase | Deal Phase | Verkaufsphase | Vertriebsphase
    Phase de vente | Étape | Etape | Stade | Étape de vente | Etapa | Fase | Etapa de venta | Etapa del negocio
    フェーズ | ステージ | 商談フェーズ | 商談ステージ | 営業フェーズ | 段階`,
  amount: `
    预计签约金额 | 预计收入 | 预计合同金额 | 项目金额 | 商机预计金额 | 预期收入 | 预测金额 | 预计成交额 | 报价金额 | Deal Size | Estimated Revenue
    Est. Value | Est. Revenue | Est. Amount | Opportunity Value | Expected Value | Potential Value
    Pipeline Value | Forecast Amount | Total Value | Contract Value | Betrag | Wert | Umsatz | Erwarteter Umsatz
    Auftragswert | Montant | Valeur | Montant estimé | Montant prévu | Importe | Monto | Valor estimado
    Importe estimado | Importe previsto | 金額 | 見込金額 | 想定金額 | 商談金額 | 予定金額 | 受注予定金額 | 見積金額 | 予想金額`,
  currency: `
    Währung | Devise | Moneda | 通貨`,
  expected_close: `
    预计签约时间 | 预计完成日期 | 预计完成时间 | 预计成单日期 | 预计成单时间 | 预计下单时间 | 预计下单日期 | 计划成交日期 | 预期成交日期 | 预计签订日期 | 预计结单时间
    Estimated Close | Est. Close Date | Est. Close | Expected Closing | Target Close Date | Projected Close Date
    Forecast Close Date | Forecast Date | Expected Decision Date | Expected Sign Date | Anticipated Close Date
    Planned Close Date | Expected Date | Abschlussdatum | Erwartetes Abschlussdatum
    Voraussichtlicher Abschluss | Erwarteter Abschluss | Geplanter Abschluss | Date de clôture
    Date de clôture prévue | Clôture prévue | Date prévue | Date de signature prévue | Fecha de cierre
    Fecha de cierre prevista | Fecha estimada de cierre | Cierre previsto | Fecha cierre
    Fecha prevista de cierre | 完了予定日 | 受注予定日 | クローズ予定日 | 完了予定 | 成約予定日 | 決裁予定日 | 契約予定日`,
  owner: `
    商机负责人 | 商机所有人 | Verantwortlicher | Vendedor | 担当者 | 営業担当
    Commercial | Comercial`,
  status: `
    成交状态 | 项目状态 | 跟进状态 | Won/Lost | Win/Loss | Statut | Estado | ステータス | 状態 | 商談状況`,
};
