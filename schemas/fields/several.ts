/** Two values in one cell: the first counts, the others are kept beside it, never glued. */
import type { CellVerdict } from '../verdicts.js';
import { addRepair } from './prepare.js';

/**
 * Judges the parts between separators with `one`. The first part decides; further parts that are values go to
 * `extraValues`, those that are not leave the warning `further-value-unreadable`.
 */
export function withFurtherValues(
  text: string,
  separator: RegExp,
  one: (part: string) => CellVerdict,
  repairs: string[],
): CellVerdict {
  const parts = text
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (parts.length < 2) {
    if (parts[0] !== undefined && parts[0] !== text) addRepair(repairs, 'separator-removed');
    return one(parts[0] ?? text);
  }
  const [first, ...rest] = parts.map((part) => one(part));
  if (!first?.ok) return one(text);
  const values = rest.flatMap((verdict) => (verdict.ok ? [verdict.text] : []));
  const further = [...new Set(values)].filter((value) => value !== first.text);
  const unreadable = rest.length > values.length;
  return {
    ...first,
    repairs: [...new Set([...repairs, 'second-value'])],
    warnings: unreadable ? [...first.warnings, { code: 'further-value-unreadable' }] : first.warnings,
    ...(further.length > 0 ? { extraValues: further } : {}),
  };
}
