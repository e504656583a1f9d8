/** How a delivery itself can end other than by its rows: said on its receipt and by the command line. */
import { entries } from './entries.js';

export const stepIssues = [
  ...entries('refusal', [
    [
      'nothing-returned',
      'The returned workbook holds no row to take in and no answer.',
      '退回的工作簿里没有要接收的行，也没有回答。',
      'Correct the coloured cells or answer in the sheet “Columns”, save, and send it again.',
      '请改正着色的单元格，或在“列对应确认”表中作答，保存后重新提交。',
    ],
    [
      'only-answers',
      'The workbook is a receipt without rows to correct: there is nothing to check.',
      '该工作簿是没有待改正行的回执，无需检查。',
      'Drop it into the inbox, or send it with “sheetkeep ingest”.',
      '请放入收件箱，或用 “sheetkeep ingest” 提交。',
    ],
    [
      'reading-unsure',
      'It is not certain how the file is to be read: more than one reading fits.',
      '无法确定这份文件的读法：有不止一种读法。',
      'Choose in the sheet “Tables” of the receipt, save, and drop the receipt into the inbox.',
      '请在回执的“表格确认”工作表中选择，保存后把回执放入收件箱。',
    ],
    [
      'all-left-out',
      'Every table of the file is left out by a decision made for this source.',
      '按照此来源已确认的设置，文件中的所有表格都不读取。',
      'See the decisions with “sheetkeep source show”, change them with “source set” or “source forget”.',
      '可用 “sheetkeep source show” 查看这些设置，用 “source set” 或 “source forget” 修改。',
    ],
    [
      'original-missing',
      'The landed original is no longer there.',
      '已接收的原件不见了。',
      'Put originals/ back from a copy, or send the file again.',
      '请从备份恢复 originals/，或重新发送该文件。',
    ],
    [
      'original-damaged',
      'The landed original no longer holds the bytes that arrived.',
      '已接收的原件已损坏（与收到时的内容不符）。',
      'It was set aside in quarantine/. Send the file again; tell your administrator to check the disk.',
      '已移入 quarantine/。请重新发送该文件，并告知管理员检查磁盘。',
    ],
    [
      'original-unreadable',
      'The landed original cannot be read from the disk.',
      '磁盘读取错误，无法读取已接收的原件。',
      'Send the file again; tell your administrator to check the disk.',
      '请重新发送该文件，并告知管理员检查磁盘。',
    ],
    [
      'parent-not-live',
      'The delivery that this one corrects was taken back.',
      '这份退回表所改正的交付已被撤销。',
      'Send the whole file again.',
      '请重新发送整个文件。',
    ],
    [
      'thread-died',
      'The thread that read the file ended again and again.',
      '读取该文件的线程多次意外结束。',
      'Send the file saved anew as .xlsx or .csv; tell your administrator.',
      '请将文件另存为 .xlsx 或 .csv 后重新发送，并告知管理员。',
    ],
    [
      'unexpected',
      'A step failed in an unexpected way.',
      '处理中出现意外错误。',
      'The file is kept. Tell your administrator; “sheetkeep reconcile” tries again.',
      '文件已保留。请告知管理员；运行 “sheetkeep reconcile” 可重试。',
    ],
    [
      'step-failed',
      'A step did not come to its end.',
      '有一个步骤未能完成。',
      'The file is kept. Tell your administrator; “sheetkeep reconcile” tries again.',
      '文件已保留。请告知管理员；运行 “sheetkeep reconcile” 可重试。',
    ],
    [
      'disk-full',
      'The disk of the workspace is full.',
      '工作区所在磁盘已满。',
      'Make room; it goes on by itself.',
      '请清理磁盘，腾出空间后会自动继续。',
    ],
  ]),
  ...entries('info', [
    [
      'answers-taken',
      'The answers were taken; the files that waited for them go on.',
      '回答已采纳，等待的文件继续处理。',
      'Nothing is left to do.',
      '无需其他操作。',
    ],
    [
      'answers-open',
      'The answers were taken, but not all that was asked is answered.',
      '回答已采纳，但仍有问题待回答。',
      'Open the receipt that the file which asked has now, and answer what is left.',
      '请打开提问文件现在的回执，回答剩余的问题。',
    ],
  ]),
];
