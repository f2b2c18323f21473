import {
  isNode,
  isScalar,
  LineCounter,
  parseDocument,
  visit,
  type Alias,
  type Document,
  type Scalar,
  type YAMLError,
} from 'yaml';
import { isReservedKey } from '../fields/json-value.js';
import { TextError, type TextPlace } from './text-error.js';

/** Uses of one anchor, counted through anchors within anchors: enough to share settings, too few to fill the memory. */
const MOST_ALIASES = 100;

/**
 * Reads one YAML 1.2 document in the core schema.
 *
 * @throws TextError with line and column
 */
export function parseYamlText(text: string): unknown {
  try {
    return read(text);
  } catch (error) {
    // The library goes as deep as the text does.
    if (error instanceof RangeError) throw new TextError('too-deep', 'the YAML is nested too deep', null);
    if (error instanceof ReferenceError) throw aliasFault(error);
    throw error;
  }
}

function read(text: string): unknown {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    version: '1.2',
    schema: 'core',
    merge: false,
    stringKeys: true,
    // Compares every key with every other of its mapping; refuseForeignValues remembers them instead.
    uniqueKeys: false,
    logLevel: 'error',
  });
  const [fault] = [...document.errors, ...document.warnings];
  if (fault !== undefined) throw faultOf(fault, lines);
  if (document.contents === null) throw new TextError('empty-document', 'the text holds no document', null);
  refuseForeignValues(document, lines);
  return document.toJS({ maxAliasCount: MOST_ALIASES });
}

function aliasFault({ message }: ReferenceError): TextError {
  const name = /^Unresolved alias .*: (.+)$/.exec(message)?.[1];
  if (name === undefined) {
    return new TextError(
      'too-many-aliases',
      `the YAML expands its aliases more than ${String(MOST_ALIASES)} times`,
      null,
    );
  }
  return new TextError(
    'unknown-alias',
    `the YAML has the alias *${name} but no anchor &${name} before it`,
    null,
  );
}

function faultOf({ code, pos, message }: YAMLError, lines: LineCounter): TextError {
  const place = placeOf(pos[0], lines);
  if (code === 'MULTIPLE_DOCS') {
    return new TextError(
      'multiple-documents',
      'the YAML must hold one document, but a second begins here',
      place,
    );
  }
  if (code === 'RESOURCE_EXHAUSTION') return new TextError('too-deep', 'the YAML is nested too deep', place);
  return new TextError('syntax', `the YAML is malformed: ${message}`, place);
}

function placeOf(offset: number, lines: LineCounter): TextPlace {
  const { line, col } = lines.linePos(offset);
  return { line, column: col };
}

/**
 * What YAML can say and no document means: numbers that are none, NUL in text, a key twice, keys that reach a prototype, a
 * value that is a part of itself.
 */
function refuseForeignValues(document: Document, lines: LineCounter): void {
  const refuse = (fault: Fault | null): void => {
    if (fault === null) return;
    const [code, what, node] = fault;
    throw new TextError(code, `the YAML must not have ${what}`, placeOf(node.range?.[0] ?? 0, lines));
  };
  visit(document, {
    Scalar: (_, scalar) => {
      refuse(scalarFault(scalar));
    },
    Alias: (_, alias, path) => {
      const whole = path.some((around) => isNode(around) && around.anchor === alias.source);
      refuse(whole ? ['cyclic-alias', `the alias *${alias.source} within its own anchor`, alias] : null);
    },
    Map: (_, { items }) => {
      refuse(keyFault(items.map(({ key }) => key).filter((key) => isScalar(key))));
    },
  });
}

type Fault = readonly [code: string, what: string, node: Scalar | Alias];

function scalarFault(scalar: Scalar): Fault | null {
  const { value, source } = scalar;
  if (typeof value === 'number' && !Number.isFinite(value)) {
    return ['number-too-large', `the number ${(source ?? String(value)).slice(0, 40)}`, scalar];
  }
  if (typeof value !== 'string' || !value.includes('\u0000')) return null;
  return ['nul-character', 'a NUL character in text', scalar];
}

function keyFault(keys: readonly Scalar[]): Fault | null {
  const seen = new Set<string>();
  for (const key of keys) {
    const name = String(key.value);
    if (isReservedKey(name)) return ['reserved-key', `the key "${name}"`, key];
    if (seen.has(name)) {
      return ['duplicate-key', `the key ${JSON.stringify(name.slice(0, 100))} twice in one mapping`, key];
    }
    seen.add(name);
  }
  return null;
}
