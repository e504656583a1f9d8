/** Lists as people send them: a clean one in a frame that is put together at random of what each of their habits adds. */

/** The same numbers for the same seed. */
export function chance(seed: number): { below(limit: number): number; hits(share: number): boolean } {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return { below: (limit) => Math.floor(next() * limit), hits: (share) => next() < share };
}

export type Chance = ReturnType<typeof chance>;
type Row = string[];

const one = (luck: Chance, texts: readonly string[]): string => texts[luck.below(texts.length)] ?? '';
const digits = (luck: Chance, count: number): string => String(luck.below(10 ** count)).padStart(count, '0');
const day = (luck: Chance): string => `2024-${String(1 + luck.below(12)).padStart(2, '0')}-${10 + luck.below(18)}`;

const columns: Record<string, (luck: Chance, row: number) => string> = {
  客户编号: (_, row) => `KH${1000 + row}`,
  客户名称: (luck, row) => `${one(luck, ['上海', '杭州', 'Acme '])}${one(luck, ['华信', '天宇'])}${row}`,
  联系人: (luck) => one(luck, ['张伟', '李秀英', '欧阳静', '王芳']),
  手机: (luck) => `138${digits(luck, 8)}`,
  邮箱: (_, row) => `u${row}@example.com`,
  城市: (luck) => one(luck, ['上海', '北京', '成都']),
  地址: (luck, row) => `人民路${row}号${luck.hits(0.3) ? ', 3楼' : ''}`,
  金额: (luck) => String(luck.below(100_000) / 100),
  日期: day,
  来源: (luck) => one(luck, ['官网', '电话', '转介绍', '微信']),
  是否VIP: (luck) => one(luck, ['是', '否']),
  备注: (luck) => one(luck, ['', '重要客户', '他说"好"', '第一行\n第二行', '已电话, 再联系']),
  Status: (luck) => one(luck, ['active', 'closed']),
};
const amounts = '金额';

export interface ComposedList {
  text: string;
  headers: Row;
  /** The first cell of each is filled. */
  rows: Row[];
}

export function cleanList(luck: Chance): { headers: Row; rows: Row[] } {
  const names = Object.keys(columns);
  const headers: Row = [];
  const width = 3 + luck.below(6);
  while (headers.length < width) headers.push(...names.splice(luck.below(names.length), 1));
  const empty = [0.02, 0.06, 0.3, 0.5][luck.below(4)] ?? 0;
  const count = [2, 3, 5, 8, 20][luck.below(5)] ?? 2;
  const rows = Array.from({ length: count }, (_, row) =>
    headers.map(
      (name, at) => (at > 0 && luck.hits(empty) ? '' : (columns[name]?.(luck, row) ?? '')) || (at > 0 ? '' : '无'),
    ),
  );
  return { headers, rows };
}

function linesAbove(luck: Chance): Row[] {
  const lines: Row[] = Array.from({ length: luck.hits(0.15) ? 2 : 0 }, () => []);
  if (luck.hits(0.3)) lines.push([one(luck, ['客户信息表', '2024年第一季度客户名单', 'Customers of Acme'])]);
  if (luck.hits(0.2)) lines.push(['部门：销售部', '', '制表人：张三']);
  if (lines.length > 0 && luck.hits(0.3)) lines.push([]);
  return lines;
}

function linesBelow(luck: Chance, headers: Row, rows: Row[]): Row[] {
  const lines: Row[] = [];
  const at = headers.indexOf(amounts);
  if (at > 0 && luck.hits(0.5)) {
    const cents = rows.reduce((sum, row) => sum + Math.round(Number(row[at]) * 100), 0);
    lines.push(headers.map((_, col) => (col === 0 ? '合计' : col === at ? String(cents / 100) : '')));
  }
  if (luck.hits(0.2)) lines.push([], [one(luck, ['备注：以上数据截至2024年3月', '注：金额含税', 'Source: CRM'])]);
  return lines;
}

/** The list of that seed, and the text in which it is sent. */
export function composedList(seed: number): ComposedList {
  const luck = chance(seed);
  const { headers, rows } = cleanList(luck);
  const isNumbered = luck.hits(0.2);
  const sent = isNumbered ? rows.map((row, at) => [String(at + 1), ...row]) : rows;
  const header = isNumbered ? ['序号', ...headers] : headers;
  const repeat = rows.length > 4 && luck.hits(0.2) ? 2 + luck.below(3) : 0;
  const blanks = luck.hits(0.15) ? 0.2 : 0;
  const body = sent.flatMap((row, at) => [
    ...(repeat > 0 && at === repeat ? [header] : []),
    ...(at > 0 && luck.hits(blanks) ? [[]] : []),
    row,
  ]);
  const all: Row[] = [...linesAbove(luck), header, ...body, ...linesBelow(luck, header, sent)];
  const delimiter = one(luck, [',', ',', ';', '\t', '|']);
  const width = luck.hits(0.4) ? header.length : 0;
  const isQuoted = luck.hits(0.15);
  const quoted = (cell: string): string =>
    isQuoted || cell.includes(delimiter) || /["\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
  const line = (cells: Row): string =>
    [...cells, ...Array.from({ length: Math.max(0, width - cells.length) }, () => '')].map(quoted).join(delimiter);
  const end = luck.hits(0.5) ? '\r\n' : '\n';
  return { text: `${luck.hits(0.3) ? '\uFEFF' : ''}${all.map(line).join(end)}${end}`, headers: header, rows: sent };
}
