/** How `check` tells people what each column means, and what a receipt would ask about them. */
import type { DeliveryMapping } from '../../core/mapping/delivery.js';
import { askedWords } from '../../core/intake/receipts/tables-sheet.js';
import { word } from '../../core/intake/receipts/words.js';
import type { DatasetDef } from '../../schemas/datasets/dataset.js';
import { headerLine } from '../../schemas/header-text.js';
import { choiceText, type ReadingQuestion } from '../../schemas/reading-questions.js';
import { columns, shown } from '../print.js';
import { type Context, say } from './context.js';
import { fieldText } from './field-text.js';

type Question = DeliveryMapping['questions'][number];

/** The columns of all tables with their fields, then a line per question. */
export function columnText(context: Context, mapped: DeliveryMapping, dataset: DatasetDef): string {
  const extra = say(context, '(kept as extra)', '（保留为附加列）');
  const leftOut = say(context, '(left out)', '（不保留）');
  const asked = new Set(mapped.questions.map(({ table, position }) => `${table} ${position ?? ''}`));
  const rows = [...mapped.tables].flatMap(([table, mapping]) =>
    mapping.columns.map((one) => {
      const other = asked.has(`${table} ${one.position}`) ? '?' : one.ignored ? leftOut : extra;
      return [
        one.column,
        shown(headerLine(one.header), 40),
        one.field === null ? other : fieldText(context, dataset, one.field),
      ];
    }),
  );
  return [columns(rows), ...mapped.questions.map((question) => questionText(context, mapped, dataset, question))].join(
    '\n',
  );
}

function questionText(context: Context, mapped: DeliveryMapping, dataset: DatasetDef, question: Question): string {
  const { kind, field, table, position, suggestions } = question;
  const found = mapped.tables.get(table)?.columns.find((one) => one.position === position);
  const header = shown(headerLine(found?.header ?? ''), 40);
  const wanted = fieldText(context, dataset, field ?? suggestions[0]?.field ?? '');
  switch (kind) {
    case 'column':
      return say(context, `? does “${header}” mean ${wanted}?`, `? “${header}”是否对应 ${wanted}？`);
    case 'conflict':
      return say(context, `? several columns say ${wanted}: “${header}”`, `? 多列都像 ${wanted}：“${header}”`);
    case 'key':
      return say(context, `? no column holds ${wanted}, the key of the source`, `? 没有来源的主键列 ${wanted}`);
    default:
      return say(context, `? no column holds ${wanted}`, `? 没有对应 ${wanted} 的列`);
  }
}

/** What a receipt would ask about the reading of the file, with the choices. */
export function readingQuestionText({ lang }: Context, { about, sheet, candidates }: ReadingQuestion): string {
  const where = sheet === null ? '' : `${shown(sheet)}${word(lang, 'colon')}`;
  const choices = candidates.map(({ value }) => choiceText(about, value, lang)).join(' / ');
  return `? ${where}${word(lang, askedWords[about])} ${choices}`;
}
