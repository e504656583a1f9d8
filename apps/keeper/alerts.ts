/** What the watcher and failing work tell people, in their language. File names are theirs to see, and shown escaped by the caller. */
import type { DamagedFile } from '../../core/exports/plan.js';
import type { Delivery } from '../../core/archive/log/deliveries.js';
import type { WatchEvent } from '../../core/intake/watching.js';
import { cannotLeave } from '../../core/intake/done.js';
import { cannotAnswer } from '../../core/intake/receipts/place.js';
import type { DrillRow } from '../../core/snapshots/ledger.js';
import { NamedError } from '../../schemas/errors.js';
import { hint, message } from '../../schemas/issues/catalogue.js';
import type { Lang } from '../../schemas/issues/issue.js';
import { localTime } from '../../schemas/local-time.js';
import { shown, counted } from '../print.js';
import { systemFault } from '../system-fault.js';
import { findingText } from '../words/drill.js';
import { damagedText, harmedHint } from '../words/exports.js';
import type { ServerEvent } from '../temporal/server.js';
import { inChinese } from '../words/errors-zh.js';
import { notFileWords } from '../words/not-files.js';

const pick = (lang: Lang, en: string, zh: string): string => (lang === 'zh' ? zh : en);

const waits = {
  open: ['is open in a program; it is taken when it is closed', '正被其他程序打开，关闭后即接收'],
  'not-whole': [
    'is not whole; if the rest does not come within a minute it is taken as it is',
    '不完整（可能仍在复制）；一分钟内没有变化就按现状处理',
  ],
  'no-room': [
    'does not fit on the disk of the workspace; it is taken when there is room',
    '磁盘空间不足，腾出空间后即接收',
  ],
} as const;

const unknownFault = new NamedError('not-taken', 'it is not known why', {
  hint: 'Look whether it can be opened where it lies.',
});

const nameOf = (thrown: unknown): NamedError =>
  thrown instanceof NamedError ? thrown : (systemFault(thrown) ?? unknownFault);

function watch(event: WatchEvent, lang: Lang): string {
  const { source } = event;
  switch (event.kind) {
    case 'skipped': {
      const [en, zh] = notFileWords(event.reason);
      return pick(
        lang,
        `${source}: ${shown(event.name)} is ${en} and is left alone. Put the files themselves into the inbox folder.`,
        `${source}：${shown(event.name)} 是${zh}，不会处理。请把文件本身放入收件箱文件夹。`,
      );
    }
    case 'not-taken': {
      const why = errorText(nameOf(event.why), lang);
      const again = event.retried ? pick(lang, ' It is tried again.', '稍后会重试。') : '';
      return pick(
        lang,
        `${source}: ${shown(event.name)} could not be taken: ${why}${again}`,
        `${source}：${shown(event.name)} 无法接收：${why}${again}`,
      );
    }
    case 'waits': {
      const [en, zh] = waits[event.reason];
      return pick(lang, `${source}: ${shown(event.name)} ${en}`, `${source}：${shown(event.name)} ${zh}`);
    }
    case 'taken-back':
      return pick(
        lang,
        `${source}: ${shown(event.name)} was written to after it was taken and is looked at again`,
        `${source}：${shown(event.name)} 接收后又被写入，将重新处理`,
      );
    case 'folder-gone':
      return pick(
        lang,
        `${source}: its folder is gone, so files for it are not seen. Make it anew under the same name, or check the disk or network share.`,
        `${source}：文件夹不见了，放给它的文件看不到。请用原来的名字重新建立，或检查磁盘、网络共享。`,
      );
    case 'folder-unreadable':
      return pick(
        lang,
        `${source}: its folder cannot be read, so files in it are not seen. Give the user of the keeper the right to read it, or check the disk or network share.`,
        `${source}：文件夹无法读取，其中的文件看不到。请给运行守护进程的用户读取权限，或检查磁盘、网络共享。`,
      );
    case 'folder-back':
      return pick(lang, `${source}: its folder is back`, `${source}：文件夹已恢复`);
    case 'folder-replaced':
      return pick(
        lang,
        `${source}: its folder was made anew and is watched again`,
        `${source}：文件夹已重建，继续监视`,
      );
  }
}

const markMissing = (lang: Lang): string =>
  pick(
    lang,
    'archive/high-water.json was missing, so nothing beside the archive said whether its end is. It was written anew. If nobody removed it on purpose: sheetkeep audit verify, and compare with the last snapshot.',
    '缺少 archive/high-water.json，无从得知归档库末尾是否完整；现已重新写入。如果不是有意删除，请运行 sheetkeep audit verify，并与最近的快照对照。',
  );

const room = (event: 'no-room' | 'room-again', lang: Lang): string =>
  event === 'no-room'
    ? pick(
        lang,
        'The disk of the workspace is nearly full: no file is taken until there is room. Nothing is lost; make room.',
        '工作区所在磁盘空间不足：腾出空间之前不再接收文件。数据不会丢失，请清理磁盘。',
      )
    : pick(lang, 'There is room on the disk again: intake goes on.', '磁盘已有空间，继续接收文件。');

/** null = nothing that a person should see: a server that is started again at once is missed by nobody. */
function server(event: ServerEvent, lang: Lang, port?: number): string | null {
  if (event === 'database-aside')
    return pick(
      lang,
      'The database of Temporal was damaged: it was set aside in temporal/, and an empty one takes its place. Nothing is lost; schedules and unfinished files come back from the archive. Look at the disk if it happens again.',
      'Temporal 的数据库已损坏：已移到 temporal/ 中另存，并换上空的数据库。数据没有丢失，计划任务和未完成的文件会从归档库恢复。如再次发生，请检查磁盘。',
    );
  if (event === 'gave-up')
    return pick(
      lang,
      'Temporal ended and does not start again: no file goes on until it does. It is tried every half minute; temporal/server.log says why. Nothing is lost.',
      'Temporal 已停止且无法重新启动：恢复之前不会处理文件。每半分钟重试一次，原因见 temporal/server.log。数据不会丢失。',
    );
  if (event === 'port-taken')
    return pick(
      lang,
      `Temporal ended, and another program has taken its port 127.0.0.1:${port}: no file goes on until that program ends. Or stop this keeper and start it again: it takes another port. Nothing is lost.`,
      `Temporal 已停止，其端口 127.0.0.1:${port} 被另一个程序占用：该程序结束之前不会处理文件。也可以停止守护进程再启动，它会改用其他端口。数据不会丢失。`,
    );
  return null;
}

/** `since`: when the server stopped to answer; null = it answers again. */
const answers = (since: Date | null, timeZone: string, lang: Lang): string => {
  if (since === null)
    return pick(lang, 'Temporal answers again: what waited goes on.', 'Temporal 已恢复应答，等待的文件继续处理。');
  const at = localTime(since.toISOString(), timeZone);
  return pick(
    lang,
    `Temporal has not answered since ${at}: no file goes on until it does, then all go on by themselves. Nothing is lost. Look at temporal/server.log, or at the service named by TEMPORAL_ADDRESS.`,
    `Temporal 自 ${at} 起没有应答：恢复之前不会处理文件，恢复后自动继续。数据不会丢失。请查看 temporal/server.log，或检查 TEMPORAL_ADDRESS 指定的服务。`,
  );
};

/** What failed and what to do next. */
export function errorText(error: Pick<NamedError, 'code' | 'message' | 'hint'>, lang: Lang): string {
  const { message: said, hint: next } = lang === 'zh' ? inChinese(error) : error;
  const isEnded = /[.!?。！？]$/.test(said);
  return `${said}${isEnded ? ' ' : pick(lang, '. ', '。')}${next}`.trim();
}

function failed(thrown: unknown, lang: Lang): string {
  const error = systemFault(thrown) ?? thrown;
  if (error instanceof NamedError) return errorText(error, lang);
  return pick(
    lang,
    'A delivery could not be driven to its end; it is tried again at the next start.',
    '有一个交付未能完成，下次启动时会重试。',
  );
}

/** Steps fail for these where the machine is at fault, not the file. */
const machineCodes = new Set([
  'original-damaged',
  'original-unreadable',
  'original-missing',
  'no-permission',
  'place-read-only',
]);

/** Folders that do not let a step do its work. */
const folders: Readonly<Record<string, () => NamedError>> = {
  'inbox-not-writable': cannotLeave,
  'outbox-not-writable': cannotAnswer,
};

/** null = the receipt says it well enough. Steps know only the delivery: the name of its file never leaves the archive but here. */
function step(code: string, { source, fileName }: Pick<Delivery, 'source' | 'fileName'>, lang: Lang): string | null {
  if (!tellsStep(code)) return null;
  const folder = folders[code];
  const said = folder
    ? errorText(folder(), lang)
    : `${message(code, {}, lang)}${pick(lang, ' ', '')}${hint(code, {}, lang)}`;
  return pick(lang, `${source}: ${shown(fileName)}: ${said}`, `${source}：${shown(fileName)}：${said}`);
}

/** Such a failure is told besides the receipt. */
export const tellsStep = (code: string): boolean => Object.hasOwn(folders, code) || machineCodes.has(code);

/** Louder than anything else: until the next drill that passes nobody knows whether the archive could be brought back. */
function drill({ snapshot, result, findings, facts }: DrillRow, lang: Lang): string {
  const [found] = findings;
  const first = found === undefined ? '' : findingText(found, lang);
  if (result === 'inconclusive' && facts !== null)
    return pick(
      lang,
      `ALARM: the restore drill of snapshot ${snapshot} is INCONCLUSIVE: it came back as the archive is, but its originals cannot be read again (${first}), so it is not proved. A drill after the next file was taken can prove it: sheetkeep snapshot take, sheetkeep drill run`,
      `警报：快照 ${snapshot} 的恢复演练无结论：恢复出的内容与归档库一致，但无法重新读取原件（${first}），因此尚未证明可恢复。接收下一个文件之后再演练即可证明：sheetkeep snapshot take，sheetkeep drill run`,
    );
  return result === 'fail'
    ? pick(
        lang,
        `ALARM: the restore drill of snapshot ${snapshot} FAILED (${first}). What it holds may not come back. Take a full snapshot and drill it now: sheetkeep snapshot take --kind full, sheetkeep drill run`,
        `警报：快照 ${snapshot} 的恢复演练失败（${first}）。其中的数据可能无法恢复。请立即重新拍摄完整快照并演练：sheetkeep snapshot take --kind full，sheetkeep drill run`,
      )
    : pick(
        lang,
        `ALARM: the restore drill of snapshot ${snapshot} could not be finished (${first}): it is not proved.`,
        `警报：快照 ${snapshot} 的恢复演练未能完成（${first}），尚未证明可恢复。`,
      );
}

interface FailedSchedule {
  name: string;
  /** The verb; null = the settings no longer name it. */
  run: string | null;
  code: string;
  /** What the failure says; null = not known, or told by an alarm of its own. */
  words: string | null;
  /** It begins nothing any more. */
  pauses: boolean;
}

function schedule({ name, run, code: reason, words, pauses }: FailedSchedule, lang: Lang): string {
  const what = run === null ? '' : ` (${run})`;
  const code = words === null ? reason : `${reason}${pick(lang, ': ', '：')}${words.replace(/[.。]$/, '')}`;
  const paused = pick(
    lang,
    `. It is paused until somebody resumes it: sheetkeep schedule resume ${name}`,
    `。它已暂停，恢复运行：sheetkeep schedule resume ${name}`,
  );
  return pick(
    lang,
    `The schedule ${name}${what} FAILED: ${code}. Try it by hand: sheetkeep schedule run ${name}${pauses ? paused : ''}`,
    `计划任务 ${name}${what} 失败：${code}。请手动重试：sheetkeep schedule run ${name}${pauses ? paused : ''}`,
  );
}

/** They are whole again: but something wrote to them, or the disk fails. */
function exported(damaged: readonly DamagedFile[], lang: Lang): string {
  const [first] = damaged;
  const said = first ? damagedText(first, lang) : '';
  return pick(
    lang,
    `${counted(damaged.length, 'file')} of the export ${damaged.length === 1 ? 'was lost or damaged and has' : 'were lost or damaged and have'} been written anew (${said}). ${harmedHint.en}`,
    `导出中有 ${damaged.length} 个文件缺失或损坏，已重新写出（${said}）。${harmedHint.zh}`,
  );
}

export const alertText = { answers, exported, drill, watch, markMissing, room, schedule, server, step, failed };
