import { countText, percentText, wrapped, type Style } from '@portplan/exporters';
import type { Calibration } from '@portplan/importers';

/** What a calibration found, and how well it predicts what it has not seen. */
export function calibrationText(calibration: Calibration, width: number, style: Style): string {
  const { pool, leg, samples, holdingTime, openConnections, peakFactor, values } = calibration;
  const { seconds, heldBack } = holdingTime;
  const { requestsPerConnection, quarantineSeconds, failuresPerSecond } = calibration;
  const lines = [
    `${pool}, the leg ${leg}, in ${countText(samples, 'period')}:`,
    `- a connection is open for ${figure(seconds.mid)} s, between ${figure(seconds.low)} and ${figure(seconds.high)} s at 90 % confidence`,
    ...(requestsPerConnection === null
      ? []
      : [`- ${figure(requestsPerConnection)} requests share a connection`]),
    ...(quarantineSeconds === null
      ? []
      : [`- a tuple stays taken for ${figure(quarantineSeconds)} s after close`]),
    `- the busiest period has ${figure(peakFactor)} times the mean`,
    ...(failuresPerSecond === null || failuresPerSecond === 0
      ? []
      : [`- ${style('bad', `${figure(failuresPerSecond)} connections a second found no port`)}`]),
    `- open connections on average: ${figure(openConnections.observed)} observed, ${figure(openConnections.before)} predicted before, ${figure(openConnections.after)} after`,
    `- on the last ${countText(heldBack.samples, 'period')}, which were held back, the prediction is ${percentText(heldBack.meanError)} off on average`,
  ];
  const changes = values.map(({ document, pointer, reason }) => `- ${document} ${pointer}: ${reason}`);
  const block = (items: readonly string[]): readonly string[] =>
    items.map((item) => wrapped(item, width, '', item.startsWith('- ') ? '  ' : ''));
  return [...block(lines), '', style('strong', 'Calibrated'), ...block(changes), ''].join('\n');
}

function figure(value: number): string {
  return String(Number(value.toPrecision(4)));
}
