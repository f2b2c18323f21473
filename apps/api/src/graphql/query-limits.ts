import {
  GraphQLError,
  Kind,
  type ASTVisitor,
  type DocumentNode,
  type FragmentDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  type ValidationContext,
} from 'graphql';

type Excess = 'query-too-deep' | 'query-too-wide' | 'query-too-large';

/** Fields within fields: the deepest useful question asks for ten. */
const DEEPEST_QUERY = 12;

/** Questions of one request; each may be a calculation or a list. */
const MOST_QUESTIONS = 30;

/** All fields, each as often as fragments repeat it. */
const MOST_FIELDS = 1000;

/** Of a selection, with its fragments spread. */
interface Size {
  readonly depth: number;
  readonly fields: number;
  /** Fields at its own level. */
  readonly breadth: number;
}

const NOTHING: Size = { depth: 0, fields: 0, breadth: 0 };

/**
 * Refuses queries that ask too deep or too much, before anything of them is answered.
 */
export function queryLimits(context: ValidationContext): ASTVisitor {
  const sizes = new Sizes(context.getDocument());
  return {
    OperationDefinition: (operation) => {
      for (const { code, message } of excessesOf(sizes.of(operation.selectionSet)))
        context.reportError(new GraphQLError(message, { nodes: [operation], extensions: { code } }));
      return false;
    },
  };
}

function excessesOf({
  depth,
  fields,
  breadth,
}: Size): readonly { readonly code: Excess; readonly message: string }[] {
  const limits = [
    { code: 'query-too-deep', count: depth, most: DEEPEST_QUERY, what: 'goes %n fields deep' },
    { code: 'query-too-wide', count: breadth, most: MOST_QUESTIONS, what: 'asks %n questions at once' },
    { code: 'query-too-large', count: fields, most: MOST_FIELDS, what: 'asks for %n fields' },
  ] as const;
  return limits
    .filter(({ count, most }) => count > most)
    .map(({ code, count, most, what }) => ({
      code,
      message: `The query ${what.replace('%n', String(count))}; ${String(most)} are allowed.`,
    }));
}

class Sizes {
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly #known = new Map<string, Size>();

  constructor(document: DocumentNode) {
    const fragments = document.definitions.filter((each) => each.kind === Kind.FRAGMENT_DEFINITION);
    this.#fragments = new Map(fragments.map((fragment) => [fragment.name.value, fragment]));
  }

  of({ selections }: SelectionSetNode): Size {
    return selections.reduce<Size>((whole, selection) => {
      const { depth, fields, breadth } = this.#ofSelection(selection);
      return {
        depth: Math.max(whole.depth, depth),
        fields: whole.fields + fields,
        breadth: whole.breadth + breadth,
      };
    }, NOTHING);
  }

  #ofSelection(selection: SelectionNode): Size {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return this.#ofFragment(selection.name.value);
    if (selection.kind === Kind.INLINE_FRAGMENT) return this.of(selection.selectionSet);
    const below = selection.selectionSet === undefined ? NOTHING : this.of(selection.selectionSet);
    const fields = below.fields + 1;
    // Clients ask every object for its type; how deep the schema itself may be asked, GraphQL's own rule says.
    if (selection.name.value === '__typename') return { depth: 0, fields, breadth: 0 };
    if (selection.name.value.startsWith('__')) return { depth: 1, fields, breadth: 1 };
    return { depth: below.depth + 1, fields, breadth: 1 };
  }

  /** Each is looked at once, however often it is spread; one within itself counts as nothing, another rule refuses it. */
  #ofFragment(name: string): Size {
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    this.#known.set(name, NOTHING);
    const fragment = this.#fragments.get(name);
    const size = fragment === undefined ? NOTHING : this.of(fragment.selectionSet);
    this.#known.set(name, size);
    return size;
  }
}
