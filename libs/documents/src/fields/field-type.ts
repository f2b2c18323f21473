/** A number, or an interval where one is taken. */
export interface NumberType {
  readonly kind: 'number';
  /** What is counted or measured, in the plural: `seconds`, `ports`; null for a share or a factor. */
  readonly unit: string | null;
  readonly integer: boolean;
  /** Name of the document class of intervals, `Interval`; null where only a number is taken. */
  readonly interval: string | null;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly exclusiveMaximum?: number;
}

export interface TextType {
  readonly kind: 'text';
  readonly minLength: number;
  readonly maxLength: number;
  /** A regular expression that the whole text matches, and that form in words. */
  readonly pattern?: string;
  readonly form?: string;
}

/** The id of a node or leg, or a reference to one. */
export interface IdentifierType {
  readonly kind: 'identifier';
}

/** One of a few words or numbers; a single one is a constant. */
export interface OneOfType {
  readonly kind: 'one-of';
  readonly values: readonly (string | number)[];
}

export interface FlagType {
  readonly kind: 'flag';
}

/** An ISO 8601 instant with a time zone. */
export interface InstantType {
  readonly kind: 'instant';
}

/** `[first, last]`, both included. */
export interface RangeType {
  readonly kind: 'range';
  readonly unit: string;
  readonly minimum: number;
  readonly maximum: number;
  /** Whether one number may stand for the range that holds nothing else. */
  readonly orOne: boolean;
}

export interface ListType {
  readonly kind: 'list';
  readonly of: FieldType;
  /** What the list holds, in the plural. */
  readonly items: string;
  readonly minItems: number;
  readonly maxItems: number;
}

/** An object of one document class. */
export interface NestedType {
  readonly kind: 'nested';
  readonly class: string;
}

/** An object of one of several document classes, told apart by one of its fields. */
export interface UnionType {
  readonly kind: 'union';
  /** Name of the union, for schemas. */
  readonly name: string;
  readonly by: string;
  /** Value of that field to name of the class. */
  readonly variants: Readonly<Record<string, string>>;
}

/** A number or a word, or else an object of one document class. */
export interface EitherType {
  readonly kind: 'either';
  readonly scalar: NumberType | OneOfType;
  readonly class: string;
}

/** Free keys, values of one type. */
export interface RecordType {
  readonly kind: 'record';
  readonly of: FieldType;
  /** What the keys are, in the plural. */
  readonly keys: string;
  /** In characters. */
  readonly longestKey: number;
}

/** Any JSON object. */
export interface JsonType {
  readonly kind: 'json';
}

export type FieldType =
  | NumberType
  | TextType
  | IdentifierType
  | OneOfType
  | FlagType
  | InstantType
  | RangeType
  | ListType
  | NestedType
  | UnionType
  | EitherType
  | RecordType
  | JsonType;

export interface DocumentField {
  readonly name: string;
  readonly description: string;
  readonly optional: boolean;
  /** What the engine takes where the field is absent; only where it is the same for every profile. */
  readonly default?: string | number | boolean;
  readonly type: FieldType;
}

/** One kind of object in a document, as plain data. Nested classes are named, not held. */
export interface DocumentClass {
  /** `Topology`, `NatGatewayNode`, `Host`. */
  readonly name: string;
  /** How a sentence calls one: `a nat-gateway`. */
  readonly noun: string;
  readonly description: string;
  /** In the order in which a person would write them. */
  readonly fields: readonly DocumentField[];
}
