/** The config file that `init` writes: short, commented in the reader's language, every line safe to change. */

export interface ConfigTextOptions {
  lang: 'en' | 'zh';
  timeZone: string;
  /** Source name -> folder, only where it is not the default. */
  folders: Record<string, string>;
}

const words = {
  en: {
    head: 'Settings of this workspace. Every setting and its default: docs/configuration.md',
    language: "Language of receipts and messages: 'en' or 'zh'.",
    zone: 'Time zone of the times in the cells.',
    sources: 'Every dataset has a source of its own with a folder in inbox/. Change one, or add more:',
    datasets: 'Add fields to a dataset, or a dataset of your own:',
    example: ["crm: { dataset: 'customers', folder: 'inbox/crm', key: ['external_id'], complete: true },"],
    field: "customers: { fields: { segment: { type: 'text', label: { en: 'Segment', zh: '细分' } } } },",
    stores: 'Copies of the snapshots elsewhere: another disk, a share, an S3 bucket.',
    schedules:
      'What runs by itself while the keeper is up: every night a backup of what came since, on Sundays of everything; all stored bytes are read once a week, and on Sundays a restore is tried.',
    prune: 'Removes snapshots that snapshots.keep no longer wants:',
  },
  zh: {
    head: '工作区设置。全部设置及默认值见 docs/configuration.md',
    language: "回执和消息的语言：'zh' 或 'en'。zh 时旧编码默认为 gb18030，电话区号默认为 +86。",
    zone: '单元格中时间所在的时区。',
    sources: '每个数据集都有自己的来源，在 inbox/ 下各有一个文件夹。可以修改，也可以增加：',
    datasets: '给数据集增加字段，或增加自己的数据集：',
    example: ["crm: { dataset: 'customers', folder: 'inbox/crm', key: ['external_id'], complete: true },"],
    field: "customers: { fields: { segment: { type: 'text', label: { en: 'Segment', zh: '细分' } } } },",
    stores: '快照的其他存放处：另一块磁盘、共享文件夹或 S3。',
    schedules:
      '守护进程运行期间自动执行的任务：每晚备份新增内容，周日做完整备份；每周把存储的全部字节读一遍，周日做一次恢复演练。',
    prune: '清理 snapshots.keep 不再保留的快照：',
  },
} as const;

export function configText({ lang, timeZone, folders }: ConfigTextOptions): string {
  const w = words[lang];
  const named = Object.entries(folders).map(([name, folder]) => `    ${name}: { folder: '${folder}' },`);
  return `// ${w.head}
import { defineConfig } from 'sheetkeep';

export default defineConfig({
  // ${w.language}
  language: '${lang}',
  // ${w.zone}
  timeZone: '${timeZone}',
  // ${w.sources}
  sources: {
    // ${w.example[0]}
${named.length > 0 ? `${named.join('\n')}\n` : ''}  },
  // ${w.datasets}
  datasets: {
    // ${w.field}
  },
  // ${w.stores}
  snapshots: {
    stores: {
      // usb: { kind: 'folder', path: '/media/backup' },
    },
  },
  // ${w.schedules}
  schedules: {
    full: { run: 'snapshot.take', args: { kind: 'full' }, at: '02:30', days: ['sun'] },
    backup: { run: 'snapshot.take', at: '02:30', days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat'] },
    check: { run: 'snapshot.check', args: { dataOver: 7 }, at: '03:30' },
    proof: { run: 'drill.run', at: '04:30', days: ['sun'] },
    // ${w.prune}
    // prune: { run: 'snapshot.prune', at: '05:30', days: ['sun'] },
  },
});
`;
}
