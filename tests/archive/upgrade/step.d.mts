import type { Formats } from '../../../core/archive/upgrade/formats.js';

export const madeUp: (real: Formats) => Formats;
