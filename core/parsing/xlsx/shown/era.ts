/** Eras of the Japanese calendar, newest first; days are ISO. */
const eras = [
  { from: '2019-05-01', letter: 'R', name: '令和' },
  { from: '1989-01-08', letter: 'H', name: '平成' },
  { from: '1926-12-25', letter: 'S', name: '昭和' },
  { from: '1912-07-30', letter: 'T', name: '大正' },
  { from: '1868-10-23', letter: 'M', name: '明治' },
];

const two = (value: number): string => String(value).padStart(2, '0');

/** `g` is the era's letter, `gg` its first sign, `ggg` its name; `e` the year in it. */
export function eraPart(letters: string, date: { year: number; month: number; day: number }): string {
  const iso = `${date.year}-${two(date.month)}-${two(date.day)}`;
  const era = eras.find(({ from }) => from <= iso);
  if (!era) return '';
  if (letters.startsWith('g')) return letters.length === 1 ? era.letter : era.name.slice(0, letters.length - 1);
  const year = date.year - Number(era.from.slice(0, 4)) + 1;
  return letters.length > 1 ? two(year) : String(year);
}
