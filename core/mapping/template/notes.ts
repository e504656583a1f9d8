/** The sheet that explains every column. */
import type ExcelJS from 'exceljs';
import type { DatasetDef, FieldDef } from '../../../schemas/datasets/dataset.js';
import type { Lang } from '../../../schemas/issues/issue.js';
import { choicesOf } from './choices.js';
import { exampleOf } from './examples.js';
import { headerStyle, requiredFill, wrapped } from './styles.js';
import { kindWords, templateWords } from './words.js';

const mostShown = 12;

export function writeNotes(sheet: ExcelJS.Worksheet, dataset: DatasetDef, lang: Lang): void {
  const words = templateWords[lang];
  sheet.columns = [24, 18, 30, 44, 26, 44].map((width) => ({ width, style: wrapped }));
  const titles = [words.column, words.required, words.kind, words.meaning, words.example, words.allowed];
  sheet.addRow(titles).eachCell((cell) => {
    cell.style = headerStyle;
  });
  const either = oneOfFields(dataset);
  for (const field of dataset.fields) {
    const need = field.required ? words.yes : either.has(field.name) ? words.oneOf : '';
    const row = sheet.addRow([field.label[lang], need, ...explained(field, lang)]);
    if (field.required) row.getCell(2).fill = requiredFill;
  }
}

function explained(field: FieldDef, lang: Lang): string[] {
  const words = templateWords[lang];
  const choices = choicesOf(field, lang) ?? [];
  const kind = choices.length > 0 ? words.list : kindWords[field.type][lang];
  const separator = lang === 'zh' ? '、' : ', ';
  const shown = choices.slice(0, mostShown).join(separator) + (choices.length > mostShown ? ' …' : '');
  const example = exampleOf(field, lang) || (choices[0] ?? '');
  return [kind, field.meaning[lang], example, shown];
}

/** Fields of the rules that an empty row breaks: one of them must be filled. */
const oneOfFields = ({ rules }: DatasetDef): Set<string> =>
  new Set(rules.filter((rule) => !rule.holds({})).flatMap(({ fields }) => fields));
