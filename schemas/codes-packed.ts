/** Catalogue entries of ZIP and gzip files that hold spreadsheets: how such a file ends, and why a member of it is left out. */
import { entries } from './issues/entries.js';

export const packedCodes = [
  ...entries('refusal', [
    [
      'packed-nothing-to-read',
      'There is no spreadsheet in the packed file that could be read.',
      '压缩包中没有可读取的表格。',
      'Why each member was left out stands on the receipt, or above; send the spreadsheets as .xlsx or .csv.',
      '每个文件被略过的原因见回执或上文；请以 .xlsx 或 .csv 发送表格。',
    ],
    [
      'zip-encrypted',
      'The spreadsheets in the ZIP file are encrypted.',
      'ZIP 压缩包中的表格已加密。',
      'Pack them without a password and send that file.',
      '请不设密码重新打包后再发送。',
    ],
    [
      'member-not-found',
      'There is no such spreadsheet in the packed file; it holds {members}.',
      '压缩包中没有这个表格；其中共有 {members} 个表格。',
      'Name a member as “sheetkeep read FILE --json” lists it.',
      '请使用 “sheetkeep read FILE --json” 列出的成员名称。',
    ],
    [
      'members-refused',
      'Every spreadsheet in the packed file was refused.',
      '压缩包中的所有表格都被拒收。',
      'What is wrong with each stands above, or on the receipt; each has a receipt of its own.',
      '每个文件的问题见上文或回执；每个文件另有自己的回执。',
    ],
  ]),
  ...entries('warning', [
    [
      'member-encrypted',
      'This member is encrypted and was left out.',
      '该文件已加密，未读取。',
      'Pack it without a password and send it again.',
      '请不设密码重新打包后再发送。',
    ],
    [
      'member-link',
      'This member is a link or device, not a file, and was left out.',
      '该条目是链接或设备而不是文件，未读取。',
      'Pack the file itself.',
      '请打包文件本身。',
    ],
    [
      'member-method',
      'This member is packed by a method that is not read, and was left out.',
      '该文件使用了无法读取的压缩方法，未读取。',
      'Pack it in the usual way (deflate) and send it again.',
      '请用常规方式（deflate）重新打包后再发送。',
    ],
    [
      'member-packed',
      'This member is a packed file itself and was not opened.',
      '该文件本身是压缩包，未打开。',
      'Unpack it and drop the spreadsheets in, or raise parse.archiveDepth in the settings.',
      '请解压后放入其中的表格，或在设置中提高 parse.archiveDepth。',
    ],
  ]),
  ...entries('info', [
    [
      'unpacked',
      'The packed file was unpacked: {members} {members|spreadsheet|spreadsheets}, {leftOut} other {leftOut|member|members} left out.',
      '压缩包已解开：{members} 个表格，另有 {leftOut} 个文件未读取。',
      'Each spreadsheet has its own outcome and receipt; they are listed on the receipt of the packed file.',
      '每个表格有各自的结果和回执，均列在压缩包的回执中。',
    ],
    [
      'module-kept',
      'No dataset takes this module of the backup; the file is kept as an original.',
      '没有数据集对应备份中的这个模块；文件已作为原件保存。',
      'Nothing to do. To take its rows, declare a dataset for it in the settings and send the backup again.',
      '无需处理。如需读取其内容，请在设置中为其声明数据集后重新发送备份。',
    ],
    [
      'module-looked-up',
      'The users of the backup: their names stand with the records they own; the file is kept as an original.',
      '备份中的用户：其姓名已写入所负责的记录；文件已作为原件保存。',
      'Nothing to do.',
      '无需处理。',
    ],
    [
      'member-not-a-spreadsheet',
      'This member is no spreadsheet and was left out.',
      '该文件不是表格，未读取。',
      'Nothing to do; it is kept inside the packed file.',
      '无需处理；该文件保留在压缩包原件中。',
    ],
    [
      'member-system-file',
      'This member is a file of the operating system or a lock file and was left out.',
      '该文件是系统文件或锁文件，未读取。',
      'Nothing to do.',
      '无需处理。',
    ],
    [
      'member-empty',
      'This member is empty and was left out.',
      '该文件是空的，未读取。',
      'Check whether it should be empty.',
      '请确认该文件是否应为空。',
    ],
  ]),
];
