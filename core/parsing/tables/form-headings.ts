/** Cards below one another, each with a heading of its own (张三：, 李四：): what it says belongs to the card. */
import { headingAbove } from './heading-above.js';
import type { Form, FormSheet } from './form.js';
import type { HeadRow } from './profiles.js';
import { firstFilled } from './row-kinds.js';

/** With a field more in each form, where right above each stands a text of its own; one that they share is a title. */
export function withHeadings({ forms, notes }: FormSheet, rows: readonly HeadRow[]): FormSheet {
  const isBelow = forms.every(({ firstRow }, at) => firstRow > (forms[at - 1]?.lastRow ?? 0));
  const headings = forms.flatMap(({ firstRow }) => {
    const row = notes.includes(firstRow - 1) ? rows.find(({ number }) => number === firstRow - 1) : undefined;
    return row ? [headingOf(row)] : [];
  });
  const texts = new Set(headings.map(({ text }) => text));
  if (!isBelow || forms.length < 2 || texts.size < forms.length || !headings.every(({ text }) => /\p{L}/u.test(text)))
    return { forms, notes };
  const label = headingAbove([...texts]);
  const taken = new Set(headings.map(({ row }) => row));
  return {
    forms: forms.map((form, at) => withHeading(form, label, headings[at] as Heading)),
    notes: notes.filter((number) => !taken.has(number)),
  };
}

interface Heading {
  text: string;
  row: number;
  col: number;
}

function headingOf({ cells, count, number }: HeadRow): Heading {
  const col = firstFilled(cells, count);
  return { text: (cells[col] ?? '').trim().replace(/\s*[:：]$/u, ''), row: number, col };
}

const withHeading = (form: Form, label: string, heading: Heading): Form => ({
  ...form,
  firstRow: heading.row,
  fields: [{ label, hasColon: true, kind: 0, notes: [], ...heading }, ...form.fields],
});
