/** The entry of the workflow bundle: exactly what Temporal may start. */
export { ingestDelivery } from './ingest-delivery.js';
export { ingestMembers } from './ingest-members.js';
export { runScheduled } from './run-scheduled.js';
export { publishArchive, sweepWorkspace } from './upkeep.js';
