import fc from 'fast-check';
import { expect, test } from 'vitest';
import { partsOf, stylesOf } from '../../../bench/xlsx-book.js';
import { StringTable } from '../../../core/parsing/xlsx/book/string-table.js';
import { SheetScanner } from '../../../core/parsing/xlsx/scan/sheet-scanner.js';
import { parseStyles } from '../../../core/parsing/xlsx/styles/styles.js';
import { numberText } from '../../../core/parsing/xlsx/values/number-text.js';
import { StoredValues } from '../../../core/parsing/xlsx/values/stored.js';
import { gathering, limits } from './reading.js';
import type { ReadSheet } from './reading.js';

const styles = parseStyles(`<styleSheet>${stylesOf('yyyy-mm-dd', '0%', '"￥"0')}</styleSheet>`);
const sheet = partsOf({
  sheets: [
    '<dimension ref="A1"/><cols><col min="2" max="2" hidden="1"/></cols><sheetData><!-- c --><row r="2" ht="1" hidden="true"><c r="A2" t="s"><v>0</v></c>' +
      '<c r="C2" s="1"><v>45356.5</v></c><c t="inlineStr"><is><t xml:space="preserve">中 &amp; x</t></is></c><c s="4"><v>-1.50</v></c></row>' +
      '<row r="5"><c s="2"><f>A1</f></c><c t="s"><v>99</v></c><c t="str"><v><![CDATA[<x>]]></v></c><c t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is></c>' +
      '<c s="3"><v>110101199003071234</v></c><c r="AB5" t="b"><v>1</v></c></row>' +
      '<row r="6"><c r="A6" t="str"><v>a</v></c><c r="B6"><v>1</v></c><c r="A6" t="str"><v>b</v></c><c r="B6"><v>2</v><v>3</v></c></row><row r="6"><c r="A6"><v>1</v></c></row></sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells>',
  ],
}).find((part) => part.name.includes('sheet1'))!.data as string;

function scanned(sizes: readonly number[]): ReadSheet {
  const sink = gathering();
  const strings = new StringTable(10);
  strings.appendText('共享');
  strings.end(false, 0);
  const struckStyles = Uint8Array.from(styles, (style) => (style.struck ? 1 : 0));
  const colours = Uint16Array.from(styles, (style) => style.colour);
  const rules = {
    ...limits,
    values: new StoredValues(styles, false),
    strings,
    struckStyles,
    colours,
    pictures: null,
    links: null,
    uncalculated: false,
    maxPendingBytes: 1 << 20,
  };
  const scanner = new SheetScanner(sink, rules, () =>
    sink.sheet({ index: 0, name: 'S', hidden: false, labels: 'letters', merges: null }),
  );
  const bytes = Buffer.from(sheet);
  for (let at = 0, i = 0; at < bytes.length; i++) {
    const size = sizes[i % sizes.length]!;
    scanner.feed(bytes.subarray(at, at + size));
    at += size;
  }
  scanner.finish();
  sink.endSheet(scanner);
  return sink.sheets[0]!;
}

test('where chunks are cut does not matter', () => {
  const whole = scanned([1 << 20]);
  expect(whole.rows).toMatchSnapshot();
  expect(scanned([1])).toEqual(whole);
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 20 }), (sizes) => {
      expect(scanned(sizes)).toEqual(whole);
    }),
    { seed: 1 },
  );
});

test('a told number reads back as the double that was stored', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), (value, long) => {
      const stored = long ? value.toPrecision(17).toUpperCase() : String(value);
      const told = numberText(stored);
      expect(told?.text).not.toMatch(/e/i);
      expect(Number(told?.text) + 0).toBe(value + 0);
    }),
    { seed: 2 },
  );
});
