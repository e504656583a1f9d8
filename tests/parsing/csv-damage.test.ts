/** Delimited text with quotes, widths and bytes that went wrong. */
import { fstatSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseFile } from '../../core/parsing/parse.js';
import { kindsOf, limits, onlyTable, parseBytes, parsed, stagedRows, tempFolder } from './parsing.js';

/** -1 = it is no longer open. */
function inodeOf(fd: number): number {
  try {
    return fstatSync(fd).ino;
  } catch {
    return -1;
  }
}

const headersOf = (file: Awaited<ReturnType<typeof parsed>>) => onlyTable(file).columns.map((column) => column.header);
const codes = (file: Awaited<ReturnType<typeof parsed>>) => file.issues.map((issue) => issue.code);

describe('damage', () => {
  test('a refused file leaves no file open: what is removed then frees its place on the disk', async () => {
    const folder = tempFolder();
    const path = join(folder, 'input');
    const outDir = join(folder, 'staged');
    writeFileSync(path, `id,name\n${'1,abc\n'.repeat(2000)}2,"abc\n`);
    const outcome = await parseFile({ path, fileName: 'input.csv', outDir, hints: {}, limits });
    expect(outcome).toMatchObject({ ok: false, code: 'unclosed-quote' });
    const staged = new Set(readdirSync(outDir).map((name) => statSync(join(outDir, name)).ino));
    expect(staged.size).toBeGreaterThan(0);
    const open = readdirSync('/dev/fd').filter((fd) => staged.has(inodeOf(Number(fd))));
    expect(open).toEqual([]);
  });

  test('a quote that is never closed refuses the file', async () => {
    expect(await parseBytes('id,name\n1,"abc\n2,def\n')).toEqual({
      ok: false,
      code: 'unclosed-quote',
      params: { row: 2 },
    });
  });

  test('a stray quote costs its own row only', async () => {
    const table = onlyTable(await parsed('id,name,city\n1,"a,b\n2,"c","d"\n3,e,f\n'));
    expect((await stagedRows(table)).map((row) => row[0])).toEqual(['2', '3', '4']);
    expect(await kindsOf(table)).toEqual([['2', null, null, 'stray-quote', null]]);
  });

  test.each([
    ['1,"a, b" c,d', ['1', 'a, b c', 'd']],
    ['1,"a, ""b"", c" d ""e,"f"', ['1', 'a, "b", c d ""e', 'f']],
    ['1,"Müller, Hans"(Berlin),"x, y"z', ['1', 'Müller, Hans(Berlin)', 'x, yz']],
    ['1,"Acme" Ltd,d', ['1', '"Acme" Ltd', 'd']],
  ])('text behind a closing quote: %s', async (record, cells) => {
    for (const rest of ['2,e,f\n', '2,"g, h",i\n3,j,k\n']) {
      const table = onlyTable(await parsed(`id,name,city\n${record}\n${rest}`));
      expect((await stagedRows(table))[0]?.slice(1)).toEqual(cells);
      expect(await kindsOf(table)).toEqual([['2', null, null, 'stray-quote', null]]);
    }
  });

  test.each([
    ['1,"a""b, c",d', ['1', 'a', 'b, c', 'd']],
    ['1,a"b",d', ['1', 'a', 'b', 'd']],
    ['1,"a, 9"" long.""b",d', ['1', 'a, 9" long.', 'b', 'd']],
    ['1,"a""b""c",d', ['1', 'a"b"c', 'd', null]],
    ['1,5" pipe,d', ['1', '5" pipe', 'd', null]],
  ])('a delimiter missing beside a quote: %s', async (record, cells) => {
    const table = onlyTable(await parsed(`id,one,two,three\n0,"p, q",r,s\n${record}\n2,t,u,v\n`));
    expect((await stagedRows(table))[1]?.slice(1)).toEqual(cells);
    expect((await kindsOf(table)).map((note) => note[3])).toEqual([
      cells.includes(null) ? 'ragged-short' : 'stray-quote',
    ]);
  });

  test('ragged rows keep their cells and are flagged', async () => {
    const file = await parsed('id,name,city\n1,a,b\n2,c\n3,d,e,f\n4,g,h,\n');
    const table = onlyTable(file);
    expect(await stagedRows(table)).toEqual([
      ['2', '1', 'a', 'b', null],
      ['3', '2', 'c', null, null],
      ['4', '3', 'd', 'e', 'f'],
      ['5', '4', 'g', 'h', null],
    ]);
    expect(await kindsOf(table)).toEqual([
      ['3', null, null, 'ragged-short', null],
      ['4', null, null, 'ragged-long', null],
    ]);
    expect(codes(file)).toEqual(['ragged-short', 'ragged-long']);
  });

  test('rows that two lone quotes took into one cell are told, a text of several lines is none of them', async () => {
    const head = 'name,phone,notes\nAnn,13800138000,x\n';
    const swallowed = await parsed(
      `${head}Bob,13800138001,"y\nCy,13800138002,z\nDi,13800138003,w"\nEd,13800138004,v\n`,
    );
    expect((await kindsOf(onlyTable(swallowed))).map(([row, , , flag]) => [row, flag])).toEqual([['3', 'stray-quote']]);
    const written = await parsed(`${head}Bob,13800138001,"red, green, blue\nand more"\nEd,13800138004,"a\nb,c,d"\n`);
    expect(written.issues).toEqual([]);
    expect(onlyTable(written).rows).toBe(3);
  });

  test('nor is a row of another width right below a lone quote a reason to take many rows for one cell', async () => {
    const rows = Array.from({ length: 6 }, (_, at) => `C${at},1380013800${at},Rome`);
    const file = await parsed(
      ['id,phone,city', 'A1,"1,Oslo', 'A2,2,Bonn,Bonn', ...rows, 'A3,"Cy" x,Lyon', ''].join('\n'),
    );
    const table = onlyTable(file);
    expect((await stagedRows(table)).map(([row, id]) => [row, id]).slice(0, 3)).toEqual([
      ['2', 'A1'],
      ['3', 'A2'],
      ['4', 'C0'],
    ]);
    expect(table.rows).toBe(9);
    expect(codes(file)).toContain('stray-quote');
  });

  test('a row that is parted by another delimiter is one to fix', async () => {
    const file = await parsed('name;phone;city\na;1;x\nb,2,y\n"c, d, Ltd";;\n');
    expect(file.issues.map(({ code, row }) => [code, row])).toEqual([['other-delimiter', 3]]);
    expect((await kindsOf(onlyTable(file))).map(([row, , , flag]) => [row, flag])).toEqual([['3', 'other-delimiter']]);
  });

  test('so is one in whose cells the delimiter stands; several values in a cell of a short row are none', async () => {
    const file = await parsed(
      'id,name,city,tags\nC1,Ann,Rome,x\nC2;"Ray, Bob";Oslo;y\nC3,"a;b;c",Rome\nC4,Cy,Bonn,z\n',
    );
    expect(file.issues.map(({ code, row }) => [code, row])).toEqual([
      ['other-delimiter', 3],
      ['ragged-short', 4],
    ]);
  });

  test('so are all rows from where the delimiter changes, however long they are; a sentence below them is a note', async () => {
    const long = (at: number): string =>
      `C${at};Emil Frank ${at};emil.frank.${at}@customers.example.com;Berlin am Rhein`;
    const note = 'This list is made for the yearly audit, by the team, in Berlin, please keep it';
    const file = await parsed(`id,name,email,city\nC1,Ann,ann@example.com,Rome\n${long(2)}\n${long(3)}\n${note}\n`);
    expect(file.issues.map(({ code, row }) => [code, row])).toEqual([
      ['other-delimiter', 3],
      ['other-delimiter', 4],
    ]);
  });

  test('scientific notation, NUL and U+FFFD are flagged, never changed', async () => {
    const table = onlyTable(await parsed('id,order\n1,1.57076E+18\n2,a\0b\n3,x\uFFFD\n4,+8613800138000\n5,E+1\n'));
    expect((await stagedRows(table)).map((row) => row[2])).toEqual([
      '1.57076E+18',
      'a\0b',
      'x\uFFFD',
      '+8613800138000',
      'E+1',
    ]);
    expect(await kindsOf(table)).toEqual([
      ['2', '1', 't', 'scientific', null],
      ['3', '1', 't', 'damaged-text', null],
      ['4', '1', 't', 'damaged-text', null],
    ]);
  });

  test('an endless line is refused', async () => {
    const outcome = await parseBytes(Buffer.concat([Buffer.from('id,name\n1,'), Buffer.alloc(70 << 20, 0x61)]));
    expect(outcome).toMatchObject({ ok: false, code: 'line-too-long' });
  });

  test('20,000 columns are refused, 10,000 are read', async () => {
    const line = (count: number, prefix = 'c') => Array.from({ length: count }, (_, at) => `${prefix}${at}`).join(',');
    expect(await parseBytes(`${line(20_000)}\n${line(20_000)}\n`)).toMatchObject({
      ok: false,
      code: 'too-many-columns',
    });
    const table = onlyTable(await parsed(`${line(10_000)}\n${line(10_000, '')}\n`));
    expect(table.columns.length).toBe(10_000);
  });

  test('odd headers are told and touch no prototype', async () => {
    const file = await parsed('__proto__,id,id,,constructor,\n1,2,3,4,5,\n');
    expect(headersOf(file)).toEqual(['__proto__', 'id', 'id', '', 'constructor', '']);
    // The last one has no cells either.
    expect(codes(file)).toEqual(['duplicate-header', 'empty-header']);
    expect(({} as Record<string, unknown>)['1']).toBeUndefined();
  });

  test('formulas and markup are kept as they stand', async () => {
    const cells = ["=cmd|' /C calc'!A0", '＝1+1', '\ttab', '<img onerror=x>', '007', ' padded '];
    const table = onlyTable(await parsed(`id,text\n${cells.map((text, at) => `${at},${text}`).join('\n')}\n`));
    expect((await stagedRows(table)).map((row) => row[2])).toEqual(cells);
  });
});

test('a lone quotation mark at the very end swallows nothing and is an ordinary character', async () => {
  for (const end of ['', '\n', '\r\n']) {
    const table = onlyTable(await parsed(`id,name\n1,a\n2,"${end}`));
    expect((await stagedRows(table)).at(-1)).toEqual(['3', '2', '"']);
  }
});

test('of lines that end in a delimiter, one with a cell too many is a row to fix', async () => {
  const text = '| name | city |\n|------|------|\n| Ann | Rome |\n| Bob \\| Co | Oslo |\n';
  const file = await parsed(text);
  expect(file.issues).toContainEqual(expect.objectContaining({ code: 'ragged-long', row: 4 }));
  const plain = await parsed('id|name|\n1|Ann|\n2|Bob||\n');
  expect(plain.issues.map(({ code }) => code)).not.toContain('ragged-long');
});
