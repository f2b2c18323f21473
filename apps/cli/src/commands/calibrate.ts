import { editYaml, toYaml } from '@portplan/documents';
import type { Forecast, Topology } from '@portplan/engine';
import { calibrate, ImportError, readObserved, type Calibration } from '@portplan/importers';
import { calibrationText } from '../calibration-text.js';
import { EXIT, textOption, type ExitCode, type Invocation } from '../command.js';
import { planFiles, planningHere } from '../documents.js';
import { nameOf, readText, writeFiles } from '../files.js';
import { formatOf, valueText } from '../output-format.js';
import { UnusableInput } from '../unusable-input.js';
import { UsageError } from '../usage-error.js';

/** `portplan calibrate TOPOLOGY FORECAST --observed FILE` */
export async function calibrateFrom(invocation: Invocation): Promise<ExitCode> {
  const { operands, options, terminal } = invocation;
  const [topologyPath = '', forecastPath = ''] = operands;
  const path = textOption(invocation, 'observed');
  if (path === undefined)
    throw new UsageError('give --observed FILE, the JSON of CloudWatch or of a Prometheus range query');
  const format = formatOf(invocation);
  const { topology, forecast, result } = await planFiles(
    topologyPath,
    forecastPath,
    undefined,
    planningHere(terminal),
  );
  const pool = textOption(invocation, 'pool') ?? result.summary.binding ?? '';
  const text = await readText(path);
  const calibration = read(() => calibrate({ topology, forecast, pool, observed: readObserved(text) }), path);
  if (options['write'] === true) await writeBack(calibration, topologyPath, forecastPath);
  terminal.out(
    format === 'json' || format === 'yaml'
      ? await valueText(format, calibration)
      : calibrationText(calibration, terminal.width, terminal.style),
  );
  return EXIT.ok;
}

function read(calibrated: () => Calibration, path: string): Calibration {
  try {
    return calibrated();
  } catch (error) {
    if (error instanceof ImportError) throw new UnusableInput(`${nameOf(path)}: ${error.message}`);
    throw error;
  }
}

async function writeBack(
  { topology, forecast }: Calibration,
  topologyPath: string,
  forecastPath: string,
): Promise<void> {
  if ([topologyPath, forecastPath].includes('-'))
    throw new UsageError('--write has no file to write: a document came from standard input');
  await writeFiles([
    { path: topologyPath, text: await editedText(topologyPath, topology) },
    { path: forecastPath, text: await editedText(forecastPath, forecast) },
  ]);
}

/** The file with the document in the place of its own, comments kept where its anchors allow. */
async function editedText(path: string, document: Topology | Forecast): Promise<string> {
  return editYaml(await readText(path), document) ?? toYaml(document);
}
