/** The keys of the snapshots of the workspace a keeper holds. */
import { z } from 'zod';
import { appendAudit } from '../../../core/archive/log/audit.js';
import { transaction } from '../../../core/archive/log/transactions.js';
import { readSnapshots } from '../../../core/snapshots/chain.js';
import { confirmRecovery, readKeyring, renewKeyring, writeKeyring } from '../../../core/snapshots/keys/keyring.js';
import type { Keyring } from '../../../core/snapshots/keys/keyring.js';
import { keyWarnings, noKeysWarning, sealedOf } from '../../../core/snapshots/keys/sealing.js';
import type { KeyWarning } from '../../../core/snapshots/keys/sealing.js';
import type { Head } from '../../../core/snapshots/manifest/model.js';
import { workspaceStore } from '../../../core/snapshots/stores/open.js';
import { NamedError } from '../../../schemas/errors.js';
import { actor } from '../actor.js';
import type { Parts } from '../parts.js';
import type { KeyAnswer, KeysAnswer, RotateAnswer } from '../snapshot-answers.js';
import { parseArgs } from './args.js';
import type { VerbContext } from './context.js';

/** `missing`: what is to be said where there are no keys. */
function answerOf({ config }: Parts, keyring: Keyring | null, missing: KeyWarning = 'recovery-missing'): KeysAnswer {
  const { seal, recipients } = config.snapshots;
  const own = (keyring?.own ?? []).map(({ identity: { recipient }, madeAt }, i): KeyAnswer => ({
    recipient,
    role: i === 0 ? 'workspace' : 'retired',
    madeAt,
    confirmedAt: null,
  }));
  const recovery = keyring?.recovery;
  const kept: KeyAnswer[] = recovery
    ? [{ recipient: recovery.recipient, role: 'recovery', madeAt: recovery.madeAt, confirmedAt: recovery.confirmedAt }]
    : [];
  const further = recipients.map((recipient): KeyAnswer => ({
    recipient,
    role: 'setting',
    madeAt: null,
    confirmedAt: null,
  }));
  const order = ['workspace', 'recovery', 'setting', 'retired'];
  const keys = [...own, ...kept, ...further].toSorted((a, b) => order.indexOf(a.role) - order.indexOf(b.role));
  if (!seal) return { sealed: seal, keys, warnings: keyWarnings(null) };
  return { sealed: seal, keys, warnings: keyring ? keyWarnings(keyring) : [missing] };
}

export async function keysList({ parts }: VerbContext): Promise<KeysAnswer> {
  const keyring = await readKeyring(parts.paths.keys);
  if (keyring) return answerOf(parts, keyring);
  return answerOf(parts, null, noKeysWarning(await headsOf(parts)));
}

async function headsOf({ paths }: Parts): Promise<Head[]> {
  const found = await readSnapshots(workspaceStore(paths.snapshots), null);
  return found.flatMap((one) => ('head' in one ? [one.head] : []));
}

const told = ({ duck }: Parts, action: string, recipient: string): Promise<void> =>
  duck.write(async (s) => {
    await transaction(s, action);
    await appendAudit(s, { actor: actor(), action, subject: recipient, detail: {} });
  });

/** The recipient of an identity that the caller has read: the secret itself stays there. */
export async function keysConfirm({ parts }: VerbContext, args: unknown): Promise<KeysAnswer> {
  const { recipients } = parseArgs(z.strictObject({ recipients: z.array(z.string()).min(1) }), args);
  const keyring = await readKeyring(parts.paths.keys);
  if (!keyring?.recovery) {
    throw new NamedError('recovery-missing', 'this workspace has no recovery identity yet', {
      hint: 'Make one with "sheetkeep keys rotate".',
    });
  }
  const recipient = recipients.find((one) => one === keyring.recovery?.recipient) ?? '';
  const confirmed = confirmRecovery(keyring, recipient);
  await writeKeyring(parts.paths.keys, confirmed);
  await told(parts, 'keys confirm', recipient);
  return answerOf(parts, confirmed);
}

export async function keysRotate({ parts }: VerbContext): Promise<RotateAnswer> {
  const before = await readKeyring(parts.paths.keys);
  const { keyring, recovery } = renewKeyring(before, parts.identity);
  await writeKeyring(parts.paths.keys, keyring);
  await told(parts, 'keys rotate', recovery.recipient);
  const closed = before === null ? sealedOf(await headsOf(parts)) : [];
  return { ...answerOf(parts, keyring), recovery: recovery.text, closed };
}
