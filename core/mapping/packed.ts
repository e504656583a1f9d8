/** Which members of a packed file belong together as the backup of one system, and what is done with each. */
import { builtinDataset } from '../../schemas/datasets/builtin.js';
import type { DatasetDef } from '../../schemas/datasets/dataset.js';
import { guessDataset } from './dataset.js';
import { findPreset } from './presets/find.js';
import { isSalesforceObject } from './presets/salesforce.js';
import { isZohoPart, zohoModule, zohoRank } from './presets/zoho-backup.js';

export interface MemberHead {
  name: string;
  /** The first row of a text file; null = not looked at. */
  headers: readonly string[] | null;
}

export interface MemberPlace {
  /** A dataset of the user's own that the member clearly is; null = told by the source or by the headers. */
  dataset: string | null;
  /** Catalogue code of a member that is kept as an original, without rows being taken; null = it goes on. */
  kept: 'module-kept' | 'module-looked-up' | null;
  /** Members are taken in this order. */
  rank: number;
}

/** Places by position. In a backup a module that no dataset takes is kept without asking; anywhere else every spreadsheet goes on. */
export function placeMembers(members: readonly MemberHead[], datasets: readonly DatasetDef[]): MemberPlace[] {
  const isBackup = members.filter((member) => isExport(member, 'zoho-')).length >= 2;
  const isDataExport = members.filter((member) => isExport(member, 'salesforce-')).length >= 2;
  const own = datasets.filter(({ name }) => builtinDataset(name) === undefined);
  return members.map((member) => {
    const place: MemberPlace = { dataset: null, kept: null, rank: zohoRank(member.name) };
    const { name, headers } = member;
    if (headers === null || findPreset(headers) !== null) return place;
    const isPart = (isBackup && isZohoPart(name)) || (isDataExport && isSalesforceObject(headers));
    if (!isPart) return place;
    const dataset = own.length === 0 ? null : guessDataset(tableOf(headers), own).dataset;
    if (dataset !== null) return { ...place, dataset };
    return { ...place, kept: isBackup && zohoModule(name) === 'users' ? 'module-looked-up' : 'module-kept' };
  });
}

const isExport = ({ headers }: MemberHead, system: string): boolean =>
  headers !== null && findPreset(headers)?.name.startsWith(system) === true;

const tableOf = (headers: readonly string[]) => [
  { columns: headers.map((header, at) => ({ label: String(at + 1), header, kinds: {} })) },
];
