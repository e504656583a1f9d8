import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { partsOf } from '../../bench/xlsx-book.js';
import { zipOf } from '../../bench/xlsx-zip.js';
import type { ZipPart } from '../../bench/xlsx-zip.js';
import { nothingIn, unpackFile } from '../../core/parsing/packed/unpack.js';
import type { Unpacked } from '../../schemas/packed.js';
import type { ParseLimits } from '../../schemas/staging.js';
import { issueDef } from '../../schemas/issues/catalogue.js';
import { encoded } from '../legacy-bytes.js';
import { limits, tempFolder } from './parsing.js';

interface Options {
  fileName?: string;
  legacyEncoding?: string;
  limits?: Partial<ParseLimits>;
  depth?: number;
}

function unpack(bytes: Buffer, { fileName = 'a.zip', depth = 0, limits: own, ...more }: Options = {}) {
  const folder = tempFolder();
  const path = join(folder, 'input');
  writeFileSync(path, bytes);
  return unpackFile({ path, fileName, outDir: join(folder, 'out'), limits: { ...limits, ...own }, depth, ...more });
}

async function unpacked(parts: readonly ZipPart[], options: Options = {}): Promise<Unpacked> {
  const outcome = await unpack(zipOf(parts), options);
  if (!outcome.ok) throw new Error(outcome.code);
  return outcome;
}

const csv = 'id,name\n007,Ann\n';
const member = (name: string, more: Partial<ZipPart> = {}): ZipPart => ({ name, data: csv, ...more });
const namesOf = ({ members }: Unpacked): string[] => members.map(({ name }) => name);
const book = zipOf(partsOf({ sheets: ['<row r="1"><c r="A1"><v>1</v></c></row>'] }));

describe('what lies in a ZIP file', () => {
  test('spreadsheets become files of our own naming, everything else is named with its reason', async () => {
    const parts = [
      member('华东/客户.csv'),
      { name: 'book.xlsx', data: book, stored: true },
      member('export.txt', { data: 'id\tname\n1\tAnn\n2\tBo\n' }),
      member('packed.csv.gz', { data: gzipSync(csv) }),
      member('protected.xlsx', { data: Buffer.from('d0cf11e0a1b11ae1', 'hex') }),
      member('readme.txt', { data: 'Please read, then, if you like, import.\n' }),
      member('notes.txt', { data: 'Dear colleague, here is the list.\nBest, Ann\n' }),
      member('photo.jpg', { data: Buffer.from('ffd8ffe000104a464946', 'hex') }),
      member('scan', { data: Buffer.from('%PDF-1.7 something') }),
      member('data.bin', { data: Buffer.from([1, 2, 0, 3, 4, 0, 9, 9, 9, 9, 9, 9, 9]) }),
      member('__MACOSX/华东/._客户.csv'),
      member('.DS_Store', { data: 'x' }),
      member('华东/~$客户.xlsx'),
      member('inner.zip', { data: zipOf([member('a.csv')]) }),
      member('old.rar', { data: 'Rar!' }),
      member('nothing.csv', { data: '' }),
      member('secret.csv', { encrypted: true }),
      member('link.csv', { data: '/etc/passwd', madeOn: 3, mode: 0o120777 }),
      member('deflate64.csv', { method: 9 }),
      { name: 'folder/', data: '', stored: true },
    ];
    const done = await unpacked(parts);
    expect(namesOf(done)).toEqual(['华东/客户.csv', 'book.xlsx', 'export.txt', 'packed.csv', 'protected.xlsx']);
    expect(done.leftOut).toEqual([
      { name: 'readme.txt', code: 'member-not-a-spreadsheet' },
      { name: 'notes.txt', code: 'member-not-a-spreadsheet' },
      { name: 'photo.jpg', code: 'member-not-a-spreadsheet' },
      { name: 'scan', code: 'member-not-a-spreadsheet' },
      { name: 'data.bin', code: 'member-not-a-spreadsheet' },
      { name: '__MACOSX/华东/._客户.csv', code: 'member-system-file' },
      { name: '.DS_Store', code: 'member-system-file' },
      { name: '华东/~$客户.xlsx', code: 'member-system-file' },
      { name: 'inner.zip', code: 'member-packed' },
      { name: 'old.rar', code: 'member-packed' },
      { name: 'nothing.csv', code: 'member-empty' },
      { name: 'secret.csv', code: 'member-encrypted' },
      { name: 'link.csv', code: 'member-link' },
      { name: 'deflate64.csv', code: 'member-method' },
    ]);
    for (const { code } of done.leftOut) expect(issueDef(code)?.hintZh).toMatch(/[\u4e00-\u9fff]/);
    const [first] = done.members;
    expect(readFileSync(first?.path ?? '', 'utf8')).toBe(csv);
    expect(first).toMatchObject({ sizeBytes: csv.length });
    const written = readdirSync(join(first?.path ?? '', '..'), { recursive: true });
    expect(written.filter((name) => !/^m\d+(\.inflated(\/inflated)?)?$/.test(String(name)))).toEqual([]);
  });

  test('the first row of a text file is told, by which exports of known systems are known', async () => {
    const gbk = encoded('gbk', '客户编号,"客户\n名称"\n1,苏州\n');
    const done = await unpacked([member('a.csv'), member('b.csv', { data: gbk }), { name: 'c.xlsx', data: book }]);
    expect(done.members.map(({ headers }) => headers)).toEqual([['id', 'name'], ['客户编号', '客户\n名称'], null]);
  });

  test('a ZIP file in it is opened where the settings say so', async () => {
    const parts = [member('inner.zip', { data: zipOf([member('a.csv')]) })];
    expect(namesOf(await unpacked(parts, { limits: { archiveDepth: 2 } }))).toEqual(['inner.zip']);
    const deeper = await unpacked(parts, { limits: { archiveDepth: 2 }, depth: 1 });
    expect(deeper.leftOut).toEqual([{ name: 'inner.zip', code: 'member-packed' }]);
  });

  test('a member keeps its own time where that is told in UTC', async () => {
    const extra = Buffer.from([0x55, 0x54, 5, 0, 1, 0, 0, 0, 0]);
    extra.writeInt32LE(1_700_000_000, 5);
    const done = await unpacked([member('a.csv', { extra }), member('b.csv')]);
    expect(done.members.map(({ modifiedAt }) => modifiedAt)).toEqual(['2023-11-14T22:13:20.000Z', null]);
  });

  test.each([
    ['no spreadsheet', [member('a.pdf')], 'packed-nothing-to-read'],
    ['nothing at all', [], 'packed-nothing-to-read'],
    ['only encrypted ones', [member('a.csv', { encrypted: true }), member('b.jpg')], 'zip-encrypted'],
    ['one', [member('a.csv'), member('b.jpg')], null],
  ])('%s', async (_, parts, code) => expect(nothingIn(await unpacked(parts))).toBe(code));

  test.each([
    ['by its name', 'list.csv.gz', gzipSync(csv), 'list.csv'],
    ['a workbook', 'book.xlsx.gz', gzipSync(book), 'book.xlsx'],
  ])('gzip: one member, %s', async (_, fileName, bytes, name) => {
    const done = await unpack(bytes, { fileName });
    expect(done).toMatchObject({ ok: true, members: [{ name }], leftOut: [] });
  });

  test('gzip of something else is named', async () => {
    expect(await unpack(gzipSync('%PDF-1.7'), { fileName: 'a.gz' })).toMatchObject({
      leftOut: [{ name: 'a', code: 'member-not-a-spreadsheet' }],
    });
    expect(await unpack(gzipSync(gzipSync(csv)), { fileName: 'a.csv.gz' })).toMatchObject({ code: 'gzip-archive' });
    expect(await unpack(gzipSync('ustar'), { fileName: 'a.tar.gz' })).toMatchObject({ code: 'gzip-archive' });
    const tar = gzipSync(`${'a.csv'.padEnd(257, '\0')}ustar\0`);
    expect(await unpack(tar, { fileName: 'a.tgz' })).toMatchObject({ code: 'other-archive', params: { kind: 'tar' } });
  });
});

describe('names', () => {
  const nameIn = async (part: Partial<ZipPart>, legacyEncoding?: string) =>
    namesOf(await unpacked([member('x.csv', part)], legacyEncoding === undefined ? {} : { legacyEncoding }))[0];
  const gbk = (text: string) => encoded('gbk', text);
  const beside = (nameBytes: Buffer, name: string): Buffer => {
    const text = Buffer.from(name);
    const field = Buffer.alloc(9 + text.length);
    field.writeUInt16LE(0x7075, 0);
    field.writeUInt16LE(5 + text.length, 2);
    field[4] = 1;
    field.writeUInt32LE(crc32(nameBytes), 5);
    text.copy(field, 9);
    return field;
  };

  test.each([
    ['the UTF-8 flag', { nameBytes: Buffer.from('客户.csv'), utf8: true }, undefined, '客户.csv'],
    ['GBK by the source', { nameBytes: gbk('2024年/客户名单.csv') }, 'gb18030', '2024年/客户名单.csv'],
    ['GBK that looks like UTF-8', { nameBytes: gbk('陆.csv') }, 'gb18030', '陆.csv'],
    ['GBK by evidence', { nameBytes: gbk('订单.csv') }, undefined, '订单.csv'],
    [
      'Windows-1252 as declared',
      { nameBytes: Buffer.from('5 \x80 \x96 M\xfcller.csv', 'latin1') },
      'windows-1252',
      '5 € – Müller.csv',
    ],
    ['Windows-1252 by evidence', { nameBytes: encoded('windows-1252', 'Müller.csv') }, undefined, 'Müller.csv'],
    ['UTF-8 without the flag (macOS)', { nameBytes: Buffer.from('客户.csv'), madeOn: 3 }, 'gb18030', '客户.csv'],
    ['UTF-8 of two bytes from Unix', { nameBytes: Buffer.from('café.csv'), madeOn: 3 }, 'gb18030', 'café.csv'],
    ['a flag that lies', { nameBytes: gbk('客户.csv'), utf8: true }, 'gb18030', '客户.csv'],
    ['bytes of nothing', { nameBytes: Buffer.from([0xff, 0x41, 0x2e, 0x63, 0x73, 0x76]) }, 'gb18030', '%ffA.csv'],
    ['backslashes', { nameBytes: Buffer.from('a\\b.csv') }, undefined, 'a/b.csv'],
  ] as const)('%s', async (_, part, legacy, name) => expect(await nameIn(part, legacy)).toBe(name));

  test('a Unicode path beside the name counts while it belongs to it', async () => {
    const nameBytes = gbk('客户.csv');
    expect(await nameIn({ nameBytes, extra: beside(nameBytes, '客戶.csv') }, 'gb18030')).toBe('客戶.csv');
    expect(await nameIn({ nameBytes, extra: beside(gbk('别.csv'), '客戶.csv') }, 'gb18030')).toBe('客户.csv');
  });

  test('any Chinese name in GBK is read as it was written', async () => {
    const han = fc.array(fc.constantFrom(...Array.from('客户名单联系人订单华东上海北京区域年月合同陆碌路')), {
      minLength: 1,
      maxLength: 8,
    });
    await fc.assert(
      fc.asyncProperty(han, async (letters) => {
        const name = `${letters.join('')}.csv`;
        expect(await nameIn({ nameBytes: gbk(name) }, 'gb18030')).toBe(name);
      }),
      { numRuns: 60 },
    );
  });
});

describe('refused by name', () => {
  test.each([
    ['a climbing name', [member('../a.csv')], 'zip-climbing-name'],
    ['a climbing name with backslashes', [member('a\\..\\..\\b.csv')], 'zip-climbing-name'],
    ['an absolute name', [member('/etc/a.csv')], 'zip-absolute-name'],
    ['a drive', [member('C:\\a.csv')], 'zip-absolute-name'],
    ['a name twice', [member('a.csv'), member('a.csv')], 'zip-repeated-name'],
    ['a wrong check sum', [member('a.csv', { claimedCrc: 1 })], 'zip-checksum'],
  ])('%s', async (_, parts, code) => expect(await unpack(zipOf(parts))).toMatchObject({ ok: false, code }));

  test('10,000 entries', async () => {
    const many = Array.from({ length: 10_000 }, (_, at) => member(`${at}.csv`, { stored: true }));
    expect(await unpack(zipOf(many))).toMatchObject({ code: 'zip-too-many-entries' });
  });

  test('cut at any place', async () => {
    const bytes = zipOf([member('a.csv'), member('b.csv')]);
    for (let cut = 4; cut < bytes.length; cut += 7) {
      const outcome = await unpack(bytes.subarray(0, cut));
      expect(outcome.ok ? 'ok' : outcome.code).toMatch(/^(file-truncated|zip-damaged)$/);
    }
  });

  const filler = (megabytes: number) => Buffer.alloc(megabytes << 20, 0x20);
  test.each([
    ['one', [member('a.csv', { data: filler(120), claimedBytes: 10 })]],
    ['many small ones', Array.from({ length: 40 }, (_, at) => member(`${at}.csv`, { data: filler(4) }))],
    ['a gzip in it', [member('a.csv.gz', { data: gzipSync(filler(120)) })]],
  ])('bombs are refused while they unpack, in little memory: %s', async (_, parts) => {
    const bytes = zipOf(parts);
    const before = process.memoryUsage().rss;
    expect(await unpack(bytes)).toMatchObject({ code: 'zip-bomb' });
    expect(process.memoryUsage().rss - before).toBeLessThan(150 << 20);
  });

  test('the byte cap holds over all members together', async () => {
    const parts = Array.from({ length: 6 }, (_, at) =>
      member(`${at}.csv`, { data: Buffer.alloc(1 << 18, `${at},a\n`) }),
    );
    const own = { maxInflatedBytes: 1 << 20, maxRatio: 10_000 };
    expect(await unpack(zipOf(parts), { limits: own })).toMatchObject({ code: 'zip-too-big' });
    const inside = gzipSync(Buffer.alloc(2 << 20, 'a,b\n'));
    expect(await unpack(zipOf([member('a.csv.gz', { data: inside })]), { limits: own })).toMatchObject({
      code: 'zip-too-big',
    });
  });

  test('changed bytes end in an answer or a named refusal', async () => {
    const bytes = zipOf([member('客户.csv'), member('b.csv', { descriptor: true }), member('c.zip', { data: book })]);
    const change = fc.record({ at: fc.nat(bytes.length - 1), byte: fc.nat(255) });
    const unnamed: string[] = [];
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 6 }), async (changes) => {
        const changed = Buffer.from(bytes);
        for (const { at, byte } of changes) changed[at] = byte;
        const outcome = await unpack(changed);
        if (!outcome.ok && issueDef(outcome.code)?.level !== 'refusal') unnamed.push(outcome.code);
      }),
      { numRuns: 300 },
    );
    expect(unnamed).toEqual([]);
  });
});
