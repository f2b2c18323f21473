import { requireConfigurationSize } from '../configuration-size.js';
import { syntaxError } from '../syntax-error.js';
import { includedIn, nginxFiles } from './nginx-files.js';
import { isMark, tokensOf } from './nginx-tokens.js';

/** A directive with its parameters, and what stands in its block where it has one. */
export interface Directive {
  readonly line: number;
  readonly name: string;
  readonly parameters: readonly string[];
  readonly block: readonly Directive[] | null;
}

/** Deeper than any configuration. */
const DEEPEST = 50;
/** More files than any configuration includes, the same one several times counted each time. */
const MOST_INCLUSIONS = 10_000;

/**
 * The directives of an nginx configuration: of one file, or of the output of `nginx -T`, where each file stands in the
 * place that includes it.
 *
 * @see https://nginx.org/en/docs/beginners_guide.html#conf_structure
 * @throws ImportError that names the line
 */
export function parseNginx(text: string): readonly Directive[] {
  requireConfigurationSize(text);
  const files = nginxFiles(text).map((file) => ({ ...file, directives: directivesOf(file.text, file.line) }));
  const [main, ...others] = files;
  if (main === undefined) return [];
  if (main.path === null) return main.directives;
  const { path } = main;
  let inclusions = 0;

  function expanded(block: readonly Directive[], depth: number): readonly Directive[] {
    return block.flatMap((directive): readonly Directive[] => {
      if (directive.name !== 'include')
        return [
          directive.block === null ? directive : { ...directive, block: expanded(directive.block, depth) },
        ];
      return others
        .filter((other) => includedIn(directive.parameters[0] ?? '', path, other.path))
        .flatMap((other) => {
          inclusions += 1;
          if (depth > DEEPEST || inclusions > MOST_INCLUSIONS)
            throw syntaxError(directive.line, 'files include one another too often, or without end');
          return expanded(other.directives, depth + 1);
        });
    });
  }

  return expanded(main.directives, 0);
}

function directivesOf(text: string, firstLine: number): readonly Directive[] {
  const tokens = tokensOf(text, firstLine);
  let next = 0;

  function directives(depth: number, opened: number | null): readonly Directive[] {
    if (depth > DEEPEST) throw syntaxError(opened ?? 1, `blocks stand more than ${String(DEEPEST)} deep`);
    const found: Directive[] = [];
    for (;;) {
      const token = tokens[next];
      if (token === undefined) {
        if (opened === null) return found;
        throw syntaxError(opened, 'a block is opened here and never closed with }');
      }
      if (isMark(token, '}')) {
        if (opened === null) throw syntaxError(token.line, 'there is no open block to close with }');
        next += 1;
        return found;
      }
      found.push(directive(depth));
    }
  }

  function directive(depth: number): Directive {
    const first = tokens[next];
    if (first === undefined || isMark(first, '{') || isMark(first, ';'))
      throw syntaxError(
        first?.line ?? firstLine,
        `a directive is expected before ${first?.text ?? 'the end'}`,
      );
    const parameters: string[] = [];
    for (next += 1; ; next += 1) {
      const token = tokens[next];
      if (token === undefined || isMark(token, '}'))
        throw syntaxError(
          first.line,
          `${JSON.stringify(first.text.slice(0, 40))} is not ended with ; or a block`,
        );
      if (isMark(token, ';')) {
        next += 1;
        return { line: first.line, name: first.text, parameters, block: null };
      }
      if (isMark(token, '{')) {
        next += 1;
        const block = directives(depth + 1, token.line);
        return { line: first.line, name: first.text, parameters, block };
      }
      parameters.push(token.text);
    }
  }

  return directives(0, null);
}
