/** Catalogue entries of delimited text: how its cells are parted, and rows that have more or fewer of them. */
import type { IssueDef } from './issues/issue.js';

export const textCodes: readonly IssueDef[] = [
  {
    code: 'value-marks',
    level: 'info',
    en: 'Every value begins with {mark}, which keeps spreadsheets from changing it; the mark was left out.',
    zh: '每个值前都有防止表格软件改写的标记 {mark}，读取时已去除。',
    hintEn: 'Nothing to do.',
    hintZh: '无需处理。',
  },
  {
    code: 'row-names',
    level: 'warning',
    en: 'The header has one name fewer than each row has cells: the first cells are names of the rows, as R’s write.table writes them, and the names in the header were read as those of the columns from the second one on.',
    zh: '表头比每一行少一个列名：按 R 的 write.table 的格式，每行第一格是行名，表头的列名从第二列开始对应。',
    hintEn:
      'Nothing to do if that is right. To name the first column, too, write a name in front of the header (in R: col.names = NA), and send the file again.',
    hintZh:
      '若读取正确则无需处理。如需第一列也有列名，请在表头最前面补上列名（R 中使用 col.names = NA），然后重新发送。',
  },
  {
    code: 'maybe-row-names',
    level: 'warning',
    en: 'Each row has one cell more than the header has names: either the first column or the last one has no name, or a value of each row holds the delimiter.',
    zh: '每一行都比表头多一格：可能是第一列或最后一列没有列名，也可能是每行都有一个内容含有分隔符。',
    hintEn:
      'If a column has no name, write one into the header where it stands. If a value holds the delimiter (12,5), put quotation marks around it or choose another delimiter. Then send the file again.',
    hintZh:
      '如果某列没有列名，请在表头相应位置补上；如果内容含有分隔符（如 12,5），请为该内容加引号或换用其他分隔符。然后重新发送。',
  },
  {
    code: 'unsure-dialect',
    level: 'warning',
    en: 'How the file parts its cells is not certain: only {percent} % of its first rows have the same number of cells.',
    zh: '无法确定文件的分隔方式：开头的行中只有 {percent}% 的单元格数相同。',
    hintEn: 'Look at it with "sheetkeep read FILE"; name the delimiter in the settings of the source if it is another.',
    hintZh: '请用 sheetkeep read 文件 查看；若分隔符不对，请在来源设置中写明 delimiter。',
  },
  {
    code: 'ragged-short',
    level: 'warning',
    en: 'The row has fewer cells than the table has columns; the rest was taken as empty.',
    zh: '该行的单元格少于表格列数，缺少的部分按空处理。',
    hintEn: 'Check that no delimiter is missing in this row.',
    hintZh: '请检查该行是否缺少分隔符。',
  },
  {
    code: 'ragged-long',
    level: 'error',
    en: 'The row has more filled cells than the table has columns, so its values may stand in the wrong columns.',
    zh: '该行的单元格多于表格列数，数据可能错位。',
    hintEn: 'Put quotation marks around the value that holds a delimiter.',
    hintZh: '请给包含分隔符的内容加上引号。',
  },
  {
    code: 'other-delimiter',
    level: 'error',
    en: 'The cells of the row are parted by another character than those of the file, so all of them stand in the first column.',
    zh: '该行使用了与文件不同的分隔符，所有内容都落在第一列。',
    hintEn: 'Put the values of this row into their columns.',
    hintZh: '请将该行的内容放回各自的列。',
  },
  {
    code: 'stray-quote',
    level: 'error',
    en: 'The quotation marks of the row do not pair up.',
    zh: '该行的引号不成对。',
    hintEn: 'Check the cells of this row and correct the quotation marks.',
    hintZh: '请检查该行内容并改正引号。',
  },
];
