/** Free text: kept with its lines; only what cannot be seen is cleaned away. */
import { accepted, defineFieldType } from './field-type.js';
import { lostText } from './lost.js';
import { misread as meant } from './misread.js';
import { prepare } from './prepare.js';
import { cleanTextSql, decide } from './sql.js';

export const text = defineFieldType({
  name: 'text',
  judge(raw, flag) {
    const start = prepare(raw, flag, { profile: 'free', keepOdd: true });
    if ('verdict' in start) return start.verdict;
    const misread = meant(raw) === null ? [] : [{ code: 'text-misread' }];
    const lost = lostText(start.text) === 'all' ? [{ code: 'text-lost' }] : [];
    return accepted(start.text, start.repairs, [...start.warnings, ...misread, ...lost]);
  },
  acceptSql: (x) => decide([[cleanTextSql(x), x]]),
});
