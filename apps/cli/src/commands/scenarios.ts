import { csvLines, markdownTable, markdownText, textTable, type Cell } from '@portplan/exporters';
import { EXIT, textOption, type ExitCode, type Invocation } from '../command.js';
import { formatOf, valueText } from '../output-format.js';
import { serverFor } from '../server/server-for.js';
import { scenariosOf, type StoredScenario } from '../server/stored-scenarios.js';

const COLUMNS: readonly {
  readonly title: string;
  readonly cell: (scenario: StoredScenario) => string;
  readonly rank?: number;
}[] = [
  { title: 'name', cell: ({ name }) => name },
  { title: 'topology', cell: ({ topologyRevision }) => `revision ${String(topologyRevision)}` },
  { title: 'forecast', cell: ({ forecastRevision }) => `revision ${String(forecastRevision)}` },
  { title: 'id', cell: ({ id }) => id, rank: 1 },
];

/** `portplan scenarios` */
export async function scenarios(invocation: Invocation): Promise<ExitCode> {
  const { terminal } = invocation;
  const format = formatOf(invocation);
  const found: StoredScenario[] = [];
  for await (const scenario of scenariosOf(await serverFor(invocation), textOption(invocation, 'name')))
    found.push(scenario);
  switch (format) {
    case null:
      terminal.out(found.length === 0 ? 'no scenarios\n' : tableOf(found, invocation));
      break;
    case 'csv':
      terminal.out(
        csvLines(
          COLUMNS.map(({ title, cell }) => [title, cell]),
          found,
        ),
      );
      break;
    case 'markdown':
      terminal.out(
        `${markdownTable(
          COLUMNS.map(({ title, cell }) => ({
            title,
            align: 'left' as const,
            cell: (scenario: StoredScenario) => markdownText(cell(scenario)),
          })),
          found,
        )}\n`,
      );
      break;
    case 'json':
    case 'yaml':
      terminal.out(await valueText(format, found));
  }
  return EXIT.ok;
}

function tableOf(found: readonly StoredScenario[], { terminal: { width, style } }: Invocation): string {
  const columns = COLUMNS.map(({ title, rank }) => ({
    title,
    wraps: title === 'name',
    ...(rank === undefined ? {} : { rank }),
  }));
  const rows = found.map((scenario) => COLUMNS.map(({ cell }): Cell => ({ text: cell(scenario) })));
  return `${textTable(columns, rows, width, style)}\n`;
}
