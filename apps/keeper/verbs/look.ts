/** Looking into the archive: where a value comes from, how a thing changed, what differs between two times. */
import { z } from 'zod';
import { diff as differences } from '../../../core/archive/diff.js';
import { explain as explainThing } from '../../../core/archive/explain.js';
import { history as historyOf } from '../../../core/archive/history.js';
import { thingUnknown } from '../../../core/archive/thing.js';
import { namedDataset } from '../../named.js';
import { timeOf } from '../../../core/archive/times.js';
import { parseArgs, wholeNumber } from './args.js';
import type { VerbContext } from './context.js';

const thing = { dataset: z.string(), id: z.string() };

/** What is no number at all (a customer's own one) is told like a number that is not there: with where the ids stand. */
function idOf(dataset: string, id: string): number {
  if (/^\d{1,15}$/.test(id)) return Number(id);
  throw thingUnknown(dataset, id);
}

export function explain({ parts }: VerbContext, args: unknown) {
  const { dataset, id, field } = parseArgs(z.strictObject({ ...thing, field: z.string().optional() }), args);
  const def = namedDataset(parts.config, dataset);
  return parts.duck.read((s) => explainThing(s, def, idOf(dataset, id), field));
}

const historySchema = z.strictObject({ ...thing, limit: z.string().default('1000') });

export function history({ parts }: VerbContext, args: unknown) {
  const { dataset, id, limit } = parseArgs(historySchema, args);
  const def = namedDataset(parts.config, dataset);
  const atMost = wholeNumber(limit, 'The limit');
  return parts.duck.read((s) => historyOf(s, def, idOf(dataset, id), atMost));
}

const diffSchema = z.strictObject({ from: z.string(), to: z.string(), dataset: z.string().optional() });

/** Differences go out as events `{step: 'differences', page}`; the answer is their number. */
export function diff({ parts, progress }: VerbContext, args: unknown) {
  const { from, to, dataset } = parseArgs(diffSchema, args);
  const datasets = dataset === undefined ? parts.config.datasets : [namedDataset(parts.config, dataset)];
  const { timeZone } = parts.config;
  const span = { from: timeOf(from, timeZone), to: timeOf(to, timeZone) };
  return parts.duck.read(async (s) => {
    let count = 0;
    for await (const page of differences(s, { ...span, datasets })) {
      count += page.length;
      progress({ step: 'differences', page });
    }
    return { count };
  });
}
