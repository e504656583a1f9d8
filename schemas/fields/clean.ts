/** Cleans cell text: what cannot be seen or was typed in another width never decides whether two values are equal. */
import {
  bidiMarks,
  combining,
  controls,
  damage,
  fullWidthAscii,
  fullWidthWords,
  joiners,
  jsClass,
  lineEnds,
  suspects,
  wideBlanks,
  zeroWidth,
} from './characters.js';

/** free: text with lines; line: one line, single blanks; code: one line, all full-width ASCII folded. */
export type Profile = 'free' | 'line' | 'code';

export interface Cleaned {
  text: string;
  /** Repair codes, each once, in the order made. */
  repairs: string[];
  /** The text has lost characters: a replacement character, NUL or half a surrogate pair. */
  damaged: boolean;
}

const pattern = (inside: string, flags = 'gu'): RegExp => new RegExp(`[${inside}]`, flags);

const suspect = pattern(jsClass(suspects), 'u');
const damaged = new RegExp(`[${jsClass(damage)}\\0]|\\p{Surrogate}`, 'u');
const fold = (char: string): string => String.fromCharCode(char.charCodeAt(0) - 0xfee0);
const complexScripts = [
  'Arabic Syriac Mongolian Devanagari Bengali Gurmukhi Gujarati Oriya',
  'Tamil Telugu Kannada Malayalam Sinhala Khmer Myanmar',
].flatMap((line) => line.split(' '));
const complexClass = `${complexScripts.map((name) => `\\p{Script=${name}}`).join('')}\\p{Extended_Pictographic}\\uFE0F\\u{1F3FB}-\\u{1F3FF}`;
const idleJoiner = new RegExp(
  `(?<![${complexClass}])[\\u200C\\u200D]+|[\\u200C\\u200D]+(?![${complexClass}\\u200C\\u200D])|(?<=[\\u200C\\u200D])[\\u200C\\u200D]+`,
  'gu',
);

interface Step {
  repair: string;
  find: RegExp;
  replace: string | ((found: string) => string);
  only?: Profile;
}

const steps: Step[] = [
  { repair: 'line-ends', find: new RegExp(`\\r\\n|[${jsClass(lineEnds)}]`, 'gu'), replace: '\n' },
  { repair: 'control-characters', find: pattern(jsClass(controls)), replace: '' },
  { repair: 'zero-width', find: pattern(jsClass(zeroWidth)), replace: '' },
  { repair: 'bidi-marks', find: pattern(jsClass(bidiMarks)), replace: '' },
  { repair: 'no-break-space', find: pattern(jsClass(wideBlanks)), replace: ' ' },
  { repair: 'full-width', find: pattern(jsClass(fullWidthAscii)), replace: fold, only: 'code' },
  { repair: 'full-width', find: pattern(jsClass(fullWidthWords)), replace: fold },
  { repair: 'zero-width', find: idleJoiner, replace: '' },
];

const hasCombining = pattern(jsClass(combining), 'u');
const hasJoiner = pattern(jsClass(joiners), 'u');
const hasWideAscii = pattern(jsClass(fullWidthAscii), 'u');

export function clean(text: string, profile: Profile): Cleaned {
  const repairs: string[] = [];
  const note = (repair: string, before: string, after: string): string => {
    if (before !== after && !repairs.includes(repair)) repairs.push(repair);
    return after;
  };
  let out = text;
  if (suspect.test(text) || (profile === 'code' && hasWideAscii.test(text))) {
    for (const step of steps) {
      if (step.only !== undefined && step.only !== profile) continue;
      if (step.find === idleJoiner && !hasJoiner.test(out)) continue;
      out = note(step.repair, out, replaceAll(out, step));
    }
    if (hasCombining.test(out)) out = note('composed', out, out.normalize('NFC'));
  }
  if (profile !== 'free') out = note('spaces', out, out.replace(/[ \t\n]{2,}|[\t\n]/g, ' '));
  out = note('trimmed', out, out.replace(/^[ \t\n]+|[ \t\n]+$/g, ''));
  return { text: out, repairs, damaged: damaged.test(text) };
}

function replaceAll(text: string, step: Step): string {
  return typeof step.replace === 'string'
    ? text.replace(step.find, step.replace)
    : text.replace(step.find, step.replace);
}
