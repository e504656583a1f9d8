import { afterAll, beforeAll, expect, test } from 'vitest';
import { readAnswers } from '../../core/mapping/answers.js';
import { mapDelivery } from '../../core/mapping/delivery.js';
import { columnsSheetHeaders, columnTokenHeader } from '../../schemas/receipt.js';
import { makeOutbox, receipt } from '../receipts/sample.js';
import type { Outbox } from '../receipts/sample.js';
import { columns, people, source, tickets } from './sample.js';

let outbox: Outbox;
beforeAll(async () => {
  outbox = await makeOutbox();
});
afterAll(() => outbox.remove());

const tables = [{ table: 0, columns: columns(['甲', '乙', '丙']), rows: 10, sheetHidden: false }];

/** What people typed for 甲, 乙 and 丙, and which of them they said to be the key. */
function answered(typed: readonly string[], key: readonly number[] = [], dataset = people) {
  const answers = readAnswers({
    headers: [...columnsSheetHeaders.zh, columnTokenHeader],
    rows: typed.map((text, at) => [
      String(at),
      ['甲', '乙', '丙'][at] ?? '',
      '',
      text,
      key.includes(at) ? '是' : '',
      '',
      '',
      'token',
    ]),
    readToken: () => ({ delivery: 'd1', part: 'c', row: 1 }),
    datasets: [people, tickets],
  });
  return mapDelivery({ tables, dataset, stored: null, source, hiddenSheets: 'skip', answers });
}
const fields = ({ tables: taken }: ReturnType<typeof answered>) => taken.get(0)?.columns.map(({ field }) => field);

test.each([
  ['from the list', ['客户编号 (external_id)', '客户名称 (name)', '电话 (phone)']],
  ['by their labels, in another language', ['Customer number', 'name', 'PHONE']],
  ['by what such columns are called', ['编号', '姓名', '手机']],
])('fields are chosen %s', (_, typed) => {
  const mapped = answered(typed, [1, 2]);
  expect(fields(mapped)).toEqual(['external_id', 'name', 'phone']);
  expect(mapped.questions).toEqual([]);
  expect(mapped.mapping.key).toMatchObject({ fields: ['name', 'phone'] });
});

test('without its tokens a column goes by its header, where no other has the same', () => {
  const row = (at: string, header: string, means: string) => [at, header, '', means, '', '', ''];
  const rows = [row('A', '甲', '客户名称'), row('B', '乙', '电话'), row('C', '乙', '邮箱')];
  const sheet = { headers: columnsSheetHeaders.zh, readToken: () => null, datasets: [people, tickets] };
  expect(readAnswers({ ...sheet, rows, tagged: 'd1' })).toMatchObject({
    delivery: 'd1',
    columns: [{ header: '甲', occurrence: 1, choice: { field: 'name' } }],
  });
  expect(readAnswers({ ...sheet, rows, tagged: null })).toBeNull();
  const asked = [row('', '这个文件', 'tickets')];
  expect(readAnswers({ ...sheet, rows: asked, tagged: 'd1' })).toMatchObject({ dataset: 'tickets', columns: [] });
});

test('a label means the field of the dataset that the file is of', () => {
  const orders = {
    ...tickets,
    fields: [
      ...tickets.fields,
      { ...(people.fields[0] as (typeof people.fields)[0]), id: 'customer', name: 'customer', role: null },
    ],
  };
  const mapped = answered(['工单号', '客户编号', '主题'], [0, 1], orders);
  expect(fields(mapped)).toEqual(['external_id', 'customer', 'subject']);
  expect(mapped.mapping.key).toMatchObject({ fields: ['external_id', 'customer'] });
});

test.each(['随便', '工单号'])('what is no field of the dataset is asked again, and named: %s', async (text) => {
  const mapped = answered(['客户编号', '姓名', text]);
  expect(mapped.questions).toEqual([{ kind: 'column', position: 2, suggestions: [], said: text, table: 0 }]);
  const parts = [
    {
      part: 0,
      sheet: null,
      columns: mapped.mapping.columns.map(({ column, ...rest }) => ({ ...rest, label: column })),
    },
  ];
  const { path } = await outbox.write(receipt({ status: 'needs-mapping', questions: mapped.questions, parts }));
  const sheet = (await outbox.open(path)).getWorksheet('列对应确认');
  expect(['D4', 'G4'].map((cell) => sheet?.getCell(cell).value)).toEqual([null, `列表中没有“${text}”，请从列表中选择`]);
});
