/** Sheetkeep from land to commit: the steps of a delivery in their order, as the keeper drives them. */
import { join } from 'node:path';
import { commitDelivery } from '../../activities/commit-delivery.js';
import type { ActivityDeps } from '../../activities/deps.js';
import { mapDelivery } from '../../activities/map-delivery.js';
import { parseDelivery } from '../../activities/parse-delivery.js';
import type { StepContext } from '../../activities/step.js';
import { initWorkspace } from '../../apps/keeper/init.js';
import { closeParts, openParts } from '../../apps/keeper/open-parts.js';
import { landFile } from '../../core/intake/land.js';

export interface Ingested {
  rows: number;
  counts: Record<string, number>;
}

export interface Bench {
  ingest(path: string, mark: (step: string) => void): Promise<Ingested>;
  /** Waits for what a keeper does after a delivery (rows are remembered by their text, memory is given back, a reader is ready again). */
  rest(): Promise<void>;
  close(): Promise<void>;
}

/** A workspace in Chinese (China's phone numbers, as the made-up customers have) with the default settings, its threads ready as a keeper's are. */
export async function openBench(folder: string): Promise<Bench> {
  const root = join(folder, 'workspace');
  await initWorkspace({ root, lang: 'zh' });
  const parts = await openParts(root, true);
  const deps: ActivityDeps = {
    ...parts,
    secret: parts.identity.secret,
    version: 'bench',
    build: '',
    observer: { progress: () => undefined, failed: () => undefined, concluded: () => undefined },
    now: () => new Date(),
  };
  const source = parts.config.sources.find(({ dataset }) => dataset === 'customers');
  if (!source) throw new Error('no source for customers');
  return {
    ingest: (path, mark) => ingest(deps, source.name, path, mark),
    rest: () => {
      parts.pool.standBy();
      return parts.duck.settled();
    },
    close: () => closeParts(parts),
  };
}

async function ingest(
  deps: ActivityDeps,
  source: string,
  path: string,
  mark: (step: string) => void,
): Promise<Ingested> {
  let judged = false;
  const context: StepContext = {
    signal: new AbortController().signal,
    progress: ({ step }) => {
      if (step !== 'commit') return;
      judged = true;
      mark('judge');
    },
  };
  const { duck, store, paths } = deps;
  const place = { duck, store, tempFolder: paths.tmp };
  deps.pool.prepare();
  const landed = await landFile(place, { path, source, dataset: null, via: 'command', actor: 'bench' });
  const { delivery } = landed;
  mark('land');
  const parsed = await parseDelivery(deps, { delivery }, context);
  if (parsed.kind !== 'parsed') throw new Error(parsed.kind);
  mark('parse');
  const mapped = await mapDelivery(deps, { delivery, parsed: parsed.parsed }, context);
  if (mapped.kind !== 'mapped') throw new Error(mapped.kind);
  mark('map');
  const done = await commitDelivery(deps, { delivery, parsed: parsed.parsed, plan: mapped.plan }, context);
  if (!judged || done.kind !== 'committed') throw new Error(done.kind);
  mark('commit');
  return { rows: done.counts.rows, counts: { ...done.counts } };
}
