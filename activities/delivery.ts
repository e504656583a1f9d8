import type { Session } from '../core/archive/duck.js';
import { findDelivery, type Delivery } from '../core/archive/log/deliveries.js';
import type { Config, SourceConfig } from '../schemas/config.js';
import { NamedError } from '../schemas/errors.js';

/** The arrival as the log has it; throws `delivery-unknown`. */
export async function knownDelivery(s: Session, delivery: string): Promise<Delivery> {
  const found = await findDelivery(s, delivery);
  if (found) return found;
  throw new NamedError('delivery-unknown', `delivery ${delivery} is not in the archive`);
}

const undeclared = { dataset: null, key: null, newestBy: null, effectiveBy: null, complete: false } as const;

/** Where rows belong that came to no source of their dataset: to the first one of it, as if dropped into its folder. */
export const sourceOfUploads = ({ sources }: Config, dataset: string): SourceConfig | null =>
  sources.find((source) => source.dataset === dataset) ?? null;

/** The settings of a delivery's source; one that is not configured (uploads) reads cells as the first source does and declares nothing else. */
export function sourceOf(config: Config, name: string): SourceConfig {
  const known = config.sources.find((source) => source.name === name);
  if (known) return known;
  const [first] = config.sources;
  if (first) return { ...first, ...undeclared, name };
  throw new NamedError('no-source', 'no source is configured', { exit: 'usage', hint: 'See sheetkeep.config.ts.' });
}

/** What a source declares of its own dataset (key, newest, complete) does not hold for rows of another. */
export const settingsFor = (source: SourceConfig, dataset: string): SourceConfig =>
  source.dataset === null || source.dataset === dataset ? source : { ...source, ...undeclared };
