/** Time and retry limits of the steps, by name, each with its reason. Every one is bounded. */
import type { ActivityOptions } from '@temporalio/workflow';

/** Two beats missed and more: the keeper is gone. It beats every 2 s also while a thread or the engine works. */
const heartbeatTimeout = '10s';

/**
 * Reading a file: its own limit lies in the pool (config `parse.timeoutMs`); this one only ends a hang. Five attempts: a
 * keeper that is killed or stopped while reading uses one up, and a file that ends the keeper each time must not do so for ever.
 */
export const reading: ActivityOptions = {
  startToCloseTimeout: '2h',
  heartbeatTimeout,
  retry: { maximumAttempts: 5, initialInterval: '500ms', backoffCoefficient: 2, maximumInterval: '30s' },
};

/** Deciding over a few hundred headers; the wait is for the write queue when a mapping is stored. */
export const deciding: ActivityOptions = {
  startToCloseTimeout: '30m',
  heartbeatTimeout,
  retry: { maximumAttempts: 10, initialInterval: '500ms', backoffCoefficient: 2, maximumInterval: '1m' },
};

/**
 * Judging and the one transaction. A full disk is the usual reason to try again, and room is made by people: about a day
 * of attempts, at most a minute apart. A commit that was durable but unanswered is found in the ledger.
 */
export const committing: ActivityOptions = {
  startToCloseTimeout: '4h',
  heartbeatTimeout,
  retry: { maximumAttempts: 1500, initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '1m' },
};

/** Receipt and outcome: as committing, since every file must end in one. */
export const concluding: ActivityOptions = {
  startToCloseTimeout: '1h',
  heartbeatTimeout,
  retry: { maximumAttempts: 1500, initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '1m' },
};

/** Moving a file: a share that is away comes back within minutes or tomorrow; what stays is moved by the next scan. */
export const tidying: ActivityOptions = {
  startToCloseTimeout: '30m',
  heartbeatTimeout,
  retry: { maximumAttempts: 8, initialInterval: '1s', backoffCoefficient: 3, maximumInterval: '2m' },
};

/**
 * Scheduled work: a backup or a drill of a large archive takes hours. Five attempts: what passes by itself (a disk or store
 * that is away for minutes) and a keeper that was stopped meanwhile; then the schedule's next time comes, and people are told.
 */
export const scheduled: ActivityOptions = {
  startToCloseTimeout: '24h',
  heartbeatTimeout,
  retry: { maximumAttempts: 5, initialInterval: '1s', backoffCoefficient: 10, maximumInterval: '10m' },
};
