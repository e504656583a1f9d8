import { copyFile, readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { CommandSpec } from '../command.js';
import { say } from '../context.js';
import { shellWord } from '../../../schemas/shell-word.js';
import { tellRecovery } from './keys.js';

export const init: CommandSpec = {
  syntax: 'init [dir]',
  summary: 'make a workspace: a commented config, an inbox folder per dataset, the keys of its snapshots',
  options: [{ flags: '--samples', help: 'put sample spreadsheets into the folder samples/' }],
  examples: ['init customers', 'init 客户 --lang zh', 'init --samples'],
  exits: [[4, 'the folder cannot be made']],
  async run(context, [dir], options) {
    const { initWorkspace } = await import('../../keeper/init.js');
    const root = dir === undefined ? context.workspace : resolve(dir as string);
    const made = await initWorkspace({ root, lang: context.lang });
    if (options['samples'] === true) await copySamples(made.paths.root);
    if (context.json) {
      const { paths, inboxes, recovery } = made;
      context.out(JSON.stringify({ workspace: paths.root, config: paths.config, inboxes, recovery }));
      return 0;
    }
    context.out(say(context, `workspace ${made.paths.root}`, `工作区 ${made.paths.root}`));
    for (const [dataset, folder] of Object.entries(made.inboxes)) context.out(`  ${dataset}  ${folder}`);
    tellRecovery(context, made.recovery, made.paths.root);
    const place = shellWord(made.paths.root);
    context.out(
      say(
        context,
        `next: sheetkeep up --workspace ${place}, then drop a file into an inbox folder`,
        `下一步：sheetkeep up --workspace ${place}，然后把文件放入收件文件夹`,
      ),
    );
    return 0;
  },
};

async function copySamples(root: string): Promise<void> {
  const [{ samplesFolder }, { makeFolder }] = await Promise.all([
    import('../demo/samples.js'),
    import('../../../core/archive/files.js'),
  ]);
  const to = join(root, 'samples');
  await makeFolder(to);
  for (const name of await readdir(samplesFolder())) {
    if (/\.(csv|xlsx)$/.test(name)) await copyFile(join(samplesFolder(), name), join(to, name));
  }
}
