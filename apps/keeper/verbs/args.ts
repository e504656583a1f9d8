/** Arguments of verbs come from another process: checked by zod, refused by name. */
import type { z } from 'zod';
import { NamedError } from '../../../schemas/errors.js';

export function parseArgs<T>(schema: z.ZodType<T>, args: unknown): T {
  const parsed = schema.safeParse(args);
  if (parsed.success) return parsed.data;
  const first = parsed.error.issues[0];
  throw new NamedError('usage', `${first?.path.join('.') ?? ''}: ${first?.message ?? 'not understood'}`, {
    exit: 'usage',
  });
}

/** A batch's or record's number as people type it; `hint`: where such numbers stand. */
export function wholeNumber(text: string, what: string, hint?: string): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(number)) return number;
  throw new NamedError('usage', `${what} must be a whole number.`, { exit: 'usage', ...(hint && { hint }) });
}
