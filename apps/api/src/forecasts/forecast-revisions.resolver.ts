import { Resolver } from '@nestjs/graphql';
import { Forecasts } from '@portplan/planning';
import { Forecast } from '../shown/stored.model.js';
import { RevisionsOf } from '../stored/revisions.resolver.js';

@Resolver(() => Forecast)
export class ForecastRevisionsResolver extends RevisionsOf({
  type: () => Forecast,
  name: 'Forecast',
  show: (stored) => Forecast.from(stored),
  revisions: ({ forecastRevisions }) => forecastRevisions,
}) {
  constructor(override readonly documents: Forecasts) {
    super();
  }
}
