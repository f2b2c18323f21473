import { RequestError } from '@portplan/platform';
import {
  getNamedType,
  isObjectType,
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';
import { LARGEST_PAGE_SIZE } from '@portplan/planning';

/** Objects that one request may have read, in units of a row of a list. */
const MOST_COST = 20_000;

/** Items of a page where a query does not say. */
const USUAL_PAGE_SIZE = 50;

/** What an object of a field costs, where that is more than a row: a whole document or result to read, or plans to make. */
const COST_OF: Readonly<Record<string, number>> = {
  'Query.__schema': 1000,
  'Query.__type': 100,
  'Query.calculate': 600,
  'Query.compareScenarios': 2000,
  'Query.headroomSeries': 600,
  'Query.profiles': 100,
  'Query.sweepScenario': 5000,
  'Query.importTerraform': 600,
  'Mutation.runScenario': 600,
  'Topology.document': 10,
  'Topology.nodes': 10,
  'Topology.legs': 10,
  'Forecast.document': 10,
  'Scenario.documents': 20,
  'Scenario.topology': 10,
  'Scenario.forecast': 10,
  'Scenario.latestRun': 10,
  'Run.result': 10,
  'OrderedRun.run': 10,
  'ScenarioNatGateway.recommendations': 10,
  'ScenarioNatGateway.run': 10,
  'ScenarioNatGateway.topology': 10,
  'ScenarioRecommendation.run': 10,
  'ScenarioRecommendation.topology': 10,
  'ScenarioResource.run': 10,
  'ScenarioResource.topology': 10,
};

type Variables = Readonly<Record<string, unknown>>;

/** What a document without variables costs is the same each time; parsed documents are kept by their text. */
const KNOWN_COSTS = new WeakMap<DocumentNode, number>();

/**
 * Refuses what would read too much: lists within lists, by their sizes, and documents and results of each item.
 *
 * @throws RequestError `query-too-costly`
 */
export function requireAffordable(schema: GraphQLSchema, document: DocumentNode, variables: Variables): void {
  const cost = KNOWN_COSTS.get(document) ?? costOf(schema, document, variables);
  if (!hasVariables(document)) KNOWN_COSTS.set(document, cost);
  if (cost <= MOST_COST) return;
  throw new RequestError(
    'query-too-costly',
    `The query may read ${String(cost)} objects, each page counted as long as it may be and documents tenfold; ` +
      `${String(MOST_COST)} are allowed. Ask for smaller pages (first), or for fewer things of each item.`,
  );
}

function hasVariables({ definitions }: DocumentNode): boolean {
  return definitions.some(
    (each) => each.kind === Kind.OPERATION_DEFINITION && (each.variableDefinitions ?? []).length > 0,
  );
}

/** Of the costliest operation of a valid document. */
export function costOf(schema: GraphQLSchema, document: DocumentNode, variables: Variables): number {
  const fragments = new Map<string, FragmentDefinitionNode>();
  const operations: OperationDefinitionNode[] = [];
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
    if (definition.kind === Kind.OPERATION_DEFINITION) operations.push(definition);
  }
  return Math.max(
    0,
    ...operations.map((operation) => {
      const root = schema.getRootType(operation.operation);
      if (root == null) return 0;
      const costs = new Costs(fragments, withDefaults(operation, variables));
      return costs.of(operation.selectionSet, root, 1);
    }),
  );
}

class Costs {
  constructor(
    private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>,
    private readonly variables: Variables,
  ) {}

  /** @param parents objects of which the selection is asked */
  of({ selections }: SelectionSetNode, type: GraphQLObjectType, parents: number): number {
    return selections.reduce((sum, selection) => {
      if (selection.kind === Kind.FIELD) return sum + this.#ofField(selection, type, parents);
      const inner =
        selection.kind === Kind.INLINE_FRAGMENT ? selection : this.fragments.get(selection.name.value);
      return inner === undefined ? sum : sum + this.of(inner.selectionSet, type, parents);
    }, 0);
  }

  #ofField(node: FieldNode, parentType: GraphQLObjectType, parents: number): number {
    const own = COST_OF[`${parentType.name}.${node.name.value}`];
    const field = parentType.getFields()[node.name.value];
    const type = field === undefined ? undefined : getNamedType(field.type);
    if (node.selectionSet === undefined || !isObjectType(type) || type.name.startsWith('__'))
      return (own ?? 0) * parents;
    const items = parents * this.#pageSizeOf(node, field);
    return items * (own ?? 1) + this.of(node.selectionSet, type, items);
  }

  /** 1 for what is no connection. */
  #pageSizeOf(
    { arguments: given = [] }: FieldNode,
    field: GraphQLField<unknown, unknown> | undefined,
  ): number {
    if (field?.args.some(({ name }) => name === 'first') !== true) return 1;
    const first = given.find(({ name }) => name.value === 'first')?.value;
    const size = first === undefined ? null : this.#numberOf(first);
    return Math.min(Math.max(size ?? USUAL_PAGE_SIZE, 1), LARGEST_PAGE_SIZE);
  }

  #numberOf(value: ValueNode): number | null {
    const given = value.kind === Kind.VARIABLE ? this.variables[value.name.value] : literal(value);
    return typeof given === 'number' ? given : null;
  }
}

function literal(value: ValueNode | undefined): number | null {
  return value?.kind === Kind.INT ? Number(value.value) : null;
}

function withDefaults({ variableDefinitions }: OperationDefinitionNode, variables: Variables): Variables {
  const defaults = (variableDefinitions ?? []).map(
    ({ variable, defaultValue }) => [variable.name.value, literal(defaultValue)] as const,
  );
  return { ...Object.fromEntries(defaults), ...variables };
}
