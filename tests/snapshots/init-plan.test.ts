/** The schedules that `init` writes: the settings hold, and what they take over months can be pruned. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { configText } from '../../apps/keeper/config-text.js';
import { findWorkspace } from '../../apps/keeper/workspace.js';
import { planRetention } from '../../core/snapshots/retention.js';
import type { Candidate } from '../../core/snapshots/retention.js';

const root = mkdtempSync(join(tmpdir(), 'init-plan-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const dayMs = 24 * 3_600_000;
const names = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;

test.each(['en', 'zh'] as const)(
  'a full one each week, an increment each other night, and no chain grows (%s)',
  async (lang) => {
    writeFileSync(join(root, 'sheetkeep.config.ts'), configText({ lang, timeZone: 'Asia/Shanghai', folders: {} }));
    const { config } = await findWorkspace(root);
    const takes = config.schedules.filter(({ run }) => run === 'snapshot.take');
    const taken: (Candidate & { kind: string })[] = [];
    for (let day = 0; day < 400; day++) {
      const at = new Date(Date.UTC(2026, 0, 4) + day * dayMs);
      const due = takes.filter(
        ({ times }) => times.kind === 'at' && (times.days ?? names).includes(names[at.getUTCDay()] ?? 'sun'),
      );
      expect(due).toHaveLength(1);
      const kind = due[0]?.args['kind'] === 'full' ? 'full' : 'incremental';
      const parent = kind === 'full' ? null : (taken.at(-1)?.id ?? null);
      taken.push({
        id: `s${String(day).padStart(3, '0')}`,
        kind,
        parent,
        at: at.toISOString(),
        to: day,
        proved: false,
        lockedUntil: null,
      });
    }
    expect(taken[0]?.kind).toBe('full');
    const kept = planRetention(taken, config.snapshots.keep, config.timeZone).filter(
      ({ reasons }) => reasons.length > 0,
    );
    expect(kept.length).toBeLessThan(100);
    expect(config.schedules.map(({ run }) => run)).toEqual([
      'snapshot.take',
      'snapshot.take',
      'snapshot.check',
      'drill.run',
    ]);
  },
);
