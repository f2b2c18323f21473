import { register } from 'node:module';

/** OpenTelemetry's own packages, which only those install who want traces. */
const INSTRUMENTATION = '@opentelemetry/auto-instrumentations-node';

/** Traces were asked for, and cannot be made. */
export class TracingError extends Error {
  override readonly name = 'TracingError';
}

type Load = (specifier: string) => Promise<unknown>;

/**
 * Starts traces where the environment says where to send them. To be called before anything else is loaded: what is to be
 * traced is changed as it is loaded. @throws TracingError where the packages are not installed
 */
export async function startTracing(
  env: Readonly<Record<string, string | undefined>>,
  load: Load = loadHooked,
): Promise<void> {
  const endpoint = env['OTEL_EXPORTER_OTLP_ENDPOINT'] ?? '';
  if (endpoint === '' || env['OTEL_SDK_DISABLED'] === 'true') return;
  try {
    await load(`${INSTRUMENTATION}/register`);
  } catch (cause) {
    if (!isMissing(cause)) throw cause;
    throw new TracingError(
      `OTEL_EXPORTER_OTLP_ENDPOINT is set, but traces need packages that Portplan does not bring along: npm install --no-save ${INSTRUMENTATION}`,
      { cause },
    );
  }
}

/** What is imported rather than required is only seen through a hook. */
async function loadHooked(specifier: string): Promise<void> {
  // OpenTelemetry's hook is of the kind that only this takes.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  register('@opentelemetry/instrumentation/hook.mjs', import.meta.url);
  await import(specifier);
}

function isMissing(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && thrown.code === 'ERR_MODULE_NOT_FOUND';
}
