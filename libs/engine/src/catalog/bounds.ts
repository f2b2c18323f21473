/**
 * What a provider accepts for one field of a document: a value outside is an error of the document, not a choice. Of an
 * interval both ends and the middle count, of a range of ports both ends.
 */
export interface Bounds {
  readonly min?: number;
  readonly max?: number;
  readonly multipleOf?: number;
  readonly powerOfTwo?: true;
  /** Field of the same node that it must be above. */
  readonly above?: string;
  /** Ports that a range must hold at least. */
  readonly leastPorts?: number;
  /** Names and switches: the only values that there are. */
  readonly oneOf?: readonly (string | boolean)[];
  /** What other fields must be for it to count, by path; it always counts where nothing is named. */
  readonly where?: Readonly<Record<string, string>>;
}

/** What is accepted for a field; everything where nothing is known. */
export function boundsOf(
  limits: Readonly<Record<string, { readonly value: Bounds }>> | undefined,
  field: string,
): Bounds {
  return limits?.[field]?.value ?? {};
}

/** What is accepted, to be read after "allows": `at most 8 addresses`, `240 to 7200 seconds, multiples of 60`. */
export function boundsInWords(bounds: Bounds, unit: string): string {
  const { min, max, multipleOf, powerOfTwo, above, leastPorts, oneOf, where } = bounds;
  const circumstances = Object.entries(where ?? {}).map(([field, value]) => `${field} is ${value}`);
  const parts = [
    ...(oneOf === undefined ? extentInWords(min, max, unit) : [`only ${oneOf.map(String).join(' or ')}`]),
    ...(multipleOf === undefined ? [] : [`multiples of ${String(multipleOf)}`]),
    ...(powerOfTwo === undefined ? [] : ['powers of two']),
    ...(above === undefined ? [] : [`above ${above}`]),
    ...(leastPorts === undefined ? [] : [`a range of at least ${String(leastPorts)}`]),
  ];
  return `${parts.join(', ')}${circumstances.length === 0 ? '' : ` where ${circumstances.join(' and ')}`}`;
}

function extentInWords(min: number | undefined, max: number | undefined, unit: string): readonly string[] {
  if (min === undefined && max === undefined) return [];
  if (min === max) return [`${String(min)} ${unit} and nothing else`];
  if (min === undefined) return [`at most ${String(max)} ${unit}`];
  return [max === undefined ? `at least ${String(min)} ${unit}` : `${String(min)} to ${String(max)} ${unit}`];
}
