import { withoutEscapes } from './ods-plain.js';
import { withFarCharacters } from './ods-text.js';

/**
 * What the library reads wrong of a SpreadsheetML 2003 file, written as it reads it right: of text in several formats it keeps the parts in
 * fonts alone, a number of nothing is 0 to it, tags within CDATA are tags of the file, and a formula without a result is no cell.
 */

const section = /<!\[CDATA\[([\s\S]*?)\]\]>/g;
const data =
  /(<((?:[\w.-]+:)?)Data(?=[\s>])((?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*>)([\s\S]*?)(<\/\2Data\s*>)/g;
const bareCell = /<((?:[\w.-]+:)?)Cell((?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(?:\/>|>\s*<\/\1Cell\s*>)/g;
const tags = /<[^<>]*>/g;
const typed = /[\s:]Type\s*=\s*["'](?:Number|DateTime|Boolean)["']/;
const formula = /[\s:]Formula\s*=/;

/** An error that the library knows and no spreadsheet has: it stands for no result. */
export const noResult = { text: '#WTF?', code: 0xff };

export function plainXml2003(xml: string): string {
  return withFarCharacters(withoutEscapes(xml))
    .replace(section, (_, text: string) => escaped(text))
    .replace(data, (whole: string, open: string, _: string, attributes: string, content: string, close: string) => {
      if (content.trim() === '' && typed.test(attributes)) return '';
      return content.includes('<') ? `${open}${content.replaceAll(tags, '')}${close}` : whole;
    })
    .replace(bareCell, (whole: string, prefix: string, attributes: string) =>
      formula.test(attributes)
        ? `<${prefix}Cell${attributes}><${prefix}Data ss:Type="Error">${noResult.text}</${prefix}Data></${prefix}Cell>`
        : whole,
    );
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
