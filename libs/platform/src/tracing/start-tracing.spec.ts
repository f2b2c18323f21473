import { startTracing, TracingError } from './start-tracing.js';

const ENDPOINT = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318' };

describe('tracing', () => {
  it.each([{}, { OTEL_EXPORTER_OTLP_ENDPOINT: '' }, { ...ENDPOINT, OTEL_SDK_DISABLED: 'true' }])(
    'is off with %j: nothing is loaded',
    async (env) => {
      const loaded: string[] = [];
      await startTracing(env, (specifier) => Promise.resolve(loaded.push(specifier)));
      expect(loaded).toEqual([]);
    },
  );

  it('says which packages are missing where traces are asked for', async () => {
    const started = startTracing(ENDPOINT, () => {
      throw Object.assign(new Error('Cannot find package'), { code: 'ERR_MODULE_NOT_FOUND' });
    });
    await expect(started).rejects.toThrow(TracingError);
    await expect(started).rejects.toThrow('npm install --no-save @opentelemetry/auto-instrumentations-node');
  });
});
