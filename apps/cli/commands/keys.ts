import { resolve } from 'node:path';
import { NamedError } from '../../../schemas/errors.js';
import type { RecoverAnswer } from '../../keeper/recover-keys.js';
import type { KeyAnswer, KeysAnswer, RotateAnswer } from '../../keeper/snapshot-answers.js';
import { shellWord } from '../../../schemas/shell-word.js';
import { columns, counted } from '../../print.js';
import { callArchive } from '../archive-call.js';
import { type CommandSpec, type Options, text } from '../command.js';
import { type Context, say, told } from '../context.js';
import { speakAsWorkspace } from '../settings.js';
import { storeOrPath } from './snapshot/check.js';
import { tellWarnings } from './snapshot/words.js';

const roles: Record<KeyAnswer['role'], readonly [en: string, zh: string]> = {
  workspace: ['this workspace', '本工作区'],
  recovery: ['recovery', '恢复密钥'],
  setting: ['snapshots.recipients', 'snapshots.recipients'],
  retired: ['retired: opens older ones', '已停用：用于打开旧快照'],
};

function tell(context: Context, { keys, warnings }: KeysAnswer): void {
  const rows = keys.map(({ recipient, role, madeAt, confirmedAt }) => [
    recipient,
    say(context, ...roles[role]),
    told(context, madeAt),
    confirmedAt === null ? '' : say(context, 'confirmed', '已确认') + ` ${told(context, confirmedAt)}`,
  ]);
  if (rows.length > 0) context.out(columns(rows, []));
  tellWarnings(context, warnings);
}

/** The one time a recovery identity is shown. On stdout, so that it can be sent into a file or to a printer. */
export function tellRecovery(context: Context, recovery: string, workspace: string | null = null): void {
  const place = workspace === null ? '' : ` --workspace ${shellWord(workspace)}`;
  context.out(
    say(
      context,
      '# recovery identity of the snapshots: keep it elsewhere, not on this machine; it is shown this once',
      '# 快照的恢复密钥：请另处保存，不要放在这台机器上；仅显示这一次',
    ),
  );
  context.out(recovery);
  context.out(
    say(
      context,
      `# then: sheetkeep keys confirm --identity FILE${place}`,
      `# 然后运行：sheetkeep keys confirm --identity 文件${place}`,
    ),
  );
}

export const keysList: CommandSpec = {
  syntax: 'list',
  archive: true,
  summary: 'to whom snapshots are sealed, and whether the recovery identity is known to be kept',
  examples: ['keys list --json'],
  async run(context) {
    const answer = await callArchive<KeysAnswer>(context, 'keys.list', {});
    if (context.json) context.out(JSON.stringify(answer));
    else tell(context, answer);
    return 0;
  },
};

function identityOption(options: Options): string {
  const file = text(options, 'identity');
  if (file !== undefined) return resolve(file);
  throw new NamedError('usage', '--identity takes the file that holds the recovery identity.', { exit: 'usage' });
}

export const keysConfirm: CommandSpec = {
  syntax: 'confirm',
  archive: true,
  summary: 'prove that the recovery identity is kept: snapshots stop warning',
  options: [{ flags: '--identity <file>', help: 'the file that holds it', required: true }],
  examples: ['keys confirm --identity /media/usb/recovery.txt'],
  exits: [
    [4, 'it is another one'],
    [6, 'the file cannot be read'],
  ],
  async run(context, _args, options) {
    const { readIdentities } = await import('../../../core/snapshots/keys/identity-file.js');
    const identities = await readIdentities(identityOption(options));
    // What goes to the keeper is the public half.
    const recipients = identities.map(({ recipient }) => recipient);
    const answer = await callArchive<KeysAnswer>(context, 'keys.confirm', { recipients });
    if (context.json) context.out(JSON.stringify(answer));
    else tell(context, answer);
    return 0;
  },
};

function tellLost(context: Context, closed: readonly string[]): void {
  if (closed.length === 0) return;
  context.err(
    say(
      context,
      `! The keys of ${counted(closed.length, 'snapshot')} are lost (${closed.join(', ')}): only their recovery identity opens them now.\n` +
        '  If you find it: move archive/keys.json away and run "sheetkeep keys recover --identity FILE".',
      `! ${closed.length} 个快照（${closed.join('、')}）的密钥已丢失：现在只有当时的恢复密钥能打开它们。\n` +
        '  如果找到了它：请先移走 archive/keys.json，再运行 “sheetkeep keys recover --identity 文件”。',
    ),
  );
}

export const keysRotate: CommandSpec = {
  syntax: 'rotate',
  archive: true,
  summary:
    'new keys for later snapshots, with a new recovery identity, which is printed once; the next snapshot is full',
  examples: ['keys rotate', 'keys rotate > recovery.txt'],
  async run(context) {
    const answer = await callArchive<RotateAnswer>(context, 'keys.rotate', {});
    if (context.json) context.out(JSON.stringify(answer));
    else {
      tellRecovery(context, answer.recovery);
      tellLost(context, answer.closed);
    }
    return 0;
  },
};

function tellRecovered(context: Context, { files, closed }: RecoverAnswer): void {
  context.out(say(context, `brought back: ${files.join(', ')}`, `已找回：${files.join('、')}`));
  if (closed.length === 0) return;
  context.err(
    say(
      context,
      `! ${counted(closed.length, 'snapshot stays', 'snapshots stay')} closed (${closed.join(', ')}): sealed to newer keys.\n` +
        '  With the newer recovery identity: move archive/keys.json away and run this again.',
      `! 有 ${closed.length} 个快照仍打不开（${closed.join('、')}）：它们用更新的密钥封存。\n` +
        '  如有更新的恢复密钥：请先移走 archive/keys.json，再用它运行本命令。',
    ),
  );
}

export const keysRecover: CommandSpec = {
  syntax: 'recover',
  summary: 'bring lost keys of this workspace back out of its snapshots, by the recovery identity',
  options: [
    { flags: '--identity <file>', help: 'the file that holds it', required: true },
    { flags: '--from <store>', help: 'out of another store of the settings, or a folder' },
  ],
  examples: ['keys recover --identity /media/usb/recovery.txt'],
  exits: [
    [4, 'keys are there already, or those of another workspace'],
    [6, 'no snapshot has this recovery identity, or the store cannot be reached'],
  ],
  async run(context, _args, options) {
    await speakAsWorkspace(context);
    const { assertNoKeeper } = await import('../../keeper/workspace.js');
    await assertNoKeeper(context.workspace);
    const { recoverKeys } = await import('../../keeper/recover-keys.js');
    const from = text(options, 'from');
    const done = await recoverKeys({
      root: context.workspace,
      identityFile: identityOption(options),
      ...(from === undefined ? {} : { from: storeOrPath(from) }),
    });
    if (context.json) context.out(JSON.stringify(done));
    else tellRecovered(context, done);
    return 0;
  },
};
