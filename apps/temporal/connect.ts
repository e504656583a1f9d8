/** Connections to Temporal, and what must hold for the namespace. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { NamedError } from '../../schemas/errors.js';
import { type TemporalPlace, unreachable } from './unreachable.js';

const dayS = 86_400;

export function connectionOptions(place: TemporalPlace): { address: string; tls: boolean; apiKey?: string } {
  return { address: place.address, tls: place.tls, ...(place.apiKey === null ? {} : { apiKey: place.apiKey }) };
}

async function retentionDays(connection: Connection, namespace: string): Promise<number> {
  const { config } = await connection.workflowService.describeNamespace({ namespace });
  return Number(config?.workflowExecutionRetentionTtl?.seconds ?? 0) / dayS;
}

/**
 * Sets the retention of our own server at its first start and asserts it. A service run elsewhere is only looked at:
 * answers the days it keeps; the ledger in the archive does not depend on them.
 */
export async function assertRetention(
  connection: Connection,
  place: TemporalPlace,
  wantedDays: number,
): Promise<number> {
  const { namespace, kind } = place;
  const before = await retentionDays(connection, namespace);
  if (kind === 'external' || before === wantedDays) return before;
  const workflowExecutionRetentionTtl = { seconds: wantedDays * dayS } as unknown as { nanos: number };
  await connection.workflowService.updateNamespace({ namespace, config: { workflowExecutionRetentionTtl } });
  const after = await retentionDays(connection, namespace);
  if (after === wantedDays) return after;
  throw new NamedError(
    'temporal-retention',
    `The embedded Temporal server keeps ${after} days instead of ${wantedDays}.`,
    { exit: 'bug' },
  );
}

/** A client whose namespace answers; waits up to `limitMs` for it. Throws `temporal-unreachable`. Close `client.connection` when done. */
export async function connectClient(place: TemporalPlace, limitMs = 20_000): Promise<Client> {
  const until = performance.now() + limitMs;
  for (;;) {
    try {
      // Without the SDK's own retries: one that waits while the connection closes would end the process. See away.ts.
      const connection = await Connection.connect({
        ...connectionOptions(place),
        connectTimeout: '3s',
        interceptors: [],
      });
      try {
        await connection.withDeadline(Date.now() + 5_000, () => retentionDays(connection, place.namespace));
        return new Client({ connection, namespace: place.namespace, identity: `keeper-${process.pid}` });
      } catch (error) {
        await connection.close();
        throw error;
      }
    } catch {
      if (performance.now() > until) throw unreachable(place);
      await sleep(100);
    }
  }
}
