/** Names of people, companies, places: one line, single blanks, letters as they are. */
import { accepted, defineFieldType, rejected } from './field-type.js';
import { prepare } from './prepare.js';
import { cleanLineSql, decide } from './sql.js';

export const name = defineFieldType({
  name: 'name',
  judge(raw, flag) {
    const start = prepare(raw, flag, { profile: 'line' });
    if ('verdict' in start) return start.verdict;
    if (/^=\s*DISPIMG\(/i.test(start.text)) return rejected('picture-in-cell');
    return accepted(start.text, start.repairs, start.warnings);
  },
  acceptSql: (x) => decide([[`${cleanLineSql(x)} AND NOT starts_with(${x}, '=')`, x]]),
});
