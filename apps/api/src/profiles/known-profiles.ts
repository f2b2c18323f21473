import { Injectable } from '@nestjs/common';
import { isPlainObject } from '@portplan/documents';
import { allProfiles, findProfile, nearestProfileId } from '@portplan/engine';
import { documentValue, isPlanningError, PlanningError, Profiles, type Caller } from '@portplan/planning';
import { RequestError } from '@portplan/platform';
import { Profile } from './profile.model.js';
import { chosen, type ProfileChoice } from './profiles.query.js';

/** The same for everybody, as long as the process lives. */
const CATALOGUE: readonly Profile[] = allProfiles().map((profile) => Profile.from(profile));

/** The catalogue and what a workspace defines beside it, for both transports. */
@Injectable()
export class KnownProfiles {
  constructor(private readonly profiles: Profiles) {}

  async list(caller: Caller, choice: ProfileChoice): Promise<readonly Profile[]> {
    const own = await this.profiles.list(caller);
    return chosen([...CATALOGUE, ...own.map((stored) => Profile.defined(stored))], choice);
  }

  /** @throws RequestError `not-found`, with the nearest id */
  async named(caller: Caller, id: string): Promise<Profile> {
    const row = findProfile(id);
    if (row !== undefined) return Profile.from(row);
    const own = await this.profiles.find(caller, id);
    if (own !== null) return Profile.defined(own);
    const others = (await this.profiles.list(caller)).map(({ definition }) => definition.id);
    const nearest = nearestProfileId(id, others);
    const hint = nearest === undefined ? 'GET /v1/profiles lists them' : `did you mean "${nearest}"?`;
    throw new RequestError(
      'not-found',
      `There is no profile "${id.slice(0, 100)}" in the catalogue or in this workspace; ${hint}`,
    );
  }

  /**
   * Stores a definition: in the place of the one at the expected revision, else where there is none.
   *
   * @param source may leave out the id, which must otherwise be this one
   * @throws DocumentError; RequestError `precondition-required`; PlanningError `not-found`, `revision-conflict`, `invalid-field`
   */
  async put(
    caller: Caller,
    id: string,
    expectedRevision: number | undefined,
    source: unknown,
  ): Promise<Profile> {
    const definition = identified(source, id);
    if (expectedRevision !== undefined)
      return Profile.defined(await this.profiles.replace(caller, expectedRevision, definition));
    try {
      return Profile.defined(await this.profiles.create(caller, definition));
    } catch (thrown) {
      if (!isPlanningError(thrown, 'name-taken')) throw thrown;
      throw new RequestError(
        'precondition-required',
        `There is a profile "${id}" already: to replace it, send If-Match with the ETag that you read, so that nobody’s change is lost.`,
      );
    }
  }

  remove(caller: Caller, id: string, expectedRevision: number): Promise<void> {
    return this.profiles.remove(caller, id, expectedRevision);
  }
}

/** @throws PlanningError `invalid-field` where it is the definition of another */
function identified(source: unknown, id: string): unknown {
  const value = documentValue(source, 'ProfileDefinition');
  if (!isPlainObject(value)) return value;
  const { id: given = id, ...definition } = value;
  if (given === id) return { id, ...definition };
  throw new PlanningError('invalid-field', {
    field: 'id',
    value: JSON.stringify(given).slice(0, 100),
    expected: `left out or "${id}", as it is asked for`,
  });
}
