/**
 * How fast acceptSql decides clean cells, per field type, and which share: made-up columns in an engine with two threads.
 * `node dist/bench/fields.js [ROWS]`; prints one line per type.
 */
import { DuckDBInstance } from '@duckdb/node-api';
import { evidenceQuery } from '../schemas/fields/columns.js';
import { tellsEvidence } from '../schemas/fields/evidence.js';
import { fieldType } from '../schemas/fields/registry.js';
import { channelValues } from '../schemas/datasets/values.js';
import type { ColumnContext, FieldTypeName } from '../schemas/verdicts.js';

const rows = Number(process.argv[2] ?? 1_000_000);
const pick = (list: string, salt: number): string => {
  const words = list.split(' ');
  return `list_extract([${words.map((word) => `'${word}'`).join(', ')}], 1 + (hash(i + ${salt}) % ${words.length})::INTEGER)`;
};
const digits = (count: number, salt: number): string =>
  `lpad((hash(i * 7 + ${salt}) % ${10 ** count})::VARCHAR, ${count}, '0')`;
const day = `(DATE '1990-01-01' + (hash(i) % 12000)::INTEGER)`;

/** SQL of clean cells over the row number `i`. */
const columns: [FieldTypeName, string][] = [
  ['identifier', `'C' || ${digits(7, 1)}`],
  ['name', `${pick('王 李 张 刘 陈 杨 赵 黄 Smith Müller', 2)} || ${pick('伟 芳 娜 敏 静 强 磊 军 洋 勇', 3)}`],
  ['text', `'联系记录：客户需要报价，' || ${digits(6, 4)} || '。Follow-up next week (see notes).'`],
  ['email', `'user' || ${digits(6, 5)} || '@' || ${pick('example.com mail.example.org qq.example.cn', 6)}`],
  ['phone', `'1' || ${pick('38 39 50 86 77', 7)} || ${digits(8, 8)}`],
  ['date', `${day}::VARCHAR`],
  ['datetime', `${day}::VARCHAR || ' 08:' || lpad((hash(i) % 60)::VARCHAR, 2, '0') || ':00'`],
  ['money', `(hash(i) % 1000000)::VARCHAR || '.' || ${digits(2, 9)}`],
  ['integer', `(hash(i) % 5000)::VARCHAR`],
  ['country', pick('CN US 中国 日本 DE Germany', 10)],
  ['region', pick('广东省 北京 上海市 浙江 四川省', 11)],
  ['enum', pick('电话 邮件 微信 phone 拜访', 12)],
  ['url', `'https://www.example' || ${digits(4, 13)} || '.com/about'`],
  ['tags', `${pick('VIP 重点 潜力', 14)} || ';' || ${pick('老客户 华东 华南', 15)}`],
  ['bankCard', `'62220212345678901' || ${digits(2, 16)}`],
  ['cnId', `'110105' || strftime(${day}, '%Y%m%d') || ${digits(4, 17)}`],
  ['creditCode', `'91350100M00010' || ${digits(4, 18)}`],
];

function contextOf(type: FieldTypeName): ColumnContext {
  const context: ColumnContext = {
    type,
    region: 'CN',
    timeZone: 'Asia/Shanghai',
    dateOrder: null,
    decimal: '.',
    unit: '1',
    currency: null,
  };
  return type === 'enum' ? { ...context, values: channelValues } : context;
}

const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
const connection = await instance.connect();
const timed = async (sql: string): Promise<[Record<string, unknown>, number]> => {
  const start = performance.now();
  const [row] = (await connection.runAndReadAll(sql)).getRowObjectsJson();
  return [row ?? {}, Math.round(performance.now() - start)];
};
for (const [type, cell] of columns) {
  await connection.run(`CREATE OR REPLACE TABLE t AS SELECT ${cell} AS x FROM range(${rows}) r(i)`);
  const sql = fieldType(type).acceptSql('x', contextOf(type)) ?? 'NULL';
  const [answer, ms] = await timed(`SELECT count(y) AS n, max(y) AS example FROM (SELECT ${sql} AS y FROM t)`);
  const evidenceMs = tellsEvidence(type) ? (await timed(evidenceQuery('t', [{ name: 'e', type, x: 'x' }])))[1] : 0;
  const share = ((Number(answer['n']) / rows) * 100).toFixed(1);
  process.stdout.write(
    `${type.padEnd(12)} ${share.padStart(6)} % in SQL ${String(ms).padStart(6)} ms, evidence ${evidenceMs} ms\n`,
  );
}
connection.closeSync();
instance.closeSync();
