import { GraphQLError, type ASTVisitor, type ValidationContext } from 'graphql';

/** Refuses numbers that no computer holds, which would count as infinite: `1e400`. */
export function finiteNumbers(context: ValidationContext): ASTVisitor {
  const check = (node: { readonly value: string }): void => {
    if (Number.isFinite(Number(node.value))) return;
    const message = `The number ${node.value.slice(0, 50)} is beyond the largest there is, 1.8e308.`;
    context.reportError(new GraphQLError(message, { extensions: { code: 'invalid-query' } }));
  };
  return { IntValue: check, FloatValue: check };
}
