/** What stands in the way of a command ends it with a status that its help tells. */
import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { exitLines } from '../../apps/cli/command.js';
import { entries } from '../../apps/cli/commands/index.js';
import { Desk } from './program.js';

const desk = new Desk();
let list: string;
beforeAll(async () => {
  await desk.init();
  list = desk.file('a.csv', 'external_id,name\nA1,Ann\n');
  await desk.ingest(list, '--dataset', 'customers');
  const archive = join(desk.root, 'archive', 'archive.duckdb');
  renameSync(archive, `${archive}.away`);
});
afterAll(() => desk.remove());

const specs = entries.flatMap((entry) =>
  'group' in entry ? entry.commands.map((spec) => ({ spec, group: entry.group })) : [{ spec: entry, group: '' }],
);

/** The codes that the help of a command tells. */
function codesOf(command: readonly string[]): number[] {
  const [first = '', second = ''] = command;
  const found = specs.find(({ spec, group }) => {
    const name = spec.syntax.split(' ')[0] ?? '';
    return group === '' ? name === first : group === first && name === second;
  });
  if (!found) throw new Error('no such command');
  return exitLines(found.spec).map(([code]) => code);
}

const commands = [
  ['up'],
  ['status'],
  ['sql', 'select 1'],
  ['publish'],
  ['explain', 'customers', '1'],
  ['history', 'customers', '1'],
  ['diff', '--from', '2026-01-01', '--to', '2026-01-02'],
  ['undo', '1'],
  ['reconcile'],
  ['audit', 'list'],
  ['audit', 'verify'],
  ['source', 'show', 'customers'],
];

test.each(commands)('%s %s where the archive is gone', async (...command) => {
  const { code, json } = await desk.json(...command);
  expect([code, json]).toMatchObject([5, { ok: false, error: { code: 'archive-missing' } }]);
  expect(codesOf(command)).toContain(5);
});

test('ingest where the archive is gone', async () => {
  expect(await desk.json('ingest', list)).toMatchObject({ code: 5, json: { error: { code: 'archive-missing' } } });
  expect(codesOf(['ingest'])).toContain(5);
});
