/** Which tables and columns the log has. */
export { logSchema } from '../archive/log-schema.js';
export type { LogColumn, LogTable } from '../archive/log-schema.js';
