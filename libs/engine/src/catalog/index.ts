// The profiles, and how one is found.
export { allProfiles, findProfile, nearestProfileId } from './catalog.js';

// What a provider accepts for a field.
export { boundsInWords, boundsOf, type Bounds } from './bounds.js';

// What a row of the catalogue is.
export type {
  Confidence,
  Disagreement,
  FieldLimits,
  FirewallFacts,
  ListenerDefaults,
  PoolDefaults,
  PoolSizeRow,
  Prices,
  Profile,
  ProfileFamily,
  Sourced,
  TranslatorFacts,
} from './profile.js';

// What a person most likely meant.
export { nearestName } from './nearest-name.js';
