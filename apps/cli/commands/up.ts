import type { CommandSpec } from '../command.js';
import { say } from '../context.js';
import { tellDelivery } from '../deliveries.js';
import { apartText } from './restore/words.js';
import { speakAsWorkspace } from '../settings.js';
import { serveUntilStopped, startKeeper } from '../serve.js';

export const up: CommandSpec = {
  syntax: 'up',
  archive: true,
  summary:
    'run the keeper: watch the folders, take in what arrives, publish; Ctrl-C stops cleanly; with --json a line for each file that comes',
  examples: ['up', 'up --workspace /srv/customers'],
  exits: [
    [4, 'another keeper runs here, or the archive cannot be served as it is'],
    [6, 'Temporal is missing or cannot be reached'],
    [130, 'stopped'],
  ],
  async run(context) {
    await speakAsWorkspace(context);
    const keeper = await startKeeper(context, context.workspace);
    const { inbox, outbox } = keeper.paths;
    context.err(
      say(
        context,
        `keeper ${process.pid} · Temporal ${keeper.temporalAddress ?? '–'}`,
        `守护进程 ${process.pid} · Temporal ${keeper.temporalAddress ?? '–'}`,
      ),
    );
    context.err(
      say(
        context,
        `drop files into ${inbox}, receipts come to ${outbox}; Ctrl-C stops`,
        `把文件放入 ${inbox}，回执在 ${outbox}；按 Ctrl-C 停止`,
      ),
    );
    const apart = keeper.leftAlone && apartText(context, keeper.leftAlone);
    if (apart) context.err(`! ${apart}`);
    keeper.onDelivery((d) => tellDelivery(context, d));
    return serveUntilStopped(keeper, context);
  },
};
