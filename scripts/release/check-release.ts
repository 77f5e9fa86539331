/** What a release is made of. `tags`: all of the repository. */
export type ReleaseFacts = {
  readonly tag: string;
  readonly manifest: {
    readonly name: string;
    readonly version: string;
    readonly homepage: string;
    readonly repository?: { readonly url: string };
    readonly dependencies?: object;
    readonly optionalDependencies?: object;
    readonly peerDependencies?: object;
    readonly scripts?: Readonly<Record<string, string>>;
  };
  readonly tags: readonly string[];
  /** Whether the main branch contains the tag's commit. */
  readonly isOnMain: boolean;
};

/** `majorTag`: the tag that moves to this release; null where a newer one of its major version exists. */
export type Release = { readonly version: string; readonly majorTag: string | null };

/** Scripts that npm runs where a package is installed. */
const INSTALL_SCRIPTS = ['preinstall', 'install', 'postinstall', 'prepare'];

/** The release of a tag. Throws with every reason why there is none. */
export function checkRelease({ tag, manifest, tags, isOnMain }: ReleaseFacts): Release {
  const { version, homepage, repository } = manifest;
  const scripts = INSTALL_SCRIPTS.filter((name) => manifest.scripts?.[name] !== undefined);
  const dependencies = [manifest.dependencies, manifest.optionalDependencies, manifest.peerDependencies];
  const mistakes = [
    ...(parseVersion(tag) === null ? [`\`${tag}\` is no tag of a version such as \`v1.2.3\``] : []),
    ...(tag === `v${version}` ? [] : [`the tag is \`${tag}\`, and package.json has the version ${version}`]),
    ...(isOnMain ? [] : ['the commit of the tag is not on the main branch']),
    ...(dependencies.every((list) => Object.keys(list ?? {}).length === 0)
      ? []
      : ['package.json has run-time dependencies, and dist brings all that is needed']),
    ...scripts.map((name) => `package.json has the script \`${name}\`, which runs where it is installed`),
    ...(repository?.url === `git+${homepage}.git`
      ? []
      : [
          `package.json has no \`repository.url\` that is \`git+${homepage}.git\`, which npm compares with the workflow`,
        ]),
  ];
  if (mistakes.length > 0)
    throw new Error(`This is no release:\n${mistakes.map((one) => `- ${one}\n`).join('')}`);
  return { version, majorTag: isNewest(tag, tags) ? `v${version.split('.')[0] ?? ''}` : null };
}

/** Whether no other tag has the same major version and a later number. */
function isNewest(tag: string, tags: readonly string[]): boolean {
  const own = parseVersion(tag) ?? [];
  return tags
    .map(parseVersion)
    .filter((other) => other !== null)
    .every((other) => other[0] !== own[0] || compareNumbers(other, own) <= 0);
}

function compareNumbers(one: readonly number[], other: readonly number[]): number {
  const difference = one.map((number, index) => number - (other[index] ?? 0)).find((step) => step !== 0);
  return difference ?? 0;
}

function parseVersion(tag: string): readonly number[] | null {
  const match = /^v(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$/.exec(tag);
  return match === null ? null : match.slice(1).map(Number);
}
