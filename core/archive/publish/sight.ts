/** What a role sees of one dataset. */
import type { RoleConfig, RoleDataset, Seen } from '../../../schemas/config/types.js';
import type { DatasetDef, FieldDef } from '../../../schemas/datasets/dataset.js';
import { quoteText } from '../sql-text.js';
import { pseudonymSql } from './pseudonym.js';

export interface Sight {
  dataset: DatasetDef;
  role: RoleDataset;
}

/** The datasets that a role sees, in the order of the definitions. */
export const sightsOf = (role: RoleConfig, datasets: readonly DatasetDef[]): Sight[] =>
  datasets.flatMap((dataset) => {
    const seen = role.datasets.find(({ name }) => name === dataset.name);
    return seen ? [{ dataset, role: seen }] : [];
  });

export const seenAs = ({ role }: Sight, field: FieldDef): Seen => role.fields[field.name] ?? 'hide';

/** Fields with a column in the published table. */
export const columnsOf = (sight: Sight): FieldDef[] =>
  sight.dataset.fields.filter((field) => seenAs(sight, field) !== 'hide');

/** Fields whose values stand there as they are. */
export const plainFields = (sight: Sight): FieldDef[] =>
  sight.dataset.fields.filter((field) => seenAs(sight, field) === 'show');

/** Only some rows are seen. */
export const isLimited = ({ role }: Sight): boolean => role.rows !== null || role.withCustomers;

/** Something is kept back: then cells and texts of unknown meaning are kept back, too, for they may hold it. */
export const isGuarded = (sight: Sight): boolean =>
  isLimited(sight) || plainFields(sight).length < sight.dataset.fields.length;

/** A text of the field as the role sees it. */
export const shownSql = (sight: Sight, field: FieldDef, text: string): string =>
  seenAs(sight, field) === 'mask' ? pseudonymSql(text) : text;

/** A sheet's name (a SQL expression), which may name a person: people keep a sheet per customer. */
export const sheetSql = (sight: Sight, sheet: string): string =>
  isGuarded(sight) ? 'CAST(NULL AS VARCHAR) AS sheet' : sheet;

/** A list of names as SQL, for IN; never empty. */
export const namesSql = (names: readonly string[]): string =>
  names.length === 0 ? 'NULL' : names.map(quoteText).join(', ');

/** Nothing is kept back, of any dataset. */
export const seesEverything = (sights: readonly Sight[], datasets: readonly DatasetDef[]): boolean =>
  sights.length === datasets.length && !sights.some(isGuarded);

const namesOf = (sights: readonly Sight[], which: (sight: Sight) => boolean): string =>
  namesSql(sights.filter(which).map(({ dataset }) => dataset.name));

/** Conditions on the dataset (a SQL expression) that a row of the log is about. Rows of no known dataset are seen by who sees everything. */
export interface LogSight {
  seen(dataset: string): string;
  /** Seen, and its rows are not chosen: what stands there cannot be told to belong to a row that is seen. */
  seenWhole(dataset: string): string;
  /** What may hold cells is kept back. */
  guarded(dataset: string): string;
  /** A text that stands in a field (a SQL expression of its name). */
  plainField(dataset: string, field: string): string;
}

export function logSight(sights: readonly Sight[], all: readonly DatasetDef[]): LogSight {
  const among = (names: string) => (dataset: string) => `coalesce(${dataset} IN (${names}), false)`;
  if (seesEverything(sights, all)) {
    return { seen: () => 'true', seenWhole: () => 'true', guarded: () => 'false', plainField: () => 'true' };
  }
  return {
    seen: among(namesOf(sights, () => true)),
    seenWhole: among(namesOf(sights, (sight) => !isLimited(sight))),
    guarded: among(namesOf(sights, isGuarded)),
    plainField: (dataset, field) => {
      const each = sights.map((sight) => {
        const name = quoteText(sight.dataset.name);
        return isGuarded(sight)
          ? `(${dataset} = ${name} AND ${field} IN (${namesSql(surelyPlain(sight))}))`
          : `${dataset} = ${name}`;
      });
      return `coalesce(${['false', ...each].join(' OR ')}, false)`;
    },
  };
}

/** Names and ids under which only plain fields go. */
function surelyPlain(sight: Sight): string[] {
  const plain = plainFields(sight);
  const others = sight.dataset.fields.filter((field) => !plain.includes(field)).flatMap(({ id, name }) => [id, name]);
  return plain.flatMap(({ id, name }) => [id, name]).filter((one) => !others.includes(one));
}
