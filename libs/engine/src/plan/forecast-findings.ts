import type { Forecast } from '../forecast/forecast.js';
import { epochSecondsOf, instantOf } from '../forecast/instant.js';
import { surgeEndSeconds, surgeOf } from '../forecast/rate.js';
import type { Finding } from './result.js';

/** Events that a forecast names and does not reach: a year mistyped, or steps too few. They change no figure. */
export function forecastFindings({ start, stepSeconds, steps, demand }: Forecast): readonly Finding[] {
  const begins = epochSecondsOf(start) ?? 0;
  const ends = begins + stepSeconds * steps;
  return demand.flatMap(({ source, events = [] }) =>
    events.flatMap((event): readonly Finding[] => {
      const surge = surgeOf(event);
      const after = surge.startSeconds >= ends;
      if (!after && surgeEndSeconds(surge) > begins) return [];
      const when = after
        ? `begins after the forecast ends (${instantOf(ends)})`
        : `is over before the forecast begins (${instantOf(begins)})`;
      return [
        {
          code: 'event-outside-forecast',
          severity: 'warning',
          node: source,
          message: `event ${event.name} of ${source} (${event.start}) ${when}: it counts for nothing`,
          remedy: after
            ? 'give the forecast more steps, or the event another start'
            : 'give the event another start',
        },
      ];
    }),
  );
}
