/** Progress of long work on stderr: one line that is rewritten in a terminal, rare plain lines elsewhere. */
import type { Progress } from '../keeper/wire.js';
import { type Context, say, told } from './context.js';
import { count, counted } from '../print.js';

const words: Record<string, readonly [en: string, zh: string]> = {
  temporal: ['starting Temporal', '启动 Temporal'],
  land: ['landing', '接收'],
  unpack: ['unpacking', '解压'],
  parse: ['reading', '读取'],
  map: ['matching columns', '对应列'],
  judge: ['checking', '校验'],
  commit: ['committing', '入档'],
  receipt: ['writing the receipt', '写回执'],
  segments: ['copying the log', '复制日志'],
  copy: ['copying into the store', '复制到存储'],
  originals: ['copying originals', '复制原件'],
  compare: ['comparing digests', '比对摘要'],
  derive: ['deriving', '推导'],
  drill: ['restoring and comparing', '恢复并比对'],
  publish: ['publishing', '发布'],
  export: ['writing Parquet files', '写 Parquet 文件'],
  stopping: ['stopping', '正在停止'],
};

export interface ProgressLine {
  show: (event: Progress) => void;
  clear: () => void;
}

function textOf(event: Progress, context: Context): string {
  const [en, zh] = words[event.step] ?? [event.step, event.step];
  const done =
    typeof event['rows'] === 'number'
      ? ` ${say(context, counted(event['rows'], 'row'), `${count(event['rows'])} 行`)}`
      : '';
  return `${say(context, en, zh)} …${done}`;
}

/** A command that waits says why nothing goes on. */
const hindrances: Record<string, readonly [en: string, zh: string]> = {
  'disk-full': [
    'the disk of the workspace is full: make room, then it goes on by itself',
    '工作区所在的磁盘已满：腾出空间后会自动继续',
  ],
  'outbox-not-writable': [
    'the receipt cannot be written into outbox/: make it a folder that may be written in, then it goes on by itself',
    '回执无法写入 outbox/：允许写入该文件夹后会自动继续',
  ],
};

/** null = no word of it. */
function temporalText(event: Progress, context: Context): string | null {
  if (event.step === 'temporal-back') return say(context, 'Temporal answers again', 'Temporal 已恢复应答');
  if (event.step !== 'temporal-away') return null;
  const [at, until] = [String(event['address']), told(context, String(event['until']))];
  return say(
    context,
    `Temporal does not answer at ${at}: nothing goes on until it does. It is waited for until ${until}; what was taken is not lost`,
    `Temporal（${at}）没有应答：恢复之前不会处理文件。最多等到 ${until}；已接收的文件不会丢失`,
  );
}

export function progressLine(context: Context): ProgressLine {
  const live = process.stderr.isTTY && !context.json;
  let last = '';
  const hindered = new Set<unknown>();
  const tell = (text: string) => context.err(`${live ? '\r\u001b[K' : ''}! ${text}`);
  return {
    show: (event) => {
      const hindrance = event.step === 'failed' ? hindrances[String(event['code'])] : undefined;
      if (hindrance && !hindered.has(event['code'])) {
        hindered.add(event['code']);
        tell(say(context, ...hindrance));
      }
      const answers = temporalText(event, context);
      if (answers !== null) tell(answers);
      if (event.step === 'published' && live) process.stderr.write('\r\u001b[K');
      if (!Object.hasOwn(words, event.step)) return;
      const text = textOf(event, context);
      if (live) process.stderr.write(`\r\u001b[K  ${text}`);
      else if (event.step !== last) context.err(`  ${text}`);
      last = event.step;
    },
    clear: () => void (live && process.stderr.write('\r\u001b[K')),
  };
}
