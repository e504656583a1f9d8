/** Every command of the program, in the order of the help. */
import type { Entry } from '../command.js';
import { approve } from './approve.js';
import { auditList, auditVerify } from './audit.js';
import { check } from './check.js';
import { demo } from './demo.js';
import { diff } from './diff.js';
import { drillCertificate, drillList, drillRun } from './drill.js';
import { explain } from './explain.js';
import { exportCommand } from './export.js';
import { history } from './history.js';
import { ingest } from './ingest.js';
import { init } from './init.js';
import { keysConfirm, keysList, keysRecover, keysRotate } from './keys.js';
import { publish } from './publish.js';
import { read } from './read.js';
import { reconcile } from './reconcile.js';
import { restoreConfirm } from './restore/confirm.js';
import { restorePlan } from './restore/plan.js';
import { scheduleBackfill, scheduleList, schedulePause, scheduleResume, scheduleRun } from './schedule.js';
import { schemaInfer } from './schema.js';
import { snapshotCheck } from './snapshot/check.js';
import { snapshotCopy } from './snapshot/copy.js';
import { snapshotList } from './snapshot/list.js';
import { snapshotPrune } from './snapshot/prune.js';
import { snapshotRestore } from './snapshot/restore.js';
import { snapshotTake } from './snapshot/take.js';
import { sourceForget, sourceSet, sourceShow } from './source.js';
import { sql } from './sql.js';
import { status } from './status.js';
import { template } from './template.js';
import { undo } from './undo.js';
import { up } from './up.js';

export const entries: readonly Entry[] = [
  init,
  up,
  demo,
  read,
  check,
  template,
  { group: 'schema', summary: 'datasets of your own', commands: [schemaInfer] },
  ingest,
  approve,
  {
    group: 'source',
    summary: 'how the files of a source are read',
    commands: [sourceShow, sourceSet, sourceForget],
  },
  status,
  sql,
  publish,
  exportCommand,
  explain,
  history,
  diff,
  undo,
  reconcile,
  {
    group: 'snapshot',
    summary: 'backups of the archive: take, check, restore, copy, prune',
    commands: [snapshotTake, snapshotList, snapshotCheck, snapshotRestore, snapshotCopy, snapshotPrune],
  },
  { group: 'restore', summary: 'what to do when something was lost', commands: [restorePlan, restoreConfirm] },
  {
    group: 'keys',
    summary: 'the keys that snapshots are sealed to',
    commands: [keysList, keysConfirm, keysRotate, keysRecover],
  },
  {
    group: 'drill',
    summary: 'prove that a snapshot can be restored',
    commands: [drillRun, drillList, drillCertificate],
  },
  {
    group: 'schedule',
    summary: 'what runs by itself: the schedules of the settings',
    commands: [scheduleList, schedulePause, scheduleResume, scheduleRun, scheduleBackfill],
  },
  { group: 'audit', summary: 'the log of who did what', commands: [auditVerify, auditList] },
];
