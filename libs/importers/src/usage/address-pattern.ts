/** One name of an address, with the key behind it: a literal one, any (`*`), or none. */
interface Step {
  readonly name: string;
  readonly key: string | null;
}

const STEP = /\.?([^.[\]]+)(?:\[("(?:[^"\\]|\\.)*"|\*|\d+)\])?/gy;

function stepsOf(address: string): readonly Step[] | null {
  const steps: Step[] = [];
  let end = 0;
  for (const match of address.matchAll(STEP)) {
    steps.push({ name: match[1] ?? '', key: match[2] ?? null });
    end = match.index + match[0].length;
  }
  return end === address.length && steps.length > 0 ? steps : null;
}

/**
 * How closely a pattern names an address: Infinity where they are the same text, else the number of keys that it gives;
 * null where it does not name it. A step of the pattern without a key, or with `[*]`, stands for every key and for none:
 * `aws_instance.web` goes on to hold when `count` comes to it.
 */
export function closeness(pattern: string, address: string): number | null {
  if (pattern === address) return Infinity;
  const [wanted, steps] = [stepsOf(pattern), stepsOf(address)];
  if (wanted === null || wanted.length !== steps?.length) return null;
  let literal = 0;
  for (const [index, { name, key }] of wanted.entries()) {
    if (name !== steps[index]?.name) return null;
    if (key === null || key === '*') continue;
    if (key !== steps[index].key) return null;
    literal += 1;
  }
  return literal;
}

/** The address with `[*]` in the place of every key. */
export function withoutKeys(address: string): string {
  const steps = stepsOf(address);
  return steps === null
    ? address
    : steps.map(({ name, key }) => `${name}${key === null ? '' : '[*]'}`).join('.');
}

/** The Terraform type in an address: what follows its modules; null where there is none. */
export function typeIn(address: string): string | null {
  const steps = stepsOf(address) ?? [];
  let index = 0;
  while (steps[index]?.name === 'module') index += 2;
  const type = steps[index]?.name;
  return type?.includes('_') === true && steps.length === index + 2 ? type : null;
}
