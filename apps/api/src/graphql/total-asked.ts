import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { GqlExecutionContext } from '@nestjs/graphql';
import { Kind, type GraphQLResolveInfo, type SelectionSetNode } from 'graphql';

/** Whether a query asks how many items a connection has in all: counting may cost more than the page. */
export const TotalAsked = createParamDecorator((_data: unknown, context: ExecutionContext): boolean => {
  const info = GqlExecutionContext.create(context).getInfo<GraphQLResolveInfo>();
  return info.fieldNodes.some(({ selectionSet }) => selects('totalCount', selectionSet, info.fragments));
});

function selects(
  field: string,
  selectionSet: SelectionSetNode | undefined,
  fragments: GraphQLResolveInfo['fragments'],
): boolean {
  return (selectionSet?.selections ?? []).some((selection) => {
    if (selection.kind === Kind.FIELD) return selection.name.value === field;
    const inner =
      selection.kind === Kind.INLINE_FRAGMENT
        ? selection.selectionSet
        : fragments[selection.name.value]?.selectionSet;
    return selects(field, inner, fragments);
  });
}
