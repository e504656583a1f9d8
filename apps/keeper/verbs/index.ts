/** Every verb that the keeper answers, by name: over its socket and in a one-shot keeper alike. */
import { restoreConfirm } from './confirm.js';
import { auditList, auditVerify } from './audit.js';
import type { Verb } from './context.js';
import { approve, ingest, reconcile } from './deliveries.js';
import { diff, explain, history } from './look.js';
import { publishNow } from './publish.js';
import { exportRun } from './export.js';
import { drillCertificate, drillList, drillRun } from './drill.js';
import { keysConfirm, keysList, keysRotate } from './keys.js';
import { snapshotPrune } from './prune.js';
import { restorePlan } from './restore-plan.js';
import { snapshotRestore } from './restore.js';
import { scheduleBackfill, scheduleList, schedulePause, scheduleResume, scheduleRun } from './schedule.js';
import { snapshotBook, snapshotCheck, snapshotCopy, snapshotList, snapshotTake } from './snapshot.js';
import { sourceDecided, sourceForget, sourceSet, sourceShow } from './source.js';
import { status } from './status.js';
import { undo } from './undo.js';

export const verbs: Readonly<Record<string, Verb>> = {
  ingest,
  approve,
  reconcile,
  status,
  explain,
  history,
  diff,
  undo,
  'source.show': sourceShow,
  'source.decided': sourceDecided,
  'source.set': sourceSet,
  'source.forget': sourceForget,
  publish: publishNow,
  'export.run': exportRun,
  'audit.verify': auditVerify,
  'audit.list': auditList,
  'snapshot.take': snapshotTake,
  'snapshot.book': snapshotBook,
  'snapshot.list': snapshotList,
  'snapshot.check': snapshotCheck,
  'snapshot.copy': snapshotCopy,
  'snapshot.prune': snapshotPrune,
  'snapshot.restore': snapshotRestore,
  'keys.list': keysList,
  'keys.confirm': keysConfirm,
  'keys.rotate': keysRotate,
  'restore.plan': restorePlan,
  'restore.confirm': restoreConfirm,
  'drill.run': drillRun,
  'drill.list': drillList,
  'drill.certificate': drillCertificate,
  'schedule.list': scheduleList,
  'schedule.pause': schedulePause,
  'schedule.resume': scheduleResume,
  'schedule.run': scheduleRun,
  'schedule.backfill': scheduleBackfill,
};
