/** How a field type is made: one `judge`, and the zod codec around it. */
import { z } from 'zod';
import type { CellProblem, CellVerdict, ColumnContext, FieldType } from '../verdicts.js';

export interface FieldTypeParts {
  name: FieldType['name'];
  judge: FieldType['judge'];
  acceptSql: FieldType['acceptSql'];
  /** Default VARCHAR, text as it is. */
  publishedType?: string;
  publishSql?: FieldType['publishSql'];
  partialSql?: NonNullable<FieldType['partialSql']>;
}

export function defineFieldType(parts: FieldTypeParts): FieldType {
  const { partialSql } = parts;
  return {
    name: parts.name,
    judge: parts.judge,
    acceptSql: parts.acceptSql,
    publishedType: parts.publishedType ?? 'VARCHAR',
    publishSql: parts.publishSql ?? ((x) => x),
    ...(partialSql === undefined ? {} : { partialSql }),
    codec: (context) => codecOf(parts.judge, context),
  };
}

/** Decodes by judging without a flag; a problem becomes a custom zod issue whose `params` are `{ code, … }`. Encodes as is. */
function codecOf(judge: FieldType['judge'], context: ColumnContext): z.ZodType<string, string> {
  return z.codec(z.string(), z.string(), {
    decode: (text, payload) => {
      const verdict = judge(text, null, context);
      if (verdict.ok) return verdict.text;
      for (const problem of verdict.problems) {
        const params = { ...problem.params, code: problem.code };
        payload.issues.push({ code: 'custom', input: text, message: problem.code, params });
      }
      return z.NEVER;
    },
    encode: (text) => text,
  });
}

export function accepted(text: string, repairs: string[] = [], warnings: CellProblem[] = []): CellVerdict {
  return { ok: true, text, repairs, warnings };
}

export function rejected(code: string, params?: CellProblem['params'], suggestion?: string): CellVerdict {
  const problem = params === undefined ? { code } : { code, params };
  return { ok: false, problems: [problem], ...(suggestion === undefined ? {} : { suggestion }) };
}
