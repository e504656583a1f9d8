/** A person's name in two or three columns (First Name, Middle Name, Last Name; 名, 姓): read as one. */
import type { DatasetDef } from '../../schemas/datasets/dataset.js';
import type { Claim } from './claims.js';
import type { Column } from './columns.js';

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

const parts = {
  last: words(`
    lastname surname familyname 姓 姓氏 nachname familienname nom nomdefamille apellido apellidos sobrenome apelido cognome achternaam 성 personnachname personlastname
  `),
  first: words(`
    firstname givenname forename 名 名字 vorname prénom prenom nombre nombres nombredepila nome primeironome voornaam personvorname personfirstname
  `),
  /** Of these words none means the whole name. */
  alone: words('firstname givenname forename vorname prénom prenom nombredepila voornaam'),
  /** Beside them Name is the last name: Name | Vorname. */
  besideName: words('vorname prénom prenom voornaam'),
  name: words('name naam'),
  middle: new Set(['middlename', 'middlenames', 'additionalname', '中间名']),
};

export interface NameColumns {
  /** Position of the last name: the column that feeds the name. */
  last: number;
  /** Positions of what stands before it: first, then middle name. */
  before: number[];
}

/** The columns of the parts of a name, where both ends of it have exactly one column; null = there are none. */
export function nameColumns(columns: readonly Column[]): NameColumns | null {
  const those = (names: ReadonlySet<string>): number[] =>
    columns.filter(({ read }) => names.has(read.folded)).map(({ position }) => position);
  const own = those(parts.last);
  const [last, ...moreLast] = own.length === 0 && those(parts.besideName).length > 0 ? those(parts.name) : own;
  const [first, ...moreFirst] = those(parts.first);
  if (last === undefined || first === undefined || moreLast.length + moreFirst.length > 0) return null;
  return { last, before: [first, ...those(parts.middle).slice(0, 1)] };
}

/** Position of the first name where it is all that is known of a name; null = there is none, or several. */
export function firstNameAlone(columns: readonly Column[]): number | null {
  const [first, ...more] = columns.filter(({ read }) => parts.alone.has(read.folded));
  return first && more.length === 0 ? first.position : null;
}

/** Claims of those columns, unless the dataset has no such field or another column feeds it. `fed` = fields fed already. */
export function nameClaims(
  found: NameColumns | null,
  dataset: DatasetDef,
  fed: ReadonlySet<string>,
): Map<number, Claim> {
  const fits = dataset.fields.some(({ name, type }) => name === 'name' && type === 'name');
  if (!found || !fits || fed.has('name')) return new Map();
  const before = found.before.map((position): [number, Claim] => [position, { kind: 'extra' }]);
  return new Map([[found.last, { kind: 'field', field: 'name' }], ...before]);
}
