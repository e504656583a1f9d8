/** Background colours of cells (ECMA-376 part 1, 18.8.20 and 18.8.21), as far as it matters which cells share one. */
import type { Attributes } from '../xml/walk.js';

/** Of the palette (18.8.27): white, and what the system shows as text and background. */
const noColours = new Set(['1', '9', '64', '65']);

/** Numbers the colours of the `fills` section as it is walked through. */
export class FillReader {
  /** By `fillId`: 0 = none or white, else a number per colour. */
  readonly colours: number[] = [];
  private readonly known = new Map<string, number>();
  private isSolid = false;

  open(name: string, attributes: Attributes): void {
    if (name === 'fill') {
      this.colours.push(0);
      this.isSolid = false;
    } else if (name === 'patternFill') this.isSolid = attributes.get('patternType') === 'solid';
    else if (name === 'gradientFill') this.set('gradient');
    else if (name === 'fgColor' && this.isSolid) this.set(colourOf(attributes));
  }

  private set(colour: string | null): void {
    if (colour === null || this.colours.length === 0) return;
    const number = this.known.get(colour) ?? this.known.size + 1;
    this.known.set(colour, number);
    this.colours[this.colours.length - 1] = number;
  }
}

/** null = white, or what is shown as none. */
function colourOf(attributes: Attributes): string | null {
  const [rgb, theme, indexed] = ['rgb', 'theme', 'indexed'].map((name) => attributes.get(name));
  const tint = Number(attributes.get('tint') ?? 0);
  if (rgb !== undefined) return /^(?:[0-9a-f]{2})?ffffff$/i.test(rgb) && tint === 0 ? null : `${rgb.slice(-6)} ${tint}`;
  if (theme !== undefined) return theme === '0' && tint === 0 ? null : `theme ${theme} ${tint}`;
  return indexed === undefined || noColours.has(indexed) ? null : `indexed ${indexed} ${tint}`;
}
