/** What every command is given: where it works, how it speaks, where it writes. */
import { resolve } from 'node:path';
import type { Config } from '../../schemas/config.js';
import type { DatasetDef } from '../../schemas/datasets/dataset.js';
import { count } from '../print.js';
import { localTime } from '../../schemas/local-time.js';
import { typed, type AskedWorkspace } from './typed.js';

export type Lang = 'en' | 'zh';

export interface Context extends AskedWorkspace {
  /** Absolute path of the workspace. */
  workspace: string;
  json: boolean;
  /** As asked for, else the workspace's, else by the terminal's locale. */
  lang: Lang;
  langAsked: boolean;
  /** Whose clocks times are told by: the workspace's, else the machine's. */
  timeZone: string;
  /** Of the workspace; none before it is known. */
  datasets: readonly DatasetDef[];
  /** Results. With --json exactly one object (or NDJSON where the command says so). */
  out: (text: string) => void;
  /** Logs and progress. */
  err: (text: string) => void;
  signal: AbortSignal;
}

export interface GlobalOptions {
  workspace?: string;
  json?: boolean;
  lang?: string;
}

/** `zh` when asked for or when the terminal's locale is Chinese; a variable that is empty says nothing (POSIX, 8.2). */
export function languageOf(asked: string | undefined, env: NodeJS.ProcessEnv): Lang {
  const locale = asked ?? (env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || 'en');
  return locale.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

export function makeContext(options: GlobalOptions, signal: AbortSignal): Context {
  let zone: string | undefined;
  return {
    workspace: resolve(options.workspace ?? '.'),
    workspaceAsked: options.workspace,
    json: options.json ?? false,
    lang: languageOf(options.lang, process.env),
    langAsked: options.lang !== undefined,
    // Asking the machine takes 15 ms, and few commands tell a time.
    get timeZone() {
      return (zone ??= Intl.DateTimeFormat().resolvedOptions().timeZone);
    },
    set timeZone(known) {
      zone = known;
    },
    datasets: [],
    out: (text) => void process.stdout.write(`${text}\n`),
    err: (text) => void process.stderr.write(`${text}\n`),
    signal,
  };
}

type Spoken = Pick<Config, 'language' | 'timeZone' | 'datasets'>;

/** Speaks the language of the workspace from here on, unless another was asked for, by its clocks and the labels of its fields. */
export function speakAs(context: Context, { language, timeZone, datasets }: Spoken): void {
  if (!context.langAsked) context.lang = language;
  context.timeZone = timeZone;
  context.datasets = datasets;
}

/** A time (ISO 8601) for people: `2024-03-05 16:00:07+08:00`; – where there is none. */
export const told = (context: Context, iso: string | null | undefined): string =>
  iso ? localTime(iso, context.timeZone) : '–';

/** Of a list that shows its newest lines. */
export const olderText = (context: { lang: Lang }, older: number): string =>
  say(
    context,
    `${count(older)} older, not shown: name a greater --limit`,
    `另有较早的 ${count(older)} 条未显示：请加大 --limit`,
  );

/** One of two texts by the reader's language, with commands as they are typed here. */
export const say = (context: { lang: Lang } & AskedWorkspace, en: string, zh: string): string =>
  typed(context.lang === 'zh' ? zh : en, context);
