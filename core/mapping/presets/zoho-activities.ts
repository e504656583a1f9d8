/**
 * Zoho CRM: Notes, Calls, Tasks and Meetings (module name Events), as exports and in a data backup. What they were about stands in a
 * look-up to any module (`Parent.id`, `Related To.id`, `Contact Name.id`); in a backup the account it leads to is put beside it as
 * `Account Name.id`. Headers as public programs that read these exports expect them; of Meetings as Zoho's page of standard fields
 * names them.
 */
import { list } from '../../../schemas/datasets/make.js';
import { foldHeader as fold } from '../../../schemas/header-text.js';
import { makePreset } from './preset.js';

/** Columns that every module has. */
export const zohoSystem =
  'Record Id | Created By.id | Created By | Modified By.id | Modified By | Created Time | Modified Time | Tag';

const marks = new Set(
  list(`Created By | Created By.id | Modified By | Modified By.id | Created Time | Modified Time
    创建者 | 创建者.id | 创建人 | 创建人.id | 修改者 | 修改者.id | 修改人 | 修改人.id | 创建时间 | 修改时间`).map(fold),
);

/** Whether a table is a module, be it one that a dataset takes or Products, Vendors, one of the tenant's own …: they all look alike. */
export function isZohoObject(headers: readonly string[]): boolean {
  const folded = headers.map(fold);
  const hasId = folded.includes('recordid') || folded.includes('记录id');
  return hasId && folded.filter((name) => marks.has(name)).length >= 3;
}

const links = `Related To | Related To.id | Related To Module | Contact Name | Contact Name.id | Account Name | Parent.id | Parent ID
  Parent ID.id | Parent Module | Associated_Id`;

const notes = makePreset({
  name: 'zoho-notes',
  dataset: 'interactions',
  must: ['Record Id | Note ID', 'Note Content', 'Parent.id | Parent ID.id | Parent ID | Parent Module | Associated_Id'],
  proofs: [['Record Id']],
  signature: `${zohoSystem} | Note Title | Note Content | Note Owner | Note Owner.id | ${links}`,
  least: 5,
  fields: {
    external_id: 'Record Id | Note ID',
    customer_external_id: 'Account Name.id',
    happened_at: 'Created Time',
    subject: 'Note Title',
    body: 'Note Content',
    owner: 'Note Owner',
  },
  extra: `Note Owner.id | Modified Time | ${links}`,
});

const calls = makePreset({
  name: 'zoho-calls',
  dataset: 'interactions',
  must: ['Record Id | Call ID', 'Call Start Time', 'Call Type | Call Owner | Call Owner.id | Call Duration'],
  proofs: [['Record Id']],
  signature: `${zohoSystem} | Call Owner | Call Owner.id | Call Type | Call Start Time | Call Duration | Call Duration (in seconds)
    Call Purpose | Call Result | Call Status | Call Agenda | Caller ID | Dialled Number | Voice Recording | Outgoing Call Status | ${links}`,
  least: 5,
  fields: {
    external_id: 'Record Id | Call ID',
    customer_external_id: 'Account Name.id',
    happened_at: 'Call Start Time',
    direction: 'Call Type',
    subject: 'Subject',
    body: 'Description | Call Agenda | Call Result',
    owner: 'Call Owner',
  },
  extra: `Call Owner.id | Created Time | Modified Time | Call Purpose | Call Status | Call Duration | Caller ID | Dialled Number
    Voice Recording | ${links}`,
});

const tasks = makePreset({
  name: 'zoho-tasks',
  dataset: 'interactions',
  must: ['Record Id | Task ID', 'Subject', 'Task Owner | Task Owner.id', 'Due Date | Closed Time'],
  proofs: [['Record Id']],
  signature: `${zohoSystem} | Task Owner | Task Owner.id | Due Date | Closed Time | Priority | Remind At | Recurring Activity | ${links}`,
  least: 5,
  fields: {
    external_id: 'Record Id | Task ID',
    customer_external_id: 'Account Name.id',
    happened_at: 'Due Date | Closed Time | Created Time',
    subject: 'Subject',
    body: 'Description',
    owner: 'Task Owner',
  },
  extra: `Task Owner.id | Status | Priority | Modified Time | Remind At | Reminder | ${links}`,
});

const meetings = makePreset({
  name: 'zoho-meetings',
  dataset: 'interactions',
  must: [
    'Record Id | Event ID | Meeting ID',
    'From | Start DateTime',
    'To | End DateTime',
    'Host | Host.id | Event Owner | Event Owner.id',
  ],
  proofs: [['Record Id']],
  signature: `${zohoSystem} | Host | Host.id | Event Owner | Event Owner.id | From | To | Start DateTime | End DateTime | All day
    Participants | Check-In Time | Check-In By | Check-In Address | Recurring Activity | ${links}`,
  least: 5,
  fields: {
    external_id: 'Record Id | Event ID | Meeting ID',
    customer_external_id: 'Account Name.id',
    happened_at: 'From | Start DateTime',
    subject: 'Title | Event Title | Subject',
    body: 'Description',
    owner: 'Host | Event Owner',
  },
  extra: `Host.id | Event Owner.id | To | End DateTime | All day | Location | Participants | Created Time | Modified Time | ${links}`,
});

export const zohoActivities = [notes, calls, tasks, meetings];
