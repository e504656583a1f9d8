/** The command reference (docs/cli.md), made from the commands themselves. `node dist/apps/cli/reference.js > docs/cli.md` */
import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type CommandSpec, type Entry, exitLines } from './command.js';
import { entries } from './commands/index.js';

const head = `# Command reference

Made from the commands themselves (\`node dist/apps/cli/reference.js > docs/cli.md\`); a test holds it true.

Every command takes \`-w, --workspace <dir>\` (default: the current folder), \`--json\` and \`--lang en|zh\`. With \`--json\` exactly one JSON object goes
to stdout (NDJSON where said); logs and progress go to stderr. Keys are camelCase, money and big integers are strings, times ISO 8601 UTC; row numbers
are the file's own, columns are letters for spreadsheets and 1-based numbers for CSV. An error is
\`{"ok":false,"error":{"code","message","hint"}}\`.
`;

function section(spec: CommandSpec, group?: string): string {
  const name = group ? `${group} ${spec.syntax}` : spec.syntax;
  const options = (spec.options ?? []).map(({ flags, help, choices, default: value, required }) => {
    const notes = [
      choices && `one of ${choices.join(', ')}`,
      value !== undefined && `default ${value}`,
      required && 'required',
    ];
    const told = notes.filter((note) => typeof note === 'string').join('; ');
    return `| \`${flags.replaceAll('|', '\\|')}\` | ${help}${told ? ` (${told})` : ''} |`;
  });
  const table = options.length > 0 ? `\n| option | meaning |\n|---|---|\n${options.join('\n')}\n` : '';
  const examples = spec.examples.map((line) => `sheetkeep ${line}`).join('\n');
  const exits = exitLines(spec).map(([code, reason]) => `${code} ${reason}`);
  return `## \`${name}\`\n\n${spec.summary[0]?.toUpperCase() ?? ''}${spec.summary.slice(1)}.\n${table}\n\`\`\`sh\n${examples}\n\`\`\`\n\nExit status: ${exits.join(' · ')}\n`;
}

export function reference(all: readonly Entry[] = entries): string {
  const sections = all.flatMap((entry) =>
    'group' in entry ? entry.commands.map((spec) => section(spec, entry.group)) : [section(entry)],
  );
  return [head, ...sections].join('\n');
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url))
  process.stdout.write(reference());
