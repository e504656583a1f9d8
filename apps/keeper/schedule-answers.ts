/** What the verbs of schedules answer: the JSON of the command line. Plain data. */
import type { ScheduleHistory } from '../../core/archive/log/schedules.js';
import type { ScheduleConfig } from '../../schemas/config.js';
import type { ScheduledResult } from '../../schemas/steps.js';
import type { LeftAlone } from './apart.js';
import type { ScheduleState } from '../temporal/schedules.js';

export interface ScheduleAnswer extends ScheduleConfig, ScheduleState {
  /** Temporal knows it. */
  synced: boolean;
  /** How its last run ended. */
  last: ScheduleHistory['last'];
}

export interface SchedulesAnswer {
  schedules: ScheduleAnswer[];
  /** A restored workspace that nobody has confirmed runs none of them; null: it is none. */
  apart: LeftAlone | null;
}

export interface ScheduleRunAnswer extends ScheduledResult {
  schedule: string;
  tookMs: number;
}

export interface BackfillAnswer {
  schedule: string;
  /** ISO 8601 UTC. */
  from: string;
  to: string;
}
