/** Feedback and service tickets. */
import { bilingual, customerRef, owner, ownId, status } from './common.js';
import { feedbackLesser } from './lesser-names/feedback.js';
import { list, makeDataset } from './make.js';
import { atLeastOne } from './rules.js';
import { feedbackKindValues } from './values.js';

export const feedback = makeDataset('feedback', {
  label: bilingual('Feedback', '反馈'),
  fields: {
    external_id: ownId(
      'Feedback ID',
      '反馈编号',
      list(`
      feedback id | ticket id | ticket no | ticket number | case id | case number | issue id | response id
      工单号 | 工单编号 | 反馈id | 投诉编号 | 服务单号 | 问题编号 | 工单id | 评价编号
    `),
    ),
    customer_external_id: customerRef(),
    received_at: {
      type: 'datetime',
      label: bilingual('Received at', '反馈时间'),
      meaning: bilingual('When it came in', '收到反馈的时间'),
      aliases: list(`
        date | time | received | received date | created at | created | created date | date opened | opened
        open date | submitted at | date/time opened | timestamp | feedback date | 日期 | 时间 | 反馈日期
        提交时间 | 提交日期 | 创建时间 | 受理时间 | 受理日期 | 投诉时间 | 投诉日期 | 评价时间 | 登记时间
        接收时间
      `),
    },
    kind: {
      type: 'enum',
      values: feedbackKindValues,
      open: true,
      label: bilingual('Kind', '类型'),
      meaning: bilingual('Complaint, suggestion, question …', '投诉、建议、咨询等'),
      aliases: list(`
        type | category | feedback type | ticket type | case type | reason | 反馈类型 | 工单类型 | 问题类型
        投诉类型 | 分类 | 服务类型 | 问题分类
      `),
    },
    score: {
      type: 'decimal',
      label: bilingual('Score', '评分'),
      meaning: bilingual('Rating the customer gave', '客户给出的评分'),
      aliases: list(`
        rating | nps | csat | stars | satisfaction | satisfaction score | 得分 | 满意度 | 满意度评分 | 星级
        评价 | 打分 | 分数
      `),
    },
    subject: {
      type: 'name',
      label: bilingual('Subject', '主题'),
      meaning: bilingual('What it is about, in one line', '一句话主题'),
      aliases: list('title | topic | summary | 标题 | 问题标题 | 反馈主题 | 工单标题 | 工单主题 | 事由'),
    },
    body: {
      type: 'text',
      label: bilingual('Body', '内容'),
      meaning: bilingual('What the customer said', '客户反馈的内容'),
      aliases: list(`
        content | text | message | description | details | comment | comments | feedback | review | question
        反馈内容 | 内容描述 | 问题描述 | 投诉内容 | 详情 | 描述 | 评价内容 | 意见 | 客户意见 | 详细描述
        诉求
      `),
    },
    status: status('处理状态', list('ticket status | case status | 工单状态 | 反馈状态 | 处理进度 | 进度')),
    reply: {
      type: 'text',
      label: bilingual('Reply', '回复'),
      meaning: bilingual('What we answered', '我方的回复'),
      aliases: list(`
        response | answer | resolution | solution | 回复内容 | 处理结果 | 答复 | 处理意见 | 解决方案
        处理情况 | 商家回复
      `),
    },
    owner: owner(),
  },
  lesser: feedbackLesser,
  rules: [atLeastOne('score', 'subject', 'body')],
  keyCandidates: [
    ['customer_external_id', 'received_at', 'subject'],
    ['received_at', 'subject'],
  ],
});
