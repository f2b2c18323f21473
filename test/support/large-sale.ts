import { ticketSale } from './application.js';

/**
 * The ticket sale with so many more destinations behind its gateway that planning takes a while: the longer, the more
 * steps. Less than twelve days of hours leave the sale itself out.
 */
export function largeSale(legs: number, steps: number): { topology: any; forecast: any } {
  const forecast = ticketSale('forecast');
  const [{ events, ...everyDay }] = forecast.demand;
  const topology = ticketSale('topology');
  const [payments] = topology.legs.filter(({ id }: { id: string }) => id === 'app-payments');
  const names = Array.from({ length: legs }, (_, index) => `partner-${String(index)}`);
  return {
    topology: {
      ...topology,
      nodes: [...topology.nodes, ...names.map((id) => ({ id, kind: 'external', endpoints: 1 }))],
      legs: [...topology.legs, ...names.map((id) => ({ ...payments, id: `app-${id}`, to: id }))],
    },
    forecast: { ...forecast, steps, demand: [steps < 288 ? everyDay : { ...everyDay, events }] },
  };
}
