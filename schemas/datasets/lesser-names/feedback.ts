/** What columns of feedback are called, too: the field takes such a one where no column has a better name. What stands at two fields is asked about. */
export const feedbackLesser: Record<string, string> = {
  external_id: `
    投诉单号 | 投诉单编号 | 案件编号 | 受理编号 | 受理单号 | 咨询编号 | 反馈单号 | 记录编号 | Ticket # | Case No | Case # | Complaint ID
    Complaint No | Complaint Number | Request ID | Review ID | Submission ID | Ticketnummer | Ticket-Nr.
    Fallnummer | Vorgangsnummer | N° ticket | Numéro de ticket | Nº de ticket | ID de ticket | Número de ticket
    問い合わせ番号 | チケット番号 | チケットID | 受付番号 | 案件番号`,
  customer_external_id: `
    Kundennummer | Code client | Código cliente | 顧客番号 | 会員番号`,
  received_at: `
    登记日期 | 评价日期 | 咨询时间 | 咨询日期 | 收到时间 | 收到日期 | 来电时间 | 接诉时间 | 接诉日期 | 填写时间 | 答题时间 | 报修时间 | 报修日期 | 工单创建时间 | 创建日期
    发生时间 | 留言时间 | Received On | Date Received | Created On | Date Created | Opened At | Opened On | Submitted
    Submitted On | Submission Date | Submission Time | Date Submitted | Submit Date | Feedback Time
    Complaint Date | Review Date | Date of Complaint | Survey Date | Reported On | Reported At | Report Date
    Date Reported | Ticket Date | Date Logged | Logged On | Creation Date | Datum | Eingangsdatum | Eingang
    Erstellt am | Erhalten am | Eingegangen am | Date de réception | Reçu le | Date de création
    Date de la réclamation | Fecha | Fecha de recepción | Fecha de creación | Fecha de la queja
    Fecha de registro | 日付 | 日時 | 受付日 | 受付日時 | 回答日 | 回答日時 | 受信日時 | 問い合わせ日 | お問い合わせ日時 | 発生日`,
  kind: `
    反馈类别 | 问题类别 | 投诉类别 | 评价类型 | 反馈分类 | 工单分类 | 诉求类型 | 咨询类型 | 类别 | 投诉分类 | Issue Type | Complaint Type
    Feedback Category | Ticket Category | Issue Category | Request Type | Complaint Category | Inquiry Type
    Case Category | Case Reason | Type of Feedback | Typ | Art | Kategorie | Anliegen | Catégorie
    Type de réclamation | Tipo | Categoría | Tipo de queja | Tipo de incidencia | 種別 | 分類 | 種類 | カテゴリ | カテゴリー
    問い合わせ種別 | 区分`,
  score: `
    评价星级 | 评价得分 | 综合评分 | 满意度得分 | 服务评分 | 评价分数 | 总体评分 | Satisfaction Rating | Star Rating | NPS Score | CSAT Score
    Overall Rating | Overall Satisfaction | Customer Satisfaction | Review Score | Feedback Score | Bewertung
    Punkte | Zufriedenheit | Sterne | Évaluation | Étoiles | Puntuación | Calificación | Valoración
    Satisfacción | 評価 | 点数 | 満足度 | スコア | 評点 | 星`,
  subject: `
    投诉主题 | 反馈标题 | 投诉事项 | 反馈事项 | 评价标题 | Ticket Subject | Issue Summary | Headline | Review Title | Case Subject
    Issue Title | Betreff | Titel | Thema | Objet | Sujet | Titre | Asunto | Tema | Título | 件名 | タイトル | 題名 | 主題`,
  body: `
    问题内容 | 投诉描述 | 意见建议 | 意见和建议 | 咨询内容 | 反馈意见 | 反馈描述 | 反馈详情 | 客户反馈 | 诉求内容 | 具体内容 | 问题详情 | 客户诉求 | 评论内容 | 留言内容
    故障描述 | 您的意见 | Customer Feedback | Customer Comments | Customer Comment | Feedback Text | Complaint Details
    Complaint Description | Issue Description | Feedback Details | Review Text | Verbatim | Remarks
    Case Description | Problem Description | Inhalt | Beschreibung | Nachricht | Kommentar | Rückmeldung
    Anmerkung | Contenu | Commentaire | Avis | Comentario | Comentarios | Mensaje | Descripción | Detalle | ご意見
    コメント | お問い合わせ内容 | 問い合わせ内容 | 詳細 | 自由記述 | ご意見・ご要望 | 感想`,
  status: `
    投诉状态 | 解决状态 | 受理状态 | Resolution Status | Issue Status | Statut | Estado | ステータス | 状態 | 対応状況 | 対応ステータス | 進捗`,
  reply: `
    处理方案 | 答复内容 | 处理措施 | 客服回复 | 反馈结果 | 解决情况 | 解决结果 | 处理说明 | 处理办法 | 整改措施 | Our Response | Resolution Notes
    Action Taken | Our Reply | Agent Reply | Merchant Reply | Company Response | Reply Content
    Resolution Details | Antwort | Lösung | Maßnahme | Réponse | Résolution | Respuesta | Solución | Resolución
    回答 | 対応 | 返信 | 対応内容 | 対応結果 | 返答`,
  owner: `
    处理人 | 受理人 | 客服 | 处理人员 | 受理客服 | 接待客服 | 处理客服 | Handled By | Case Owner | Ticket Owner | Bearbeiter | Agente
    担当者 | 対応者`,
};
