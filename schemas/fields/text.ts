/** Free text: kept with its lines; only what cannot be seen is cleaned away. */
import { accepted, defineFieldType } from './field-type.js';
import { misread } from './misread.js';
import { prepare } from './prepare.js';
import { cleanTextSql, decide } from './sql.js';

export const text = defineFieldType({
  name: 'text',
  judge(raw, flag) {
    const start = prepare(raw, flag, { profile: 'free', keepOdd: true });
    if ('verdict' in start) return start.verdict;
    const warnings = misread(raw) === null ? [] : [{ code: 'text-misread' }];
    return accepted(start.text, start.repairs, [...start.warnings, ...warnings]);
  },
  acceptSql: (x) => decide([[cleanTextSql(x), x]]),
});
