import { continueAsNew, proxyActivities, sleep } from '@temporalio/workflow';
import type { Activities, DeliveryInput } from '../schemas/steps.js';
import { drive } from './drive.js';
import { deciding } from './profiles.js';

const { openMembers } = proxyActivities<Activities>(deciding);

/** A run of this workflow ends after so many rounds and goes on in a new one: its history stays short. */
const roundsPerRun = 100;

/** Members that end without an outcome so often are left to the keeper's next start. */
const mostFailures = 3;

/** `failures`: of the runs before. */
type Input = DeliveryInput & { failures?: number };

/** The members of a packed file, a few at a time and in their order, until each has its outcome. */
export async function ingestMembers({ failures = 0, ...asked }: Input): Promise<void> {
  for (let round = 0; round < roundsPerRun; round++) {
    const { deliveries } = await openMembers(asked);
    if (deliveries.length === 0) return;
    const driven = await Promise.all(deliveries.map((delivery) => drive({ ...asked, delivery })));
    if (driven.includes('failed') && ++failures >= mostFailures) return;
    if (driven.includes('elsewhere')) await sleep('2s');
  }
  await continueAsNew<typeof ingestMembers>({ ...asked, failures });
}
