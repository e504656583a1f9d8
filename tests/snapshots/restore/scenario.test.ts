/** Restore plans: chosen from what there is, measured, and every command in them is one of the program's. */
import type { Command } from 'commander';
import { expect, test } from 'vitest';
import { warningWords } from '../../../apps/cli/commands/restore/words.js';
import { buildProgram } from '../../../apps/cli/program.js';
import { estimate, scenarioPlan, scenarios } from '../../../core/snapshots/restore/scenario.js';
import type { KnownSnapshot, ScenarioPlan, Situation } from '../../../core/snapshots/restore/scenario.js';

const snapshot = (id: string, more: Partial<KnownSnapshot> = {}): KnownSnapshot => ({
  id,
  at: '2026-01-01T00:00:00.000Z',
  proved: true,
  rows: 100,
  stores: ['workspace', 'cloud'],
  since: { batches: 0, rows: 0, restores: 0 },
  ...more,
});
const situation = (more: Partial<Situation> = {}): Situation => ({
  snapshots: [snapshot('a')],
  ownStore: 'workspace',
  elsewhere: {},
  measured: { rows: 100, restoreMs: 2000 },
  recovery: 'confirmed',
  ...more,
});

/** What the program makes of a command line; throws what it cannot understand. */
function understood(line: string): string {
  let heard = '';
  const program = buildProgram({ lang: 'en', signal: new AbortController().signal });
  const cut = (command: Command, name: string): void => {
    command.exitOverride().configureOutput({ writeErr: () => undefined });
    for (const one of command.commands) cut(one, `${name} ${one.name()}`.trim());
    if (command.commands.length === 0) command.action(() => void (heard = name));
  };
  cut(program, '');
  program.parse(line.split(' '), { from: 'user' });
  return heard;
}

test.each(scenarios)('%s: every command is understood by the program, sealed or not', (scenario) => {
  for (const recovery of ['confirmed', 'keys-lost', 'not-sealed'] as const) {
    for (const snapshots of [[], [snapshot('a')], [snapshot('a', { stores: ['workspace'] })]]) {
      const { steps } = scenarioPlan(scenario, situation({ recovery, snapshots }));
      expect(steps.length).toBeGreaterThan(4);
      const commands = steps.flatMap(({ command }) => command ?? []);
      expect(commands.filter((command) => !command.startsWith(understood(command)))).toEqual([]);
    }
  }
});

test('a lost disk needs a copy elsewhere: the newest proved one there, and a newer one is told of', () => {
  const snapshots = [snapshot('a'), snapshot('b', { proved: false }), snapshot('c', { stores: ['workspace'] })];
  expect(scenarioPlan('disk', situation({ snapshots }))).toMatchObject({
    snapshot: { id: 'a' },
    from: 'cloud',
    warnings: ['newer-not-elsewhere'],
  });
  expect(scenarioPlan('delete', situation({ snapshots }))).toMatchObject({ snapshot: { id: 'c' }, warnings: [] });
  const here = [snapshot('c', { stores: ['workspace'] })];
  expect(scenarioPlan('ransomware', situation({ snapshots: here }))).toMatchObject({
    snapshot: null,
    from: null,
    warnings: ['no-copy-elsewhere'],
  });
  expect(scenarioPlan('disk', situation({ snapshots: [] })).warnings).toEqual(['no-snapshot']);
});

test('on a new machine a store is named by what finds it there: its path, or the settings to write', () => {
  const commands = (plan: ScenarioPlan) => plan.steps.flatMap(({ command }) => command ?? []).join('\n');
  const disk = scenarioPlan('disk', situation({ elsewhere: { cloud: { path: '/media/备份 1' } } }));
  expect(commands(disk)).toContain("snapshot list --from '/media/备份 1'");
  expect(commands(disk)).toContain("snapshot restore a --from '/media/备份 1' --identity");
  expect(disk.steps.map(({ step }) => step)).not.toContain('name-store');
  const settings = `export default {"snapshots":{}};`;
  const bucket = scenarioPlan('ransomware', situation({ elsewhere: { cloud: { settings } } }));
  expect(bucket.steps.find(({ step }) => step === 'name-store')).toMatchObject({ note: settings, command: null });
  expect(commands(bucket)).toContain('snapshot list --from cloud');
  expect(
    scenarioPlan('delete', situation({ elsewhere: { cloud: { settings } } })).steps.every(({ note }) => note === null),
  ).toBe(true);
});

test('what is not proved, not measured or not kept is told', () => {
  const asked = situation({ snapshots: [snapshot('a', { proved: false })], measured: null, recovery: 'not-confirmed' });
  expect(scenarioPlan('key', asked).warnings).toEqual(['not-proved', 'not-measured', 'recovery-not-confirmed']);
  expect(scenarioPlan('disk', { ...asked, recovery: 'missing' }).warnings).toContain('recovery-missing');
  const open = scenarioPlan('disk', { ...asked, recovery: 'not-sealed' });
  expect(open.warnings).toContain('not-sealed');
  expect(open.steps.some(({ step, command }) => step === 'bring-recovery' || command?.includes('--identity'))).toBe(
    false,
  );
});

test('lost keys are brought back, never made anew first', () => {
  for (const scenario of scenarios) {
    const { warnings, steps } = scenarioPlan(scenario, situation({ recovery: 'keys-lost' }));
    expect(warnings).toEqual(['keys-lost']);
    const commands = steps.flatMap(({ command }) => command ?? []);
    const needing = commands.findIndex((command) => /^(keys rotate|snapshot restore .*--dataset)/.test(command));
    const before = needing === -1 ? commands : commands.slice(0, needing);
    expect([scenario, before.some((command) => command.includes('--identity RECOVERY_FILE'))]).toEqual([
      scenario,
      true,
    ]);
  }
  for (const words of warningWords['keys-lost']) expect(words).toContain('sheetkeep keys recover');
});

test('time is that of the last passed drill, more for more rows', () => {
  expect(estimate(situation(), snapshot('a'))).toBe(2000);
  expect(estimate(situation(), snapshot('a', { rows: 250 }))).toBe(5000);
  expect(estimate(situation(), snapshot('a', { rows: 1 }))).toBe(2000);
  expect(estimate(situation({ measured: null }), snapshot('a'))).toBeNull();
  const restore = scenarioPlan('disk', situation()).steps.find(({ step }) => step === 'restore');
  expect(restore).toMatchObject({ who: 'operator', estimateMs: 2000 });
});
