/** Meanings of the columns that are ours, in every table that analysts see. */
import type { Bilingual } from '../../../schemas/datasets/dataset.js';

export interface SystemColumn {
  /** `dataset` stands for the table of every dataset, `history` for every `history_DATASET`. */
  table: string;
  column: string;
  type: string;
  label: Bilingual;
  meaning: Bilingual;
}

type Line = [column: string, type: string, en: string, zh: string, meaningEn: string, meaningZh: string];

const lines: Record<string, Line[]> = {
  dataset: [
    ['id', 'BIGINT', 'ID', '编号', 'Our id of the thing; stable.', '本系统给出的编号，不会改变。'],
    [
      'customer_id',
      'BIGINT',
      'Customer',
      '所属客户',
      'Our id of the customer it belongs to, through merges.',
      '所属客户的编号，合并后仍然有效。',
    ],
    [
      'extra',
      'JSON',
      'Extra',
      '其他列',
      'Columns that no field wanted, second values (phone#2), texts that do not fit the type (birthday#text).',
      '没有对应字段的列、第二个值（phone#2）、与类型不符的原文（birthday#text）。',
    ],
    ['source', 'VARCHAR', 'Source', '来源', 'The source that spoke last.', '最近一次提供数据的来源。'],
    ['delivery', 'VARCHAR', 'Delivery', '交付', 'The delivery in which it was last seen.', '最近一次出现的交付。'],
    ['sheet', 'VARCHAR', 'Sheet', '工作表', 'The sheet in which it was last seen.', '最近一次出现的工作表。'],
    ['row', 'BIGINT', 'Row', '行号', 'The row number that the spreadsheet shows.', '表格中显示的行号。'],
    [
      'changed_at',
      'TIMESTAMP',
      'Changed at',
      '更新时间',
      'UTC time from which the values of today hold.',
      '当前值开始有效的时间（UTC）。',
    ],
    ['version', 'INTEGER', 'Version', '版本', 'How many versions there have been.', '第几个版本。'],
    ['batch', 'BIGINT', 'Batch', '批次', 'The batch that brought the values of today.', '带来当前值的批次。'],
    [
      'gone',
      'BOOLEAN',
      'Gone',
      '来源已无',
      'True when the complete list of its source no longer has it.',
      '完整名单的来源中已经没有此记录。',
    ],
  ],
  history: [
    ['id', 'BIGINT', 'ID', '编号', 'The thing.', '编号。'],
    ['version', 'INTEGER', 'Version', '版本', '1 is the first.', '从 1 开始。'],
    [
      'valid_from',
      'TIMESTAMP',
      'Valid from',
      '生效时间',
      'UTC time from which the version holds.',
      '此版本开始有效的时间（UTC）。',
    ],
    [
      'valid_to',
      'TIMESTAMP',
      'Valid to',
      '失效时间',
      'UTC time until which it held; empty: it still holds.',
      '此版本失效的时间（UTC）；空表示仍有效。',
    ],
    ['batch', 'BIGINT', 'Batch', '批次', 'The batch that brought it.', '带来此版本的批次。'],
  ],
  records: [
    [
      'record',
      'BIGINT',
      'Record',
      '记录',
      'Our id of what one source says about one thing.',
      '某个来源对某一对象的记录编号。',
    ],
    [
      'id',
      'BIGINT',
      'ID',
      '编号',
      'The thing it is about, in the table of its dataset.',
      '所属对象在数据集表中的编号。',
    ],
    ['seen_at', 'TIMESTAMP', 'Seen at', '最近出现', 'UTC time of the last sighting.', '最近一次出现的时间（UTC）。'],
    ['versions', 'INTEGER', 'Versions', '版本数', 'Distinct contents seen.', '出现过的不同内容的个数。'],
    ['fields', 'JSON', 'Fields', '字段', 'What the source says, as text by field.', '该来源给出的各字段文本。'],
  ],
  aliases: [
    ['alias', 'BIGINT', 'Former ID', '旧编号', 'An id that was merged away.', '已被合并的编号。'],
    ['id', 'BIGINT', 'ID', '编号', 'The id of today.', '当前编号。'],
  ],
  rejected: [
    ['cells', 'JSON', 'Cells', '单元格', 'The raw cells of the row, left to right.', '该行的原始单元格，从左到右。'],
    [
      'reasons',
      'JSON',
      'Reasons',
      '原因',
      'Issue codes with column and field; see issue_codes.',
      '问题代码及所在列和字段，含义见 issue_codes。',
    ],
    ['resolved', 'BOOLEAN', 'Resolved', '已解决', 'A later delivery brought the row right.', '之后的交付已更正此行。'],
  ],
  deliveries: [
    [
      'status',
      'VARCHAR',
      'Status',
      '状态',
      'committed, duplicate, refused, needs-mapping, held, failed; empty: under way.',
      'committed 已入库、duplicate 重复、refused 拒收、needs-mapping 待确认列、held 待批准、failed 失败；空表示处理中。',
    ],
    [
      'landed_at',
      'TIMESTAMP',
      'Landed at',
      '接收时间',
      'UTC time at which the file was taken over.',
      '文件被接收的时间（UTC）。',
    ],
  ],
  batches: [
    ['committed_at', 'TIMESTAMP', 'Committed at', '入库时间', 'UTC time of the commit.', '入库时间（UTC）。'],
    [
      'undone_at',
      'TIMESTAMP',
      'Undone at',
      '撤销时间',
      'UTC time at which the import was taken back; empty: it counts.',
      '导入被撤销的时间（UTC）；空表示有效。',
    ],
  ],
  issues: [
    [
      'code',
      'VARCHAR',
      'Code',
      '代码',
      'Stable code of the kind of issue; see issue_codes.',
      '问题类型的固定代码，含义见 issue_codes。',
    ],
    ['col', 'VARCHAR', 'Column', '列', 'The column as the spreadsheet names it.', '表格中的列号。'],
    [
      'derived',
      'BOOLEAN',
      'Derived',
      '推导',
      'True: follows from the state of today and closes by itself.',
      '由当前数据推导得出，条件消失后自动关闭。',
    ],
  ],
  meta: [
    ['published_at', 'TIMESTAMP', 'Published at', '发布时间', 'UTC time of this copy.', '此副本的发布时间（UTC）。'],
    ['last_batch', 'BIGINT', 'Last batch', '最后批次', 'The last batch in this copy.', '此副本包含的最后一个批次。'],
    [
      'freshness',
      'STRUCT[]',
      'Freshness',
      '新鲜度',
      'Per source and dataset: last landing and commit.',
      '各来源、各数据集最近的接收和入库时间。',
    ],
    [
      'excerpt',
      'STRUCT',
      'Excerpt',
      '摘录',
      'Dataset and record that this archive was restored with, and the snapshot; empty: it is whole.',
      '此归档库恢复时所限的数据集和记录，以及所用快照；为空表示完整。',
    ],
  ],
};

export const systemMeanings: SystemColumn[] = Object.entries(lines).flatMap(([table, columns]) =>
  columns.map(([column, type, en, zh, meaningEn, meaningZh]) => ({
    table,
    column,
    type,
    label: { en, zh },
    meaning: { en: meaningEn, zh: meaningZh },
  })),
);
