/** Marketing campaigns. */
import { bilingual, currency, notes, ownId, status } from './common.js';
import { campaignsLesser } from './lesser-names/campaigns.js';
import { list, makeDataset } from './make.js';
import { notBefore } from './rules.js';

export const campaigns = makeDataset('campaigns', {
  label: bilingual('Campaigns', '营销活动'),
  fields: {
    external_id: ownId(
      'Campaign ID',
      '活动编号',
      list(`
      campaign id | campaign no | campaign code | campaignid | 活动id | 活动编码 | 市场活动编号
      市场活动id
    `),
    ),
    name: {
      type: 'name',
      label: bilingual('Campaign name', '活动名称'),
      meaning: bilingual('Name of the campaign', '营销活动的名称'),
      aliases: list(`
        name | campaign | title | event name | 名称 | 活动 | 活动主题 | 市场活动名称 | 营销活动 | 市场活动
      `),
      required: true,
    },
    channel: {
      type: 'enum',
      open: true,
      label: bilingual('Channel', '渠道'),
      meaning: bilingual("Where it runs, in the sender's own words", '活动渠道，按来源自己的说法'),
      aliases: list(`
        type | campaign type | medium | source | media | 活动渠道 | 推广渠道 | 活动类型 | 投放渠道 | 类型
        媒介 | 市场活动类型
      `),
    },
    started_at: {
      type: 'datetime',
      label: bilingual('Started at', '开始时间'),
      meaning: bilingual('When it begins', '活动开始的时间'),
      aliases: list(`
        start | start date | start time | begin | begin date | from | launch date | 开始日期 | 活动开始时间
        活动开始日期 | 起始日期 | 开始 | 启动日期 | 上线时间
      `),
    },
    ended_at: {
      type: 'datetime',
      label: bilingual('Ended at', '结束时间'),
      meaning: bilingual('When it ends; retention counts from here', '活动结束的时间；保留期限从此算起'),
      aliases: list(`
        end | end date | end time | finish | finish date | to | until | 结束日期 | 活动结束时间
        活动结束日期 | 截止日期 | 截止时间 | 结束 | 下线时间
      `),
    },
    budget: {
      type: 'money',
      label: bilingual('Budget', '预算'),
      meaning: bilingual('Money planned', '预算金额'),
      aliases: list(`
        budgeted cost | planned budget | cost | budget amount | planned cost | 活动预算 | 预算金额
        预计成本 | 费用 | 预计费用 | 投入预算
      `),
    },
    currency: currency(),
    status: status('活动状态', list('campaign status | 市场活动状态')),
    notes: notes(),
  },
  lesser: campaignsLesser,
  rules: [notBefore('ended_at', 'started_at')],
  keyCandidates: [['name', 'started_at'], ['name']],
  customerField: null,
});
