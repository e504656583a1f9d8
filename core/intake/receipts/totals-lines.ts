/** What the rows of totals in the file prove, for the summary: differences one by one, agreement in one line a column. */
import { message, placedParams } from '../../../schemas/issues/catalogue.js';
import type { IssueKind, ReceiptInput } from './input.js';
import { placeText } from './issues-sheet.js';
import { fieldLabel } from './labels.js';
import { counted, word } from './words.js';

export function totalsLines(input: Pick<ReceiptInput, 'issues' | 'dataset' | 'lang'>): [label: string, text: string][] {
  const { issues, lang } = input;
  const of = (code: string): IssueKind[] => issues.filter((kind) => kind.code === code);
  const told = ['total-differs', 'total-differs-units', 'total-not-compared'].flatMap(of);
  const texts = [...told.flatMap((kind) => differences(kind, input)), ...of('total-agrees').map(agrees)];
  return texts.map((text) => [word(lang, 'totals'), text]);

  function agrees({ code, field, places }: IssueKind): string {
    const totals = places.reduce((sum, { params }) => sum + Number(params['totals'] ?? 0), 0);
    return named(field, message(code, { totals }, lang), input);
  }
}

function differences({ code, field, count, places }: IssueKind, input: Parameters<typeof totalsLines>[0]): string[] {
  const { lang } = input;
  const told = places.map((place) => {
    const text = message(code, placedParams(place), lang);
    return named(field, `${placeText(place, lang)}${word(lang, 'colon')}${text}`, input);
  });
  const more = count - places.length;
  return more > 0 ? [...told, named(field, word(lang, 'moreTotals', counted(more)), input)] : told;
}

const named = (
  field: string | null,
  text: string,
  { dataset, lang }: Pick<ReceiptInput, 'dataset' | 'lang'>,
): string => (field === null ? text : `${fieldLabel(dataset, field, lang)}${word(lang, 'colon')}${text}`);
