import { PROBLEM_CATALOGUE } from '@portplan/platform';

/** JSON Schema of every error answer. */
export const PROBLEM_SCHEMA = {
  type: 'object',
  description: 'RFC 9457 problem details.',
  required: ['type', 'title', 'status', 'code', 'detail'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', enum: Object.keys(PROBLEM_CATALOGUE) },
    detail: { type: 'string' },
    instance: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['pointer', 'code', 'value', 'detail'],
        properties: {
          pointer: { type: 'string', description: 'RFC 6901, into the body.' },
          code: { type: 'string' },
          value: { type: ['string', 'null'], description: 'What stands there.' },
          detail: { type: 'string' },
        },
      },
    },
    items: {
      type: 'array',
      description: 'Of many changes, what came of each.',
      items: {
        type: 'object',
        required: ['status', 'code', 'detail'],
        properties: {
          status: { type: 'integer' },
          code: { type: 'string', enum: Object.keys(PROBLEM_CATALOGUE) },
          detail: { type: 'string' },
        },
      },
    },
  },
} as const;
