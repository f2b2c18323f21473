/** `https://www.googleapis.com/compute/v1/`, of whichever API and version. */
const SERVER = /^(?:https?:)?\/\/[^/]+\/(?:[a-z]+\/)?(?:v\d\w*|beta|alpha)\//;
const ZONE = /^(.+?\d)-[a-z][a-z0-9]*$/;

/** `projects/p/regions/r/subnetworks/s`, from a full URL of any version of the API or from the path itself. */
export function googlePath(text: string): string {
  return text.replace(SERVER, '').replace(/^\/+/, '');
}

/** The last part of a URL or path: the name of the resource itself. */
export function nameIn(text: string): string {
  return text.slice(text.lastIndexOf('/') + 1);
}

/** Whether two spellings may be of one resource: one is the end of the other. */
export function samePath(a: string, b: string): boolean {
  const [first, second] = [googlePath(a), googlePath(b)];
  return first === second || first.endsWith(`/${second}`) || second.endsWith(`/${first}`);
}

/** Whether a location is a zone, such as `europe-west4-a`, and not a region. */
export function isZone(location: string): boolean {
  return ZONE.test(nameIn(location));
}

/** The region of a location, which is a region or a zone; by name or by URL. */
export function regionOf(location: string): string {
  const name = nameIn(location);
  return ZONE.exec(name)?.[1] ?? name;
}
