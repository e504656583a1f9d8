/** Problems of whole rows, of deliveries, and what follows from the archive's state. */
import { entries } from './entries.js';

const fix = 'Complete the row in the fix-up sheet and send it back.';
const fixZh = '请在退回表中补全该行后重新提交。';
const nothing = 'Nothing to do.';
const nothingZh = '无需处理。';

export const rowIssues = [
  ...entries('error', [
    ['required-missing', '{field} is required and empty.', '必填字段 {field} 为空。', fix, fixZh],
    ['key-missing', '{field} is part of the key and empty.', '作为键的字段 {field} 为空。', fix, fixZh],
    ['one-of-required', 'At least one of these is required: {fields}.', '以下字段至少填写一个：{fields}。', fix, fixZh],
    [
      'needs-other-field',
      '{field} is given, so {other} is needed too.',
      '已填写 {field}，还需填写 {other}。',
      fix,
      fixZh,
    ],
    [
      'before-other-date',
      '{later} lies before {earlier}.',
      '{later} 早于 {earlier}。',
      'Correct one of the two.',
      '请更正其中一个日期。',
    ],
    [
      'birthday-differs',
      '{birthday} is another day than {idNumber} says.',
      '{birthday} 与 {idNumber} 中的出生日期不一致。',
      'Compare both with the card and correct one of them.',
      '请与证件核对并更正其中一项。',
    ],
    [
      'same-key-different',
      'The same key stands in this delivery with different content.',
      '同一份文件中同一个键出现了不同的内容。',
      'Keep the right row, or declare a field that tells which is newer (newestBy). If each row is a line of an order, name the fields that tell the lines apart as the key of the source (key: external_id and product).',
      '请保留正确的一行，或声明用于判断新旧的字段（newestBy）。如果每行是订单中的一项商品，请把能区分各行的字段设为来源的键（key：external_id 与 product）。',
    ],
    [
      'token-outdated',
      'The row was corrected already since this fix-up sheet was made, and says something else here: it was not taken in.',
      '该行在退回表生成之后已经更正过，而此处内容不同，因此未入库。',
      'If the row is right as it stands here, send it once more in the receipt of this file; else leave it out.',
      '如以此处内容为准，请用本文件的回执再提交一次；否则不必处理。',
    ],
    [
      'token-undone',
      'The import that sent this row back was taken back since: the row was not taken in.',
      '退回该行的那次导入已被撤销，因此该行未入库。',
      'If the row is right, send it once more in the receipt of this file; else leave it out.',
      '如该行无误，请用本文件的回执再提交一次；否则不必处理。',
    ],
    [
      'token-foreign',
      'The row token belongs to another workspace.',
      '该行标识属于另一个工作区。',
      'Drop the file into the workspace it came from.',
      '请放入其所属的工作区。',
    ],
    [
      'correction-absent',
      'A cell that was sent back for correction did not come back: its column was removed.',
      '需要更正的单元格没有随行返回：所在的列被删除了。',
      'Correct it in the receipt that the row was sent back in, with all its columns.',
      '请在退回该行的回执中更正，并保留所有列。',
    ],
  ]),
  ...entries('warning', [
    [
      'cell-emptied',
      'The cell was sent back for correction and came back empty: the row went in without a value there.',
      '该单元格退回更正后为空：该行已入库，此处没有值。',
      'Nothing to do if there is no such value; else send the row again with it.',
      '如确实没有该值，无需处理；否则请填写后重新提交该行。',
    ],
    [
      'row-struck',
      'The row is struck through.',
      '该行带有删除线。',
      'Leave it out if it no longer holds.',
      '如已作废请删除。',
    ],
    [
      'cell-struck',
      'The cell is struck through.',
      '该单元格带有删除线。',
      'Empty it if it no longer holds.',
      '如已作废请清空。',
    ],
    [
      'unmapped-column',
      'Column {column} feeds no field; its cells are kept in extra.',
      '列 {column} 没有对应字段，内容保存在 extra 中。',
      'Name its field in the sheet Columns if it has one.',
      '如有对应字段，请在“列对应确认”表中指定。',
    ],
  ]),
  ...entries('info', [
    [
      'older-version',
      'A newer row of the same key stands in this delivery.',
      '同一份文件中有同一个键的更新版本。',
      nothing,
      nothingZh,
    ],
    [
      'duplicate-in-delivery',
      'The same row stands in this delivery before.',
      '该行与本文件中前面的行重复。',
      nothing,
      nothingZh,
    ],
    [
      'row-hidden',
      'The row is hidden in the spreadsheet.',
      '该行在表格中被隐藏。',
      'Check that it was meant to be sent.',
      '请确认是否要提交该行。',
    ],
    [
      'row-highlighted',
      'The row is marked with a colour; the archive keeps no colours.',
      '该行用颜色标记；归档不保存颜色。',
      'If the colour says something, write it in a column of its own.',
      '如果颜色有含义，请另加一列写明。',
    ],
    [
      'cell-hidden',
      'The cell lies in a hidden row or column.',
      '该单元格位于隐藏的行或列中。',
      'Check that it was meant to be sent.',
      '请确认是否要提交。',
    ],
    [
      'cell-grouped',
      'The value is the name of the group that the row stands under.',
      '该值是该行所属分组的名称，取自上方的分组标题行。',
      nothing,
      nothingZh,
    ],
    [
      'cell-filled-down',
      'The cell was blank; it has the value above it, as was decided for such files.',
      '该单元格为空，已按确认的方式取上方的值。',
      nothing,
      nothingZh,
    ],
    ['cell-filled', 'The value comes from a merged cell.', '该值来自合并单元格。', nothing, nothingZh],
  ]),
];

export const deliveryIssues = [
  ...entries('hold', [
    [
      'sudden-loss',
      '{missing} of {known} known {known|row|rows} {missing|is|are} missing, more than the allowed share of {sharePercent} %.',
      '已知的 {known} 行中有 {missing} 行缺失，超过允许的 {sharePercent}%。',
      'If that is right: sheetkeep approve {delivery}; else send the whole file.',
      '如属实，请运行 sheetkeep approve {delivery}；否则请发送完整文件。',
    ],
  ]),
  ...entries('info', [
    [
      'return-not-looked-up',
      'This is a receipt that came back. Which rows it corrects, whether they were corrected before, and which numbers had lost digits is looked up only when it is taken in.',
      '这是退回后重新提交的回执。它更正了哪些行、这些行是否已被更正、哪些数字曾丢失精度，只有在入库时才会查询。',
      'Drop it into the inbox, or send it with “sheetkeep ingest FILE”.',
      '请放入收件箱，或用 “sheetkeep ingest 文件” 提交。',
    ],
  ]),
  ...entries('warning', [
    [
      'other-dataset',
      'By its columns this file looks like {dataset}; it was taken in as its folder says.',
      '从列名看，这份文件更像“{dataset}”；已按所在文件夹的数据集入库。',
      'If it lay in the wrong folder: take the batch back with “sheetkeep undo BATCH”, and drop the file into the folder for {dataset}.',
      '如果放错了文件夹：请用 “sheetkeep undo 批次” 撤销该批次，再把文件放入“{dataset}”的收件文件夹。',
    ],
    [
      'columns-unsure',
      'The columns are not sure yet.',
      '列对应尚未确定。',
      'Answer in the sheet Columns and drop the workbook back.',
      '请在“列对应确认”表中填写后放回收件箱。',
    ],
    [
      'key-proposed',
      'The key was proposed from the evidence: {fields}.',
      '根据数据建议以 {fields} 作为键。',
      'Confirm it once in the sheet Columns.',
      '请在“列对应确认”表中确认一次。',
    ],
    [
      'no-key',
      'No key: rows are told apart by their content.',
      '没有键：各行按内容区分。',
      'Add a column with a number or code of its own.',
      '请增加一列唯一编号。',
    ],
  ]),
];

export const derivedIssues = entries('warning', [
  [
    'reference-missing',
    '{dataset} has no {field} of this value yet.',
    '{dataset} 中尚无该 {field}。',
    'It closes by itself when the missing row arrives.',
    '缺失的数据到达后会自动关闭。',
  ],
  [
    'reference-ambiguous',
    'Several rows of {dataset} have this {field}.',
    '{dataset} 中有多行具有该 {field}。',
    'Merge them, or correct the number.',
    '请合并重复数据或更正编号。',
  ],
  [
    'identifier-in-sources',
    'Another source uses the same number for another row.',
    '另一个来源用同一编号表示了另一条数据。',
    'Check whether both are the same.',
    '请核对两者是否相同。',
  ],
  [
    'type-misfit',
    'The stored text does not fit the type {type} of today.',
    '已存文本与现在的类型 {type} 不符。',
    'Correct it at the source, or the type in the settings.',
    '请在来源更正，或修改设置中的类型。',
  ],
]);
