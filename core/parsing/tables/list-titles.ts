/** Titles that call what stands below them a list: 客户名单, Price list. */

const lists =
  '(?:名单|清单|目录|列表|一览表?|登记表|明细表|统计表|台账|名录|(?:^|\\s)(?:list|directory|catalogue?|register)|\\p{L}liste|verzeichnis)';

const sure = new RegExp(`${lists}\\s*$`, 'iu');
const usual = new RegExp(`(?:${lists}|表|班|组)\\s*$`, 'iu');

/** Where titles stand. */
export const titlesList = (text: string): boolean => usual.test(text);

/** Wherever it stands: hardly anybody is called so. */
export const surelyTitlesList = (text: string): boolean => sure.test(text);
