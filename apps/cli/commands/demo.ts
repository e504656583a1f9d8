import { shellWord } from '../../../schemas/shell-word.js';
import { relative } from 'node:path';
import { type CommandSpec, text } from '../command.js';
import { say } from '../context.js';
import { shown } from '../../print.js';
import { tellDelivery } from '../deliveries.js';
import { serveUntilStopped, startKeeper } from '../serve.js';

export const demo: CommandSpec = {
  syntax: 'demo',
  archive: true,
  summary:
    'a throw-away workspace with sample spreadsheets, and the way through (the demo before goes, unless it was given other files); with --json one object, then a line for each file that comes',
  options: [
    { flags: '--dir <dir>', help: 'the folder of the demo', default: 'demo' },
    { flags: '--once', help: 'end after the show instead of serving on' },
  ],
  examples: ['demo', 'demo --once --lang zh'],
  exits: [
    [6, 'Temporal is missing or cannot be reached'],
    [130, 'stopped'],
  ],
  async run(context, _args, options) {
    const { makeDemoWorkspace, show } = await import('../demo/show.js');
    const root = await makeDemoWorkspace(text(options, 'dir') ?? 'demo', context.lang, (kept) => {
      const folder = shown(relative(process.cwd(), kept) || kept, 120);
      const told = [
        `! The demo before was given files of your own: it is kept as ${folder}.`,
        `! 上一次演示中有您自己的文件，已保留在 ${folder}。`,
      ] as const;
      context.err(say(context, ...told));
    });
    const keeper = await startKeeper(context, root);
    const ended = await show(keeper, context).catch(async (error: unknown) => {
      await keeper.close();
      throw error;
    });
    if (options['once'] === true) {
      await keeper.close();
      return ended;
    }
    const tell = context.json ? context.err : context.out;
    tell(
      say(
        context,
        `Serving on: drop a file into ${keeper.paths.inbox}. Ctrl-C stops.`,
        `继续运行：把文件放入 ${keeper.paths.inbox}。按 Ctrl-C 停止。`,
      ),
    );
    const place = shellWord(relative(process.cwd(), root) || '.');
    tell(
      say(
        context,
        `In another terminal: npx sheetkeep status --workspace ${place}`,
        `在另一个终端中：npx sheetkeep status --workspace ${place}`,
      ),
    );
    keeper.onDelivery((d) => tellDelivery(context, d));
    return serveUntilStopped(keeper, context);
  },
};
