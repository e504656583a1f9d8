/**
 * Zoho CRM's data backup: `Data_001.zip` with a CSV per module, `Accounts_001.csv`, `Users_001.csv`, `Invoices_C_001.csv` of a custom
 * module, `Metadata/…`; exports are named `Deals_2026_05_28.csv`. Record ids carry `zcrm_`, those of Users do not. Names and shapes
 * as public programs that read such backups expect them.
 */
import { foldHeader as fold } from '../../../schemas/header-text.js';

/** Modules in the order in which they refer to one another: what is referred to first. */
const order = [
  'users',
  'accounts',
  'contacts',
  'leads',
  'vendors',
  'products',
  'campaigns',
  'deals',
  'potentials',
  'cases',
  'quotes',
  'sales orders',
  'invoices',
  'tasks',
  'events',
  'meetings',
  'calls',
  'notes',
];

const numbered = /^(.+?)(_C)?_\d{3}\.csv$/i;
const dated = /^(.+?)_\d{4}_\d{2}_\d{2}\.csv$/i;

/** The module that a file name tells, lower case; null = it tells none. */
export function zohoModule(name: string): string | null {
  const base = name.slice(name.lastIndexOf('/') + 1);
  const stem = numbered.exec(base)?.[1] ?? dated.exec(base)?.[1] ?? /^(.+)\.csv$/i.exec(base)?.[1];
  return stem === undefined ? null : stem.replaceAll('_', ' ').trim().toLowerCase();
}

/** Place of a file among others of its packed file; files of no known module come together, behind. */
export function zohoRank(name: string): number {
  const at = order.indexOf(zohoModule(name) ?? '');
  return at < 0 ? order.length : at;
}

/** Whether a file is named as a backup names the files of its modules, whatever module it is. */
export const isZohoPart = (name: string): boolean =>
  numbered.test(name.slice(name.lastIndexOf('/') + 1)) ||
  order.includes(zohoModule(name) ?? '') ||
  /(^|\/)Metadata\//i.test(name);

/** A column to be put beside a table: its header, and where its text is looked up by which columns, best first. */
export interface LookUp {
  header: string;
  /** names: of users; accounts: the account that a record leads to. */
  in: 'names' | 'accounts';
  /** Positions of columns with ids. */
  by: number[];
}

const owners = /^(?:account|contact|lead|deal|potential|campaign|case|call|task|note|event|salesorder)owner$|^host$/;
const linkHeaders = [
  'Related To.id',
  'Parent.id',
  'Parent ID.id',
  'Associated_Id',
  'Contact Name.id',
  'Deal Name.id',
].map(fold);

/** What a table of a backup lacks that other modules of it know. */
export function zohoLookUps(headers: readonly string[]): LookUp[] {
  const folded = headers.map(fold);
  const found = headers.flatMap((header, at): LookUp[] => {
    const plain = /^(.+)\.id$/i.exec(header.trim())?.[1];
    const isMissing = plain !== undefined && owners.test(fold(plain)) && !folded.includes(fold(plain));
    return isMissing ? [{ header: plain, in: 'names', by: [at] }] : [];
  });
  const links = linkHeaders.flatMap((header) => (folded.includes(header) ? [folded.indexOf(header)] : []));
  if (links.length > 0 && !folded.includes(fold('Account Name.id')))
    found.push({ header: 'Account Name.id', in: 'accounts', by: links });
  return found;
}

/** Columns of Users that tell a name, best first; first and last name together when there is no whole one. */
export const userColumns = {
  id: ['Record Id', 'User ID', 'id'],
  whole: ['Full Name', 'Name'],
  first: ['First Name'],
  last: ['Last Name'],
};

/** Modules whose records lead to an account, and the column that says to which; null = they are customers themselves. */
export const accountColumns: Readonly<Record<string, string | null>> = {
  accounts: null,
  leads: null,
  contacts: 'Account Name.id',
  deals: 'Account Name.id',
  potentials: 'Account Name.id',
  cases: 'Account Name.id',
};
