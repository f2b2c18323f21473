/** Ids are letters, digits, `-`, `_` and `.`, at most 100 characters (the documents' rule). */
const LONGEST_ID = 100;

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/**
 * A node's id from a resource's address: `module.network.aws_nat_gateway.this["eu-west-1a"]` is
 * `network-nat-gateway-this-eu-west-1a`. The same address always gives the same id; a name that is too long keeps its
 * beginning and gets a hash of the whole.
 */
export function nodeIdOf(address: string): string {
  const words = address
    .replace(/(^|\.)(?:data|module)\./g, '$1')
    .replace(/(^|\.)(?:aws|google|azurerm)_/g, '$1')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return shortId(words === '' ? hashOf(address) : words);
}

/** Cuts an id to 100 characters; what is cut is stood for by a hash of the whole. */
export function shortId(id: string): string {
  if (id.length <= LONGEST_ID) return id;
  const hash = hashOf(id);
  return `${id.slice(0, LONGEST_ID - hash.length - 1)}-${hash}`;
}

/** The id with a hash of its address behind it, for two addresses that differ only in punctuation. */
export function distinctId(id: string, address: string): string {
  return shortId(`${id}-${hashOf(address)}`);
}

/** FNV-1a, 32 bits: stable over runs and machines, and needs nothing. */
function hashOf(text: string): string {
  let hash = FNV_OFFSET;
  for (const character of text) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), FNV_PRIME);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}
