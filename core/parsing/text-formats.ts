/** Text that programs and typesetters read, told by how its lines begin: it has no rows and columns. */
import type { Signature } from './signatures.js';

/** Of the lines that say something. */
const mostLines = 0.9;
/** Cells may have lines of their own. */
const mostly = 0.5;
const lookedAt = 60;

const line = {
  /** `[section]` and `[[section]]` of INI and TOML. */
  section: /^\[{1,2}[^[\],;|\t]+\]{1,2}\s*$/,
  setting: /^[\w.\- "'\x80-\xff]{1,80}?\s*=/,
  /** `customer.1.name = …` */
  property: /^[\w-]+(?:\.[\w-]+)+\s*[=:]/,
  /** `key: value` of YAML, alone or as the first of a list's entry. */
  key: /^(?<indent> *)(?<dash>- +)?(?<key>"[^"]*"|'[^']*'|[^\s:#,;|\t[\]{}-][^:#,;|\t]*):(?<value> .*)?$/,
  item: /^ *- /,
};

const share = (lines: readonly string[], ...forms: RegExp[]): number =>
  lines.filter((one) => forms.some((form) => form.test(one))).length / Math.max(1, lines.length);

/** `head`: the beginning of the text, its first blanks taken off. null = it is none of them. */
export function textFormatOf(head: string): Signature | null {
  const kind = kindOf(head);
  return kind === null ? null : { code: 'other-text-format', params: { kind } };
}

function kindOf(head: string): string | null {
  if (head.startsWith('{\\rtf')) return 'RTF';
  if (/^(?:%[^\n]*\n|\s)*\\(?:documentclass|usepackage|begin\s*\{)/.test(head)) return 'LaTeX';
  const lines = head.split(/\r\n|\r|\n/, lookedAt).slice(0, -1);
  if (isJira(lines.filter((one) => /[^\s|]/.test(one)))) return 'Jira';
  if (head.startsWith('{|') && lines.some((one) => one.startsWith('|-'))) return 'MediaWiki';
  if (head.startsWith('socialcalc:')) return 'SocialCalc';
  if (isMail(lines)) return 'EML';
  if (isYaml(lines.filter((one) => !/^\s*(?:#|$)/.test(one)))) return 'YAML';
  const told = lines.filter((one) => !/^\s*(?:[#;!]|$)/.test(one)).map((one) => one.trim());
  if (isIni(told)) return 'INI / TOML';
  return told.length > 2 && share(told, line.property) === 1 ? 'properties' : null;
}

/** Two marks part the names of its columns, and one the cells below: read as parted by one, each cell would stand below the name before its own. */
const isJira = ([names = '', ...rows]: readonly string[]): boolean =>
  /^\s*\|\|.+\|\|\s*$/.test(names) && rows.length > 0 && share(rows, /^\s*\|(?!\|)/) >= mostly;

/** Lines of an e-mail up to the first blank one: some that programs write, and all of them labelled or going on. */
function isMail(lines: readonly string[]): boolean {
  const end = lines.findIndex((one) => one.trim() === '');
  const top = lines.slice(0, end < 0 ? lines.length : end);
  const written = top.filter((one) =>
    /^(?:received|return-path|message-id|mime-version|content-type|dkim-signature):/i.test(one),
  );
  return (
    top.length > 2 &&
    written.length > 0 &&
    share(top, /^[\w-]+:/, /^[ \t]+\S/) === 1 &&
    top.some((one) => /^from:/i.test(one))
  );
}

const isIni = (lines: readonly string[]): boolean =>
  lines.some((one) => line.section.test(one)) &&
  lines.some((one) => line.setting.test(one)) &&
  share(lines, line.section, line.setting) >= mostLines;

interface YamlLine {
  indent: number;
  isItem: boolean;
  key: string;
  /** Nothing stands behind the colon. */
  isParent: boolean;
}

/** Text forms have lines of a label and a value, too: YAML is told by a mark at its start, or by entries and levels below each other. */
function isYaml(lines: readonly string[]): boolean {
  if (lines.length < 3 || share(lines, line.key, line.item) < mostLines) {
    return /^---\s*$/.test(lines[0] ?? '') && isKeyed(lines.slice(1));
  }
  const keyed = lines.flatMap(yamlLine);
  return keyed.some((one, at) => startsEntry(one, keyed[at + 1])) || hasLevels(keyed);
}

const isKeyed = (lines: readonly string[]): boolean =>
  lines.length > 0 && share(lines, line.key, line.item) >= mostLines;

function yamlLine(text: string): YamlLine[] {
  const found = line.key.exec(text)?.groups;
  if (!found) return [];
  const { indent = '', dash = '', key = '', value = '' } = found;
  return [{ indent: indent.length + dash.length, isItem: dash !== '', key, isParent: value.trim() === '' }];
}

/** `- id: 1` with `  name: …` below it. */
const startsEntry = (one: YamlLine, next: YamlLine | undefined): boolean =>
  one.isItem && next !== undefined && !next.isItem && next.indent === one.indent;

/** A level within a level, or records of the same keys below their names. */
function hasLevels(lines: readonly YamlLine[]): boolean {
  const opened = lines.filter((one, at) => one.isParent && (lines[at + 1]?.indent ?? 0) > one.indent);
  if (opened.some(({ indent }) => indent > (opened[0]?.indent ?? 0))) return true;
  const inner = lines.filter(({ indent }) => indent > (opened[0]?.indent ?? 0)).map(({ key }) => key);
  return opened.length > 1 && new Set(inner).size < inner.length;
}
