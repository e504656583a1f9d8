/** An inferred dataset as text to paste into sheetkeep.config.ts. */
import type { FieldInput } from '../../../schemas/datasets/make.js';
import type { Lang } from '../../../schemas/issues/issue.js';
import type { Inferred, InferredColumn } from './infer.js';
import { leftOutText, reasonText } from './reasons.js';

/** `datasets: { name: { … } },` with a comment per field that says why. */
export function snippetOf(name: string, label: string, { dataset, columns }: Inferred, lang: Lang): string {
  const fields = Object.entries(dataset.fields).map(([field, input]) => {
    const column = columns.find((one) => one.field === field);
    const why = column ? ` // ${reasonText(column, lang)}` : '';
    return `        ${field}: ${fieldText(input)},${why}`;
  });
  const leftOut = columns.flatMap((column) => {
    const why = leftOutText(column, lang);
    return why === null ? [] : [`        // ${placeOf(column, lang)}: ${why}`];
  });
  return [
    '  datasets: {',
    `    ${name}: {`,
    `      label: ${quoted(label)},`,
    '      fields: {',
    ...fields,
    ...leftOut,
    '      },',
    '    },',
    '  },',
  ].join('\n');
}

function fieldText({ type, label, identifier, required, values, open }: FieldInput): string {
  const parts = [
    `type: ${quoted(type)}`,
    ...(typeof label === 'string' ? [`label: ${quoted(label)}`] : []),
    ...(identifier === true ? ['identifier: true'] : []),
    ...(required === true ? ['required: true'] : []),
    ...(values
      ? [
          `values: { ${Object.keys(values)
            .map((value) => `${quoted(value)}: [${quoted(value)}]`)
            .join(', ')} }`,
        ]
      : []),
    ...(open === true ? ['open: true'] : []),
  ];
  return `{ ${parts.join(', ')} }`;
}

/** A TypeScript string; what a cell held can not end it. */
const quoted = (text: string): string =>
  `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'").replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')}'`;

/** Where a column stands, with its header where it has one. */
function placeOf({ column, header }: InferredColumn, lang: Lang): string {
  const place = lang === 'zh' ? `${column} 列` : `column ${column}`;
  return header.trim() === '' ? place : `${place} ${quoted(header)}`;
}
