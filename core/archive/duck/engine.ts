/** The engine itself: loaded when an archive is first opened, for most commands only ask the keeper. */
export { DuckDBInstance } from '@duckdb/node-api';
