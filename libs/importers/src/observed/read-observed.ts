import { ImportError } from '../import-error.js';
import { parseJson, type JsonWording } from '../parse-json.js';
import { METRIC_NAMES, observedOf, type Observed, type ObservedPoint, type RawSeries } from './observed.js';

const WORDING: JsonWording = {
  whatIsRead:
    'valid are the JSON of aws cloudwatch get-metric-data and the answer to a Prometheus range query',
  writtenBy: 'the query',
  hintFor: () => '',
};

type Fields = Readonly<Record<string, unknown>>;

/**
 * Measured series from the JSON of `aws cloudwatch get-metric-data`, or of a Prometheus range query.
 *
 * @param source text or parsed
 * @see https://docs.aws.amazon.com/cli/latest/reference/cloudwatch/get-metric-data.html#output
 * @see https://prometheus.io/docs/prometheus/latest/querying/api/#range-queries
 * @throws ImportError where it is neither, or has no metric that is understood
 */
export function readObserved(source: unknown): readonly Observed[] {
  const raw = seriesIn(typeof source === 'string' ? parseJson(source, WORDING) : source);
  const observed = raw.flatMap((series) => observedOf(series) ?? []);
  if (observed.length > 0) return observed;
  throw nothingKnown(raw);
}

function nothingKnown(raw: readonly RawSeries[]): ImportError {
  const names = raw.map(({ name }) => (name === '' ? NAMELESS : name.slice(0, 80)));
  const found = names.length === 0 ? 'no series' : [...new Set(names)].slice(0, 5).join(', ');
  const hint = names.includes(NAMELESS)
    ? '; Prometheus drops the name where a query calculates: ask for the metric itself, a counter as it is, or for sum by (__name__) (…)'
    : '';
  return new ImportError(
    'nothing-understood',
    '',
    names.slice(0, 5).join(', '),
    `there is no metric that is understood among ${found}; known are ${METRIC_NAMES.join(', ')}${hint}`,
  );
}

const NAMELESS = 'series without a name';

function seriesIn(value: unknown): readonly RawSeries[] {
  if (isFields(value)) {
    if (Array.isArray(value['MetricDataResults']))
      return pagesJoined(value['MetricDataResults'].flatMap(cloudWatchSeries));
    if (Array.isArray(value['Datapoints']))
      throw new ImportError(
        'unsupported-format',
        '/Datapoints',
        null,
        'the document is of aws cloudwatch get-metric-statistics, which has one metric alone; give that of get-metric-data with both',
      );
    if (value['status'] === 'error')
      throw new ImportError(
        'unsupported-format',
        '/status',
        'error',
        'the answer of Prometheus is an error: look at its "error", and ask again',
      );
    const data = value['data'];
    if (isFields(data) && Array.isArray(data['result'])) {
      if (data['resultType'] !== 'matrix')
        throw new ImportError(
          'unsupported-format',
          '/data/resultType',
          String(data['resultType']),
          `resultType is ${JSON.stringify(data['resultType'])}; it must be "matrix", that of a range query`,
        );
      return data['result'].flatMap(prometheusSeries);
    }
  }
  throw new ImportError(
    'unsupported-format',
    '',
    null,
    'the document has neither MetricDataResults (aws cloudwatch get-metric-data) nor data.result (a Prometheus range query)',
  );
}

/** A series as CloudWatch gives it. */
interface CloudWatchSeries extends RawSeries {
  readonly id: string;
}

/**
 * The AWS CLI puts the pages of a long answer one behind the other: then a query, which has an Id of its own in a request,
 * has a result in each.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html (100,800 data points a page)
 */
function pagesJoined(series: readonly CloudWatchSeries[]): readonly RawSeries[] {
  const joined = new Map<string, RawSeries>();
  for (const [index, { id, name, points }] of series.entries()) {
    const query = id === '' ? String(index) : `${id} ${name}`;
    joined.set(query, { name, points: [...(joined.get(query)?.points ?? []), ...points] });
  }
  return [...joined.values()];
}

function cloudWatchSeries(value: unknown, index: number): readonly CloudWatchSeries[] {
  if (!isFields(value)) return [];
  const { Label, Id, Timestamps, Values } = value;
  const [times, values] = [Timestamps, Values].map((list): readonly unknown[] =>
    Array.isArray(list) ? list : [],
  );
  const base = `/MetricDataResults/${String(index)}`;
  if (times === undefined || values?.length !== times.length)
    throw new ImportError(
      'unsupported-format',
      `${base}/Values`,
      null,
      `${base} has ${String(times?.length ?? 0)} Timestamps and ${String(values?.length ?? 0)} Values; there must be as many`,
    );
  const points = times.map((time, at) =>
    pointOf(instantSeconds(time), values[at], `${base}/Values/${String(at)}`),
  );
  const id = typeof Id === 'string' ? Id : '';
  return [{ id, name: `${typeof Label === 'string' ? Label : ''} ${id}`.trim(), points }];
}

function prometheusSeries(value: unknown, index: number): readonly RawSeries[] {
  if (!isFields(value) || !Array.isArray(value['values'])) return [];
  const metric = isFields(value['metric']) ? value['metric'] : {};
  const base = `/data/result/${String(index)}/values`;
  const points = value['values'].flatMap((pair: unknown, at): readonly ObservedPoint[] => {
    const [time, text] = Array.isArray(pair) ? (pair as readonly unknown[]) : [];
    // What a query could not say of an instant, such as nothing divided by nothing, is a gap.
    if (text === 'NaN') return [];
    return [
      pointOf(
        Number(time),
        typeof text === 'string' && text.trim() !== '' ? Number(text) : text,
        `${base}/${String(at)}`,
      ),
    ];
  });
  const { __name__: name, state } = metric;
  const ofState = typeof state === 'string' ? `:${state}` : '';
  return [{ name: typeof name === 'string' ? `${name}${ofState}` : '', points }];
}

/** ISO 8601, or seconds since 1970 as older clients write. */
function instantSeconds(value: unknown): number {
  return typeof value === 'number' ? value : Date.parse(String(value)) / 1000;
}

function pointOf(atSeconds: number, value: unknown, pointer: string): ObservedPoint {
  if (Number.isFinite(atSeconds) && typeof value === 'number' && Number.isFinite(value) && value >= 0)
    return { atSeconds: Math.round(atSeconds), value };
  throw new ImportError(
    'unsupported-format',
    pointer,
    null,
    `${pointer} is no instant with a number of at least 0`,
  );
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
