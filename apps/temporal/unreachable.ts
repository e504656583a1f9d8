/** Where Temporal is, and that it does not answer there. Apart from the connection: most commands only name it. */
import { NamedError } from '../../schemas/errors.js';
import type { TemporalServer } from './server.js';
import type { TemporalSettings } from './settings.js';

export type TemporalPlace = Pick<TemporalSettings, 'namespace' | 'apiKey' | 'tls'> &
  Pick<TemporalServer, 'address' | 'kind'>;

const whereToLook = ({ kind }: TemporalPlace): string =>
  kind === 'external'
    ? 'Check TEMPORAL_ADDRESS and TEMPORAL_NAMESPACE, or unset them to run an own server.'
    : 'See temporal/server.log in the workspace.';

export function unreachable(place: TemporalPlace, hint = whereToLook(place)): NamedError {
  return new NamedError(
    'temporal-unreachable',
    `Temporal does not answer at ${place.address} (namespace ${place.namespace}).`,
    {
      hint,
      exit: 'missingPart',
      retryable: true,
    },
  );
}
