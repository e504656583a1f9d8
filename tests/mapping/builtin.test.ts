import { expect, test } from 'vitest';
import { guessDataset } from '../../core/mapping/dataset.js';
import { mapTable } from '../../core/mapping/table.js';
import { builtinDataset, builtinDatasets } from '../../schemas/datasets/builtin.js';
import { columns, source } from './sample.js';

/** Headers as these systems export them, and what they mean: `!` left out, `-` kept as an extra column. */
const exports: [dataset: string, what: string, headers: string][] = [
  [
    'customers',
    'a list kept by hand',
    '序号=! 客户名称=name 联系人=contact_name 手机=phone 邮箱=email 省=province 市=city 区=district 详细地址=address 客户类型=customer_type 状态=status 负责人=owner 备注=notes',
  ],
  [
    'customers',
    'a two-row header',
    '序号=! 姓名=name 联系方式/手机=phone 联系方式/邮箱=email 公司=company 回款(万元)=- 备注=notes',
  ],
  [
    'customers',
    'a membership system',
    '客户编号=external_id 客户姓名=name 性别=- 手机号=phone 身份证号=id_number 出生日期=birthday 银行卡号=bank_account 微信号=wechat 所在省份=province 所在城市=city 注册时间=signup_date 积分=-',
  ],
  [
    'customers',
    'a CRM in English',
    'Record_ID=external_id Company_name=company Company_owner=owner Create_Date=signup_date Phone_Number=phone Last_Activity_Date=last_contact City=city Country/Region=country Industry=industry Website_URL=website',
  ],
  [
    'customers',
    'a register of companies',
    '公司名称=company 统一社会信用代码=credit_code 法定代表人=- 电话=phone 注册地址=address 所属行业=industry 官网=website',
  ],
  [
    'orders',
    'a shop',
    '订单编号=external_id 客户编号=customer_external_id 下单时间=ordered_at 商品名称=product 数量=quantity 金额（元）=amount 订单状态=status 买家留言=-',
  ],
  [
    'contacts',
    'a phone list',
    '姓名=name 职务=title 部门=department 手机=mobile 座机=phone 邮箱=email 客户编号=customer_external_id',
  ],
  [
    'feedback',
    'a help desk',
    '反馈编号=external_id 客户编号=customer_external_id 反馈时间=received_at 评分=score 内容=body 处理状态=status',
  ],
  [
    'campaigns',
    'a plan',
    '活动名称=name 渠道=channel 开始时间=started_at 结束时间=ended_at 预算（万元）=budget 状态=status',
  ],
];

test.each(exports)('%s: the headers of %s are known', (dataset, _what, line) => {
  const pairs = line.split(' ').map((pair) => pair.split('=') as [string, string]);
  const headers = pairs.map(([header]) =>
    header.replaceAll('_', ' ').replace(/(?<=\p{Script=Han})\/(?=\p{Script=Han})/u, ' / '),
  );
  const definition = builtinDataset(dataset);
  if (!definition) throw new Error(`no dataset ${dataset}`);
  const { mapping, questions } = mapTable({
    table: { columns: columns(headers) },
    dataset: definition,
    stored: null,
    source,
  });
  expect(questions).toEqual([]);
  expect(mapping.columns.map(({ field, ignored }) => field ?? (ignored ? '!' : '-'))).toEqual(
    pairs.map(([, field]) => field),
  );
  expect(guessDataset([{ columns: columns(headers) }], builtinDatasets).dataset).toBe(dataset);
});
