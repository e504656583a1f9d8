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
const error = /(calcext:value-type\s*=\s*"error"[^<>]*>)<text:p>([^<]*)<\/text:p>/g;
const notAvailable = /^#(?:NV|N\/D|N\/B|Н\/Д|BRAK|PUUTTUU!?|HIÁNYZIK)$/i;

/** The part with the cells: truths are written as numbers under no format, errors told in the language of the program or by its own numbers (Err:502). */
export const plainResults = (xml: string): string =>
  xml
    .replace(truth, (cell: string, _: string, isTrue?: string) => asTruth(cell, isTrue !== undefined))
    .replace(error, (cell: string, tag: string, told: string) =>
      known.has(told) ? cell : `${tag}<text:p>${notAvailable.test(told) ? '#N/A' : '#VALUE!'}</text:p>`,
    );

function asTruth(cell: string, isTrue: boolean): string {
  const holds = new RegExp(`[\\s:]value\\s*=\\s*"${isTrue ? 1 : 0}"`);
  if (!float.test(cell) || !holds.test(cell)) return cell;
  return cell.replaceAll(value, '').replace(/>$/, ` office:value-type="boolean" office:boolean-value="${isTrue}">`);
}
