/** Web addresses: http or https, host in lower case; a bare host gets `http://` as spreadsheets themselves give it. */
import { accepted, defineFieldType, rejected } from './field-type.js';
import { addRepair, prepare } from './prepare.js';
import { decide, matches } from './sql.js';

const address =
  /^(https?):\/\/((?:[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?\.)+(?:xn--[a-z0-9-]{2,59}|[\p{L}]{2,24})|(?:\d{1,3}\.){3}\d{1,3})(:\d{1,5})?([/?#]\S*)?$/iu;

export const url = defineFieldType({
  name: 'url',
  judge(raw, flag) {
    const start = prepare(raw, flag, { profile: 'code', strict: true });
    if ('verdict' in start) return start.verdict;
    const { text, repairs } = start;
    const bare = !/^[a-z][a-z0-9+.-]*:\/\//i.test(text);
    const found = address.exec(bare ? `http://${text}` : text);
    if (!found || (bare && text.includes('@'))) return rejected('url-invalid');
    const [, scheme = '', host = '', port = '', rest = ''] = found;
    if (bare) addRepair(repairs, 'scheme-added');
    const canonical = `${scheme.toLowerCase()}://${host.toLowerCase()}${port}${rest === '/' ? '' : rest}`;
    if (!bare && canonical.slice(0, canonical.length - rest.length) !== text.slice(0, canonical.length - rest.length)) {
      addRepair(repairs, 'domain-case');
    }
    return accepted(canonical, repairs);
  },
  acceptSql: (x) => {
    const host = '([a-z0-9]+(-[a-z0-9]+)*\\.)+[a-z]{2,24}';
    const path = '(/[A-Za-z0-9_~.%=&?#/-]+)?';
    return decide([
      [`strlen(${x}) <= 60 AND ${matches(x, `https?://${host}${path}`)}`, x],
      [`strlen(${x}) <= 60 AND ${matches(x, `www\\.${host}${path}`)}`, `'http://' || ${x}`],
    ]);
  },
});
