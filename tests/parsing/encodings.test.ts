import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Utf8Source } from '../../core/parsing/csv/source.js';
import { encoded } from '../legacy-bytes.js';
import { kindsOf, onlyTable, parseBytes, parsed, stagedRows, tempFolder } from './parsing.js';

/** 编号,姓名 / 1,王伟 / 2,李娜 in GB18030. */
const gb = Buffer.from('b1e0bac52cd0d5c3fb0a312ccdf5ceb00a322cc0eec4c80a', 'hex');
const text = '编号,姓名\n1,王伟\n2,李娜\n';
const rows = [
  ['2', '1', '王伟'],
  ['3', '2', '李娜'],
];
const utf16be = (value: string) => Buffer.from(value, 'utf16le').swap16();

describe('encodings', () => {
  test.each([
    ['utf-8', Buffer.from(text)],
    ['utf-8 with a mark', Buffer.from(`\uFEFF${text}`)],
    ['utf-16le with a mark', Buffer.from(`\uFEFF${text}`, 'utf16le')],
    ['utf-16be with a mark', utf16be(`\uFEFF${text}`)],
    ['utf-16le by its NULs', Buffer.from(text, 'utf16le')],
    ['utf-16be by its NULs', utf16be(text)],
    ['gb18030 declared', gb],
  ])('%s', async (_, bytes) => {
    const file = await parsed(bytes, { hints: { legacyEncoding: 'gb18030' } });
    expect(onlyTable(file).columns.map((column) => column.header)).toEqual(['编号', '姓名']);
    expect(await stagedRows(onlyTable(file))).toEqual(rows);
    expect(onlyTable(file).kinds).toBeNull();
  });

  test.each([
    ['Chinese', '编号,姓名\n1,王一\n2,统一第一\n3,一一\n'],
    ['Korean', '번호,이름\n1,가나가\n2,강가가\n3,김가\n'],
  ])('%s characters whose low byte is NUL do not hide UTF-16 without a mark', async (_, list) => {
    const wanted = list.trimEnd().split('\n').slice(1);
    for (const [label, bytes] of [
      ['utf-16le', Buffer.from(list, 'utf16le')],
      ['utf-16be', utf16be(list)],
    ] as const) {
      const file = await parsed(bytes);
      expect(file.encoding).toBe(label);
      const rows = await stagedRows(onlyTable(file));
      expect(rows.map((row) => row.slice(1).join(','))).toEqual(wanted);
    }
  });

  test('NULs on both parities of what is no text do not make it UTF-16', async () => {
    const bytes = Buffer.from(
      Array.from({ length: 400 }, (_, at) => (at % 4 === 1 || at % 12 === 0 ? 0 : 0x80 + (at % 29))),
    );
    expect(await parseBytes(bytes)).toMatchObject({ ok: false, code: 'encoding-unknown' });
  });

  test('UTF-32 is refused by name: its mark begins as that of UTF-16 does', async () => {
    const wide = Buffer.concat(Array.from(`\uFEFF${text}`, (character) => Buffer.from(`${character}\0`, 'utf16le')));
    expect(await parseBytes(wide)).toMatchObject({ ok: false, code: 'utf-32' });
    expect(await parseBytes(wide.swap32())).toMatchObject({ ok: false, code: 'utf-32' });
  });

  test('UTF-7 is refused by name, plus signs and dashes are not', async () => {
    expect(await parseBytes('id,name\n1,+XyBPHw-\n2,+c4tQyQ-\n')).toMatchObject({ ok: false, code: 'utf-7' });
    expect(await parseBytes('id,name\n1,M+APw-ller\n2,Jos+AOk-\n')).toMatchObject({ ok: false, code: 'utf-7' });
    for (const cells of ['1,+8613800138000-1\n2,+13800138000-2', '1,A+Plus-\n2,+ABC-\n3,+XyBPHw-', '1,C++-x\n2,+1-2'])
      expect(await parseBytes(`id,name\n${cells}\n`)).toMatchObject({ ok: true });
  });

  test('a legacy encoding nobody declared is asked for', async () => {
    const asked = await parseBytes(gb);
    expect(asked).toMatchObject({ ok: false, code: 'encoding-unknown' });
    // The one that the bytes speak for comes first, with how it reads.
    expect(asked).toMatchObject({
      encodings: expect.arrayContaining([{ label: 'gb18030', sample: '编号,姓名 / 1,王伟' }]),
    });
    expect(await parseBytes(gb, { hints: { encoding: 'no-such-encoding' } })).toMatchObject({
      code: 'encoding-unknown',
    });
    expect((await parsed(gb, { hints: { encoding: 'gbk' } })).encoding).toBe('gbk');
  });

  test('rare characters of four bytes', async () => {
    const bytes = Buffer.concat([gb, Buffer.from([0x33, 0x2c, 0x95, 0x32, 0x82, 0x36, 0x0a])]);
    const table = onlyTable(await parsed(bytes, { hints: { legacyEncoding: 'gb18030' } }));
    expect((await stagedRows(table))[2]).toEqual(['4', '3', '𠀀']);
  });

  test.each([
    ['utf-8', Buffer.concat([Buffer.from(`${text}3,张`), Buffer.from([0xe4, 0xbc, 0x0a]), Buffer.from('4,刘\n')]), {}],
    [
      'gb18030',
      Buffer.concat([gb, Buffer.from([0x33, 0x2c, 0xd5, 0xc5, 0xce, 0x0a, 0x34, 0x2c, 0xc1, 0xf5, 0x0a])]),
      { legacyEncoding: 'gb18030' },
    ],
  ])('a character cut in the middle costs its row: %s', async (_, bytes, hints) => {
    const table = onlyTable(await parsed(bytes, { hints }));
    expect((await stagedRows(table)).slice(2)).toEqual([
      ['4', '3', '张\uFFFD'],
      ['5', '4', '刘'],
    ]);
    expect(await kindsOf(table)).toEqual([['4', '1', 't', 'damaged-text', null]]);
  });

  test('Windows characters that were taken for Latin-1 are read as what they were', async () => {
    const table = onlyTable(await parsed('id,name\n1,Cos d\u0092Estournel\n2,caf\u00e9 £\n'));
    expect((await stagedRows(table)).map((row) => row[2])).toEqual(['Cos d’Estournel', 'café £']);
    expect(await kindsOf(table)).toEqual([['2', '1', 't', 'double-encoded', 'Cos d\u0092Estournel']]);
    const declared = onlyTable(
      await parsed(Buffer.from('id,name\n1,d\x92E \x80\n', 'latin1'), { hints: { encoding: 'windows-1252' } }),
    );
    expect((await stagedRows(declared))[0]?.[2]).toBe('d’E €');
    expect(declared.kinds).toBeNull();
  });

  test('a chunk may end anywhere', async () => {
    const many = `id,name\n${Array.from({ length: 400_000 }, (_, at) => `${at},王伟😀${at}`).join('\n')}\n`;
    const table = onlyTable(await parsed(many));
    expect(table.rows).toBe(400_000);
    const read = await stagedRows(table);
    expect(
      read.every(([row, id, name], at) => row === String(at + 2) && id === String(at) && name === `王伟😀${at}`),
    ).toBe(true);
  });
});

/** A file of three columns whose row 3 is `bytes`. */
const withRow = (label: string, delimiter: string, bytes: Buffer): Buffer => {
  const lines = [
    '编号,姓名,城市',
    '1,王伟,北京',
    null,
    ...Array.from({ length: 12 }, (_, at) => `${at + 3},李娜,上海`),
  ];
  const line = (text: string | null): Buffer =>
    text === null ? bytes : encoded(label, text.replaceAll(',', delimiter));
  return Buffer.concat(lines.flatMap((text) => [line(text), Buffer.from('\n')]));
};
/** 万, and the first byte of 家 (GB18030), of 國 (Big5). */
const cutName = (label: string): Buffer =>
  Buffer.concat([encoded(label, '王'), Buffer.from([label === 'big5' ? 0xb0 : 0xbc])]);

describe('a character cut in two before the delimiter', () => {
  test.each([
    ['gb18030', '|'],
    ['gb18030', '^'],
    ['gb18030', '~'],
    ['gbk', '|'],
    ['big5', '|'],
  ])('%s with %s: the cell is damaged, the columns stay where they belong', async (label, delimiter) => {
    const row = Buffer.concat([
      Buffer.from(`2${delimiter}`),
      cutName(label),
      Buffer.from(delimiter),
      encoded(label, '天津'),
    ]);
    const table = onlyTable(await parsed(withRow(label, delimiter, row), { hints: { encoding: label } }));
    expect((await stagedRows(table))[1]).toEqual(['3', '2', '王\uFFFD', '天津']);
    const flags = await kindsOf(table);
    expect(flags.map((flag) => flag.slice(0, 4))).toEqual([['3', '1', 't', 'damaged-text']]);
    // As it was read: 王, the wrong character, 天津.
    expect(Array.from(flags[0]?.[4] ?? '')).toHaveLength(4);
  });

  test('two of them in a row', async () => {
    const cut = Buffer.concat([cutName('gb18030'), Buffer.from('|')]);
    const row = Buffer.concat([cut, cut, encoded('gb18030', '天津')]);
    const table = onlyTable(await parsed(withRow('gb18030', '|', row), { hints: { encoding: 'gb18030' } }));
    expect((await stagedRows(table))[1]).toEqual(['3', '王\uFFFD', '王\uFFFD', '天津']);
    expect((await kindsOf(table)).map((flag) => flag.slice(0, 4))).toEqual([
      ['3', '0', 't', 'damaged-text'],
      ['3', '1', 't', 'damaged-text'],
    ]);
  });

  test('where more characters may have taken it than are missing, the whole row is damaged', async () => {
    const whole = Buffer.from([0xbc, 0x7c]);
    const row = Buffer.concat([Buffer.from('2|'), whole, cutName('gb18030'), Buffer.from('|'), whole]);
    const table = onlyTable(await parsed(withRow('gb18030', '|', row), { hints: { encoding: 'gb18030' } }));
    expect((await kindsOf(table)).map((flag) => flag.slice(0, 4))).toEqual([['3', null, null, 'damaged-text']]);
  });

  test.each([
    [
      'a whole row with such a character',
      '|',
      Buffer.concat([Buffer.from('2|'), Buffer.from([0xbc, 0x7c]), Buffer.from('|x')]),
      null,
    ],
    ['a short row without one', '|', encoded('gb18030', '2|王伟'), 'ragged-short'],
    [
      'a short row with one, by another delimiter',
      ';',
      Buffer.concat([Buffer.from('2;'), Buffer.from([0xbc, 0x7c])]),
      'ragged-short',
    ],
  ])('%s is left alone', async (_, delimiter, row, flag) => {
    const table = onlyTable(await parsed(withRow('gb18030', delimiter, row), { hints: { encoding: 'gb18030' } }));
    const told = table.kinds === null ? [] : await kindsOf(table);
    expect(told.map((one) => one[3])).toEqual(flag === null ? [] : [flag]);
    expect((await stagedRows(table))[1]?.[2]).not.toContain('\uFFFD');
  });
});

describe('a text of which only the beginning is looked at first', () => {
  const long = '重复'.repeat(450);
  /** Longer than what is looked at first, and than what is read at once. */
  const rowsOf = (cell: string) => Array.from({ length: 1800 }, (_, at) => `${at},${cell}`).join('\n');

  test.each(['', 'a', 'ab', 'abc'])(
    'characters that lie across two pieces stay whole (moved by "%s")',
    async (mark) => {
      const file = await parsed(`编号,姓名\n${rowsOf(mark + long)}\n`);
      expect(file).toMatchObject({ encoding: 'utf-8', sureness: { encoding: { by: 'valid', confidence: 1 } } });
      const table = onlyTable(file);
      expect(table.kinds).toBeNull();
      expect(new Set((await stagedRows(table)).map(([, , cell]) => cell))).toEqual(new Set([mark + long]));
    },
  );

  test.each([0, 1, 2])('a character across two pieces is proved as one (%i bytes before it)', async (before) => {
    const path = join(tempFolder(), 'text');
    writeFileSync(path, `${'a'.repeat(before)}${'重'.repeat(1_500_000)}`);
    const told = { label: 'utf-8', bomBytes: 0, damaged: false, unproved: true, by: 'valid', confidence: 1 } as const;
    const source = new Utf8Source(path, told);
    const into = Buffer.alloc(1 << 20);
    let bytes = 0;
    for (let got = -1; got !== 0; bytes += got) got = await source.readOn(into, 0, into.length);
    await source.closeRead();
    expect(bytes).toBe(before + 4_500_000);
  });

  test('one that goes on in another encoding is read in that one from its start', async () => {
    const ascii = rowsOf('Ann '.repeat(600));
    const later = Buffer.concat([Buffer.from(`no,name\n${ascii}\n`), gb.subarray(10)]);
    expect(await parseBytes(later)).toMatchObject({ ok: false, code: 'encoding-unknown' });
    const file = await parsed(later, { hints: { legacyEncoding: 'gb18030' } });
    expect(file.encoding).toBe('gb18030');
    const found = await stagedRows(onlyTable(file));
    expect(found).toHaveLength(1802);
    expect(found.at(-1)).toEqual(['1803', '2', '李娜']);
  });

  test('the first characters beyond ASCII tell their encoding, however far behind they stand', async () => {
    const ascii = Buffer.from(`no,name\n${rowsOf('Ann '.repeat(600))}\n`);
    const chinese = encoded('gbk', Array.from({ length: 20 }, (_, at) => `${at},张伟的公司在上海\n`).join(''));
    const western = encoded('windows-1252', Array.from({ length: 20 }, (_, at) => `${at},Jürgen Groß\n`).join(''));
    const hints = { legacyEncoding: 'evidence' };
    expect((await parsed(Buffer.concat([ascii, chinese]), { hints })).encoding).toBe('gb18030');
    expect((await parsed(Buffer.concat([ascii, western]), { hints })).encoding).toBe('windows-1252');
    expect(await parseBytes(Buffer.concat([ascii, chinese]))).toMatchObject({
      encodings: expect.arrayContaining([{ label: 'gb18030', sample: '0,张伟的公司在上海 / 1,张伟的公司在上海' }]),
    });
  });

  test('one with a damaged byte far behind has one flagged cell', async () => {
    const text = Buffer.from(`编号,姓名\n${rowsOf(long)}\n`);
    text[text.length - 4] = 0xff;
    const file = await parsed(text);
    expect(file.encoding).toBe('utf-8');
    const table = onlyTable(file);
    expect(table.rows).toBe(1800);
    expect(await kindsOf(table)).toEqual([['1801', '1', 't', 'damaged-text', null]]);
  });

  test('one that ends in the middle of a character is no plain UTF-8', async () => {
    const text = Buffer.from(`编号,姓名\n${rowsOf(long)}`);
    const file = await parsed(text.subarray(0, -1));
    expect(await kindsOf(onlyTable(file))).toEqual([['1801', '1', 't', 'damaged-text', null]]);
  });
});
