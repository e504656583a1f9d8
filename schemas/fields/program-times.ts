/** Times as programs write them that were not made to be read, in the form that people write: JavaScript, Oracle, DB2, Go, Java, banks. */
const weekdayNames = '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)';

const forms: [form: RegExp, plain: string][] = [
  // Tue Mar 05 2024 08:30:00 GMT+0800 (China Standard Time)
  [
    new RegExp(`^${weekdayNames} ([A-Z][a-z]{2}) (\\d{2}) (\\d{4}) ([\\d:]{8}) GMT([+-]\\d{4})(?: \\(.*\\))?$`),
    '$2 $1 $3 $4 $5',
  ],
  // Tue Mar 05 08:30:00 CST 2024
  [
    new RegExp(`^${weekdayNames} ([A-Z][a-z]{2}) (\\d{1,2}) ([\\d:]{8}) ([A-Z]{3,4}(?:[+-]\\d{2}:\\d{2})?) (\\d{4})$`),
    '$2 $1 $5 $3 $4',
  ],
  // 05-MAR-24 03.20.00.000000 PM +08:00
  [
    /^(\d{2}-[a-z]{3}-\d{2,4}) (\d{1,2})\.(\d{2})\.(\d{2}(?:\.\d+)?)((?: [AP]M)?(?: [+-]\d{2}:\d{2})?)$/i,
    '$1 $2:$3:$4$5',
  ],
  // 2024-03-05-08.30.00.000000
  [/^(\d{4}-\d{2}-\d{2})-(\d{2})\.(\d{2})\.(\d{2}(?:\.\d+)?)$/, '$1 $2:$3:$4'],
  // 20240305083000
  [/^((?:19|20)\d{2})(0[1-9]|1[0-2])(\d{2})([01]\d|2[0-3])([0-5]\d)([0-5]\d)$/, '$1-$2-$3 $4:$5:$6'],
  // 20240305T083000Z
  [
    /^((?:19|20)\d{2})(0[1-9]|1[0-2])(\d{2})T(\d{2})(\d{2})(\d{2})?((?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})?)$/,
    '$1-$2-$3 $4:$5:$6$7',
  ],
  [/^(\d{4}-\d{2}-\d{2} \d{2}:\d{2}):(Z|[+-]\d{2}:?\d{2})?$/, '$1$2'],
  // 8:30 (UTC+8)
  [/(\d) ?[(（]((?:UTC|GMT)[^()（）]{0,6})[)）]$/, '$1 $2'],
  // …+0800 CST, …+08:00[Asia/Shanghai]: the offset says it.
  [/(:\d{2}(?:\.\d+)? ?[+-]\d{2}:?\d{2})(?: [A-Z]{3,4}|\[[A-Za-z_/]+\])$/, '$1'],
  // 2024/3/5 8:30 星期二
  [/(:\d{2}) ?[(（]?(?:星期|周|礼拜)[一二三四五六日天][)）]?$/, '$1'],
];

export const asPeopleWrite = (text: string): string =>
  forms.reduce((plain, [form, written]) => plain.replace(form, written), text);
