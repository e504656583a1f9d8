import type { Formats } from '../../../core/archive/upgrade/formats.js';

export const formats: Formats;
