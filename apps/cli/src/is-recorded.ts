import type { Forecast } from '@portplan/engine';

/** Whether a forecast has recorded demand, which must be fitted before it can be planned with. */
export function isRecorded({ demand }: Forecast): boolean {
  return demand.some(({ history }) => history !== undefined);
}
