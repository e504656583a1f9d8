/** What columns of interactions are called, too: the field takes such a one where no column has a better name. What stands at two fields is asked about. */
export const interactionsLesser: Record<string, string> = {
  external_id: `
    拜访编号 | 跟进记录编号 | 跟进ID | Log ID | Visit ID | Meeting ID | Message ID | Interaction No | Activity No`,
  customer_external_id: `
    Kundennummer | Code client | Código cliente | 顧客番号`,
  happened_at: `
    记录日期 | 回访时间 | 回访日期 | 发生日期 | 活动时间 | 活动日期 | 通话日期 | 来电时间 | 呼叫时间 | 会议时间 | 联络时间 | 联络日期 | 接待时间 | 开始时间
    Interaction Time | Contacted On | Call Time | Visit Date | Meeting Date | Meeting Time | Created
    Created On | Created Date | Date Created | Log Date | Logged At | Logged On | Event Date | Sent At
    Communication Date | Date of Contact | Date of Call | Date of Visit | Touch Date | Datum | Zeitpunkt
    Kontaktdatum | Besuchsdatum | Gesprächsdatum | Datum/Uhrzeit | Date du contact | Date de contact
    Date de l'appel | Date de visite | Date de l'interaction | Fecha | Fecha de contacto | Fecha de visita
    Fecha y hora | Fecha de llamada | 日付 | 日時 | 対応日 | 対応日時 | 連絡日 | 訪問日 | 活動日 | 接触日`,
  channel: `
    联系渠道 | 沟通类型 | 跟进渠道 | 联络方式 | 回访方式 | 互动方式 | 接触方式 | Contact Type | Communication Type | Communication Channel
    Communication Method | Mode | Mode of Contact | Mode of Communication | Contact Channel | Engagement Type
    Touchpoint | Kanal | Kontaktart | Art | Typ | Art des Kontakts | Kommunikationskanal | Canal
    Type de contact | Moyen | Moyen de contact | Mode de contact | Tipo | Canal de contacto | Medio
    Tipo de contacto | Vía | Medio de contacto | チャネル | 方法 | 連絡方法 | 対応方法 | 種別 | 活動種別 | コンタクト方法 | 手段`,
  direction: `
    来电/去电 | 呼叫类别 | Incoming/Outgoing | Richtung | Anrufrichtung | Sens | Sens de l'appel
    Dirección de la llamada | Sentido | 受発信 | 発着信 | 着信/発信`,
  subject: `
    跟进标题 | 会议主题 | 拜访主题 | 拜访目的 | 拜访事由 | 沟通事项 | 联系事由 | Purpose | Activity Subject | Call Subject | Meeting Subject
    Subject Line | Reason | Call Purpose | Activity Name | Betreff | Thema | Zusammenfassung | Objet | Sujet
    Titre | Motif | Asunto | Tema | Título | Motivo | 件名 | タイトル | 用件 | 主題 | 目的`,
  body: `
    拜访记录 | 沟通情况 | 跟进情况 | 拜访情况 | 跟进详情 | 沟通详情 | 通话内容 | 会议内容 | 会议纪要 | 回访内容 | 联系记录 | 跟进说明 | 沟通结果 | 跟进结果 | 沟通要点
    记录内容 | 情况说明 | Comment | Meeting Notes | Conversation | Discussion | Interaction Notes | Activity Notes
    Remarks | Remark | Visit Notes | Outcome | Minutes | Message Body | Email Body | What was discussed | Inhalt
    Notiz | Notizen | Bemerkung | Bemerkungen | Gesprächsnotiz | Beschreibung | Nachricht | Contenu
    Commentaire | Commentaires | Compte rendu | Remarques | Contenido | Descripción | Notas | Comentarios
    Observaciones | Detalle | Mensaje | 対応内容 | 活動内容 | 備考 | メモ | 詳細 | 連絡内容 | 商談内容 | 訪問内容`,
  owner: `
    拜访人 | 记录人 | 沟通人 | 创建人 | 客服 | 接待人 | 跟进人员 | 拜访人员 | 回访人 | 通话人员 | 坐席 | 录入人 | Logged By | Created By
    Contacted By | Handled By | Called By | Performed By | Activity Owner | Mitarbeiter | Bearbeiter | Agente
    担当者 | 対応者 | 訪問者 | 担当
    Commercial | Comercial`,
};
