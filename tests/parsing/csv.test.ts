import { describe, expect, test, vi } from 'vitest';
import { hintsOf } from '../../schemas/config/hints.js';
import { kindsOf, onlyTable, parseBytes, parsed, skippedOf, stagedRows } from './parsing.js';

const headersOf = (file: Awaited<ReturnType<typeof parsed>>) => onlyTable(file).columns.map((column) => column.header);
const codes = (file: Awaited<ReturnType<typeof parsed>>) => file.issues.map((issue) => issue.code);

describe('dialects', () => {
  test.each([
    ['comma', 'id,name\n1,"a,b"\n2,c\n', ','],
    ['semicolon', 'id;name\n1;"a,b"\n2;c\n', ';'],
    ['tab', 'id\tname\n1\ta,b\n2\tc\n', '\t'],
    ['bar', 'id|name\n1|a,b\n2|c\n', '|'],
    ['sep line', 'sep=;\nid;name\n1;a,b\n2;c\n', ';'],
    ['windows line ends', 'id,name\r\n1,"a,b"\r\n2,c\r\n', ','],
    ['old mac line ends', 'id,name\r1,"a,b"\r2,c\r', ','],
    ['no last line end', 'id,name\n1,"a,b"\n2,c', ','],
    ['single quotes', `id,name\n'1','a,b'\n'2','c'\n`, ','],
  ])('%s', async (_, text, delimiter) => {
    const file = await parsed(text);
    expect(file.dialect?.delimiter).toBe(delimiter);
    expect(headersOf(file)).toEqual(['id', 'name']);
    const rows = (await stagedRows(onlyTable(file))).map(([, ...cells]) => cells);
    expect(rows).toEqual([
      ['1', 'a,b'],
      ['2', 'c'],
    ]);
  });

  test.each([
    ['dates with times', ['2011-09-15 15:22:00', '2011-09-16 09:05:30', '2011-09-17 00:00:00']],
    ['times', ['10:30:00', '11:30:00', '12:45:10']],
    ['a single one', ['2011-09-15 15:22:00']],
  ])('colons of %s in a list of one column part nothing', async (_, rows) => {
    const table = onlyTable(await parsed(`${rows.join('\n')}\n`));
    expect((await stagedRows(table)).map(([, ...cells]) => cells)).toEqual(rows.map((row) => [row]));
  });

  test.each([
    ['behind every value', 'id\t,name\t\n1\t,a\t\n2\t,b\t\n', ','],
    ['behind every value, quoted', '"id\t";"name\t"\n"1\t";"a\t"\n', ';'],
    ['between the cells, the last of which is empty', 'id\tname\t\n1\ta,\t\n2\tb\t\n', '\t'],
  ])('tabs %s', async (_, text, delimiter) => {
    const file = await parsed(text);
    expect(file.dialect?.delimiter).toBe(delimiter);
    expect(
      headersOf(file)
        .map((header) => header.trim())
        .slice(0, 2),
    ).toEqual(['id', 'name']);
  });

  test.each([
    ['before every value', ['时间,单号,金额', '`2024-01-05,`007,`1.50', '`2024-01-06,`1.57076E+18,`'], '`'],
    ['before some values', ['时间,单号,金额', '`2024-01-05,`007,1.50', '2024-01-06,008,`x`'], null],
  ])('a mark %s', async (_, lines, mark) => {
    const file = await parsed(`${lines.join('\n')}\n`);
    const rows = (await stagedRows(onlyTable(file))).map(([, ...cells]) => cells.map((cell) => cell ?? ''));
    const cut = (line: string): string[] => line.split(',').map((cell) => (mark === null ? cell : cell.slice(1)));
    expect(rows).toEqual(lines.slice(1).map(cut));
    expect(codes(file)).toEqual(mark === null ? [] : ['value-marks']);
    expect((await kindsOf(onlyTable(file))).map(([, , , flag]) => flag)).toEqual(mark === null ? [] : ['scientific']);
  });

  test.each([
    ['in a line of its own', 'id,name\r\n1,a\r\n2,b\r\n\x1a'],
    ['behind a last line without an end', 'id,name\r\n1,a\r\n2,b\x1a'],
    ['behind a quote', 'id,name\r\n1,a\r\n2,"b"\x1a'],
    ['many, to fill a block up', `id,name\r\n1,a\r\n2,b\r\n${'\x1a'.repeat(3000)}`],
    ['behind text with a mark of its encoding', '\uFEFFid,name\r\n1,a\r\n2,b\r\n\x1a'],
  ])('Ctrl-Z at the end of the file is no row: %s', async (_, text) => {
    const file = await parsed(text);
    expect(codes(file)).toEqual([]);
    expect((await stagedRows(onlyTable(file))).map(([, ...cells]) => cells)).toEqual([
      ['1', 'a'],
      ['2', 'b'],
    ]);
  });

  test('Ctrl-Z at the end of Chinese text and of a long file', async () => {
    const lines = Array.from({ length: 300_000 }, (_, at) => `${at},name ${at} of the customer`);
    const long = onlyTable(await parsed(`id,name\n${lines.join('\n')}\n\x1a`));
    expect([long.rows, (await stagedRows(long)).at(-1)?.at(-1)]).toEqual([300_000, 'name 299999 of the customer']);
    // 编号,名称 / 1,甲 in GB18030.
    const bytes = Buffer.from('b1e0bac52cc3fbb3c60d0a312cbcd70d0a1a', 'hex');
    const file = await parsed(bytes, { hints: { legacyEncoding: 'gb18030' } });
    expect(await stagedRows(onlyTable(file))).toEqual([['2', '1', '甲']]);
  });

  test('Ctrl-Z inside a file, and as half of a character, is kept', async () => {
    const inside = await stagedRows(onlyTable(await parsed('id,name\n1,a\x1a\n\x1a,b\n2,c\n')));
    expect(inside.map(([, ...cells]) => cells)).toEqual([
      ['1', 'a\x1a'],
      ['\x1a', 'b'],
      ['2', 'c'],
    ]);
    const wide = await stagedRows(onlyTable(await parsed(Buffer.from('\uFEFFid\tname\n1\ta\n2\tb\u1A00', 'utf16le'))));
    expect(wide.at(-1)).toEqual(['3', '2', 'b\u1A00']);
  });

  test('a sep line counts as a row, blank lines too', async () => {
    const table = onlyTable(await parsed('sep=,\nid,name\n\n1,a\n\n2,b\n\n\n'));
    expect(table).toMatchObject({ headerRows: [2], firstRow: 4, lastRow: 6, rows: 2 });
    expect(await stagedRows(table)).toEqual([
      ['4', '1', 'a'],
      ['6', '2', 'b'],
    ]);
    expect(await skippedOf(table)).toEqual([
      ['3', 'blank'],
      ['5', 'blank'],
    ]);
  });

  test('mixed line ends each end a row, and those in quotes stay', async () => {
    const file = await parsed('id,name\r\n1,a\n2,"b\r\nc"\r3,d\r\n4,"e\rf"\n');
    expect(codes(file)).toContain('mixed-line-ends');
    expect(await stagedRows(onlyTable(file))).toEqual([
      ['2', '1', 'a'],
      ['3', '2', 'b\r\nc'],
      ['4', '3', 'd'],
      ['5', '4', 'e\rf'],
    ]);
  });

  test('a quote inside an unquoted cell is a character', async () => {
    const table = onlyTable(await parsed('id,size\n1,5" pipe\n2,a "b" c\n'));
    expect((await stagedRows(table)).map((row) => row[2])).toEqual(['5" pipe', 'a "b" c']);
  });

  test('single quotes around every cell keep the commas within', async () => {
    const rows = Array.from({ length: 5 }, (_, at) => `'${at}','Doe, J','It''s "x", really'\n`);
    const table = onlyTable(await parsed(`'id','author','note'\n${rows.join('')}`));
    expect((await stagedRows(table)).slice(0, 1)).toEqual([['2', '0', 'Doe, J', `It's "x", really`]]);
  });

  test('backslash escapes and blanks behind the delimiter', async () => {
    const escaped = onlyTable(await parsed('id,name,x\n1,"48\\"",y\n2,"a, \\"b\\"",z\n'));
    expect((await stagedRows(escaped)).map((row) => row[2])).toEqual(['48"', 'a, "b"']);
    const padded = onlyTable(await parsed('id, name, note\n1, "a, b", c\n2, "d", e\n'));
    expect((await stagedRows(padded)).map((row) => row[2])).toEqual(['a, b', 'd']);
    // Hardly two rows have as many commas, and each has as many colons.
    const lines = Array.from({ length: 24 }, (_, at) => {
      const note = 'a, '.repeat(at % 8);
      return `${at}, 10:0${at % 10}, "${note}b", "https://example.com/${at}"`;
    });
    const file = await parsed(`id, time, note, address\n${lines.join('\n')}\n`);
    expect(headersOf(file)).toEqual(['id', 'time', 'note', 'address']);
    expect((await stagedRows(onlyTable(file))).map((row) => row[3])).toContain('a, a, b');
  });
});

describe('what a source says of its files', () => {
  test('goes before what the file looks like', async () => {
    const text = 'id|name|x,y,z\n1|a|b,c,d\n2|e|f,g,h\n';
    expect((await parsed(text)).dialect?.delimiter).toBe(',');
    const file = await parsed(text, { hints: { delimiter: '|' } });
    expect((await stagedRows(onlyTable(file)))[0]).toEqual(['2', '1', 'a', 'b,c,d']);
    const single = await parsed("id,name\n1,'a,b'\n2,c\n", { hints: { quote: "'" } });
    expect((await stagedRows(onlyTable(single)))[0]).toEqual(['2', '1', 'a,b']);
  });

  test('hints are the settings that are set', () => {
    const source = { encoding: null, delimiter: ';', quote: null, legacyEncoding: 'gb18030' };
    const set = { delimiter: ';', legacyEncoding: 'gb18030' };
    expect(hintsOf({ ...source, hiddenSheets: 'skip' })).toEqual(set);
    expect(hintsOf({ ...source, hiddenSheets: 'include' })).toEqual({ ...set, hiddenSheets: 'include' });
  });

  test('a dialect that few rows agree with is told as a guess, unless it was said', async () => {
    const text = 'a,b\nc,d,e\nf,g,h,i\nj,k,l,m,n\no,p,q,r,s,t\nu,v,w\n'.repeat(3);
    const file = await parsed(text);
    expect(file.dialect?.confidence).toBeLessThan(0.5);
    expect(codes(file)).toContain('unsure-dialect');
    expect(codes(await parsed(text, { hints: { delimiter: ',' } }))).not.toContain('unsure-dialect');
    expect((await parsed('a,b\n1,2\n')).dialect?.confidence).toBe(1);
  });
});

describe('text parted by nothing that is known', () => {
  const lines = (...all: string[]): string => `${all.join('\n')}\n`;
  test.each([
    ['full-width commas', lines('名称，电话', '甲，1', '乙，2', '丙，3'), 'fullwidth-delimiters'],
    [
      'them, and others in amounts',
      lines('名称，地，金额', '甲，x，1,500', '乙，y，2', '丙，z，3'),
      'fullwidth-delimiters',
    ],
    [
      'blanks',
      lines('ID    NAME     CITY', 'K1    Ann      Rome', 'K2    Bob L.   Oslo', 'K3    Cy       Bonn'),
      'aligned-by-blanks',
    ],
    [
      'blanks, some cells lacking',
      lines('ID    NAME     CITY', 'K1    Ann      Rome', 'K2             Oslo', 'K3    Cy'),
      'aligned-by-blanks',
    ],
    [
      'full-width blanks',
      lines('姓名\u3000电话\u3000\u3000公司', '张三\u30001\u3000甲', '李四\u30002\u3000乙', '王五\u30003\u3000丙'),
      'aligned-by-blanks',
    ],
    ['a section mark', lines('ID§NAME§CITY', '1§Ann§Rome', '2§Bob§Oslo', '3§§Bonn'), 'unusual-delimiter'],
    [
      'a bar between marks',
      lines('ID~|~NAME~|~CITY', '1~|~Ann~|~Rome', '2~|~~|~Oslo', '3~|~Cy~|~'),
      'unusual-delimiter',
    ],
    ['two signs', lines('ID@@NAME@@CITY', '1@@Ann@@Rome', '2@@Bob@@Oslo', '3@@Cy@@Bonn'), 'unusual-delimiter'],
    ['an arrow', lines('ID->NAME->CITY', '1->Ann->Rome', '2->Bob->Oslo', '3->Cy->Bonn'), 'unusual-delimiter'],
    ['a broken bar', lines('ID¦NAME¦CITY', '1¦Ann¦Rome', '2¦Bob¦Oslo', '3¦Cy¦Bonn'), 'unusual-delimiter'],
    ['blanks around', lines('"ID" , "NAME"', '"1" , "Ann"', '"2" , "Bob"', '"3" , "Cy"'), 'unusual-delimiter'],
  ])('%s: refused by name, but read as a person says', async (_, text, code) => {
    expect(await parseBytes(text)).toMatchObject({ ok: false, code });
    expect(onlyTable(await parsed(text, { hints: { delimiter: ',' } }))).toMatchObject({ rows: 3 });
  });

  test.each([
    ['a list with such commas in some', lines('地址', '上海，浦东', '北京', '杭州，西湖')],
    ['a list of words', lines('Full name', 'Ann Lee', 'Bob Ray', 'Cy Poe')],
    ['names with a mark in some', lines('Name', 'C# Ltd', '§ 5 Law', '#1 Foods')],
    ['words with two blanks in some', lines('Full name', 'Ann  Lee', 'Bob Ray', 'Cy  Poe', 'Di May')],
    ['few lines', lines('名称，电话', '甲，1')],
  ])('%s: one column', async (_, text) => {
    expect(onlyTable(await parsed(text)).columns).toHaveLength(1);
  });
});

test('another mark parts every line, though some cells hold commas', async () => {
  const names = ['Lee, Ann', 'Ray, Bob', 'Cy', 'Poe, Di', 'Fox, Ed'].map((name, at) => `${at}¦${name}¦Rome`);
  expect(await parseBytes(['ID¦NAME¦CITY', ...names, ''].join('\n'))).toMatchObject({ code: 'unusual-delimiter' });
});

test('marks that stand beside a delimiter in some lines only are part of the cells', async () => {
  const table = onlyTable(await parsed('ID|NAME~|~CITY\n1|Ann|Rome\n2|~|~\n'));
  expect(await stagedRows(table)).toEqual([
    ['2', '1', 'Ann', 'Rome'],
    ['3', '2', '~', '~'],
  ]);
});

test('blanks behind a closing quote are no part of the cell, and the cell ends there', async () => {
  const text = 'id,name,note\n1,"Ann" ,x\n2,"Bob, Jr"  ,"y" \n3,"Cy" ,"z"\n4,"Di",w\n';
  const table = onlyTable(await parsed(text));
  expect(await stagedRows(table)).toEqual([
    ['2', '1', 'Ann', 'x'],
    ['3', '2', 'Bob, Jr', 'y'],
    ['4', '3', 'Cy', 'z'],
    ['5', '4', 'Di', 'w'],
  ]);
});

test('characters that part cells and stand in none are found by themselves', async () => {
  for (const mark of ['\u0001', '\u001f', '^', '~']) {
    const text = ['id,name,city', '1,Ann,Rome', '2,"Bob, Ray",', '3,Cy,Bonn', ''].join('\n');
    const table = onlyTable(await parsed(text.replaceAll(/,(?! )/g, mark)));
    expect(table.columns.map(({ header }) => header)).toEqual(['id', 'name', 'city']);
    expect((await stagedRows(table))[1]).toEqual(['3', '2', 'Bob, Ray', null]);
  }
});

test('a delimiter of more than one byte that the file names is refused, never cut within other characters', async () => {
  expect(await parseBytes('sep=¦\nid¦name\n1¦Ann\n')).toMatchObject({ ok: false, code: 'unusual-delimiter' });
});

test.each([
  ['utf-8', Buffer.from('编号,姓名\n1,张三\n')],
  ['windows-1252', Buffer.from([...Buffer.from('id,price\n1,'), 0x80, 0x80, 0x80, 0x80, 10])],
  ['utf-16le', Buffer.from('编号,姓名\n1,张三\n', 'utf16le')],
])('a short file of %s asks for little memory', async (encoding, bytes) => {
  const asked: number[] = [];
  const allocate = Buffer.allocUnsafe.bind(Buffer);
  const seen = vi.spyOn(Buffer, 'allocUnsafe').mockImplementation((size) => {
    asked.push(size);
    return allocate(size);
  });
  try {
    const { tables } = await parsed(bytes, { hints: { encoding } });
    expect(tables).toMatchObject([{ rows: 1, columns: [{}, {}] }]);
  } finally {
    seen.mockRestore();
  }
  expect(asked.length).toBeGreaterThan(0);
  expect(asked.filter((size) => size > 100_000)).toEqual([]);
});

test('text that takes three times its bytes in UTF-8 is read whole', async () => {
  const rows = Array.from({ length: 3000 }, () => [0x80, 0x2c, ...Array.from({ length: 40 }, () => 0x80), 10]).flat();
  const bytes = Buffer.from([...Buffer.from('a,b\n'), ...rows]);
  const table = onlyTable(await parsed(bytes, { hints: { encoding: 'windows-1252' } }));
  expect(table.rows).toBe(3000);
  expect((await stagedRows(table)).at(-1)).toEqual(['3001', '€', '€'.repeat(40)]);
});
