import { forecastSchema, policySchema, topologySchema, usageSchema } from './json-schema.js';
import { printJson } from './print-json.js';

/** The files under docs/api that editors are pointed at, by name, as they must read. */
export function publishedSchemas(): Readonly<Record<string, string>> {
  return {
    'topology.schema.json': `${printJson(topologySchema())}\n`,
    'forecast.schema.json': `${printJson(forecastSchema())}\n`,
    'policy.schema.json': `${printJson(policySchema())}\n`,
    'usage.schema.json': `${printJson(usageSchema())}\n`,
  };
}
