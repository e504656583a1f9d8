/** What an error names beside its code (numbers, names, paths), in Chinese: the same in other words. */
import type { Form } from './form.js';
import { problemsInChinese } from './settings.js';
import { snapshotForms } from './snapshots.js';

const forms: readonly Form[] = [
  [/^(?:[dD]elivery|no delivery) (\S+) (?:is not in the archive|has landed)$/],
  [/^Delivery (\S+) (?:is not held|has no outcome yet|was stopped before its end)$/],
  [/^the delivery that (\S+) corrects has no live batch$/],
  [/^there is no batch (\S+)$/],
  [/^(.+) has no (?:field|id) (.+)$/, (dataset = '', what = '') => `${dataset} · ${what}`],
  [/^at that time the archive held no (.+)$/],
  [/^at that time (.+) had no id (.+)$/, (dataset = '', id = '') => `${dataset} · ${id}`],
  [/^There is no (?:source|schedule|dataset|role) "(.*)"$/, (name = '') => `“${name}”`],
  [/^there is no store (.+)$/],
  [/^"(.*)" is no name for a dataset$/, (name = '') => `“${name}”`],
  [/^The folder (.+) is not a demo of mine$/],
  [/^(.+) was made by somebody else$/],
  [/^There is (?:no Sheetkeep workspace|a workspace) in (.+?)(?: already)?$/],
  [/^No source takes files of (.+)$/],
  [/^The keeper knows no "(.*)"$/, (verb = '') => `“${verb}”`],
  [/^this workspace was restored(.*) and is set apart/, (of = '') => of.replace(' out of snapshot ', '快照 ')],
  [/^the keys of the store (.+) are not in the environment$/],
  [/^(.+) must stay in the workspace: it is named in snapshots\.localOnly$/],
  [/^(.+) is not exported by the settings$/],
  [/^sheetkeep\.config\.ts cannot be read: ([\s\S]+)$/],
  [/^sheetkeep\.config\.ts: (\S+) wrong([\s\S]*)$/, (n = '', which = '') => `${n} 处${problemsInChinese(which)}`],
  [/^[Aa] keeper is running on this workspace: process ([^\s,]+)$/, (pid = '') => `进程 ${pid}`],
  [
    /^a keeper is running on this workspace: process (\S+), since (.+)$/,
    (pid = '', since = '') => `进程 ${pid}，自 ${since}`,
  ],
  [/^Temporal does not answer at (.+) \(namespace (.+)\)$/, (at = '', name = '') => `${at}，命名空间 ${name}`],
  [
    /^The embedded Temporal server keeps (\S+) days instead of (\S+)$/,
    (has = '', want = '') => `${has} 天，应为 ${want} 天`,
  ],
  [/^Temporal is not on this machine and could not be fetched \(([\s\S]*)\)$/],
  [
    /^the path of the workspace is too long for Temporal's database: (\S+) bytes, at most (\S+)$/,
    (bytes = '', most = '') => `${bytes} 字节，最多 ${most}`,
  ],
  [/^Temporal does not know the schedule "(.*)" yet$/, (name = '') => `“${name}”`],
  [/^The embedded Temporal server did not start within (\S+) s$/, (seconds = '') => `${seconds} 秒内未启动`],
  [/^The embedded Temporal server did not start: ([\s\S]+)$/],
  [/^the archive file is missing; transaction (\S+) was acknowledged$/, (tx = '') => `已确认到事务 ${tx}`],
  [
    /^the archive ends at transaction (\S+), but transaction (\S+) of (.+) was acknowledged$/,
    (end = '', tx = '', at = '') => `止于事务 ${end}，而事务 ${tx}（${at}）已确认`,
  ],
  [/^the archive holds something else at transaction (\S+) than/, (tx = '') => `事务 ${tx}`],
  [
    /^the archive has format (\S+); this program knows (\S+)$/,
    (has = '', known = '') => `格式 ${has}，本程序为 ${known}`,
  ],
  [/^(\S+) of the records are on hold: nothing was removed$/, (n = '') => `${n} 条`],
  [/^the archive file cannot be (?:opened|read): ([\s\S]+)$/],
  [/^database engine: ([\s\S]+)$/],
  [/^the batch of (\S+) came and went$/],
  [/^Temporal cannot be kept in (.+) \((\S+)\)\.?$/],
  [/^(?:nothing can be written|this user may not read or write|the disk cannot read or write) there: ([\s\S]+)$/],
  [
    /^process (\S+) has this workspace since (\S+), and gave no sign of life for (\S+) s$/,
    (pid = '', at = '', s = '') => `进程 ${pid}，自 ${at} 起；已 ${s} 秒没有反应`,
  ],
  [/^the folder cannot be made: (.+)$/],
  [/^the landed original cannot be read \((.+)\)$/],
  [/^the file cannot be copied \((.+)\)$/],
  [/^There is no file (.+)$/],
  [/^(.+) is not a file$/],
  [/^a (\S+) is not taken$/],
  [/^the thread that wrote the receipt ended \((.+)\)$/],
  [/^the original (\S+) does not have the bytes it landed with$/],
  [/^transaction (\S+) is not in the archive after its COMMIT$/, (tx = '') => `事务 ${tx}`],
  [/^(\S+) and (\S+) are not two current ids of one dataset$/],
  [/^the role (.+) sees pseudonyms, and there is no key for them$/],
  [/^the copy's (.+) are not as many as the archive's$/],
  [/^there is no way from format (\S+) to (\S+)$/, (from = '', to = '') => `从格式 ${from} 到 ${to}`],
  [/^the upgraded copy does not hold what the archive holds: (.+)$/],
  [/^(\S+) rows of (\S+) were known by contents that are gone$/],
  [/^(\S+) rows of delivery (\S+) share the key of another$/],
  [/^delivery (\S+): counted (.+), written (.+)$/],
  [/^(\S+) data rows were judged as (\S+)$/],
  [/^(\S+) cells were asked, (\S+) verdicts came back$/],
  [/^The statement ran longer than (\S+) ms and was stopped$/, (ms = '') => `${ms} 毫秒`],
  [/^The statement needed more than (\S+ MB) of memory and was stopped$/],
  [/^the process took more than (\S+ MB)$/],
  ...snapshotForms,
];

/** What the Chinese words of a code name themselves. */
const fixed = /outbox\/|archive\/[a-z-]+\.json|manifest\.json|AGE-SECRET-KEY-1…|age1… \(62 characters\)/g;

/** A text without anything that another time would be other: the words of the code say the same. */
const isPlain = (message: string): boolean => /^[A-Za-z ,.;:'’-]*$/.test(message.replaceAll(fixed, ''));

/** '' where there is nothing to add; as it is where it has no form here. */
export function detailInChinese(said: string): string {
  const message = said.replace(/\.$/, '');
  for (const [form, chinese] of forms) {
    const found = form.exec(message)?.slice(1);
    if (found) return chinese ? chinese(...found) : found.join('，');
  }
  return isPlain(message) ? '' : message;
}
