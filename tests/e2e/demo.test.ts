import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { makeDemoWorkspace } from '../../apps/cli/demo/show.js';
import { marker } from '../../apps/cli/demo/leftovers.js';
import { run } from './program.js';

test('the demo tells each file, the sum, what to fix and a question with its answer', async () => {
  const cwd = mkdtempSync(join(tmpdir(), 'keep-demo-'));
  try {
    // An earlier demo lies there, and two are started at once: one shows it, the other says so and leaves it alone.
    mkdirSync(join(cwd, 'demo'));
    writeFileSync(join(cwd, 'demo', '.sheetkeep-demo'), marker);
    const both = await Promise.all([run(['demo', '--once'], { cwd }), run(['demo', '--once'], { cwd })]);
    const [{ code, stdout, stderr }, other] = both[0].code === 0 ? both : (both.toReversed() as typeof both);
    expect({ code, stderr: stderr.includes('sheetkeep:') }).toEqual({ code: 0, stderr: false });
    expect({ code: other.code, stderr: other.stderr }).toEqual({
      code: 4,
      stderr: expect.stringMatching(/keeper is running|Another demo is being started/),
    });
    expect(readdirSync(cwd)).toEqual(['demo']);
    const lines = stdout.split('\n');
    expect(lines[0]).toMatch(/^Sheetkeep demo · workspace \.\/demo · Temporal 127\.0\.0\.1:\d+ \(embedded\)$/);
    const told = (start: string) => lines.filter((line) => line.startsWith(start));
    expect(told('  ✓').length).toBeGreaterThanOrEqual(3);
    expect(stdout).toMatch(/ {2}✓ crm-export\.csv +[\d,]+ rows +[\d,]+ new .*\d\.\d s/);
    expect(stdout).toMatch(/ {2}= 客户名单-上海\(1\)\.xlsx +the same content as 客户名单-上海\.xlsx: nothing to do/);
    expect(stdout).toMatch(/ {2}! 2019-offers\.xlsx +refused: .*password/);
    const [sum = ''] = lines.filter((line) => line.includes(' rows = '));
    const numbers = [...sum.matchAll(/[\d,]+/g)].map(([text]) => Number(text.replaceAll(',', '')));
    const [rows = 0, accepted = 0, toFix = 0, skipped = 0] = numbers;
    expect(rows).toBeGreaterThan(1000);
    expect(accepted + toFix + skipped).toBe(rows);
    expect(told('To fix: outbox/').length).toBeGreaterThan(0);
    expect(told('Ask: sheetkeep sql "').length).toBe(1);
    expect(lines.slice(lines.findIndex((line) => line.startsWith('Ask')) + 1).join('\n')).toMatch(
      /^country +customers\n[─ ]+\n[A-Z]{2} +\d+$/m,
    );
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
});

test('with --json the demo is one object on stdout; what people read goes to stderr, with the way to other commands', async () => {
  const cwd = mkdtempSync(join(tmpdir(), 'keep-demo-'));
  try {
    const next = 'npx sheetkeep status --workspace demo';
    const { code, stdout, stderr } = await run(['demo', '--json'], { cwd }, next);
    expect(code).toBe(130);
    expect(stderr).toContain(next);
    const told = JSON.parse(stdout) as { workspace: string; deliveries: { file: string; status: string }[] };
    expect(told.workspace).toBe(join(realpathSync(cwd), 'demo'));
    expect(told.deliveries.map(({ status }) => status).toSorted()).toEqual([
      ...Array.from({ length: 4 }, () => 'committed'),
      'duplicate',
      'refused',
    ]);
    expect(stderr).toContain('Ask: sheetkeep sql "');
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
});

test('what a killed run was making or taking away goes; nothing of a living process, of a person or of others', async () => {
  const cwd = mkdtempSync(join(tmpdir(), 'keep-demo-'));
  const put = (path: string, text: string) => {
    mkdirSync(dirname(join(cwd, path)), { recursive: true });
    writeFileSync(join(cwd, path), text);
  };
  try {
    const [ended, other, third] = [0, 1, 2].map(() => spawnSync(process.execPath, ['--version']).pid);
    const killed = [`demo.old-${ended}`, `demo.making-${ended}`];
    for (const folder of killed) {
      put(`${folder}/.sheetkeep-demo`, marker);
      mkdirSync(join(cwd, folder, 'inbox', 'customers'), { recursive: true });
    }
    mkdirSync(join(cwd, `demo.making-${other}`));
    const kept = [`demo.old-${process.pid}`, `demo.making-${third}`, `demo.old-${third}`, 'demo.old-1x'];
    for (const folder of kept) put(`${folder}/.sheetkeep-demo`, marker);
    put(`${kept[1]}/inbox/customers/mine.csv`, 'name\nAnna\n');
    put(`${kept[2]}/.sheetkeep-demo`, 'another');
    const root = await makeDemoWorkspace(join(cwd, 'demo'), 'en');
    expect(root).toBe(join(cwd, 'demo'));
    expect(readdirSync(cwd).sort()).toEqual(['demo', ...kept].sort());
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
});

test('a demo that was given files of a person is kept aside and told; one of samples alone is replaced', async () => {
  const cwd = mkdtempSync(join(tmpdir(), 'keep-demo-'));
  const root = join(cwd, 'demo');
  const kept: string[] = [];
  const again = () => makeDemoWorkspace(root, 'en', (folder) => void kept.push(folder));
  const land = (bytes: Buffer | string) => {
    const sha = createHash('sha256').update(bytes).digest('hex');
    mkdirSync(join(root, 'originals', sha.slice(0, 2)), { recursive: true });
    writeFileSync(join(root, 'originals', sha.slice(0, 2), sha), bytes);
  };
  try {
    await again();
    land(readFileSync('fixtures/samples/crm-export.csv'));
    await again();
    expect(kept).toEqual([]);
    writeFileSync(join(root, 'inbox', 'customers', 'waiting.csv'), 'name\nAnna\n');
    await again();
    land('name\nBo\n');
    await again();
    expect(kept).toEqual([`${root}-kept-1`, `${root}-kept-2`]);
    expect(readdirSync(cwd)).toEqual(['demo', 'demo-kept-1', 'demo-kept-2']);
    expect(readdirSync(join(cwd, 'demo-kept-1', 'inbox', 'customers'))).toEqual(['waiting.csv']);
    expect(readdirSync(join(cwd, 'demo-kept-2', 'originals'))).toHaveLength(1);
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
});
