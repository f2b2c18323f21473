import { asRequestError } from '@portplan/platform';

/** Where the one document of a scenario stands in the body. */
const SCENARIO_POINTERS = { policy: '/policy' } as const;

/** What a use case gives; problems of a policy point into the body that holds it. */
export async function pointingAtPolicy<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw asRequestError(error, SCENARIO_POINTERS);
  }
}
