/** Rules over whole rows. Each is written twice, as the law and as SQL; a property test holds that both say the same. */
import type { CanonicalRow, RowRule } from './dataset.js';

const given = (row: CanonicalRow, field: string): string | null => {
  const value = row[field];
  return value === undefined || value === null || value === '' ? null : value;
};

/** At least one of the fields is filled. */
export function atLeastOne(...fields: string[]): RowRule {
  return {
    name: `at_least_one_${fields.join('_')}`,
    code: 'one-of-required',
    params: { fields: fields.join(', ') },
    fields,
    holds: (row) => fields.some((field) => given(row, field) !== null),
    holdsSql: (column) => `(${fields.map((field) => `${column(field)} IS NOT NULL`).join(' OR ')})`,
  };
}

/** A date or time is not before another one, as far as both are precise. Holds when one is missing. */
export function notBefore(later: string, earlier: string): RowRule {
  return {
    name: `${later}_not_before_${earlier}`,
    code: 'before-other-date',
    params: { later, earlier },
    fields: [later, earlier],
    holds(row) {
      const [a, b] = [given(row, later), given(row, earlier)];
      if (a === null || b === null) return true;
      const common = Math.min(a.length, b.length);
      return a.slice(0, common) >= b.slice(0, common);
    },
    holdsSql(column) {
      const [a, b] = [column(later), column(earlier)];
      const cut = (x: string): string => `left(${x}, least(length(${a}), length(${b})))`;
      return `coalesce(${cut(a)} >= ${cut(b)}, TRUE)`;
    },
  };
}

/** If the one field is filled, the other is too. */
export function needs(field: string, other: string): RowRule {
  return {
    name: `${field}_needs_${other}`,
    code: 'needs-other-field',
    params: { field, other },
    fields: [other, field],
    holds: (row) => given(row, field) === null || given(row, other) !== null,
    holdsSql: (column) => `(${column(field)} IS NULL OR ${column(other)} IS NOT NULL)`,
  };
}

/** A Chinese resident's number of 18 characters, its birthday from the seventh on: other countries' numbers hold none there. */
const residentNumber = '[0-9]{6}(?:1[89]|2[01])[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9X]';
const isResidentNumber = new RegExp(`^${residentNumber}$`);

/** The birthday inside a resident's number is the one given, as far as that is precise. Holds when one is missing. */
export function birthdayFits(idNumber: string, birthday: string): RowRule {
  return {
    name: `${birthday}_fits_${idNumber}`,
    code: 'birthday-differs',
    params: { idNumber, birthday },
    fields: [birthday, idNumber],
    holds(row) {
      const [id, day] = [given(row, idNumber), given(row, birthday)];
      if (id === null || day === null || !isResidentNumber.test(id)) return true;
      return id.slice(6, 14).startsWith(day.replaceAll('-', ''));
    },
    holdsSql(column) {
      const id = column(idNumber);
      const isOther = `NOT regexp_full_match(${id}, '${residentNumber}')`;
      return `coalesce(${isOther} OR starts_with(substr(${id}, 7, 8), replace(${column(birthday)}, '-', '')), TRUE)`;
    },
  };
}
