/** An archive, an older copy of it, and restores out of the one into the other. */
import { cpSync, mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import { archiveReach } from '../../../core/archive/high-water.js';
import { workspacePaths } from '../../../core/archive/workspace.js';
import { planRestore, restoreIntoLive } from '../../../core/snapshots/restore/into-live.js';
import type { Restored } from '../../../core/snapshots/restore/into-live.js';
import type { LivePlan } from '../../../core/snapshots/restore/plan.js';
import { preparePast } from '../../../core/snapshots/restore/past.js';
import { undoneBatches } from '../../../core/snapshots/restore/undone.js';
import type { Selection } from '../../../core/snapshots/restore/selection.js';
import { things } from '../../archive/kit.js';
import type { Kit } from '../../archive/kit.js';

export interface Asked extends Partial<Selection> {
  /** Does not tell the older copy what was taken back since. */
  deaf?: boolean;
}

export class Past {
  readonly kit: Kit;
  readonly folder: string;
  /** Last seq of the archive when the copy was made. */
  readonly #knownTo: number;

  constructor(kit: Kit, folder: string, knownTo: number) {
    this.kit = kit;
    this.folder = folder;
    this.#knownTo = knownTo;
  }

  /** The archive as it stands now; it stays open. */
  static async of(kit: Kit): Promise<Past> {
    const folder = mkdtempSync(join(kit.folder, 'past-'));
    await kit.close();
    cpSync(join(kit.folder, 'archive'), join(folder, 'archive'), { recursive: true });
    await kit.reopen();
    const { lastSeq } = await kit.duck.read(archiveReach);
    return new Past(kit, folder, lastSeq);
  }

  /** A prepared copy of the copy: each restore has one of its own. */
  async #prepared({ withUndone = false }: Asked): Promise<string> {
    const folder = mkdtempSync(join(this.kit.folder, 'prepared-'));
    cpSync(this.folder, folder, { recursive: true });
    const { archiveFile, highWater, tmp: tempDir } = workspacePaths(folder);
    const undone = withUndone ? [] : await this.kit.duck.read(undoneBatches);
    await preparePast(
      { archiveFile, highWater, tempDir, memoryLimitMb: 300, threads: 1 },
      undone,
      Number.MAX_SAFE_INTEGER,
    );
    return archiveFile;
  }

  async #request(asked: Asked) {
    const selection: Selection = { dataset: things, withUndone: false, ...asked };
    const knownTo = this.#knownTo;
    const common = { duck: this.kit.duck, knownTo, snapshot: 'snap', actor: 'test', product: '0' };
    return { ...common, pastFile: await this.#prepared(asked), selection };
  }

  async plan(asked: Asked = {}): Promise<LivePlan> {
    return planRestore(await this.#request(asked));
  }

  get lines(): string {
    return join(this.kit.folder, 'lines.csv');
  }

  async restore(asked: Asked = {}): Promise<Restored> {
    const sha256 = createHash('sha256').update(JSON.stringify(asked)).digest('hex');
    const execution = { order: { sha256, sizeBytes: 1 }, lines: this.lines };
    return restoreIntoLive(await this.#request(asked), execution);
  }

  readLines(): string[] {
    return readFileSync(this.lines, 'utf8').trim().split('\n');
  }
}
