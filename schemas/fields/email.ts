/** E-mail addresses: the domain in lower case, the local part as written. */
import type { CellVerdict } from '../verdicts.js';
import { accepted, defineFieldType, rejected } from './field-type.js';
import { addRepair, prepare } from './prepare.js';
import { decide, matches } from './sql.js';
import { withFurtherValues } from './several.js';

const atom = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~\\p{L}\\p{N}-]+";
const label = '[a-z0-9\\p{L}\\p{N}](?:[a-z0-9\\p{L}\\p{M}\\p{N}-]{0,61}[a-z0-9\\p{L}\\p{M}\\p{N}])?';
const address = new RegExp(`^${atom}(?:\\.${atom})*@(?:${label}\\.)+(?:xn--[a-z0-9-]{2,59}|[a-z\\p{L}]{2,24})$`, 'u');
/** Slips of the keyboard whose meaning is plain; only ever a suggestion. */
const slips: [RegExp, string][] = [
  [/\s+/g, ''],
  [/,/g, '.'],
  [/。/g, '.'],
  [/\.{2,}/g, '.'],
  [/\.$/, ''],
  [/@{2,}/, '@'],
  [/\.(con|cmo|ocm|comm)$/i, '.com'],
];

/** Words before an address. */
const named = /^(?:(?:电子)?邮箱(?:地址)?|(?:电子)?邮件|電子郵件|信箱|メール|e-?mail|mail)\s*:\s*/i;
/** What stands between an address and the words beside it. */
const betweenWords = /[\s()[\]{}<>【】《》“”"':;,，；：、]+/;

export const email = defineFieldType({
  name: 'email',
  judge(raw, flag) {
    const start = prepare(raw, flag, { profile: 'code', strict: true });
    if ('verdict' in start) return start.verdict;
    const { repairs } = start;
    return withFurtherValues(
      start.text,
      /\s*:::\s*|[;,、|]|\s+(?=\S+@)|\/(?=[^/]+@)/,
      (part) => one(part, repairs),
      repairs,
    );
  },
  acceptSql: (x) =>
    decide([
      [
        `strlen(${x}) <= 64 AND ${matches(x, '[A-Za-z0-9_+-]+(\\.[A-Za-z0-9_+-]+)*@([a-z0-9]+(-[a-z0-9]+)*\\.)+[a-z]{2,24}')}`,
        x,
      ],
    ]),
});

function one(part: string, repairs: string[]): CellVerdict {
  const unnamed = part.replace(named, '');
  if (unnamed !== part) addRepair(repairs, 'label-removed');
  const bare = unwrap(unnamed);
  if (bare !== unnamed) addRepair(repairs, 'address-extracted');
  const at = bare.lastIndexOf('@');
  const folded = bare.slice(0, at + 1) + bare.slice(at + 1).toLowerCase();
  if (folded !== bare) addRepair(repairs, 'domain-case');
  if (isAddress(folded)) return accepted(folded, repairs);
  const within = withinWords(bare);
  if (within.length > 0) return rejected('email-with-words', undefined, within.join('; '));
  const guess = slips.reduce((text, [find, replace]) => text.replace(find, replace), folded);
  return rejected('email-invalid', undefined, isAddress(guess) ? guess : undefined);
}

/** a@b.c(work), 张三 a@b.c: all addresses among words. Latin letters beside a blank may be the beginning of the address itself. */
function withinWords(text: string): string[] {
  const words = text.split(betweenWords).filter((word) => word !== '');
  const found = words.filter((word) => isAddress(word));
  const isSplit = !/[()[\]{}<>【】《》:\p{Script=Han}]/u.test(text) && words.some((word) => !isAddress(word));
  return isSplit ? [] : [...new Set(found)];
}

function isAddress(text: string): boolean {
  return text.length <= 254 && text.lastIndexOf('@') <= 64 && address.test(text);
}

/** `mailto:a@b.c` and `Name <a@b.c>`. */
function unwrap(text: string): string {
  return (/<([^<>]+)>$/.exec(text)?.[1] ?? text).replace(/^mailto:/i, '').trim();
}
