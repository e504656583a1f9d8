/** Communication with customers: calls, mails, visits. */
import { bilingual, customerRef, owner, ownId } from './common.js';
import { interactionsLesser } from './lesser-names/interactions.js';
import { list, makeDataset } from './make.js';
import { atLeastOne } from './rules.js';
import { channelValues, directionValues } from './values.js';

export const interactions = makeDataset('interactions', {
  label: bilingual('Interactions', '沟通记录'),
  fields: {
    external_id: ownId(
      'Interaction ID',
      '记录编号',
      list(`
      interaction id | activity id | task id | event id | call id | engagement id | 跟进编号 | 跟进记录id
      沟通编号 | 活动编号 | 销售记录编号 | 通话id
    `),
    ),
    customer_external_id: customerRef(),
    happened_at: {
      type: 'datetime',
      label: bilingual('Happened at', '沟通时间'),
      meaning: bilingual('When it took place', '沟通发生的时间'),
      aliases: list(`
        date | time | datetime | activity date | activity time | interaction date | contact date | call date
        call start time | start time | created at | created time | due date | occurred at | timestamp | 日期
        时间 | 跟进时间 | 跟进日期 | 联系时间 | 联系日期 | 拜访时间 | 拜访日期 | 通话时间 | 发生时间
        记录时间 | 沟通日期 | 创建时间
      `),
    },
    channel: {
      type: 'enum',
      values: channelValues,
      open: true,
      label: bilingual('Channel', '沟通方式'),
      meaning: bilingual('How it took place', '沟通的方式'),
      aliases: list(`
        type | activity type | interaction type | medium | method | via | contact method | 方式 | 跟进方式
        联系方式 | 渠道 | 沟通渠道 | 拜访方式 | 跟进类型 | 类型 | 销售记录类型 | 活动类型
      `),
    },
    direction: {
      type: 'enum',
      values: directionValues,
      open: true,
      label: bilingual('Direction', '方向'),
      meaning: bilingual('inbound or outbound', '呼入或呼出'),
      aliases: list(`
        call direction | call type | in/out | inbound/outbound | 呼叫方向 | 呼叫类型 | 通话类型 | 呼入/呼出
        通话方向
      `),
    },
    subject: {
      type: 'name',
      label: bilingual('Subject', '主题'),
      meaning: bilingual('What it was about, in one line', '一句话主题'),
      aliases: list('title | topic | summary | headline | 标题 | 事由 | 沟通主题 | 跟进主题 | 主旨'),
    },
    body: {
      type: 'text',
      label: bilingual('Body', '内容'),
      meaning: bilingual('What was said or written', '沟通内容'),
      aliases: list(`
        content | text | message | details | description | notes | note | comments | call notes | 沟通内容
        跟进内容 | 跟进记录 | 沟通记录 | 联系内容 | 详情 | 正文 | 备注 | 拜访内容 | 销售记录内容 | 详细内容
        说明
      `),
    },
    owner: owner(),
  },
  lesser: interactionsLesser,
  rules: [atLeastOne('happened_at', 'subject', 'body')],
  keyCandidates: [
    ['customer_external_id', 'happened_at', 'channel'],
    ['customer_external_id', 'happened_at'],
  ],
});
