import {
  DomainError,
  PlanError,
  type Forecast,
  type OnProgress,
  type PlanResult,
  type Policy,
  type PoolSeries,
  type SeriesQuestion,
  type Topology,
} from '@portplan/engine';
import { planFitted, seriesFitted } from '@portplan/history';
import { calibrate, ImportError, type Calibration, type Observed } from '@portplan/importers';
import type { MessagePort } from 'node:worker_threads';

/** What a thread is asked: for a plan, for headroom over time where there is a question about it, or for a calibration. */
export interface PlanTask {
  readonly topology: Topology;
  readonly forecast: Forecast;
  readonly policy: Policy;
  readonly question?: SeriesQuestion;
  readonly measured?: Measured;
  /** Where the share that is done is told, 0 to 1, as often as it is worth a message. */
  readonly progress?: MessagePort;
}

/** Series that were measured of a pool. */
export interface Measured {
  readonly pool: string;
  readonly observed: readonly Observed[];
}

/** Errors lose their class on the way between threads: those of the engine go as data. */
export type Refusal =
  | ({ readonly of: 'documents' } & Pick<PlanError, 'document' | 'problems'>)
  | ({ readonly of: 'question' } & Pick<DomainError, 'code' | 'field' | 'value' | 'message'>)
  | ({ readonly of: 'measured' } & Pick<ImportError, 'code' | 'pointer' | 'value' | 'message'>);

/** A fault of the engine's own is an outcome too: what a thread rejects with is then the end of the thread, and nothing else. */
export type PlanOutcome =
  | { readonly answer: PlanResult | readonly PoolSeries[] | Calibration }
  | { readonly refusal: Refusal }
  | { readonly fault: Error };

/** The work of a planning thread. Never throws. */
export function planInThread(task: PlanTask): PlanOutcome {
  const { topology, forecast, policy, question, measured, progress } = task;
  try {
    if (measured !== undefined) return { answer: calibrate({ topology, forecast, ...measured }) };
    if (question === undefined)
      return {
        answer: planFitted(topology, forecast, policy, progress && { onProgress: tellingOf(progress) }),
      };
    return { answer: seriesFitted(topology, forecast, policy, question) };
  } catch (thrown) {
    const refusal = refusalOf(thrown);
    if (refusal !== null) return { refusal };
    return { fault: thrown instanceof Error ? thrown : new Error(String(thrown)) };
  }
}

/** Tells whole percents: a large plan has more steps than anybody reads. */
function tellingOf(port: MessagePort): OnProgress {
  let told = 0;
  return (share) => {
    const percent = Math.floor(share * 100);
    if (percent === told) return;
    told = percent;
    port.postMessage(share);
  };
}

function refusalOf(thrown: unknown): Refusal | null {
  if (thrown instanceof PlanError)
    return { of: 'documents', document: thrown.document, problems: thrown.problems };
  if (thrown instanceof ImportError) {
    const { code, pointer, value, message } = thrown;
    return { of: 'measured', code, pointer, value, message };
  }
  if (!(thrown instanceof DomainError)) return null;
  const { code, field, value, message } = thrown;
  return { of: 'question', code, field, value, message };
}
