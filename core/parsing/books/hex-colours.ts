/** Numbers for background colours that are written as `#RRGGBB`. */
import { mostColours } from './xls-marks.js';

export class HexColours {
  private readonly known = new Map<string, number>();

  /** White and no colour are 0. */
  number(text = ''): number {
    const colour = text.toLowerCase();
    if (!/^#[0-9a-f]{6}$/.test(colour) || colour === '#ffffff') return 0;
    const known = this.known.get(colour) ?? Math.min(this.known.size + 1, mostColours);
    this.known.set(colour, known);
    return known;
  }
}
