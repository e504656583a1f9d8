/** Which known export a table is. */
import { foldHeader as fold } from '../../../schemas/header-text.js';
import { addressBooks } from './address-books.js';
import { addressBooksInLanguages } from './address-books-languages.js';
import { amazon } from './amazon.js';
import { dynamics, isDynamicsObject } from './dynamics.js';
import { fxiaoke, isFxiaokeObject } from './fxiaoke.js';
import { hubspot } from './hubspot.js';
import { hubspotLanguages } from './hubspot-languages.js';
import { kingdee } from './kingdee.js';
import { pipedrive } from './pipedrive.js';
import type { Preset } from './preset.js';
import { isSalesforceObject, salesforce } from './salesforce.js';
import { neocrm } from './neocrm.js';
import { payments } from './payments.js';
import { salesforceLanguages } from './salesforce-languages.js';
import { shops } from './shops.js';
import { statements } from './statements.js';
import { wecom } from './wecom.js';
import { zoho } from './zoho.js';
import { isZohoObject } from './zoho-activities.js';
import { zohoZh } from './zoho-zh.js';

export const presets: readonly Preset[] = [
  ...zoho,
  ...zohoZh,
  ...fxiaoke,
  ...salesforce,
  ...salesforceLanguages,
  ...hubspot,
  ...hubspotLanguages,
  ...addressBooks,
  ...addressBooksInLanguages,
  ...statements,
  ...pipedrive,
  ...shops,
  ...payments,
  ...wecom,
  ...neocrm,
  ...dynamics,
  ...amazon,
  ...kingdee,
];

/** The preset whose signature the headers have most of, or null. `dataset` given: only presets of it. */
export function findPreset(headers: readonly string[], dataset?: string): Preset | null {
  const there = new Set(headers.map(fold));
  const fits = presets
    .filter((preset) => dataset === undefined || preset.dataset === dataset)
    .filter((preset) => isLike(preset, there) && countIn(preset.never, there) === 0)
    .map((preset) => ({ preset, found: countIn(preset.signature, there) }));
  fits.sort((a, b) => share(b) - share(a) || b.found - a.found);
  return fits[0]?.preset ?? null;
}

/** Whether a table is of a system whose objects all look alike. Where no preset knows it, its columns do not tell what it is. */
export const isOfKnownSystem = (headers: readonly string[]): boolean =>
  [isSalesforceObject, isZohoObject, isFxiaokeObject, isDynamicsObject, isButFor].some((is) => is(headers));

/** A table is a known export but for a column of another object: a report of cases with all that is known of their accounts. */
function isButFor(headers: readonly string[]): boolean {
  const there = new Set(headers.map(fold));
  return presets.some((preset) => isLike(preset, there) && countIn(preset.never, there) > 0);
}

const beyondAscii = /[^\u0020-\u007e]/;

/** Whether one of these rows is the header of a known export, in words that tell an encoding: those of ASCII read alike in all. */
export const isExportHead = (rows: readonly (readonly string[])[]): boolean =>
  rows.some((cells) => {
    const telling = cells.filter((cell) => beyondAscii.test(cell));
    const preset = telling.length >= leastTelling ? findPreset(cells) : null;
    return preset !== null && countIn(preset.signature, new Set(telling.map(fold))) >= leastTelling;
  });

const leastTelling = 4;

/** Whether one of these rows is the header of a known export. */
export const isExport = (rows: readonly (readonly string[])[]): boolean =>
  rows.some((cells) => cells.length >= leastTelling && findPreset(cells) !== null);

const countIn = (names: ReadonlySet<string>, there: ReadonlySet<string>): number =>
  [...names].filter((name) => there.has(name)).length;

/** Whether all that a preset wants is there, whatever else is. */
const isLike = (preset: Preset, there: ReadonlySet<string>): boolean =>
  hasAll(preset.must, there) &&
  countIn(preset.own, there) >= preset.leastOwn &&
  (countIn(preset.signature, there) >= preset.least || preset.proofs.some((groups) => hasAll(groups, there)));

const hasAll = (groups: readonly (readonly string[])[], there: ReadonlySet<string>): boolean =>
  groups.every((group) => group.some((name) => there.has(name)));

const share = ({ preset, found }: { preset: Preset; found: number }): number => found / preset.signature.size;
