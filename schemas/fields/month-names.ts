/**
 * Names of months and days of the week in languages of Europe, turned into what the forms of dates know. No name stands for two months:
 * those of Slavic languages other than Russian do (listopad is October or November).
 */
const english = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/** By month: full names, also as they stand beside a day, and short ones; without accents. */
const names = [
  'january jan janvier janv januar janner jan enero ene gennaio gen janeiro январь января янв',
  'february feb fevrier fevr fev februar febrero febbraio fevereiro февраль февраля фев февр',
  'march mar mars marz mrz maerz marzo marco март марта мар',
  'april apr avril avr abril abr aprile апрель апреля апр',
  'may mai mayo maggio mag maio май мая',
  'june jun juin juni junio giugno giu junho июнь июня июн',
  'july jul juillet juil juli julio luglio lug julho июль июля июл',
  'august aug aout agosto ago август августа авг',
  'september sept sep septembre septiembre setiembre settembre sett set setembro сентябрь сентября сен сент',
  'october oct octobre oktober okt octubre ottobre ott outubro out октябрь октября окт',
  'november nov novembre noviembre novembro ноябрь ноября ноя нояб',
  'december dec decembre dezember dez diciembre dic dicembre dezembro декабрь декабря дек',
];

/** й is и without its mark, too: both sides are compared without. */
const folded = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

const byName = new Map(
  names.flatMap((line, at) => line.split(' ').map((name) => [folded(name), english[at] ?? ''] as const)),
);

const weekdays = new RegExp(
  `^(?:${[
    'lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche',
    'montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag',
    'lunes|martes|miercoles|jueves|viernes|sabado|domingo',
    'lunedi|martedi|mercoledi|giovedi|venerdi|sabato|domenica',
    '(?:segunda|terca|quarta|quinta|sexta)(?:-feira)?',
    ...'понедельник|вторник|среда|четверг|пятница|суббота|воскресенье'.split('|').map(folded),
  ].join('|')})(?:, *(?:den |le )?|[. ]+)`,
);

const month = '(\\p{L}{3,9})\\.?';
const day = '(\\d{1,2})(?:er|[.º°])?';
const year = '(\\d{4}|\\d{2})(?: ?г(?:\\.|ода?)?)?';
const dayFirst = new RegExp(`^${day}(?: ?[./-] ?| de | of | )?${month}(?:(?:[ ,./-]+|,? del? )${year})?$`, 'u');
const monthFirst = new RegExp(`^${month} (\\d{1,2})(?:, *| +)(\\d{4})$`, 'u');
const monthOnly = new RegExp(`^${month}(?:[ ,./-]+| del? )(\\d{4})(?: ?г(?:\\.|ода?)?)?$`, 'u');
const yearFirst = new RegExp(`^(\\d{4})([ -])${month}\\2(\\d{1,2})$`, 'u');

/** `12 mars 2024` as `12 mar 2024`; any other text as it is. */
export function inEnglish(text: string): string {
  if (!/\p{L}{3}/u.test(text)) return text;
  const plain = folded(text).replace(weekdays, '');
  const told = (name = ''): string | null => byName.get(name) ?? null;
  const [byDay, byMonth, alone, byYear] = [dayFirst, monthFirst, monthOnly, yearFirst].map((form) => form.exec(plain));
  if (byDay) return joined([byDay[1], told(byDay[2]), byDay[3] ?? ''], text);
  if (byMonth) return joined([byMonth[2], told(byMonth[1]), byMonth[3]], text);
  if (byYear) return joined([byYear[4], told(byYear[3]), byYear[1]], text);
  return alone ? joined([told(alone[1]), alone[2]], text) : text;
}

const joined = (parts: readonly (string | null | undefined)[], otherwise: string): string =>
  parts.includes(null) ? otherwise : parts.join(' ').trim();
