/** A small file dropped into the inbox of a running keeper: `node dist/bench/drop.js FOLDER FILE`; seconds from the drop to the commit. */
import { copyFile, mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { initWorkspace } from '../apps/keeper/init.js';
import type { DeliveryAnswer } from '../apps/keeper/answers.js';
import { openKeeper } from '../apps/keeper/keeper.js';
import { measure } from './measure.js';

const [base = '', file = ''] = process.argv.slice(2);
const folder = await mkdtemp(join(base, 'drop-'));
const root = join(folder, 'workspace');
await initWorkspace({ root, lang: 'zh' });
const keeper = await openKeeper({ root, temporal: true, watch: true, socket: false, progress: () => undefined });
try {
  const { size } = await stat(file);
  await copyFile(file, join(folder, 'small.csv'));
  await measure({ contender: 'drop', delivery: 1, sizeBytes: size }, async () => {
    const answer = new Promise<DeliveryAnswer>((resolve) => keeper.onDelivery(resolve));
    await rename(join(folder, 'small.csv'), join(keeper.inboxOf('customers'), 'small.csv'));
    const { rows, status } = await answer;
    if (status !== 'committed') throw new Error(status);
    return { rows };
  });
} finally {
  await keeper.close();
  await rm(folder, { recursive: true, force: true });
}
