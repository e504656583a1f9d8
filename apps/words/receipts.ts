/** Why receipts still tell as before, for people. */
import type { NamedError } from '../../schemas/errors.js';
import { inChinese } from './errors-zh.js';

/** Of files that were taken back, or whose corrections were. */
export function receiptsLeft(fault: Pick<NamedError, 'code' | 'message' | 'hint'>, lang: 'en' | 'zh'): string {
  const { message, hint } = lang === 'zh' ? inChinese(fault) : fault;
  const said = message.replace(/[.。]$/u, '');
  return lang === 'zh'
    ? `outbox/ 中已撤销文件的回执未能更新，下次启动时会重试：${said}。${hint}`
    : `Receipts in outbox/ of files that were taken back still tell as before; the next start tries again: ${said}. ${hint}`.trim();
}
