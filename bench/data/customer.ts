/** One made-up customer by its number: 13 cells, and some of them spoilt on purpose. */
import { spoil } from './spoil.js';
import { Random } from './random.js';
import * as words from './words.js';

export const customerHeaders = [
  'external_id',
  'name',
  'email',
  'phone',
  'company',
  'country',
  'city',
  'address',
  'postcode',
  'signup_date',
  'credit_limit',
  'status',
  'notes',
] as const;

export interface CustomerOptions {
  seed: number;
  /** Share of cells spoilt: about half can be repaired, half must be rejected; cells of free text are only padded. */
  badShare: number;
  /** Share of rows whose status and notes differ from those of another `edition`. */
  changedShare?: number;
  edition?: number;
  /** Number of the first customer. */
  firstId?: number;
}

export interface MadeRow {
  cells: string[];
  badCells: number;
}

export function customerRow(index: number, options: CustomerOptions): MadeRow {
  const number = index + (options.firstId ?? 1);
  const random = Random.at(options.seed, number);
  const cells = soundCells(number, random);
  const edition = options.edition ?? 0;
  if (edition > 0 && Random.at(options.seed + edition, number).next() < (options.changedShare ?? 0)) {
    cells[12] = `edition ${edition}: ${cells[12]}`;
  }
  let badCells = 0;
  for (let column = 1; column < cells.length; column += 1) {
    if (random.next() >= options.badShare || cells[column] === '') continue;
    cells[column] = spoil(customerHeaders[column] as string, cells[column] as string, random);
    badCells += 1;
  }
  return { cells, badCells };
}

function soundCells(number: number, random: Random): string[] {
  const chinese = random.next() < 0.6;
  const family = random.pick(words.familyNames);
  const first = random.pick(words.firstNames);
  const last = random.pick(words.lastNames);
  const city = random.pick(words.cities);
  return [
    `C${String(number).padStart(8, '0')}`,
    chinese ? `${family}${random.pick(words.givenNames)}` : `${first} ${last}`,
    `${first}.${last}${random.int(1, 99999)}@${random.pick(words.domains)}`.toLowerCase(),
    `1${random.pick(['38', '39', '50', '86', '87', '99'])}${random.digits(8)}`,
    chinese ? `${city}${family}氏${random.pick(words.trades)}有限公司` : `${last} & ${first} GmbH`,
    random.pick(words.countries),
    city,
    `${random.pick(words.streets)}${random.int(1, 2000)}号${random.int(101, 3299)}室`,
    `${random.int(1, 8)}${random.digits(5)}`,
    `20${random.int(10, 25)}-${String(random.int(1, 12)).padStart(2, '0')}-${String(random.int(1, 28)).padStart(2, '0')}`,
    `${random.int(0, 500000)}.${random.digits(2)}`,
    random.pick(words.statuses),
    random.pick(words.remarks),
  ];
}
