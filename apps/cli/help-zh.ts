/** The help of the program and its commands in Chinese, by the English words that stand in the commands. */
import type { Help, Option } from 'commander';
import type { Lang } from './context.js';
import { filesHelp } from './help-zh/files.js';
import { snapshotsHelp } from './help-zh/snapshots.js';

/** Of the program itself and of commander. */
const frame: Readonly<Record<string, string>> = {
  'Turns the spreadsheets a company keeps its customers in into one clean, restorable archive, and proves it.':
    '把公司存放客户的表格变成一个干净、可恢复的归档库，并加以证明。',
  'the workspace folder (default: the current folder)': '工作区文件夹（默认：当前文件夹）',
  'print exactly one JSON object on stdout; logs and progress go to stderr':
    '在标准输出只打印一个 JSON 对象；日志和进度写到标准错误',
  'language of messages (default: that of the workspace, else of the terminal)':
    '消息的语言（默认：工作区的语言，其次是终端的语言）',
  'output the version number': '显示版本号',
  'display help for command': '显示命令的用法',
  'Usage:': '用法：',
  'Options:': '选项：',
  'Commands:': '命令：',
  'Examples:': '示例：',
  'Exit status:': '退出码：',
  done: '完成',
  'unexpected failure': '意外错误',
  'wrong use': '用法错误',
  'a file or folder cannot be read or written': '无法读写文件或文件夹',
  'the disk is full, or the archive is in use or of another version of the program':
    '磁盘已满，或归档库正被使用，或其版本与本程序不符',
  'the archive is missing or damaged': '归档库缺失或损坏',
};

const all: Readonly<Record<string, string>> = { ...filesHelp, ...snapshotsHelp, ...frame };

/** What has Chinese words; a test holds that all that is shown has, and nothing else. */
export const translated = (): string[] => Object.keys(all);

export const helpText = (text: string, lang: Lang): string =>
  lang === 'zh' && Object.hasOwn(all, text) ? (all[text] ?? text) : text;

/** What a value may be and is, behind the words of an option. */
function valuesOf({ argChoices, defaultValue }: Option): string {
  const told = [
    ...(argChoices ? [`可选：${argChoices.join(', ')}`] : []),
    ...(typeof defaultValue === 'string' ? [`默认：${defaultValue}`] : []),
  ];
  return told.length === 0 ? '' : `（${told.join('；')}）`;
}

/** Commander's own words; what is handed to it is translated already. */
export const chineseHelp: Partial<Help> = {
  styleTitle: (title) => helpText(title, 'zh'),
  optionDescription: (option) => `${option.description}${valuesOf(option)}`,
};
