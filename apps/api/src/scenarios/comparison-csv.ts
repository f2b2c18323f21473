import { csvLines, type CsvColumn } from '@portplan/exporters';
import type { ComparedCase, ScenarioComparison } from '@portplan/planning';

interface Row {
  readonly resource: string;
  readonly scenario: ScenarioComparison['scenarios'][number];
  readonly figures: ComparedCase;
}

const COLUMNS: readonly CsvColumn<Row>[] = [
  ['resource', ({ resource }) => resource],
  ['scenario_id', ({ scenario }) => scenario.id],
  ['scenario', ({ scenario }) => scenario.name],
  ['status', ({ figures }) => figures.status],
  ['utilization', ({ figures }) => figures.utilization],
  ['required', ({ figures }) => figures.required],
  ['blocking_probability', ({ figures }) => figures.blockingProbability],
  ['headroom_factor', ({ figures }) => figures.headroomFactor],
  ['exhaustion_at', ({ figures }) => figures.exhaustionAt],
  ['utilization_difference', ({ figures }) => figures.difference?.utilization ?? null],
  ['required_difference', ({ figures }) => figures.difference?.required ?? null],
];

/** A line for each resource in each scenario that has it; differences are from the first scenario. */
export function comparisonCsv({ scenarios, resources }: ScenarioComparison): string {
  const rows = resources.flatMap(({ id: resource, cases }) =>
    cases.flatMap((figures, at): readonly Row[] => {
      const scenario = scenarios[at];
      return figures === null || scenario === undefined ? [] : [{ resource, scenario, figures }];
    }),
  );
  return csvLines(COLUMNS, rows);
}
