/** The address behind a cell's text: told where the text itself does not show it. */
import { unescaped } from '../../../schemas/percent-escapes.js';

/** What Excel takes at most; a longer one is told without its text. */
const longestAddress = 2_083;
const fewestDigits = 7;

/** What an address and a text have in common however each is written: no scheme, no slash at the end, escapes read, lower case. */
function bare(address: string): string {
  const plain = unescaped(address).toLowerCase().replaceAll(/\s+/g, '');
  const named = plain.replace(/^[a-z][a-z0-9+.-]*:(?=\D)\/*/, '').replace(/^tel:/, '');
  return (plain.startsWith('mailto:') ? named.replace(/\?.*$/, '') : named).replace(/\/+$/, '');
}

/** A place of the same workbook is no address. */
const isOutside = (target: string): boolean => target !== '' && !target.startsWith('#');

/** Whether a reader of the text knows the address: +86 138… behind 138…, http://a.cn/ behind `www: a.cn`. */
function isShown(text: string, target: string): boolean {
  const address = bare(target);
  if (address === '' || bare(text).includes(address)) return true;
  if (!/^tel:/i.test(target)) return false;
  const [shown, dialled] = [text, target].map((each) => each.replaceAll(/\D/g, ''));
  return shown !== undefined && dialled !== undefined && shown.length >= fewestDigits && dialled.endsWith(shown);
}

/** null = nothing stands behind the text that it does not show; '' = an address too long to tell. */
export function addressBehind(text: string, target: string): string | null {
  const address = target.trim();
  if (!isOutside(address) || isShown(text, address)) return null;
  return address.length > longestAddress ? '' : address;
}
