/** Workbooks of other formats, made by the library or by hand. */
import { fileURLToPath } from 'node:url';
import * as XLSX from '@e965/xlsx';
import { zipOf } from '../../bench/xlsx-zip.js';

export const place = (path: string): string => fileURLToPath(new URL(`../../fixtures/${path}`, import.meta.url));

/** One visible sheet of customers and one hidden sheet. */
export function bytesOf(bookType: XLSX.BookType): Uint8Array {
  const sheet = XLSX.utils.aoa_to_sheet([
    ['编号', '客户', '登记日期', '时间', '金额', '比例', '身份证', '有效', '备注'],
    ['007', '苏州明远贸易', null, null, 12000.5, null, null, true, null],
    ['008', '成都锦程科技', null, null, 3, null, null, false, '第一行\n第二行'],
  ]);
  sheet['C2'] = { t: 'n', v: 45356, z: 'yyyy-mm-dd' };
  sheet['C3'] = { t: 'n', v: 45356.5, z: 'yyyy-mm-dd hh:mm' };
  sheet['D2'] = { t: 'n', v: 0.25, z: 'h:mm:ss' };
  sheet['F2'] = { t: 'n', v: 0.125, z: '0.0%' };
  sheet['G2'] = { t: 'n', v: Number('110101199003071234'), z: '0' };
  sheet['I2'] = { t: 'e', v: 0x2a, w: '#N/A' };
  const book = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(book, sheet, '客户');
  XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet([['x']]), 'choices');
  book.Workbook = { Sheets: [{ Hidden: 0 }, { Hidden: 1 }] };
  return new Uint8Array(XLSX.write(book, { bookType, type: 'buffer' }) as Buffer);
}

export const rows = [
  ['2', '007', '苏州明远贸易', '2024-03-05', '06:00:00', '12000.5', '0.125', '110101199003071230', 'TRUE', '#N/A'],
  ['3', '008', '成都锦程科技', '2024-03-05 12:00:00', null, '3', null, null, 'FALSE', '第一行\n第二行'],
];

/** As LibreOffice lays it out, by hand. */
export function openDocument(inManifest = '', sheets?: string): Uint8Array {
  const text = (value: string) =>
    `<table:table-cell office:value-type="string">${value
      .split('\n')
      .map((line) => `<text:p>${line}</text:p>`)
      .join('')}</table:table-cell>`;
  const typed = (type: string, attribute: string, value: string) =>
    `<table:table-cell office:value-type="${type}" office:${attribute}="${value}"><text:p>?</text:p></table:table-cell>`;
  const empty = '<table:table-cell table:number-columns-repeated="4"/>';
  const header = ['编号', '日期', '时刻', '时间', '比例', '金额', '有效'].map(text).join('');
  const first = [
    text('007'),
    typed('date', 'date-value', '2024-03-05'),
    typed('date', 'date-value', '2024-03-05T12:00:00'),
    typed('time', 'time-value', 'PT06H00M00S'),
    typed('percentage', 'value', '0.125'),
    typed('currency', 'value', '12000.5'),
    typed('boolean', 'boolean-value', 'true'),
  ].join('');
  const second = `${text('第一行\n第二行')}${empty}${typed('float', 'value', '3')}${typed('boolean', 'boolean-value', 'false')}`;
  const rest =
    '<table:table-row table:number-rows-repeated="1048573"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>';
  const rowsXml = [header, first, second].map((cells) => `<table:table-row>${cells}</table:table-row>`).join('') + rest;
  const spaces = ['office', 'table', 'text']
    .map((name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
    .join(' ');
  const content = `<?xml version="1.0" encoding="UTF-8"?><office:document-content ${spaces}><office:body><office:spreadsheet>${sheets ?? `<table:table table:name="客户">${rowsXml}</table:table>`}</office:spreadsheet></office:body></office:document-content>`;
  const type = 'application/vnd.oasis.opendocument.spreadsheet';
  const manifest = `<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="${type}"/><manifest:file-entry manifest:full-path="content.xml">${inManifest}</manifest:file-entry></manifest:manifest>`;
  return zipOf([
    { name: 'mimetype', data: type, stored: true },
    { name: 'styles.xml', data: '<?xml version="1.0"?><office:document-styles/>' },
    { name: 'content.xml', data: content },
    { name: 'META-INF/manifest.xml', data: manifest },
  ]);
}

export function xml(doctype: string): Buffer {
  return Buffer.from(`<?xml version="1.0"?>${doctype}<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>`);
}
