/** One of several images that a store has: what it is called there, its digests, and what tells it from the others. */
export type NamedImage = {
  /** Whole names and tags, as they were written. */
  readonly names: readonly string[];
  /** What it may always be called by: the digest of its manifest, of its config, of an index that leads to it. */
  readonly digests: readonly string[];
};

/** Most images that a hint lists. */
const MAX_LISTED = 20;

/**
 * Those that somebody means who says `asked`: what is called exactly so, else what is the same name to Docker, in which a missing
 * tag is `latest` and a missing host `docker.io`, else what ends so, as people leave out the repository.
 */
export function imagesCalled<Item>(
  items: readonly Item[],
  asked: string,
  toNamed: (item: Item) => NamedImage,
): readonly Item[] {
  const whole = wholeName(asked);
  const tests: readonly ((named: NamedImage) => boolean)[] = [
    ({ names, digests }) => names.includes(asked) || digests.includes(asked),
    ({ names }) => names.some((name) => wholeName(name) === whole),
    ({ names }) => names.some((name) => endsSo(name, asked)),
  ];
  for (const test of tests) {
    const found = items.filter((item) => test(toNamed(item)));
    if (found.length > 0) return found;
  }
  return [];
}

function endsSo(name: string, asked: string): boolean {
  return [`:${asked}`, `/${asked}`, `/${asked}:latest`].some((end) => name.endsWith(end));
}

/** The name as Docker completes it. distribution/reference, "ParseNormalizedNamed". */
function wholeName(name: string): string {
  const tagged = /[:@][^/]*$/.test(name) ? name : `${name}:latest`;
  const slash = tagged.indexOf('/');
  const host = tagged.slice(0, Math.max(slash, 0));
  const isHost = /[.:]/.test(host) || host === 'localhost';
  if (isHost && !DOCKER_HUB.has(host)) return tagged;
  const path = isHost ? tagged.slice(slash + 1) : tagged;
  return `docker.io/${path.includes('/') ? path : `library/${path}`}`;
}

const DOCKER_HUB: ReadonlySet<string> = new Set(['docker.io', 'index.docker.io']);

/**
 * What each image can be asked for by, such that it alone is found: its whole name, else its tag, else a digest. `spell` makes a
 * reference of it.
 */
export function listImages(images: readonly NamedImage[], spell: (name: string) => string): string {
  const listed = images.slice(0, MAX_LISTED).map((image) => `\`${spell(distinctName(image, images))}\``);
  const rest = images.length - MAX_LISTED;
  return [...new Set(listed)].sort().join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}

function distinctName(image: NamedImage, images: readonly NamedImage[]): string {
  const isDistinct = (name: string): boolean =>
    imagesCalled(images, name, (one) => one).every((one) => isSame(one, image));
  return image.names.find(isDistinct) ?? image.digests[0] ?? '';
}

/** Whether two places name one image. */
export function isSame(one: NamedImage, other: NamedImage): boolean {
  return one === other || one.digests.some((digest) => other.digests.includes(digest));
}
