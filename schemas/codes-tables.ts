/** Catalogue entries of finding tables: forms, groups, what a person decided and what stands beside a list. */
import type { IssueDef } from './issues/issue.js';

const calculate = {
  en: 'Open the file in Excel, WPS or LibreOffice, let it calculate, save it and send it again.',
  zh: '请用 Excel、WPS 或 LibreOffice 打开文件，重新计算并保存后再发送。',
};

export const tableCodes: readonly IssueDef[] = [
  {
    code: 'formula-rows',
    level: 'warning',
    en: '{rows} {rows|row holds|rows hold} nothing but formulas whose results were not saved (the first is row {row}); {rows|it was|they were} not read.',
    zh: '有 {rows} 行只有公式且文件中没有保存计算结果，首个位于第 {row} 行；未读取。',
    hintEn: calculate.en,
    hintZh: calculate.zh,
  },
  {
    code: 'only-formulas',
    level: 'refusal',
    en: 'Nothing stands in the file but formulas whose results were not saved ({rows} {rows|row|rows}).',
    zh: '文件中只有公式，且没有保存计算结果（{rows} 行）。',
    hintEn: calculate.en,
    hintZh: calculate.zh,
  },
  {
    code: 'form-not-read',
    level: 'warning',
    en: 'The sheet looks like a form, labels beside their values, but it is not clear which value belongs to which label; it was not read.',
    zh: '该工作表像是登记表（名称与内容左右排列），但无法确定内容与名称的对应关系，未读取。',
    hintEn:
      'Put one label and one value beside each other, or copy the cells and paste them transposed, so that the labels stand in one row. To read it as a table: “sheetkeep source set SOURCE --like FILE --sheet NAME --header-row N”.',
    hintZh:
      '请让每个名称右侧只有一个内容，或复制后使用“选择性粘贴—转置”，使名称位于同一行。如要按普通表格读取，请运行 “sheetkeep source set 来源 --like 文件 --sheet 名称 --header-row 行号”。',
  },
  {
    code: 'form-rows-not-read',
    level: 'warning',
    en: 'Rows {row} to {to} beside a list look like a form, labels beside their values, but it is not clear which value belongs to which label; they were not read.',
    zh: '列表之外的第 {row} 至 {to} 行像是登记表（名称与内容左右排列），但无法确定内容与名称的对应关系，未读取。',
    hintEn:
      'If they tell of a customer, put one value beside each label, or make the customer a row of the list. If they only describe the list, there is nothing to do.',
    hintZh:
      '如果其中是客户资料，请让每个名称右侧只有一个内容，或将该客户写成列表中的一行。如果只是列表的说明，则无需处理。',
  },
  {
    code: 'explanation-not-read',
    level: 'info',
    en: 'Rows {row} to {to} beside a list explain words or columns; they were not read.',
    zh: '列表之外的第 {row} 至 {to} 行是对词语或列的说明，未读取。',
    hintEn:
      'Nothing to do. If they are a list of their own, put it on a sheet of its own, or run “sheetkeep source set SOURCE --like FILE --header-row {row}”.',
    hintZh:
      '无需处理。如果它们本身是一份列表，请放到单独的工作表，或运行 “sheetkeep source set 来源 --like 文件 --header-row {row}”。',
  },
  {
    code: 'frame-not-read',
    level: 'info',
    en: 'Rows {row} to {to} above a list say something of all of it, labels with what they say beside them; they are no rows of it.',
    zh: '列表上方的第 {row} 至 {to} 行说明整份列表（名称与内容左右排列），不是数据行。',
    hintEn: 'Nothing to do. If they tell of a customer, make that a row of the list.',
    hintZh: '无需处理。如果其中是客户资料，请将该客户写成列表中的一行。',
  },
  {
    code: 'cell-beside-list',
    level: 'warning',
    en: 'Row {row} has a value in column {column}, where no list of the sheet has a column; it was not read.',
    zh: '第 {row} 行在 {column} 列有内容，但该工作表的列表都没有这一列，未读取。',
    hintEn:
      'If it belongs to the list, give its column a header and send the file again. If it is a note, there is nothing to do.',
    hintZh: '如果属于列表，请为该列加上列名后重新发送文件；如果只是备注，则无需处理。',
  },
  {
    code: 'maybe-side-by-side',
    level: 'warning',
    en: 'From column {column} on another list may stand beside the first one: a blank column parts them, and one ends before the other. They were read as one list.',
    zh: '从 {column} 列开始可能是并排的另一份列表：中间有空列，且其中一份更早结束。目前按一份列表读取。',
    hintEn:
      'If they are two lists, put the second one on a sheet of its own, or below the first, and send the file again.',
    hintZh: '如果是两份列表，请把第二份放到单独的工作表，或放到第一份下方，然后重新发送。',
  },
  {
    code: 'maybe-lists-touch',
    level: 'warning',
    en: 'From column {column} on another list may stand right beside the first one, without a blank column between them: their columns do not belong to the same rows. They were read as one list.',
    zh: '从 {column} 列开始可能是紧挨着的另一份列表（中间没有空列）：两边的列可能不属于同一行。目前按一份列表读取。',
    hintEn:
      'If they are two lists, put the second one on a sheet of its own, or below the first, and send the file again. If they are one, there is nothing to do.',
    hintZh:
      '如果是两份列表，请把第二份放到单独的工作表，或放到第一份下方，然后重新发送；如果是同一份列表，则无需处理。',
  },
  {
    code: 'maybe-list-below',
    level: 'warning',
    en: 'Row {row} may be the header of another list: it has texts where all rows above have numbers or dates. It was read as a row.',
    zh: '第 {row} 行可能是另一份列表的表头：上方各行是数字或日期的列，该行全是文字。目前按一行数据读取。',
    hintEn:
      'If another list begins there, put it on a sheet of its own and send the file again. If it is a row, there is nothing to do.',
    hintZh: '如果那里开始另一份列表，请将其放到单独的工作表后重新发送；如果是数据行，则无需处理。',
  },
  {
    code: 'sums-above',
    level: 'warning',
    en: 'Rows that hold the sums of the rows below each of them: {rows}, the first of which is row {row}. They were read as rows of the list, so their amounts count twice.',
    zh: '有 {rows} 行（第一处为第 {row} 行）是其下各行的合计，目前按数据行读取，金额会重复计算。',
    hintEn: 'Delete those rows, or export the list without subtotals, and send the file again.',
    hintZh: '请删除这些合计行，或导出不含小计的明细，然后重新发送。',
  },
  {
    code: 'maybe-note',
    level: 'error',
    en: 'The row stands at the end of the table, and only one cell of it is filled: it may be a note, or a customer of whom nothing else is known.',
    zh: '该行位于表格末尾且只填写了一个单元格：可能是备注，也可能是只知道名称的客户。',
    hintEn: 'If it is a customer, send the row back as it is. If it is a note, delete the row.',
    hintZh: '如果是客户，请原样退回该行；如果是备注，请删除该行。',
  },
  {
    code: 'maybe-form',
    level: 'error',
    en: 'The row was read from a form above a list: it may be a customer, or tell who made the list.',
    zh: '该行来自列表上方的登记表：可能是一位客户，也可能是制表单位的信息。',
    hintEn:
      'If it is a customer, send the row back as it is. If not, delete it; “sheetkeep source set SOURCE --like FILE --header-row N” with the row of the list’s header leaves such rows out from then on.',
    hintZh:
      '如果是客户，请原样退回该行；如果不是，请删除该行。要以后不再询问，请运行 “sheetkeep source set 来源 --like 文件 --header-row 列表表头行号”。',
  },
  {
    code: 'group-rows',
    level: 'info',
    en: 'Rows that hold nothing but the name of a group: {rows}. The rows below each have it in the column “{header}”.',
    zh: '有 {rows} 行只写了分组名称，已填入其下各行的“{header}”列。',
    hintEn:
      'Nothing to do. If they are customers of whom only the name is known: “sheetkeep source set SOURCE --like FILE --heading-rows none”.',
    hintZh:
      '无需处理。如果它们是只知道名称的客户，请运行 “sheetkeep source set 来源 --like 文件 --heading-rows none”。',
  },
  {
    code: 'maybe-group-row',
    level: 'error',
    en: 'Nothing but a name stands in the row, or a code and a name: it may be the group that the rows below belong to.',
    zh: '该行只有名称，或只有编码和名称，可能是下方各行所属的分组。',
    hintEn:
      'If it is a customer, send the row back as it is. If it names a group, delete it. Decide once for such files: “sheetkeep source set SOURCE --like FILE --heading-rows N”, or none for customers.',
    hintZh:
      '如果是客户，请原样退回该行；如果是分组名称，请删除该行。也可一次确认：“sheetkeep source set 来源 --like 文件 --heading-rows 行号”（是客户时写 none）。',
  },
  {
    code: 'table-end-missing',
    level: 'warning',
    en: 'The row that was decided to end the data does not stand in this file: all rows to the end were taken.',
    zh: '文件中没有找到已确认的数据结束行：已读取至末尾的所有行。',
    hintEn:
      'If rows at the end are no data, give the last row with “sheetkeep source set SOURCE --like FILE --last-row N”.',
    hintZh: '如果末尾的行不是数据，请用 “sheetkeep source set 来源 --like 文件 --last-row 行号” 指定末行。',
  },
  {
    code: 'decided-not-found',
    level: 'warning',
    en: 'What was decided for files like this does not stand in it: {what}.',
    zh: '文件中没有找到已确认的内容：{what}。',
    hintEn:
      '“sheetkeep read FILE” shows the rows and columns found; decide anew with “sheetkeep source set SOURCE --like FILE …”.',
    hintZh: '可用 “sheetkeep read 文件” 查看行和列，再用 “sheetkeep source set 来源 --like 文件 …” 重新确认。',
  },
  {
    code: 'filled-down',
    level: 'info',
    en: 'Blank cells were filled with the value above them, as decided: {cells} in {columns}.',
    zh: '已按确认的方式用上方的值填充空单元格：{columns} 列共 {cells} 个。',
    hintEn: 'Nothing to do.',
    hintZh: '无需处理。',
  },
  {
    code: 'one-column',
    level: 'info',
    en: 'The rows stood in the cells of one column, their values parted by “{delimiter}”; they were read as columns.',
    zh: '各行内容都写在同一列的单元格中，以“{delimiter}”分隔；已按列拆分读取。',
    hintEn: 'Nothing to do. To see the columns in the workbook, use Data › Text to Columns.',
    hintZh: '无需处理。如需在表格中查看各列，请使用“数据 › 分列”。',
  },
  {
    code: 'pivot-sheet-skipped',
    level: 'info',
    en: 'The sheet is a pivot table of other rows and was skipped.',
    zh: '该工作表是由其他数据生成的数据透视表，已跳过。',
    hintEn: 'To read it all the same: “sheetkeep source set SOURCE --like FILE --sheet NAME --take yes”.',
    hintZh: '如仍需读取，请运行 “sheetkeep source set 来源 --like 文件 --sheet 名称 --take yes”。',
  },
  {
    code: 'pivot-table',
    level: 'warning',
    en: 'This is a pivot table: its rows are sums of other rows, and some of them sums of those below.',
    zh: '这是数据透视表：各行是其他数据的汇总，其中有些行又是其下各行之和。',
    hintEn: 'Send the list that it was made from.',
    hintZh: '请提交生成该透视表的原始清单。',
  },
  {
    code: 'sheet-full',
    level: 'warning',
    en: 'The rows end in row {row}, the last one that a sheet of that kind can have: rows behind it may have been cut off when the file was made.',
    zh: '数据正好止于第 {row} 行，即该类工作表的最大行数：生成文件时，其后的行可能已被截断。',
    hintEn: 'Compare the number of rows with where they come from; export again as CSV, or in several files.',
    hintZh: '请与来源系统核对行数；如有缺失，请导出为 CSV 或分成多个文件重新导出。',
  },
  {
    code: 'maybe-fill-down',
    level: 'info',
    en: 'Column {column} is filled in the first row of each group only; the cells below were read as blank.',
    zh: '{column} 列只在每组的第一行填写，其下的单元格按空白读取。',
    hintEn:
      'If the value holds for the rows below, too, decide so once: “sheetkeep source set SOURCE --like FILE --fill-down {column}”.',
    hintZh: '如果该值对其下各行也有效，请确认一次：“sheetkeep source set 来源 --like 文件 --fill-down {column}”。',
  },
];
