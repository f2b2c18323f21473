import { blocksOf, type Block } from '../attribute.js';
import { listOf } from '../json-value.js';
import type { Resource } from '../resource.js';

/** One block of a resource, and the resource as if it had no other, so that what the block names can be followed. */
export interface SingleBlock extends Block {
  readonly resource: Resource;
}

/**
 * The blocks of a name, one by one. The blocks of a set stand in another order than they are written in: `isOf` tells
 * which expression is a block's own; where none is, what any of them names is followed.
 */
export function singleBlocks(
  resource: Resource,
  name: string,
  isOf: (expression: unknown, block: Block) => boolean = () => false,
): readonly SingleBlock[] {
  const { configuration } = resource;
  const written = configuration?.expressions[name];
  return blocksOf(resource, name).map((block) => {
    const own = listOf(written).find((expression) => isOf(expression, block));
    return {
      ...block,
      resource: {
        ...resource,
        values: { [name]: [block.values] },
        unknown: { [name]: [block.unknown] },
        configuration:
          configuration === null
            ? null
            : { ...configuration, expressions: { [name]: own === undefined ? written : [own] } },
      },
    };
  });
}
