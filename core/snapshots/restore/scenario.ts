/** What to do when something was lost: the steps in order, from what snapshots there really are. Codes only; words are the caller's. */

import { shellWord } from '../../../schemas/shell-word.js';

export const scenarios = ['disk', 'key', 'delete', 'ransomware'] as const;
export type Scenario = (typeof scenarios)[number];

/** Who does a step. */
export type Role = 'operator' | 'keyHolder' | 'decider';

export interface KnownSnapshot {
  id: string;
  /** ISO 8601 UTC. */
  at: string;
  /** Its last drill passed. */
  proved: boolean;
  rows: number;
  stores: readonly string[];
  /** Imports committed after it, and their rows; null: the archive cannot be asked. */
  since: { batches: number; rows: number; restores: number } | null;
}

export interface Situation {
  /** Oldest first. */
  snapshots: readonly KnownSnapshot[];
  /** The store that shares the workspace's disk. */
  ownStore: string;
  /** How the other stores are found where the settings are lost, too. */
  elsewhere: Readonly<Record<string, Elsewhere>>;
  /** Newest passed drill: rows it restored and the time that took. */
  measured: { rows: number; restoreMs: number } | null;
  /** `keys-lost`: snapshots are sealed, and the keys of the workspace are not there or cannot be read. */
  recovery: 'confirmed' | 'not-confirmed' | 'missing' | 'keys-lost' | 'not-sealed' | 'unknown';
}

/** The absolute path of a folder, or the settings that name the store. */
export type Elsewhere = { path: string } | { settings: string };

export type StepId =
  | 'isolate'
  | 'keep-evidence'
  | 'decide-time'
  | 'new-machine'
  | 'name-store'
  | 'bring-recovery'
  | 'look-at-copy'
  | 'plan-restore'
  | 'restore'
  | 'verify'
  | 'confirm-restored'
  | 'start'
  | 'send-again'
  | 'recover-keys'
  | 'rotate-keys'
  | 'confirm-keys'
  | 'take-full'
  | 'drill'
  | 'find-import'
  | 'plan-undo'
  | 'undo'
  | 'plan-records'
  | 'restore-records';

export interface PlanStep {
  step: StepId;
  who: Role;
  /** To type, with capitals for what a person fills in; null: no command. */
  command: string | null;
  /** To write down, word by word; null: nothing. */
  note: string | null;
  /** Milliseconds by the drills; null: not measured. */
  estimateMs: number | null;
}

export type PlanWarning =
  | 'no-snapshot'
  | 'no-copy-elsewhere'
  | 'not-proved'
  | 'not-measured'
  | 'keys-lost'
  | 'recovery-missing'
  | 'recovery-not-confirmed'
  | 'not-sealed'
  | 'newer-not-elsewhere';

export interface ScenarioPlan {
  scenario: Scenario;
  snapshot: KnownSnapshot | null;
  /** The store to restore from; null: none. */
  from: string | null;
  warnings: PlanWarning[];
  steps: PlanStep[];
}

interface Chosen {
  snapshot: KnownSnapshot | null;
  from: string | null;
}

/** The newest proved one within reach, else the newest. `away`: the workspace's own disk is lost. */
function choose({ snapshots, ownStore }: Situation, away: boolean): Chosen {
  const others = (one: KnownSnapshot): string[] => one.stores.filter((store) => store !== ownStore);
  const reachable = away ? snapshots.filter((one) => others(one).length > 0) : snapshots;
  const snapshot = reachable.findLast(({ proved }) => proved) ?? reachable.at(-1) ?? null;
  if (snapshot === null) return { snapshot, from: null };
  return { snapshot, from: away ? (others(snapshot)[0] ?? null) : (snapshot.stores[0] ?? ownStore) };
}

/** Time to restore so many rows, by the newest passed drill; never less than that took. */
export function estimate({ measured }: Situation, snapshot: KnownSnapshot | null): number | null {
  if (!measured || !snapshot) return null;
  return Math.round(measured.restoreMs * Math.max(1, snapshot.rows / Math.max(1, measured.rows)));
}

function warningsOf(scenario: Scenario, situation: Situation, { snapshot }: Chosen, away: boolean): PlanWarning[] {
  const { snapshots, recovery, measured } = situation;
  const newest = snapshots.at(-1);
  const told: [boolean, PlanWarning][] = [
    [snapshots.length === 0, 'no-snapshot'],
    [away && snapshots.length > 0 && snapshot === null, 'no-copy-elsewhere'],
    [snapshot !== null && !snapshot.proved, 'not-proved'],
    [measured === null, 'not-measured'],
    [recovery === 'keys-lost', 'keys-lost'],
    [scenario !== 'delete' && recovery === 'missing', 'recovery-missing'],
    [scenario !== 'delete' && recovery === 'not-confirmed', 'recovery-not-confirmed'],
    [recovery === 'not-sealed', 'not-sealed'],
    [away && snapshot !== null && newest !== undefined && newest.id !== snapshot.id, 'newer-not-elsewhere'],
  ];
  return told.flatMap(([is, warning]) => (is ? [warning] : []));
}

const step = (id: StepId, who: Role, command: string | null = null, estimateMs: number | null = null): PlanStep => ({
  step: id,
  who,
  command,
  note: null,
  estimateMs,
});

/** From the copy elsewhere to a workspace that is proved and in use. */
function rebuildSteps({ chosen, ms, recovery, elsewhere }: Ground, at: string): PlanStep[] {
  const { snapshot, from } = chosen;
  const sealed = recovery !== 'not-sealed';
  const key = sealed ? ' --identity RECOVERY_FILE' : '';
  // The settings are lost with the machine: a name says nothing there.
  const there = elsewhere[from ?? ''];
  const store = there && 'path' in there ? shellWord(there.path) : (from ?? 'STORE');
  const restore = `snapshot restore ${snapshot?.id ?? 'ID'} --from ${store}${key} --to DIR${at}`;
  return [
    step('new-machine', 'operator'),
    ...(there && 'settings' in there ? [{ ...step('name-store', 'operator'), note: there.settings }] : []),
    ...(sealed ? [step('bring-recovery', 'keyHolder')] : []),
    step('look-at-copy', 'operator', `snapshot list --from ${store}`),
    step('plan-restore', 'operator', `${restore} --plan`),
    step('restore', 'operator', restore, ms),
    step('verify', 'operator', 'audit verify --workspace DIR'),
    step('confirm-restored', 'decider', 'restore confirm --workspace DIR'),
    step('start', 'operator', 'up --workspace DIR'),
    step('send-again', 'operator'),
    step('take-full', 'operator', 'snapshot take --kind full --workspace DIR'),
    step('drill', 'operator', 'drill run --workspace DIR', ms),
  ];
}

const oldKeys: readonly PlanStep[] = [
  step('bring-recovery', 'keyHolder'),
  step('recover-keys', 'keyHolder', 'keys recover --identity RECOVERY_FILE'),
];

const newKeys = (ms: number | null): PlanStep[] => [
  step('rotate-keys', 'keyHolder', 'keys rotate'),
  step('confirm-keys', 'keyHolder', 'keys confirm --identity RECOVERY_FILE'),
  step('take-full', 'operator', 'snapshot take --kind full'),
  step('drill', 'operator', 'drill run', ms),
];

interface Ground extends Pick<Situation, 'recovery' | 'elsewhere'> {
  chosen: Chosen;
  ms: number | null;
}

function stepsOf(scenario: Scenario, ground: Ground): PlanStep[] {
  const { chosen, ms, recovery } = ground;
  const sealed = recovery !== 'not-sealed';
  const id = chosen.snapshot?.id ?? 'ID';
  const records = `snapshot restore ${id} --dataset DATASET --record RECORD`;
  switch (scenario) {
    case 'disk':
      return [step('keep-evidence', 'operator'), ...rebuildSteps(ground, '')];
    case 'ransomware':
      return [
        step('isolate', 'operator'),
        step('keep-evidence', 'operator'),
        step('decide-time', 'decider'),
        ...rebuildSteps(ground, ' --at TIME'),
        ...(sealed
          ? newKeys(ms)
              .slice(0, 2)
              .map((one) => ({ ...one, command: `${one.command} --workspace DIR` }))
          : []),
      ];
    case 'key':
      return [...oldKeys, ...newKeys(ms)];
    case 'delete':
      return [
        step('find-import', 'operator', 'audit list --action commit'),
        step('decide-time', 'decider'),
        step('plan-undo', 'operator', 'undo BATCH --plan'),
        step('undo', 'operator', 'undo BATCH'),
        ...(recovery === 'keys-lost' ? oldKeys : []),
        step('plan-records', 'operator', `${records} --plan`, ms),
        step('restore-records', 'operator', records, ms),
      ];
  }
}

export function scenarioPlan(scenario: Scenario, situation: Situation): ScenarioPlan {
  const away = scenario === 'disk' || scenario === 'ransomware';
  const chosen = choose(situation, away);
  return {
    scenario,
    ...chosen,
    warnings: warningsOf(scenario, situation, chosen, away),
    steps: stepsOf(scenario, { ...situation, chosen, ms: estimate(situation, chosen.snapshot) }),
  };
}
