/** Numbers like `1.234` and `1,234`: what they may mean; see decimal-mark.ts. */

export type DecimalMark = '.' | ',';

/** Digits that have two readings, without sign and currency: `1.234`, `1,234`. */
export const twoReadingsPattern = (mark: DecimalMark): string => `[1-9][0-9]{0,2}[${mark}][0-9]{3}`;

/** Both readings of such digits. */
export function bothReadings(digits: string): { decimal: string; grouped: string } {
  return { decimal: digits.replace(',', '.'), grouped: digits.replace(/[.,]/, '') };
}
