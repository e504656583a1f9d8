import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { run } from './program.js';

test('the demo tells each file, the sum, what to fix and a question with its answer', async () => {
  const cwd = mkdtempSync(join(tmpdir(), 'keep-demo-'));
  try {
    const { code, stdout, stderr } = await run(['demo', '--once'], { cwd });
    expect({ code, stderr: stderr.includes('sheetkeep:') }).toEqual({ code: 0, stderr: false });
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
