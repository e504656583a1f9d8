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
    'customers',
    'a list in German',
    'Kundennummer=external_id Firma=company Ansprechpartner=contact_name Straße=address PLZ=postcode Ort=city Telefon=phone E-Mail=email Umsatz=-',
  ],
  [
    'customers',
    'a list in French',
    'Code_client=external_id Raison_sociale=company Interlocuteur=contact_name Telephone=phone Courriel=email Ville=city Code_postal=postcode Pays=country Date_de_création=signup_date',
  ],
  [
    'customers',
    'a list in Spanish',
    'Código_de_cliente=external_id Empresa=company Persona_de_contacto=contact_name Correo_electrónico=email Teléfono=phone Dirección=address Ciudad=city País=country Fecha_de_alta=signup_date',
  ],
  [
    'customers',
    'a list in Portuguese',
    'Código_do_cliente=external_id Nome=name Telefone=phone Endereço=address Cidade=city Data_de_cadastro=signup_date',
  ],
  [
    'customers',
    'a list in Japanese',
    '顧客番号=external_id 氏名=name 会社名=company 電話番号=phone メールアドレス=email 住所=address 郵便番号=postcode 登録日=signup_date 備考=notes',
  ],
  [
    'customers',
    'a list in Korean',
    '고객번호=external_id 고객명=name 회사명=company 전화번호=phone 이메일=email 주소=address 등록일=signup_date 비고=notes',
  ],
  [
    'customers',
    'a list in traditional Chinese',
    '客戶編號=external_id 客戶名稱=name 聯絡人=contact_name 電話=phone 電子郵件=email 地址=address 備註=notes',
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
