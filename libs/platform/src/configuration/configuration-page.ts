import { SETTINGS, type Setting } from './settings.js';

const HEAD = `# Configuration

Everything is set by variables of the environment, read once at the start of the api and of each worker. A variable that is
empty counts as not given. What is wrong is said at once, all of it, with what would be valid, and the process ends with
status 1.

This page is generated from the definition that reads them (\`libs/platform/src/configuration/settings.ts\`); a test holds the
two together.
`;

const TAIL = `## Traces

Off by default. Where \`OTEL_EXPORTER_OTLP_ENDPOINT\` is set, spans of requests, plans and statements are sent there by
OpenTelemetry's own packages, which Portplan does not bring along; its variables (\`OTEL_SERVICE_NAME\`, \`OTEL_TRACES_SAMPLER\` …) are read by those packages. See
[observability](observability.md).
`;

/** The reference of all settings, as Markdown. */
export function configurationPage(): string {
  const sections = Object.values<Setting<unknown>>(SETTINGS).map(sectionOf);
  return [HEAD, ...sections, TAIL].join('\n');
}

function sectionOf({ variable, purpose, valid, fallback, fallbackText }: Setting<unknown>): string {
  const usual = fallback === null ? 'none: it has to be given' : (fallbackText ?? `\`${shown(fallback)}\``);
  return `## ${variable}\n\n${purpose}\n\n- Valid: ${valid}\n- Default: ${usual}\n`;
}

function shown(value: unknown): string {
  return typeof value === 'boolean' ? String(Number(value)) : String(value);
}
