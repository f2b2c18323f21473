import { googlePath, isZone, nameIn, regionOf, samePath } from './google-path.js';

const PATH = 'projects/p/regions/europe-west4/subnetworks/s';

describe("a path of Google's API", () => {
  it.each([
    `https://www.googleapis.com/compute/v1/${PATH}`,
    `https://www.googleapis.com/compute/beta/${PATH}`,
    `https://compute.googleapis.com/compute/v1/${PATH}`,
    `//compute.googleapis.com/v1/${PATH}`,
    PATH,
  ])('%s is the path itself', (spelling) => {
    expect(googlePath(spelling)).toBe(PATH);
  });

  it('of a cluster is without the server too', () => {
    expect(googlePath('https://container.googleapis.com/v1beta1/projects/p/locations/l/clusters/c')).toBe(
      'projects/p/locations/l/clusters/c',
    );
  });

  it('is the same in full and in part, but not with another name', () => {
    expect(samePath(PATH, 'regions/europe-west4/subnetworks/s')).toBe(true);
    expect(samePath(PATH, `${PATH}s`)).toBe(false);
    expect(samePath(PATH, 'regions/europe-west1/subnetworks/s')).toBe(false);
  });

  it('ends with the name', () => {
    expect(nameIn(PATH)).toBe('s');
  });
});

describe('a location', () => {
  it.each([
    ['europe-west4-a', 'europe-west4', true],
    ['https://www.googleapis.com/compute/v1/projects/p/zones/us-central1-f', 'us-central1', true],
    ['us-central1-ai1a', 'us-central1', true],
    ['northamerica-northeast1', 'northamerica-northeast1', false],
  ])('%s is in region %s', (location, region, zone) => {
    expect(regionOf(location)).toBe(region);
    expect(isZone(location)).toBe(zone);
  });
});
