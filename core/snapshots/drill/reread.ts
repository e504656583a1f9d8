/** The part of a drill that reads originals once more; what it takes lies in other rooms, so the keeper brings it along. */
import type { Duck } from '../../archive/duck.js';
import { finding } from './findings.js';
import type { Finding } from './findings.js';

/** Why an original could not be compared: that says nothing against it. The first leaves the drill open. */
export type OpenReason =
  /** Its batch was judged by rules that this program no longer has. */
  | 'rules-gone'
  /** The definition of the dataset has changed since. */
  | 'schema-changed'
  | 'original-missing'
  /** It differs, and the settings have changed since its batch. */
  | 'settings-changed'
  /** A person had decided about this one file, which is not kept for others. */
  | 'decided-apart'
  /** It took longer or more memory than the settings allow. */
  | 'unfinished';

export interface Reread {
  /** Originals that were read and compared. */
  deliveries: number;
  /** Rows of them that were accepted. */
  rows: number;
  /** What differed: ids and counts. */
  findings: Finding[];
  open: { delivery: string; reason: OpenReason }[];
}

export interface RereadTask {
  /** URL of the module whose `reread` does it. */
  module: string;
  /** Batches from before may have been judged under other settings. ISO 8601 UTC. */
  settingsSince: string;
}

/** Reads a sample of originals of a restored workspace, whose archive is open. */
export type Rereader = (root: string, duck: Duck, task: RereadTask) => Promise<Reread>;

/** What leaves a drill without a verdict: nobody can say what the rules of then would have made of these originals. */
export const undecided = ({ open }: Reread): Finding[] =>
  open.filter(({ reason }) => reason === 'rules-gone').map(({ delivery }) => finding('rules-gone', { delivery }));

export const nothingReread: Reread = { deliveries: 0, rows: 0, findings: [], open: [] };

export async function rereadBy(task: RereadTask | null, root: string, duck: Duck): Promise<Reread> {
  if (task === null) return nothingReread;
  const { reread } = (await import(task.module)) as { reread: Rereader };
  return reread(root, duck, task);
}
