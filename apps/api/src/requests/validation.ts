import {
  ValidationPipe,
  type ArgumentMetadata,
  type ValidationError,
  type ValidationPipeOptions,
} from '@nestjs/common';
import { pointerOf } from '@portplan/documents';
import { RequestError, type FieldProblem, type ProblemCode } from '@portplan/platform';
import { remembering } from './remembering-pipe.js';

/** Fields called like what every object has are unknown ones, too, which class-validator does not see. */
class OwnFieldsPipe extends ValidationPipe {
  constructor(
    private readonly code: ProblemCode,
    options: ValidationPipeOptions,
  ) {
    super(options);
  }

  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    const fields = typeof value === 'object' && value !== null ? Object.keys(value) : [];
    const foreign = fields.filter((name) => name in Object.prototype);
    if (foreign.length === 0) return super.transform(value, metadata);
    const problems = foreign.map((name) => ({
      pointer: pointerOf([name]),
      code: this.code,
      value: null,
      detail: `${name} is not a field of this request`,
    }));
    throw new RequestError(this.code, problems.map(({ detail }) => detail).join('; '), problems);
  }
}

/** Reads a body into its class; unknown and invalid fields are told all at once. */
export const bodyPipe = pipeWith('invalid-field');

/** Reads query parameters into their class. */
export const queryPipe = remembering(pipeWith('invalid-parameter'));

/** Reads a body that may hold secrets: what is wrong with a field is told without what stands there. */
export const secretBodyPipe = pipeWith('invalid-field', false);

function pipeWith(code: ProblemCode, quoted = true): ValidationPipe {
  return new OwnFieldsPipe(code, {
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    exceptionFactory: (errors) => {
      const fields = errors.flatMap((error) => fieldsOf(error, '', code, quoted));
      return new RequestError(
        code,
        fields.map(({ detail }) => detail).join('; ') || 'the body must be an object',
        fields,
      );
    },
  });
}

function fieldsOf(
  error: ValidationError,
  parent: string,
  code: string,
  quoted: boolean,
): readonly FieldProblem[] {
  const pointer = `${parent}${pointerOf([error.property])}`;
  const value = quoted ? JSON.stringify(error.value ?? null).slice(0, 100) : null;
  const own = Object.values(error.constraints ?? {})
    .slice(0, 1)
    .map((detail) => ({
      pointer,
      code,
      value,
      detail: detail.replace(/^property (.*) should not exist$/, '$1 is not a field of this request'),
    }));
  return [...own, ...(error.children ?? []).flatMap((child) => fieldsOf(child, pointer, code, quoted))];
}
