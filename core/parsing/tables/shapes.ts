/** What a cell's text looks like, as evidence for where a table's header is. Never a judgement of the value. */
export type Shape = 'blank' | 'number' | 'date' | 'email' | 'prose' | 'label';

const number = /^[-+(]?\s*[￥¥$€£]?\s*[-+]?\d[\d,.\s'’-]*(?:[eE][-+]?\d+)?\s*[%万元)]*$/u;
const date = /^\d{1,4}\s*[-/.年]\s*\d{1,2}\s*(?:[-/.月]\s*\d{0,4}日?)?(?:[T\s]+\d{1,2}:\d{2}.*)?$/u;
const decimal = /^[-+]?\d+\.\d+$/;
const yearMonth = /^(?:19|20)\d\d\.(?:0?[1-9]|1[0-2])$/;
const time = /^\d{1,2}:\d{2}(?::\d{2})?(?:\s*[ap]m)?$/i;
const email = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const year = /^(?:19|20)\d\d年?$/;

/** A year may head a column as well as stand in one: it counts as a label. */
export function shapeOf(text: string | null, kind: number): Shape {
  if (text === null) return 'blank';
  const trimmed = text.trim();
  if (trimmed === '') return 'blank';
  if (year.test(trimmed)) return 'label';
  if (kind === 1) return 'number';
  if (kind >= 2 && kind <= 4) return 'date';
  if (trimmed.length > 120) return 'prose';
  if (decimal.test(trimmed)) return yearMonth.test(trimmed) ? 'date' : 'number';
  if (date.test(trimmed) || time.test(trimmed)) return 'date';
  if (number.test(trimmed)) return 'number';
  if (email.test(trimmed)) return 'email';
  return 'label';
}

export const isTyped = (shape: Shape): boolean => shape === 'number' || shape === 'date' || shape === 'email';
