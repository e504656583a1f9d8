/** Sales opportunities. */
import { bilingual, currency, customerRef, notes, owner, ownId, status } from './common.js';
import { opportunitiesLesser } from './lesser-names/opportunities.js';
import { list, makeDataset } from './make.js';

export const opportunities = makeDataset('opportunities', {
  label: bilingual('Opportunities', '商机'),
  fields: {
    external_id: ownId(
      'Opportunity ID',
      '商机编号',
      list(`
      opportunity id | opportunity no | opportunityid | deal id | potential id | lead id | 商机id
      商机编码 | 机会编号 | 销售机会编号 | 项目编号
    `),
    ),
    customer_external_id: customerRef(),
    name: {
      type: 'name',
      label: bilingual('Opportunity name', '商机名称'),
      meaning: bilingual('Name of the opportunity', '商机的名称'),
      aliases: list(`
        name | opportunity | deal | deal name | potential name | title | project | project name | 名称
        商机 | 商机主题 | 机会名称 | 销售机会名称 | 项目名称 | 机会主题
      `),
      required: true,
    },
    stage: {
      type: 'enum',
      open: true,
      label: bilingual('Stage', '阶段'),
      meaning: bilingual("Sales stage, in the sender's own words", '销售阶段，按来源自己的说法'),
      aliases: list(`
        sales stage | deal stage | pipeline stage | opportunity stage | 商机阶段 | 销售阶段 | 销售流程阶段
        当前阶段 | 项目阶段
      `),
    },
    amount: {
      type: 'money',
      label: bilingual('Amount', '金额'),
      meaning: bilingual('Expected value', '预计金额'),
      aliases: list(`
        value | deal value | deal amount | expected revenue | estimated value | opportunity amount
        expected amount | 商机金额 | 预计金额 | 预计成交金额 | 预计销售金额 | 预期金额 | 机会金额 | 合同金额
        预估金额
      `),
      sensitivity: 'financial',
    },
    currency: currency(),
    expected_close: {
      type: 'date',
      label: bilingual('Expected close', '预计成交日期'),
      meaning: bilingual('When it should be decided', '预计成交的日期'),
      aliases: list(`
        expected close date | close date | closing date | closedate | estimated close date
        expected closing date | target date | 预计成交时间 | 预计签约日期 | 预计签单日期 | 预计结单日期
        结束日期 | 预计关闭日期 | 预计签单时间 | 预计结束日期
      `),
    },
    owner: owner(),
    status: status('商机状态', list('opportunity status | deal status | 赢单状态 | 机会状态')),
    notes: notes(),
  },
  lesser: opportunitiesLesser,
  rules: [],
  keyCandidates: [['customer_external_id', 'name'], ['name']],
});
