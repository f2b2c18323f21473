import {
  forecastSchema,
  policySchema,
  topologySchema,
  usageSchema,
  type JsonSchema,
} from '@portplan/documents';

type Schemas = Readonly<Record<string, JsonSchema>>;

/** The documents' JSON Schemas as components of an OpenAPI document, their parts beside them: few tools follow `$defs`. */
export function documentSchemas(): Schemas {
  return {
    ...componentsOf('TopologyDocument', topologySchema()),
    ...componentsOf('ForecastDocument', forecastSchema()),
    ...componentsOf('PolicyDocument', policySchema()),
    ...componentsOf('UsageDocument', usageSchema()),
  };
}

/** All documents are made of the same classes: a part that two of them have is one part. */
function componentsOf(name: string, schema: JsonSchema): Schemas {
  const { $schema: _dialect, $id: _id, $defs: parts, ...root } = schema;
  const text = JSON.stringify({ ...(parts as Schemas), [name]: root });
  return JSON.parse(text.replaceAll('"#/$defs/', '"#/components/schemas/')) as Schemas;
}
