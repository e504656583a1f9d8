/** The help of commands about workspaces, files, sources and what the archive holds, in Chinese by the English words. */
export const filesHelp: Readonly<Record<string, string>> = {
  'make a workspace: a commented config, an inbox folder per dataset, the keys of its snapshots':
    '建立工作区：带注释的设置文件、每个数据集一个收件文件夹、快照密钥',
  'put sample spreadsheets into the folder samples/': '把示例表格放入 samples/ 文件夹',
  'the folder cannot be made': '无法建立该文件夹',
  'run the keeper: watch the folders, take in what arrives, publish; Ctrl-C stops cleanly; with --json a line for each file that comes':
    '启动守护进程：监视文件夹、接收文件、发布数据；按 Ctrl-C 正常停止；加 --json 时每收到一个文件输出一行',
  'another keeper runs here, or the archive cannot be served as it is': '已有守护进程在运行，或归档库当前状态无法使用',
  'Temporal is missing or cannot be reached': '缺少 Temporal 或无法连接',
  stopped: '已停止',
  'a throw-away workspace with sample spreadsheets, and the way through (the demo before goes, unless it was given other files); with --json one object, then a line for each file that comes':
    '用示例表格建立临时工作区，演示全过程（上一次的演示会被替换，除非其中有其他文件）；加 --json 时输出一个对象，此后每收到一个文件输出一行',
  'the folder of the demo': '演示所用的文件夹',
  'end after the show instead of serving on': '演示后结束，不继续运行',
  'show what Sheetkeep sees in a file; needs no workspace': '显示从文件中读到的内容；不需要工作区',
  "a sheet's name or its 0-based number (default: all)": '工作表名称或从 0 起的序号（默认：全部）',
  'of a ZIP file: the spreadsheet in it to read (default: all)': 'ZIP 文件中要读取的表格（默认：全部）',
  'stored: the tables found, every stored digit, dates as ISO; shown: one sheet as it stands, cells as Excel displays them':
    'stored：找到的表格，保留每一位数字，日期为 ISO 格式；shown：整张工作表，单元格与 Excel 显示一致',
  'ndjson: a line per table, then a line per row; csv: the largest or chosen table':
    'ndjson：每个表格一行，随后每行数据一行；csv：最大或指定的表格',
  'with ndjson, behind the rows of each table: what their texts do not tell (hidden, struck, percent, filled …), and the rows left out with the reason':
    '与 ndjson 一起使用，在每个表格的数据行之后列出：文字未体现的信息（隐藏、删除线、百分比、填充等），以及略过的行和原因',
  'with csv: write in the code page of an older program, as Excel does; _ stands for what it lacks (default: UTF-8)':
    '与 csv 一起使用：按旧程序的代码页写出，与 Excel 做法一致；其中没有的字符写为 _（默认：UTF-8）',
  'the text encoding, where the file does not tell it (default: found from the bytes)':
    '文本编码，用于文件自身未说明时（默认：由内容判断）',
  'what parts the cells of a text file (default: found from the file)': '文本文件的分隔符（默认：由文件判断）',
  'row number of the header, 3-4 for two rows, none for a table without one': '表头行号；两行写 3-4，没有表头写 none',
  'first row of data (default: right below the header)': '首个数据行（默认：表头下一行）',
  'last row of data (default: found from the rows)': '末个数据行（默认：由内容判断）',
  'rows of one cell, or of a code and a name, that name the group of the rows below, one of each kind such as 4,5; none: such rows are data (default: found from the rows)':
    '只写了一格（或只有编码和名称）、作为其下各行分组名称的行，每种写一行，如 4,5；none：这些行是数据（默认：由内容判断）',
  'columns such as A,B in which a blank cell has the value above it (default: blank is blank)':
    '空单元格取上方值的列，如 A,B（默认：空即为空）',
  'the file cannot be read; the reason is named': '文件无法读取，并说明原因',
  'written, but the code page asked for lacks some characters': '已写出，但所选代码页中缺少部分字符',
  'map and judge a file, write nothing': '对文件做列对应和校验，不写入任何内容',
  'the dataset of its rows': '数据行所属的数据集',
  'judge by the settings of this source': '按此来源的设置校验',
  'the sheet that the following options are about (default: any)': '下列选项所指的工作表（默认：任意）',
  'there are issues, or a person must say what a column means': '有问题，或需要人工说明某列的含义',
  'write the blank workbook of a dataset to hand out: drop-down lists, numbers as text, notes on every column':
    '生成数据集的空白表格供填写：含下拉列表，号码按文本，每列有说明',
  'where to write it (default: named after the dataset, in the current folder)':
    '写到哪里（默认：当前文件夹，以数据集命名）',
  'the file is there already or cannot be written': '文件已存在或无法写入',
  'datasets of your own': '自定义数据集',
  'propose a dataset for the columns of a file, to paste into the settings; needs no workspace':
    '根据文件的列拟出数据集定义，可粘贴到设置中；不需要工作区',
  'name of the dataset (default: from the file name)': '数据集名称（默认：取自文件名）',
  "a sheet's name or its 0-based number (default: the largest table)": '工作表名称或从 0 起的序号（默认：最大的表格）',
  'take files into the archive and wait for their receipts': '把文件导入归档库，并等待回执',
  'the source the files come from (default: the first source of the dataset)':
    '文件的来源（默认：该数据集的第一个来源）',
  'the dataset of their rows (default: found from the headers)': '数据行所属的数据集（默认：由表头判断）',
  'done, with rows to fix or a question about columns (see the receipt)': '完成，但有退回的行或关于列的问题（见回执）',
  'done; originals are missing, or receipts could not be written anew': '完成，但缺少原件，或有回执未能更新',
  'a file was refused or held': '有文件被拒收或等待确认',
  'let a held delivery go on (a complete source that suddenly lost many rows)':
    '放行等待确认的交付（完整来源突然少了很多行）',
  'without the snapshot that is taken and checked before, once there is a full one':
    '不先拍摄并检查快照（已有完整快照时默认会做）',
  'the delivery is not held, or the snapshot before it could not be taken or is not whole: nothing was changed':
    '该交付没有在等待确认，或操作前的快照未成功：未做任何改动',
  'how the files of a source are read': '来源的文件如何读取',
  'what is decided about how the files of a source are read': '显示对来源文件读取方式的决定',
  'the dataset (default: that of the source)': '数据集（默认：来源的数据集）',
  'decide how files like one are read; it holds for every later file of that shape, and adds to what is decided for it':
    '决定某类文件如何读取；以后同样形式的文件都照此处理，并与此前的决定叠加',
  'a file of the kind that is meant; later ones are known by its header': '此类文件的一个样例；以后按其表头识别',
  'the sheet that is meant (default: any)': '所指的工作表（默认：任意）',
  'read a sheet that would be left out, or leave it out': '读取原本会略过的工作表，或略过它',
  'forget what is decided: later files are read by what they look like': '撤销决定：以后按文件本身判断',
  'only this one, as source show numbers them': '只撤销这一条（编号见 source show）',
  'only what this option of source set said; header-row: all that was said of the rows below it, too':
    '只撤销 source set 的这一个选项所说的内容；header-row：其下各行所说的内容一并撤销',
  'the keeper, its queues, the sources, the last deliveries, the last snapshot and drill, the schedules':
    '守护进程、队列、来源、最近的交付、最近的快照与恢复演练、计划任务',
  'ask the published copy: read-only, in a process of its own, with time and memory limits':
    '查询已发布的副本：只读，独立进程，限时限内存',
  'how the answer is printed': '结果的输出格式',
  'ask the files of this role': '查询此角色的文件',
  'give up after so long (default: the workspace setting)': '超过此时间即放弃（默认：工作区设置）',
  'the query ran out of time or memory': '查询超出时间或内存',
  'nothing is published yet': '尚未发布任何数据',
  'renew the published files of the roles now; nothing is written where they show all there is':
    '立即更新各角色的发布文件；已是最新的不重写',
  'only the files of this role': '只处理此角色的文件',
  'make the files from nothing, whatever stands there': '不论现有内容，全部重新生成',
  'Parquet files for other programs, with a manifest; only partitions that changed are written':
    '为其他程序导出 Parquet 文件和清单；只写有变化的分区',
  'only this dataset; the others of the export stay as they are': '只导出此数据集；其他的保持不变',
  'another folder than exports/: an empty one, or one that holds an export':
    '导出到 exports/ 以外的文件夹：空文件夹，或已有导出的文件夹',
  'show what would be written, change nothing': '只显示将写入的内容，不做改动',
  'there is no room, an export is running, or the dataset must not go there':
    '空间不足，正在导出，或该数据集不得放在那里',
  'what was written differs, or the manifest there is damaged: the export stays as it was':
    '写出的内容不一致，或原有清单已损坏：导出保持原样',
  'from a value to the cells that say it, and those that say otherwise':
    '从某个值追溯到给出它的单元格，以及说法不同的单元格',
  'the versions of one thing, and what each changed': '某条数据的各个版本，以及每次的变化',
  'what changed between two times': '两个时间之间的变化',
  "a day (its start) or a time by the workspace's clocks, or a time with its zone":
    '日期（当天零点）或工作区时区的时间，也可带时区',
  'only this dataset': '只限此数据集',
  'take a whole import back: what it added, what it changed, and its corrections':
    '撤销整次导入：它新增的、更新的，以及对它的更正',
  'show what would happen, change nothing': '只显示结果，不做改动',
  'the snapshot before it could not be taken or is not whole: nothing was changed':
    '操作前的快照未成功或不完整：未做任何改动',
  'rebuild unfinished work from the archive and the originals, and schedules from the settings':
    '由归档库和原件重建未完成的工作，由设置重建计划任务',
};
