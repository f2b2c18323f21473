import type { Topology } from '@portplan/engine';
import { readField, readObserved, type Calibration } from '@portplan/importers';
import { requireRole, type Caller } from '../caller.js';
import type { Forecasts } from '../documents/forecasts.js';
import { readForecast } from '../documents/read-document.js';
import type { StoredDocument } from '../documents/stored-document.js';
import type { Topologies } from '../documents/topologies.js';
import { PlanningError } from '../planning-error.js';
import type { Planner } from '../ports/planner.js';

/** What was measured, and under which forecast. */
export interface CalibrationInput {
  /** JSON of CloudWatch's get-metric-data or of a Prometheus range query; text or parsed. */
  readonly observed: unknown;
  /** A stored forecast. */
  readonly forecastId?: string | null | undefined;
  /** The latest where not given. */
  readonly forecastRevision?: number | undefined;
  /** A forecast document, in the place of a stored one. */
  readonly forecast?: unknown;
  /** Id of the pool that was measured; the one that binds where not given. */
  readonly pool?: string | undefined;
}

/** What measured series say of a topology. */
export interface CalibratedTopology {
  readonly calibration: Calibration;
  /** The topology with the found values, at its next revision; null where it was only asked. */
  readonly stored: StoredDocument<Topology> | null;
}

/** Finds values of a stored topology from measured series, and puts them in the place of those that stand there. */
export class CalibrateTopology {
  constructor(
    private readonly topologies: Topologies,
    private readonly forecasts: Forecasts,
    private readonly planner: Planner,
  ) {}

  /**
   * Viewer; planner where the values are applied.
   *
   * @param expectedRevision of the topology, to which the values are applied as the next revision; null only answers
   * @throws PlanningError `not-found`, `revision-conflict`, `invalid-field`; ImportError; DocumentError; what the planner throws
   */
  async run(
    caller: Caller,
    id: string,
    expectedRevision: number | null,
    input: CalibrationInput,
    cancelled?: AbortSignal,
  ): Promise<CalibratedTopology> {
    requireRole(caller, expectedRevision === null ? 'viewer' : 'planner');
    const { document: topology } = await this.topologies.get(caller, id, expectedRevision ?? undefined);
    const forecast = await this.#forecastOf(caller, input);
    const observed = readField('observed', () => readObserved(input.observed));
    const pool =
      input.pool ?? (await this.planner.plan(topology, forecast, {}, cancelled)).summary.binding ?? '';
    const calibration = await this.planner.calibrate({ topology, forecast, observed, pool }, cancelled);
    const stored =
      expectedRevision === null
        ? null
        : await this.topologies.revise(caller, id, expectedRevision, calibration.topology);
    return { calibration, stored };
  }

  async #forecastOf(
    caller: Caller,
    { forecast, forecastId, forecastRevision }: CalibrationInput,
  ): Promise<ReturnType<typeof readForecast>> {
    const given = [forecast, forecastId].filter((value) => value !== undefined && value !== null);
    if (given.length !== 1)
      throw new PlanningError('invalid-field', {
        field: 'forecastId',
        value: given.length === 0 ? 'missing' : 'given beside forecast',
        expected: 'the id of a stored forecast, or forecast a Forecast document: one of the two',
      });
    if (forecastId === undefined || forecastId === null) return readForecast(forecast);
    return (await this.forecasts.get(caller, forecastId, forecastRevision)).document;
  }
}
