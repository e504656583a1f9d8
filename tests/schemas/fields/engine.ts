/** Runs acceptSql of a field type on many values at once, on a real engine in memory. */
import { DuckDBInstance } from '@duckdb/node-api';
import { fieldType } from '../../../schemas/fields/registry.js';
import type { ColumnContext } from '../../../schemas/verdicts.js';

export interface Engine {
  /** SQL's answers: canonical text, or null for open. */
  accept(context: ColumnContext, values: readonly string[]): Promise<(string | null)[]>;
  query(sql: string): Promise<Record<string, unknown>[]>;
  close(): void;
}

export async function openEngine(): Promise<Engine> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
  const connection = await instance.connect();
  const query = async (sql: string): Promise<Record<string, unknown>[]> =>
    (await connection.runAndReadAll(sql)).getRowObjectsJson() as Record<string, unknown>[];
  return {
    query,
    async accept(context, values) {
      const sql = fieldType(context.type).acceptSql('x', context);
      if (sql === null || values.length === 0) return values.map(() => null);
      const list = `[${values.map((value) => `'${value.replaceAll("'", "''")}'`).join(', ')}]`;
      const rows = await query(
        `SELECT ${sql} AS y FROM (SELECT unnest(range(${values.length})) AS i, unnest(${list}::VARCHAR[]) AS x) ORDER BY i`,
      );
      return rows.map((row) => row['y'] as string | null);
    },
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

export const baseContext: ColumnContext = {
  type: 'text',
  region: 'CN',
  timeZone: 'Asia/Shanghai',
  dateOrder: null,
  decimal: '.',
  unit: '1',
  currency: null,
};

export const contextOf = (type: ColumnContext['type'], change: Partial<ColumnContext> = {}): ColumnContext => ({
  ...baseContext,
  type,
  ...change,
});
