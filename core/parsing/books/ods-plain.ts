import { withoutDrawings } from './ods-drawings.js';
import { noFormats } from './ods-formats.js';
import type { OdsFormats } from './ods-formats.js';
import { plainResults } from './ods-results.js';
import { plainTexts } from './ods-text.js';

/**
 * Cells of an OpenDocument sheet that the library reads wrong or not at all, written as it reads them right: durations, negative times and parts
 * of a second, days before March 1900, dates under formats that it does not find, values without a text beside them, types that OpenDocument does not know (`datetime` of pyexcel, for
 * which it refuses the file), and `_x0041_`, which is an escape in .xlsx alone.
 */

/** Name of the style that is put in for durations. */
const style = 'sheetkeep-duration';
const styles = `<number:time-style style:name="${style}-format" number:truncate-on-overflow="false"><number:hours number:style="long"/><number:text>:</number:text><number:minutes number:style="long"/><number:text>:</number:text><number:seconds number:style="long"/></number:time-style><style:style style:name="${style}" style:family="table-cell" style:data-style-name="${style}-format"/>`;

const cell = /<((?:[\w.-]+:)?table-cell)(\s[^<>]*?)?(\/)?>/g;
const valued = /[\s:]value-type\s*=\s*"(?!string")/;
/** A quick look that spares most files the rest. */
const mayDiffer =
  /[\s:](?:date|time|string)-value\s*=|[\s:]value-type\s*=\s*"(?!string")[^<>]*(?:\/>|[^/]>(?!\s*<(?:[\w.-]+:)?p[\s/>]))/;
const unknownType =
  /((?<!calcext)[\s:]value-type\s*=\s*")(?!(?:boolean|float|percentage|currency|date|time|string)")[^"<>]*"/g;
const annotation = /<((?:[\w.-]+:)?annotation)[\s>][\s\S]*?<\/\1>/g;
const paragraph = /<(?:[\w.-]+:)?p[\s/>]/;
const escape = /_x[\da-f]{4}_/i;
const escapes = /_x(?=[\da-f]{4}_)/gi;
const texts = />[^<]*_x[\da-f]{4}_[^<]*</gi;
const sheetNames = /\sss:Name\s*=\s*"[^"]*_x[\da-f]{4}_[^"]*"/gi;
const stringValues = /[\s:]string-value\s*=\s*"[^"]*_x[\da-f]{4}_[^"]*"/gi;
/** An empty paragraph in short would be a line of its own behind the value. */
const emptyText = /([\s:]string-value\s*=[^<>]*[^/]>)<text:p\/>/g;
/** The library does not count such a row (Gnumeric writes blank ones so), and those below stand too high. */
const shortRow = /<((?:[\w.-]+:)?table-row)((?:\s[^<>]*)?)\/>/g;
const styleName = /\s[\w.-]+:style-name\s*=\s*"([^"]*)"/;
const duration = /^(-)?P(?:0+Y)?(?:0+M)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;
/** As the library reads it. */
const plainTime = /^PT/;
const day = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}:\d{2}:\d{2})(\.\d+)?)?$/;
/** The library counts days in the way of Excel, which knows none before 1900 and one too many in it. */
const firstDay = '1900-03-01';

/** `isShown`: such cells have the text that is shown of them. */
export function plainOds(xml: string, isShown: boolean, formats: OdsFormats = noFormats): string {
  const texts = plainTexts(withoutEscapes(withoutDrawings(xml))).replace(shortRow, '<$1$2></$1>');
  const unescaped = (isShown ? texts : plainResults(texts))
    .replace(unknownType, '$1string"')
    .replace(emptyText, '$1<text:p></text:p>');
  if (!mayDiffer.test(unescaped)) return unescaped;
  const plain = unescaped.replace(cell, (tag: string, name: string, attributes = '', closes = '', at = 0) => {
    const isText = !valued.test(attributes);
    if (isText && (closes !== '' || !/[\s:]string-value\s*=/.test(attributes))) return tag;
    const hasText = closes === '' && !isText && isTold(unescaped, at + tag.length, name);
    // What is shown of it stands in the cell.
    const told = isText ? null : rewritten(attributes, isShown && hasText, formats);
    if (told === null && hasText) return tag;
    // A cell that is empty but for its value is passed over, one of text without a paragraph taken for empty.
    return `<${name}${told ?? attributes}><text:p></text:p>${closes === '' ? '' : `</${name}>`}`;
  });
  return plain.includes(`"${style}"`)
    ? plain.replace(/<\/?(?:[\w.-]+:)?body[\s>]/, (body) => `${styles}${body}`)
    : plain;
}

/** Whether a text stands in the cell whose content begins at `from`: not only in a note on it. */
function isTold(xml: string, from: number, name: string): boolean {
  const end = xml.indexOf(`</${name}>`, from);
  const content = xml.slice(from, end < 0 ? from : end);
  return paragraph.test(content) && paragraph.test(content.replaceAll(annotation, ''));
}

/** The library decodes them: what it decodes to is the text itself. */
export function withoutEscapes(xml: string): string {
  if (!escape.test(xml)) return xml;
  return [texts, stringValues, sheetNames].reduce(
    (all, form) => all.replace(form, (text) => text.replaceAll(escapes, '_x005F_x')),
    xml,
  );
}

/** The attributes of a cell that the library would read wrong; null = it reads it right. */
function rewritten(attributes: string, isShown: boolean, { clocks, undated }: OdsFormats): string | null {
  const time = /[\s:]time-value\s*=\s*"([^"]*)"/.exec(attributes)?.[1];
  const date = /[\s:]date-value\s*=\s*"([^"]*)"/.exec(attributes)?.[1];
  const told = time === undefined ? earlyDay(date ?? '') : oddTime(time);
  const format = styleName.exec(attributes)?.[1] ?? '';
  if (told === null) {
    const isMoment = date !== undefined || time !== undefined;
    return !isShown && isMoment && undated.has(format) ? attributes.replace(styleName, '') : null;
  }
  const others = attributes.replace(
    /\s[\w.-]+:(?:value-type|time-value|date-value|string-value|value)\s*=\s*"[^"]*"/g,
    '',
  );
  if (isShown) return `${others} office:value-type="string"`;
  if (typeof told === 'string') return `${others} office:value-type="string" office:string-value="${told}"`;
  if (clocks.has(format) && told >= 0) return `${others} office:value-type="float" office:value="${told}"`;
  const unstyled = others.replace(styleName, '');
  return `${unstyled} table:style-name="${style}" office:value-type="float" office:value="${told}"`;
}

function earlyDay(value: string): string | null {
  const [, year, month, date, time, fraction = ''] = day.exec(value) ?? [];
  if (year === undefined || value >= firstDay) return null;
  const isMidnight = time === undefined || (time === '00:00:00' && Number(fraction) === 0);
  return `${year}-${month}-${date}${isMidnight ? '' : ` ${time}${fraction}`}`;
}

/** Days; the text of what is no number of seconds; null = a time of day in whole seconds. */
function oddTime(value: string): number | string | null {
  const [found, sign, days = 0, hours = 0, minutes = 0, seconds = 0] = duration.exec(value) ?? [];
  // What has years and months is no number of seconds; the library would refuse the file for it.
  if (found === undefined) return /^[\w.+-]*$/.test(value) ? value : '';
  const all = ((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds);
  if (sign === undefined) return all < 86_400 && Number.isInteger(all) && plainTime.test(value) ? null : all / 86_400;
  return -all / 86_400;
}
