/** Schedules of the settings, of Temporal and of the log, held together. */
import { scheduleHistories } from '../../core/archive/log/schedules.js';
import type { ScheduleConfig } from '../../schemas/config.js';
import type { ScheduleState, Synced } from '../temporal/schedules.js';
import type { Engine } from './engine.js';
import type { Parts } from './parts.js';
import type { ScheduleAnswer } from './schedule-answers.js';

const nothingSynced: Synced = { created: [], changed: [], removed: [] };

/** Makes Temporal's schedules those of the settings: also after its database was lost, when what was paused stays so. A workspace set apart makes and removes none. */
export async function syncSchedules(
  { duck, config, apart }: Pick<Parts, 'duck' | 'config' | 'apart'>,
  { schedules }: Pick<Engine, 'schedules'>,
): Promise<Synced> {
  if (apart !== null) return nothingSynced;
  const histories = await duck.read(scheduleHistories);
  const paused = new Set([...histories].flatMap(([name, one]) => (one.paused ? [name] : [])));
  return schedules.sync(config.schedules, paused);
}

/** `stateOf`: Temporal's word; null where it is not asked or does not know. */
export async function scheduleAnswers(
  { duck, config }: Pick<Parts, 'duck' | 'config'>,
  stateOf: (schedule: ScheduleConfig) => Promise<ScheduleState | null>,
): Promise<ScheduleAnswer[]> {
  const histories = await duck.read(scheduleHistories);
  const counts = { runs: 0, skipped: 0, missed: 0, running: 0 };
  const unknown: ScheduleState = { paused: false, pausedByFailure: false, note: null, next: [], ...counts };
  return Promise.all(
    config.schedules.map(async (schedule) => {
      const history = histories.get(schedule.name);
      const state = await stateOf(schedule);
      return {
        ...schedule,
        ...unknown,
        paused: history?.paused ?? false,
        ...state,
        synced: state !== null,
        last: history?.last ?? null,
      };
    }),
  );
}
