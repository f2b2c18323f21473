import type { PlanResult, PoolSeries, Resource } from '@portplan/engine';
import { countText, instantText, percentText } from '../figures.js';
import { effectLines, findingText, takes, whyNot } from '../plan-advice.js';
import { isMoved, uncertaintySentences, utilizationText } from '../plan-uncertainty.js';
import { planSentences } from '../plan-sentences.js';
import { curve } from './curve.js';
import { markup, type Markup } from './markup.js';
import { STYLE } from './style.js';
import { gatewaysTable, poolingTable, resourcesTable } from './tables.js';

export interface PlanPage {
  /** Name of the topology. */
  readonly topology: string;
  /** Name of the forecast, and its start: distances are counted from there. */
  readonly forecast: string;
  readonly start: string;
  readonly planningQuantile: number;
  readonly targetUtilization: number;
  readonly result: PlanResult;
  /** Curves over the whole forecast; pools without one are not drawn. */
  readonly series: readonly PoolSeries[];
  /** Curves around the highest instant, for those pools whose forecast hides it. */
  readonly closeUps: readonly PoolSeries[];
}

/** A plan as one page that needs nothing else: no script, no picture, no font from anywhere. */
export function planHtml(page: PlanPage): string {
  const { result, topology, forecast, start, planningQuantile } = page;
  const { status } = result.summary;
  return markup`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${topology}: port headroom, ${status}</title><style>${{ html: STYLE }}</style></head><body>
<h1>${topology}</h1>
<div class="soft">Port headroom under the forecast ${forecast}, from ${instantText(start)}, at the quantile ${planningQuantile} of its demand</div>
<section class="answer ${status}"><div class="status">${status}</div>${planSentences(result, start).map((line) => markup`<p>${line}</p>`)}</section>
${section('Pools at their peak', resourcesTable(result.resources))}
${section('Over time', curves(page))}
${section('NAT gateways', gatewaysTable(result.natGateways))}
${section('What is not known for certain', uncertain(result))}
${section('What would help', recommendations(result))}
${section('What would not', rejections(result))}
${section('Pooling that saves ports, per process', poolingTable(result.pooling))}
${section('Findings', findings(result))}
${section('How the figures came about', explanations(result.resources))}
<p class="soft">Portplan, engine ${result.engineVersion}</p>
</body></html>
`.html;
}

/** Nothing where there is nothing to be said. */
function section(title: string, body: Markup): Markup {
  return body.html === '' ? body : markup`<h2>${title}</h2>\n${body}`;
}

function curves({ result, series, closeUps, targetUtilization }: PlanPage): Markup {
  const byId = new Map(result.resources.map((resource) => [resource.id, resource]));
  const closeUp = new Map(closeUps.map((each) => [each.id, each]));
  return markup`${series.map(({ id, points }) => {
    const resource = byId.get(id);
    if (resource === undefined) return markup``;
    const marks = { target: targetUtilization, exhaustionAt: resource.exhaustionAt.planning };
    const near = closeUp.get(id);
    const drawn = markup`${curve(`utilization of ${id}`, points, marks)}${
      near === undefined ? null : curve(`utilization of ${id} around its peak`, near.points, marks)
    }`;
    // What is well takes a line until somebody wants to see it.
    return resource.status === 'ok'
      ? markup`<details><summary><code>${id}</code> <span class="soft">at most ${percentText(resource.peak.utilization)}</span></summary>${drawn}</details>`
      : markup`<h3>${id}</h3>${drawn}`;
  })}`;
}

function recommendations({ recommendations: all }: PlanResult): Markup {
  if (all.length === 0) return markup``;
  return markup`<ol>${all.map(
    (
      each,
    ) => markup`<li><strong>${each.title}</strong>: ${each.why} <span class="soft">(${takes(each)})</span>
<ul>${effectLines(each).map((line) => markup`<li>${line}</li>`)}</ul>
<details><summary>patch of the topology (RFC 6902)</summary><pre>${JSON.stringify(each.patch, null, 2)}</pre></details></li>`,
  )}</ol>`;
}

function uncertain({ uncertainty }: PlanResult): Markup {
  if (uncertainty === null) return markup``;
  const pools = uncertainty.resources.filter(isMoved);
  return markup`<ul>${pools.map(
    (each) => markup`<li><code>${each.resource}</code>: ${utilizationText(each)} used (p5 / p50 / p95)</li>`,
  )}${uncertaintySentences(uncertainty).map((sentence) => markup`<li>${sentence}</li>`)}</ul>`;
}

function rejections({ rejected }: PlanResult): Markup {
  if (rejected.length === 0) return markup``;
  return markup`<ul>${rejected.map(
    (each) =>
      markup`<li><strong>${each.remedy}</strong>${each.node === null ? null : ` at ${each.node}`}: ${whyNot(each)}</li>`,
  )}</ul>`;
}

function findings({ findings: all }: PlanResult): Markup {
  if (all.length === 0) return markup``;
  return markup`<ul>${all.map(
    (finding) =>
      markup`<li><span class="${finding.severity}">${finding.severity}</span>: ${findingText(finding)}</li>`,
  )}</ul>`;
}

function explanations(resources: readonly Resource[]): Markup {
  return markup`${resources.map(
    ({ id, explanation: { formula, steps, sources } }) =>
      markup`<details><summary><code>${id}</code> <span class="soft">${formula}, ${countText(sources.length, 'source')}</span></summary><ol>${steps.map((step) => markup`<li>${step}</li>`)}</ol><ul class="soft">${sources.map((source) => markup`<li>${source}</li>`)}</ul></details>`,
  )}`;
}
