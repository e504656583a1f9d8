/** Catalogue entries of reading workbooks; what all formats share stands in `codes-parsing.ts`. */
import type { IssueDef } from './issues/issue.js';

const again = {
  hintEn: 'Save it again in Excel or WPS (Save As, .xlsx) and send that file.',
  hintZh: '请用 Excel 或 WPS 打开后另存为 .xlsx 再发送。',
};
const packAgain = {
  hintEn: 'Save the workbook again in Excel or WPS (Save As, .xlsx), or pack the ZIP file anew, and send that.',
  hintZh: '请用 Excel 或 WPS 另存为 .xlsx，或重新打包 ZIP 文件后再发送。',
};
const resend = {
  hintEn: 'Send it again; the copy may have been interrupted.',
  hintZh: '请重新发送，可能是复制时中断了。',
};
const split = {
  hintEn: 'Split it into smaller files, or raise the limit in the config.',
  hintZh: '请拆分成较小的文件，或在配置中提高上限。',
};
const check = {
  hintEn: 'Look at the sheet in Excel and send it again if something is missing.',
  hintZh: '请在 Excel 中查看该工作表，如有缺失请重新发送。',
};
const none = { hintEn: 'Nothing to do: it is never run or followed.', hintZh: '无需处理：系统绝不会运行或访问它。' };

export const xlsxCodes: readonly IssueDef[] = [
  {
    code: 'zip-damaged',
    level: 'refusal',
    en: 'The packed structure of the file (ZIP) is damaged.',
    zh: '文件的压缩结构（ZIP）已损坏。',
    ...resend,
  },
  {
    code: 'zip-checksum',
    level: 'refusal',
    en: 'A part of the file does not match its check sum.',
    zh: '文件中有内容与校验和不符。',
    ...resend,
  },
  {
    code: 'zip-repeated-name',
    level: 'refusal',
    en: 'The file holds two parts of one name.',
    zh: '文件中有两个同名的部分。',
    ...packAgain,
  },
  {
    code: 'zip-absolute-name',
    level: 'refusal',
    en: 'The file holds a part whose name is an absolute path.',
    zh: '文件中有内容的名称是绝对路径。',
    ...packAgain,
  },
  {
    code: 'zip-climbing-name',
    level: 'refusal',
    en: 'The file holds a part whose name leads outside (“..”).',
    zh: '文件中有内容的名称指向外部路径（“..”）。',
    ...packAgain,
  },
  {
    code: 'zip-overlap',
    level: 'refusal',
    en: 'Parts of the file share the same bytes, as in a decompression bomb.',
    zh: '文件的各部分共用同一段数据，与压缩炸弹相同。',
    ...packAgain,
  },
  {
    code: 'zip-method',
    level: 'refusal',
    en: 'The workbook is packed by a method ({method}) that spreadsheets do not use.',
    zh: '工作簿使用了表格不会使用的压缩方法（{method}）。',
    ...again,
  },
  {
    code: 'zip-bomb',
    level: 'refusal',
    en: 'What is packed in the file unpacks to more than {maxRatio} times its size.',
    zh: '文件解压后超过原大小的 {maxRatio} 倍。',
    ...packAgain,
  },
  {
    code: 'zip-too-big',
    level: 'refusal',
    en: 'The file unpacks to more than {maxBytes} bytes.',
    zh: '文件解压后超过 {maxBytes} 字节。',
    ...split,
  },
  {
    code: 'zip-too-many-entries',
    level: 'refusal',
    en: 'The file holds {entries} parts; {max} are allowed.',
    zh: '文件包含 {entries} 个部分，最多允许 {max} 个。',
    ...packAgain,
  },
  {
    code: 'part-too-big',
    level: 'refusal',
    en: 'A part of the workbook that should be small is over {maxBytes} bytes.',
    zh: '工作簿中本应很小的部件超过 {maxBytes} 字节。',
    ...again,
  },
  {
    code: 'xml-damaged',
    level: 'refusal',
    en: 'The workbook’s content is damaged or cut off.',
    zh: '工作簿内容已损坏或不完整。',
    ...again,
  },
  {
    code: 'xml-doctype',
    level: 'refusal',
    en: 'The workbook declares or uses XML entities, which real spreadsheets never do.',
    zh: '工作簿声明或使用了 XML 实体，正常的表格不会这样做。',
    ...again,
  },
  {
    code: 'xml-encoding',
    level: 'refusal',
    en: 'A part of the workbook is in an encoding that is not known ({encoding}).',
    zh: '工作簿中有部件使用未知编码（{encoding}）。',
    ...again,
  },
  {
    code: 'xlsx-no-workbook',
    level: 'refusal',
    en: 'The package holds no workbook.',
    zh: '压缩包中没有工作簿。',
    ...again,
  },
  {
    code: 'sheet-not-found',
    level: 'refusal',
    en: 'There is no such sheet; the workbook has {sheets}.',
    zh: '没有这个工作表；该工作簿共有 {sheets} 个。',
    hintEn: 'Name one of the workbook’s sheets, or its number from 0.',
    hintZh: '请指定工作簿中的工作表名称或从 0 开始的序号。',
  },
  {
    code: 'cell-too-long',
    level: 'refusal',
    en: 'A cell is longer than a spreadsheet can hold.',
    zh: '有单元格的内容超出表格所能容纳的长度。',
    ...again,
  },
  { code: 'macros', level: 'info', en: 'The workbook brings macros along.', zh: '工作簿中带有宏。', ...none },
  {
    code: 'external-links',
    level: 'info',
    en: 'The workbook refers to other workbooks; the values stored with it were read.',
    zh: '工作簿引用了其他工作簿；已读取其中保存的数值。',
    ...none,
  },
  {
    code: 'dde-links',
    level: 'warning',
    en: 'The workbook would start other programs when opened (DDE).',
    zh: '打开该工作簿会启动其他程序（DDE）。',
    hintEn: 'It was not run. Ask the sender whether that is meant.',
    hintZh: '未运行。请向发件人确认是否有意为之。',
  },
  {
    code: 'embedded-objects',
    level: 'info',
    en: 'The workbook has other files embedded; they were not read.',
    zh: '工作簿中嵌有其他文件，未读取。',
    ...none,
  },
  {
    code: 'data-connections',
    level: 'info',
    en: 'The workbook has connections to databases or the web; the values stored with it were read.',
    zh: '工作簿带有数据库或网络连接；已读取其中保存的数值。',
    ...none,
  },
  {
    code: 'sheet-not-cells',
    level: 'info',
    en: 'A sheet of kind {kind} has no cells to read.',
    zh: '类型为 {kind} 的工作表没有可读取的单元格。',
    hintEn: 'Nothing to do.',
    hintZh: '无需处理。',
  },
  {
    code: 'sheet-missing',
    level: 'warning',
    en: 'The workbook names a sheet that it does not hold.',
    zh: '工作簿列出的某个工作表并不存在。',
    ...check,
  },
  {
    code: 'row-beyond-sheet',
    level: 'warning',
    en: '{count} rows stand beyond the last row that a sheet can have; they were left out.',
    zh: '有 {count} 行超出工作表的最大行数，已略去。',
    ...check,
  },
  {
    code: 'column-beyond-sheet',
    level: 'warning',
    en: '{count} cells stand beyond the last column that is read; they were left out.',
    zh: '有 {count} 个单元格超出可读取的最大列数，已略去。',
    ...check,
  },
  {
    code: 'row-out-of-order',
    level: 'warning',
    en: '{count} rows are numbered out of order; they were read in the order in which they are stored.',
    zh: '有 {count} 行的行号顺序不对，已按存储顺序读取。',
    ...check,
  },
  {
    code: 'cells-twice',
    level: 'warning',
    en: 'The file holds two different values each for {count} cells, first in row {first}; the last one was read.',
    zh: '文件中有 {count} 个单元格各有两个不同的值，首个位于第 {first} 行；已读取最后一个值。',
    hintEn:
      'Rows of data with such a cell are sent back. If it is a header, look at it in Excel, save the file anew and send it again.',
    hintZh: '含有此类单元格的数据行会退回。如果是表头，请在 Excel 中查看并另存后重新发送。',
  },
  {
    code: 'row-twice',
    level: 'error',
    en: 'The file holds two rows of this number, so its values may belong to one row or to two.',
    zh: '文件中有两行使用同一行号，其内容可能属于同一行，也可能是两行。',
    hintEn: 'If the row is whole, send it back as it is. If not, complete it, and delete the other part.',
    hintZh: '如果该行完整，请原样退回；否则请补全，并删除另一部分。',
  },
  {
    code: 'merge-dropped',
    level: 'warning',
    en: '{count} merged ranges make no sense or are too many; they were ignored.',
    zh: '有 {count} 个合并区域无效或过多，已忽略。',
    ...check,
  },
];
