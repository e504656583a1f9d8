/** What is wrong in the settings, and why the snapshot before a change failed, in Chinese. */
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { expectedForms, problemsInChinese } from '../../apps/words/details-zh/settings.js';
import { inChinese } from '../../apps/words/errors-zh.js';
import { parseConfig } from '../../schemas/config.js';
import { NamedError } from '../../schemas/errors.js';

const folder = fileURLToPath(new URL('../../schemas/config', import.meta.url));

/** The texts that tell what is expected, as they stand in the source. */
const written = readdirSync(folder).flatMap((file) => {
  const source = readFileSync(`${folder}/${file}`, 'utf8').replaceAll(/\s+/g, ' ');
  const found = [
    ...source.matchAll(/(?:expected: |\btell\([^()]*, |\bexpect\()'([^']+)'/g),
    ...source.matchAll(/\.(?:regex|refine)\((?:\/(?:[^/\\]|\\.|\[[^\]]*\])+\/|\w+), '([^']+)'/g),
    ...source.matchAll(/(?:return|\?) '([a-z][^']+ [^']+)'/g),
  ];
  return found.map(([, text = '']) => text);
});

test('every text has words', () => {
  expect(written.length).toBeGreaterThan(30);
  expect(written.filter((text) => !expectedForms.some(([form]) => form.test(text)))).toEqual([]);
});

const wrong: Record<string, unknown> = {
  language: 'de',
  sorces: {},
  timeZone: 'Mars',
  memory: { archiveMb: 'much' },
  sources: { shop: { dataset: 'custmers', key: ['nmae'], lossShare: 7, folder: '../out' } },
  schedules: { nightly: { run: 'snapshot.take' }, tidy: { run: 'drill.run', at: '25:00' } },
  snapshots: { stores: { usb: { kind: 'folder' }, cloud: { kind: 's3', bucket: 'B' } } },
  datasets: { Bad: { fields: {} }, ours: { fields: { kind: { type: 'enum' } } } },
  'datasets of no fields': { visits: { fields: {} } },
  roles: { sales: { datasets: [] } },
};

function refused(settings: unknown): NamedError {
  try {
    parseConfig(settings);
  } catch (thrown) {
    if (thrown instanceof NamedError) return thrown;
  }
  throw new Error('taken');
}

test.each(Object.keys(wrong))('wrong settings of %s are told in Chinese', (name) => {
  const error = refused({ [name.split(' ')[0] as string]: wrong[name] });
  const { message } = inChinese(error);
  const [, ...lines] = message.split('\n');
  expect(lines.length).toBeGreaterThan(0);
  for (const line of lines) {
    expect(line).toMatch(/^ {2}[^：]+：.*[\u4e00-\u9fff]/u);
    expect(line).not.toMatch(/expected|received|such|known|mean|Invalid|only|must/);
  }
});

test('what has no words here stays as it is', () => {
  expect(problemsInChinese('\n  a.b: something quite new')).toBe('\n  a.b：something quite new');
});

test('the snapshot before a change: its reason has its own words', () => {
  const before = (message: string) =>
    inChinese({
      code: 'snapshot-before-failed',
      message: `nothing was changed: the snapshot before it ${message}`,
      hint: '',
    }).message;
  expect(before('could not be taken (disk-full): the disk is full')).toBe(
    '未做任何改动：更改前的快照没有成功（磁盘已满）',
  );
  expect(
    before('could not be taken (original-damaged): the original abcd… does not have the bytes it landed with'),
  ).toBe('未做任何改动：更改前的快照没有成功（原件与接收时的内容不一致（abcd…））');
  expect(before('is not whole: objects/ab/abcd damaged')).toMatch(/快照不完整：objects\/ab\/abcd \S*[\u4e00-\u9fff]/u);
});
