/** `issues`: those told on receipts, and open ones that follow from today's state and close by themselves. */
import type { FieldDef } from '../../../schemas/datasets/dataset.js';
import { allIssues, issueLevel } from '../../../schemas/issues/catalogue.js';
import type { ContentView } from '../content-view.js';
import { fullView, liveBatchesSql } from '../pov.js';
import { quoteIdent, quoteText } from '../sql-text.js';
import type { Build, Shown } from './build.js';
import { changedTable, fill, isChanged, target } from './build.js';
import { publishedName } from './names.js';
import { keysByValue } from './references.js';
import { columnsOf, seenAs, shownSql } from './sight.js';
import type { Sight } from './sight.js';
import { misfitSql, textKey } from './typed.js';

export async function publishIssues(build: Build): Promise<void> {
  const { log } = build;
  const table = target(build, 'issues');
  const isNew = build.since === null ? 'true' : `i.seq > ${build.since}`;
  const dataset = 'coalesce(b.dataset, d.dataset)';
  const text = (column: string): string => `CASE WHEN ${log.plainField(dataset, 'i.field')} THEN ${column} END`;
  await fill(
    build,
    table,
    `SELECT i.delivery, i.batch, d.source, ${dataset} AS dataset, CAST(NULL AS BIGINT) AS id,
      CASE WHEN NOT ${log.guarded(dataset)} THEN i.sheet END AS sheet, i."row", i.col,
      i.field, i.code, i.level, ${text('i.value')} AS value, ${text('TRY_CAST(i.params AS JSON)')} AS params,
      ${text('i.suggestion')} AS suggestion, false AS derived
    FROM archive.log.issues i
    LEFT JOIN archive.log.deliveries d ON d.delivery = i.delivery
    LEFT JOIN (${liveBatchesSql(fullView)}) b ON b.seq = i.batch
    WHERE (i.batch IS NULL OR b.seq IS NOT NULL) AND ${isNew} AND ${log.seenWhole(dataset)}`,
  );
  if (build.since !== null) {
    await build.s.run(`DELETE FROM ${table} WHERE derived AND id IN (SELECT id FROM ${changedTable})`);
  } else await publishIssueCodes(build);
}

/** What the codes mean, in both languages; `{param}` stands in `issues.params`. */
async function publishIssueCodes(build: Build): Promise<void> {
  await build.s.run(`CREATE OR REPLACE TABLE ${target(build, 'issue_codes')}
    (code VARCHAR, level VARCHAR, text_en VARCHAR, text_zh VARCHAR, hint_en VARCHAR, hint_zh VARCHAR)`);
  const rows = allIssues().map((entry) =>
    [entry.code, entry.level, entry.en, entry.zh, entry.hintEn, entry.hintZh].map(quoteText).join(', '),
  );
  if (rows.length === 0) return;
  await build.s.run(`INSERT INTO ${target(build, 'issue_codes')} VALUES (${rows.join('), (')})`);
}

/** Follows from today's state: texts that miss their type, references to nothing or several, identifiers on several things. */
export async function publishDerivedIssues(build: Build, shown: Shown): Promise<void> {
  const { view, sight } = shown;
  for (const field of columnsOf(sight)) {
    const column = `t.${quoteIdent(publishedName(field))}`;
    const text = `(t.extra ->> ${quoteText(textKey(field))})`;
    const misfit = seenAs(sight, field) === 'show' ? misfitSql(field, text) : null;
    if (misfit)
      await derive(build, view, {
        field,
        code: 'type-misfit',
        params: { type: field.type },
        value: text,
        where: misfit,
      });
    if (field.references) await deriveReference(build, shown, field, column);
    else if (field.role === 'identifier') {
      const several = `${valuesAsSeen(sight, field, keysByValue(view.dataset.name, field.name))} WHERE several AND many_sources`;
      const where = `${column} IN (${several})`;
      await derive(build, view, { field, code: 'identifier-in-sources', params: {}, value: column, where });
    }
  }
}

/** Values as they stand in the column of a field: masked where it is. */
const valuesAsSeen = (sight: Sight, field: FieldDef, keys: string): string =>
  `SELECT ${shownSql(sight, field, 'value')} FROM ${keys}`;

/** Whether everything a field may refer to is there: an excerpt of an archive left it behind on purpose. */
const isWhole = ({ excerpt }: Build, dataset: string): boolean =>
  excerpt === null || (excerpt.record === null && excerpt.dataset === dataset);

async function deriveReference(build: Build, { view, sight }: Shown, field: FieldDef, column: string): Promise<void> {
  const to = field.references;
  if (!to || !build.views.some((each) => each.dataset.name === to.dataset)) return;
  const values = valuesAsSeen(sight, field, keysByValue(to.dataset, to.field));
  const of = { field, params: { dataset: to.dataset, field: to.field }, value: column };
  const missing = `${column} IS NOT NULL AND ${column} NOT IN (${values})`;
  if (isWhole(build, to.dataset)) await derive(build, view, { ...of, code: 'reference-missing', where: missing });
  if (field.name !== view.dataset.customerField) return;
  const ambiguous = `t.customer_id IS NULL AND ${column} IN (${values} WHERE several)`;
  await derive(build, view, { ...of, code: 'reference-ambiguous', where: ambiguous });
}

interface Derived {
  field: FieldDef;
  code: string;
  params: Record<string, string>;
  /** SQL of the value shown and of the condition, on the dataset's published table `t`. */
  value: string;
  where: string;
}

async function derive(build: Build, view: ContentView, issue: Derived): Promise<void> {
  const { dataset } = view;
  const { field, code, params, value, where } = issue;
  await build.s.run(`INSERT INTO ${target(build, 'issues')}
    SELECT t.delivery, t.batch, t.source, ${quoteText(dataset.name)}, t.id, t.sheet, t."row", NULL,
      ${quoteText(publishedName(field))}, ${quoteText(code)}, ${quoteText(issueLevel(code))}, CAST(${value} AS VARCHAR),
      CAST(${quoteText(JSON.stringify(params))} AS JSON), NULL, true
    FROM ${target(build, dataset.name)} t WHERE ${isChanged(build, view, 't.id')} AND ${where}`);
}
