/** Keys from the command line: made at init, proved to be kept, lost and brought back, rotated (fault 19). */
import { execFile } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newIdentity, parseIdentity } from '../../core/snapshots/age/keys.js';
import { fewThreads, useFewThreads } from '../e2e/program.js';

const program = fileURLToPath(new URL('../../dist/apps/cli/main.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'keys-command-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Answer = Record<string, unknown> & {
  snapshots?: { id: string; kind: string; sealed: boolean }[];
  keys?: { recipient: string; role: string; confirmedAt: string | null }[];
  warnings?: string[];
  drills?: { result: string; findings: { code: string; params: object }[] }[];
  error?: { code: string; message: string; hint: string };
  recovery?: string;
  closed?: string[];
};

const run = (...args: string[]): Promise<{ exit: number; answer: Answer; said: string }> =>
  new Promise((resolve, reject) => {
    execFile(process.execPath, [program, ...args, '--json'], { cwd: folder }, (error, stdout, stderr) => {
      try {
        resolve({ exit: error ? Number(error.code) : 0, answer: JSON.parse(stdout) as Answer, said: stdout + stderr });
      } catch {
        reject(new Error(`not one JSON object: ${args.join(' ')}: ${stdout}${stderr}`));
      }
    });
  });

const workspace = join(folder, 'workspace');
const here = (...args: string[]) => run(...args, '--workspace', workspace);
const keys = join(workspace, 'archive', 'keys.json');
const recoveryFile = join(folder, 'recovery.txt');
let recovery: string;
let first: string;

beforeAll(async () => {
  const made = await run('init', workspace);
  useFewThreads(workspace);
  recovery = made.answer.recovery ?? '';
  writeFileSync(recoveryFile, `# kept elsewhere\n${recovery}\n`);
  first = (await here('snapshot', 'take')).answer.snapshots?.[0]?.id ?? '';
}, 120_000);

test('init prints the recovery identity, and no file of the workspace holds it', () => {
  expect(parseIdentity(recovery).recipient).toMatch(/^age1/);
  const files = readdirSync(workspace, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const holding = files.filter((entry) =>
    readFileSync(join(entry.parentPath, entry.name)).includes(recovery.slice(16)),
  );
  expect(holding).toEqual([]);
  expect(statSync(keys).mode & 0o777).toBe(0o600);
});

test('the status tells of keys that cannot be read, and goes on', async () => {
  const whole = readFileSync(keys);
  writeFileSync(keys, '{');
  try {
    expect(await here('status')).toMatchObject({ exit: 0, answer: { keyWarnings: ['keys-damaged'] } });
  } finally {
    writeFileSync(keys, whole);
  }
});

test('snapshots warn until the identity is proved to be kept; another one is refused; no secret is said again', async () => {
  const before = await here('snapshot', 'take');
  expect(before.answer.warnings).toEqual(['recovery-not-confirmed']);
  expect((await here('status')).answer.keyWarnings).toEqual(['recovery-not-confirmed']);
  const wrong = join(folder, 'wrong.txt');
  writeFileSync(wrong, 'AGE-SECRET-KEY-1QYPQXPQ9QCRSSZG2PVXQ6RS0ZQG3YYC5Z5TPWXQERGD3C8G7RUSQGPQYEE\n');
  const refused = await here('keys', 'confirm', '--identity', wrong);
  expect([refused.exit, refused.answer.error?.code]).toEqual([4, 'recovery-not-this-one']);
  const confirmed = await here('keys', 'confirm', '--identity', recoveryFile);
  expect((await here('status')).answer.keyWarnings).toEqual([]);
  expect(confirmed.answer.warnings).toEqual([]);
  expect(confirmed.answer.keys?.map(({ role }) => role)).toEqual(['workspace', 'recovery']);
  const after = await here('snapshot', 'take');
  expect(after.answer.warnings).toEqual([]);
  for (const { said } of [before, refused, confirmed, after]) expect(said).not.toContain('SECRET-KEY-1');
}, 120_000);

test('a drill proves that the recovery identity opens a snapshot; one with another identity or none is refused, and nothing is recorded', async () => {
  const good = await here('drill', 'run', first, '--identity', recoveryFile);
  expect(good.answer.drills?.[0]).toMatchObject({ result: 'pass', findings: [] });
  const bad = await here('drill', 'run', first, '--identity', join(folder, 'wrong.txt'));
  expect([bad.exit, bad.answer.error?.code]).toEqual([6, 'seal-key-wrong']);
  expect(bad.said).toContain('--identity');
  const list = await here('drill', 'list');
  expect(list.answer.drills).toEqual(good.answer.drills);
  const kept = readFileSync(keys);
  rmSync(keys);
  const none = await here('drill', 'run', first).finally(() => writeFileSync(keys, kept));
  expect([none.exit, none.answer.error?.code]).toEqual([6, 'seal-keys-lost']);
}, 120_000);

test('the machine lost: a folder of snapshots and the recovery identity bring back a workspace that goes on', async () => {
  const usb = join(folder, 'usb');
  cpSync(join(workspace, 'snapshots'), usb, { recursive: true });
  const to = join(folder, 'brought-back');
  const nowhere = ['--workspace', join(folder, 'nowhere')];
  const restored = await run(
    'snapshot',
    'restore',
    first,
    '--from',
    usb,
    '--identity',
    recoveryFile,
    '--to',
    to,
    ...nowhere,
  );
  expect(restored.exit).toBe(0);
  const own = ['--workspace', to];
  expect((await run('sql', 'select count(*) as n from customers', ...own)).exit).toBe(0);
  cpSync(usb, join(to, 'snapshots'), { recursive: true });
  expect((await run('snapshot', 'check', ...own)).answer).toMatchObject({ ok: true });
  const next = await run('snapshot', 'take', ...own);
  expect(next.answer.warnings).toEqual([]);
  const identities = [workspace, to].map((root) => readFileSync(join(root, 'archive', 'identity.json'), 'utf8'));
  expect(identities[0]).toBe(identities[1]);
}, 120_000);

test('a wrong identity and a lost one are named, and leave nothing behind', async () => {
  const to = join(folder, 'never');
  const wrong = await here('snapshot', 'restore', first, '--identity', join(folder, 'wrong.txt'), '--to', to);
  expect([wrong.exit, wrong.answer.error?.code]).toEqual([6, 'seal-key-wrong']);
  const mistyped = join(folder, 'mistyped.txt');
  writeFileSync(
    mistyped,
    recovery.replace(/.$/, (last) => (last === 'Q' ? 'P' : 'Q')),
  );
  const unread = await here('snapshot', 'restore', first, '--identity', mistyped, '--to', to);
  expect([unread.exit, unread.answer.error?.code]).toEqual([2, 'identity-not-readable']);
  expect(unread.said).not.toContain('SECRET-KEY-1Q');
  const missing = await here('snapshot', 'restore', first, '--identity', join(folder, 'none.txt'), '--to', to);
  expect([missing.exit, missing.answer.error?.code]).toEqual([6, 'identity-missing']);
  expect(readdirSync(folder).filter((name) => name === 'never' || name.startsWith('.tmp-'))).toEqual([]);
}, 120_000);

test('a further recipient of the settings opens what is taken from then on, and nothing of before', async () => {
  const other = newIdentity();
  const file = join(folder, 'other.txt');
  writeFileSync(file, `${other.text}\n`);
  const config = join(workspace, 'sheetkeep.config.ts');
  const before = readFileSync(config, 'utf8');
  writeFileSync(config, `export default { ${fewThreads}, snapshots: { recipients: ['${other.recipient}'] } };\n`);
  const taken = (await here('snapshot', 'take')).answer.snapshots?.[0];
  expect(taken?.kind).toBe('full');
  const opened = await here(
    'snapshot',
    'restore',
    taken?.id ?? '',
    '--identity',
    file,
    '--to',
    join(folder, 'by-other'),
  );
  expect(opened.exit).toBe(0);
  const old = await here('snapshot', 'restore', first, '--identity', file, '--to', join(folder, 'by-other-old'));
  expect([old.exit, old.answer.error?.code]).toEqual([6, 'seal-key-wrong']);
  writeFileSync(config, before);
}, 120_000);

test('keys lost: no new ones over what only the lost ones open; the recovery identity brings them back', async () => {
  const kept = readFileSync(keys, 'utf8');
  renameSync(keys, join(folder, 'lost.json'));
  const refused = await here('snapshot', 'take');
  expect([refused.exit, refused.answer.error?.code]).toEqual([6, 'seal-keys-lost']);
  // Nobody is told to make new keys as long as the old ones can be brought back.
  expect((await here('keys', 'list')).answer.warnings).toEqual(['keys-lost']);
  expect(existsSync(keys)).toBe(false);
  const plan = await here('restore', 'plan', '--scenario', 'disk');
  expect(plan.answer.warnings).toContain('keys-lost');
  expect(plan.answer.warnings).not.toContain('recovery-missing');
  const back = await here('keys', 'recover', '--identity', recoveryFile);
  expect(back.answer).toEqual({ files: ['archive/keys.json'], closed: [] });
  const secrets = (text: string) =>
    (JSON.parse(text) as { own: { identity: string }[] }).own.map((one) => one.identity);
  expect(secrets(readFileSync(keys, 'utf8'))).toEqual(secrets(kept));
  expect((await here('drill', 'run')).answer.drills?.[0]?.result).toBe('pass');
  expect((await here('keys', 'recover', '--identity', recoveryFile)).answer.error?.code).toBe('keys-there');
}, 120_000);

test('rotated: the next one is full and warns, the new identities open it, the old ones still open the old', async () => {
  const rotated = await here('keys', 'rotate');
  const fresh = join(folder, 'fresh.txt');
  writeFileSync(fresh, rotated.answer.recovery ?? '');
  expect(rotated.answer.closed).toEqual([]);
  expect(rotated.answer.keys?.map(({ role }) => role)).toEqual(['workspace', 'recovery', 'retired']);
  const taken = await here('snapshot', 'take');
  expect(taken.answer.snapshots?.[0]).toMatchObject({ kind: 'full', sealed: true });
  expect(taken.answer.warnings).toEqual(['recovery-not-confirmed']);
  const id = taken.answer.snapshots?.[0]?.id ?? '';
  const results = await Promise.all([
    here('snapshot', 'restore', id, '--identity', fresh, '--to', join(folder, 'r1')),
    here('snapshot', 'restore', id, '--to', join(folder, 'r2')),
    here('snapshot', 'restore', first, '--to', join(folder, 'r3')),
    here('snapshot', 'restore', id, '--identity', recoveryFile, '--to', join(folder, 'r4')),
  ]);
  expect(results.map(({ exit }) => exit)).toEqual([0, 0, 0, 6]);
  // An identity from before brings back what it can, and says what stays closed.
  renameSync(keys, join(folder, 'rotated.json'));
  const old = await here('keys', 'recover', '--identity', recoveryFile);
  expect(old.answer.closed).toEqual([id]);
  rmSync(keys);
  expect((await here('keys', 'rotate')).answer.closed).toContain(id);
  rmSync(keys);
  expect((await here('keys', 'recover', '--identity', fresh)).answer.closed).toEqual([]);
}, 180_000);
