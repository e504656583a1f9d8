/** Free text: kept with its lines; only what cannot be seen is cleaned away. */
import { accepted, defineFieldType } from './field-type.js';
import { prepare } from './prepare.js';
import { cleanTextSql, decide } from './sql.js';

export const text = defineFieldType({
  name: 'text',
  judge(raw, flag) {
    const start = prepare(raw, flag, { profile: 'free', keepOdd: true });
    return 'verdict' in start ? start.verdict : accepted(start.text, start.repairs, start.warnings);
  },
  acceptSql: (x) => decide([[cleanTextSql(x), x]]),
});
