/** Whether published files can be brought up to date or have to be made from nothing. */
import type { Session } from '../duck.js';
import { archiveReach, holdsMark } from '../high-water.js';
import type { HighWater } from '../high-water.js';
import type { MadeBy, Published, WholeReason } from './state.js';

/** Transactions of the log whose rows no analyst sees. */
const unseen = [
  'mapping',
  'map',
  'reading',
  'read-as',
  'schema',
  'rules',
  'approve',
  'snapshot',
  'drill',
  'export',
  'schedule',
  'hold',
];
/** Transactions that only add. Every other kind may take away, and text that was taken away must leave the files. */
const adding = ['commit', 'restore', 'land', 'unpack', 'outcome', 'conclude', 'link', 'merge', 'unmerge', 'undo'];

/** Replaced and deleted rows stay in a file as free space: so much growth is put up with. */
const wornRatio = 1.5;
const wornSlackBytes = 16 * 1024 * 1024;

/** Why the files cannot be brought up to date; null = they can. Looks at the log as the session sees it. */
export async function wholeReason(s: Session, state: Published, made: MadeBy): Promise<WholeReason | null> {
  if (state.fingerprint !== made.fingerprint || state.keyId !== made.keyId) return 'settings';
  if (!(await holdsMark(s, state))) return 'archive';
  const kinds = await kindsAfter(s, state.lastSeq);
  if (kinds.some((kind) => !unseen.includes(kind) && !adding.includes(kind))) return 'removal';
  if ((await s.count('SELECT count(*) FROM archive.log.undos WHERE seq > $1', [state.lastSeq])) > 0) return 'undo';
  const bytes = state.sizeBytes + (state.historyBytes ?? 0);
  return bytes > state.wholeBytes * wornRatio + wornSlackBytes ? 'worn' : null;
}

export type PublishPlan =
  | { kind: 'whole'; reason: WholeReason }
  | { kind: 'update' }
  /** Nothing that analysts see came since. */
  | { kind: 'unchanged'; reach: HighWater };

export async function planOf(s: Session, state: Published, made: MadeBy): Promise<PublishPlan> {
  const reach = await archiveReach(s);
  const reason = await wholeReason(s, state, made);
  if (reason !== null) return { kind: 'whole', reason };
  const kinds = await kindsAfter(s, state.lastSeq);
  return kinds.every((kind) => unseen.includes(kind)) ? { kind: 'unchanged', reach } : { kind: 'update' };
}

/** Found while writing: the files cannot be built on after all. */
export class WholeNeeded extends Error {
  readonly reason: WholeReason;

  constructor(reason: WholeReason) {
    super(`the published files have to be made from nothing: ${reason}`);
    this.reason = reason;
  }
}

async function kindsAfter(s: Session, since: number): Promise<string[]> {
  const rows = await s.rows<{ kind: string }>('SELECT DISTINCT kind FROM archive.log.transactions WHERE seq > $1', [
    since,
  ]);
  return rows.map(({ kind }) => kind);
}
