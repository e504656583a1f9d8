/**
 * Zoho CRM: Notes, Calls, Tasks and Meetings (module name Events), as exports and in a data backup. What they were about stands in a
 * look-up to any module (`Parent.id`, `Related To.id`, `Contact Name.id`); in a backup the account it leads to is put beside it as
 * `Account Name.id`. Headers as public programs that read these exports expect them; of Meetings as Zoho's page of standard fields
 * names them.
 */
import { makePreset } from './preset.js';

/** Columns that every module has. */
export const zohoSystem =
  'Record Id | Created By.id | Created By | Modified By.id | Modified By | Created Time | Modified Time | Tag';

const links = `Related To | Related To.id | Related To Module | Contact Name | Contact Name.id | Account Name | Parent.id | Parent ID
  Parent ID.id | Parent Module | Associated_Id`;

const notes = makePreset({
  name: 'zoho-notes',
  dataset: 'interactions',
  must: ['Record Id | Note ID', 'Note Content', 'Parent.id | Parent ID.id | Parent ID | Parent Module | Associated_Id'],
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
