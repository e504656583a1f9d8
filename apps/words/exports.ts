/** Files of an export that were lost or damaged, in both languages. */
import type { DamagedFile } from '../../core/exports/plan.js';

type Lang = 'en' | 'zh';

const faults: Record<DamagedFile['fault'], readonly [en: string, zh: string]> = {
  missing: ['was not there', '缺失'],
  damaged: ['did not hold what was written', '内容与写入时不同'],
};

/** What to do when files are whole again: something wrote to them, or the disk fails. */
export const harmedHint = {
  en: 'Find out who writes to that folder, and look at the disk.',
  zh: '请查明谁改动了该文件夹，并检查磁盘。',
} as const;

export const damagedText = ({ path, fault }: DamagedFile, lang: Lang): string =>
  lang === 'zh' ? `${path}：${faults[fault][1]}` : `${path}: ${faults[fault][0]}`;
