/** What columns of campaigns are called, too: the field takes such a one where no column has a better name. What stands at two fields is asked about. */
export const campaignsLesser: Record<string, string> = {
  external_id: `
    活动代码 | 营销活动编号 | 计划编号 | Campaign Number | Campaign # | Event ID | Kampagnen-ID | Kampagnennummer
    ID campagne | ID campaña | ID de campaña | キャンペーンID`,
  name: `
    营销活动名称 | 推广计划 | 推广计划名称 | 计划名称 | 推广名称 | 活动标题 | Campaign Title | Activity Name | Promotion Name | Kampagne
    Kampagnenname | Aktion | Campagne | Nom de la campagne | Nom campagne | Campaña | Nombre de la campaña
    Nombre campaña | キャンペーン名 | キャンペーン | 施策名 | イベント名`,
  channel: `
    投放平台 | 推广平台 | 媒体 | 营销渠道 | 宣传渠道 | 活动形式 | 平台 | Platform | Campaign Channel | Marketing Channel | Ad Platform
    Kanal | Typ | Werbekanal | Canal | Canal de diffusion | Medio | Tipo | Plataforma | チャネル | 種別 | メディア`,
  started_at: `
    启动时间 | 起始时间 | 活动开始 | 投放开始时间 | 投放开始日期 | 上线日期 | 投放时间 | 活动时间 | 活动日期 | 举办时间 | Launched | Starts | Starts On
    Started | Started On | Begins | Start Day | Campaign Start | Campaign Start Date | Date From | From Date
    Go-live Date | Kick-off Date | Launch | Beginn | Startdatum | Anfang | Von | Anfangsdatum | Date de début
    Début | Date début | Lancement | Fecha de inicio | Inicio | Fecha inicio | Desde | Comienzo | 開始日 | 開始日時
    開始 | 開始時期`,
  ended_at: `
    活动结束 | 终止日期 | 终止时间 | 投放结束时间 | 投放结束日期 | 下线日期 | Ends | Ends On | Ended | Ended On | Campaign End
    Campaign End Date | Date To | Stop Date | End Day | Ende | Enddatum | Bis | Schluss | Date de fin | Fin
    Date fin | Fecha de fin | Fecha fin | Hasta | Fecha de finalización | 終了日 | 終了日時 | 終了`,
  budget: `
    计划预算 | 推广预算 | 投放预算 | 预算费用 | 总预算 | 活动经费 | 经费 | 计划费用 | Total Budget | Campaign Budget | Budgeted Amount
    Estimated Cost | Est. Cost | Expected Cost | Allocated Budget | Marketing Budget | Kosten | Geplantes Budget
    Plankosten | Budget prévu | Coût | Coût prévu | Presupuesto | Presupuesto total | Coste | Costo | 予算 | 予算額
    費用`,
  status: `
    进行状态 | Statut | Estado | ステータス | 状態`,
  notes: `
    活动说明 | 活动描述`,
};
