/** Results of formulas in OpenDocument files of LibreOffice that the library takes for something else. */

const words = {
  true: 'TRUE|WAHR|VRAI|VERO|VERDADERO|VERDADEIRO|WAAR|PRAWDA|ИСТИНА',
  false: 'FALSE|FALSCH|FAUX|FALSO|ONWAAR|FAŁSZ|ЛОЖЬ',
};
const truth = new RegExp(
  `(<(?:[\\w.-]+:)?table-cell\\s[^<>]*[\\s:]formula\\s*=[^<>]*>)(?=<text:p>(?:(${words.true})|${words.false})</text:p>)`,
  'g',
);
const float = /[\s:]value-type\s*=\s*"float"/;
const value = /\s[\w.-]+:(?:value-type|value)\s*=\s*"([^"]*)"/g;

const known = new Set(['#NULL!', '#DIV/0!', '#VALUE!', '#REF!', '#NAME?', '#NUM!', '#N/A', '#GETTING_DATA']);
const error = /(calcext:value-type\s*=\s*"error"[^<>]*>)\s*<text:p>([^<]*)<\/text:p>/g;
/** Apache OpenOffice and LibreOffice before 4.1 save a zero of some type with the error that they show for it. */
const untoldError =
  /(<(?:[\w.-]+:)?table-cell\s[^<>]*[\s:](?:value\s*=\s*"0"|date-value\s*=\s*"1899-12-30|time-value\s*=\s*"PT0+H0+M0+S"|boolean-value\s*=\s*"false")[^<>]*>)(?=\s*<text:p>(?:Err:\d{3}|#[\p{Lu}/0]+[!?]|#N\/A|#NV|#N\/D|#N\/B|#Н\/Д)<\/text:p>)/gu;
const anyValue = /\s[\w.-]+:(?:(?:\w+-)?value|value-type|currency)\s*=\s*"[^"]*"/g;
const notAvailable = /^#(?:NV|N\/D|N\/B|Н\/Д|BRAK|PUUTTUU!?|HIÁNYZIK)$/i;

/** The part with the cells: truths are written as numbers under no format, errors told in the language of the program or by its own numbers (Err:502). */
export const plainResults = (xml: string): string =>
  xml
    .replace(untoldError, asError)
    .replace(truth, (cell: string, _: string, isTrue?: string) => asTruth(cell, isTrue !== undefined))
    .replace(error, (cell: string, tag: string, told: string) =>
      known.has(told) ? cell : `${tag}<text:p>${notAvailable.test(told) ? '#N/A' : '#VALUE!'}</text:p>`,
    );

const asError = (cell: string): string =>
  cell.replaceAll(anyValue, '').replace(/>$/, ' office:value-type="string" calcext:value-type="error">');

function asTruth(cell: string, isTrue: boolean): string {
  const holds = new RegExp(`[\\s:]value\\s*=\\s*"${isTrue ? 1 : 0}"`);
  if (!float.test(cell) || !holds.test(cell)) return cell;
  return cell.replaceAll(value, '').replace(/>$/, ` office:value-type="boolean" office:boolean-value="${isTrue}">`);
}
