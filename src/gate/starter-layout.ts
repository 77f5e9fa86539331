/** How a repository says which images it has. Paths are relative to it. */
export type StarterLayout =
  /** `targets`: those of a bake file that are asked for; absent: its default. */
  | { readonly kind: 'bake' | 'compose'; readonly file: string; readonly targets?: readonly string[] }
  /** Several Dockerfiles. `leftOut`: others, which are no images of the product, or have names that no pattern can name. */
  | { readonly kind: 'images'; readonly dockerfiles: readonly string[]; readonly leftOut: readonly string[] }
  | { readonly kind: 'one' };

/** In the order in which buildx and compose look for them. */
const BAKE_FILES = ['docker-bake.hcl', 'docker-bake.json'];
const COMPOSE_FILES = ['compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.yaml'];

/** Most Dockerfiles that are built to see how large their images are. */
const MAX_DOCKERFILES = 30;

/**
 * The layouts that files of a repository speak for, the best first and `one` last: a bake file is about images alone, a compose file
 * may be about others', and Dockerfiles alone do not say how they are built.
 */
export function layoutsOf(files: readonly string[]): readonly StarterLayout[] {
  const there = new Set(files);
  const bake = BAKE_FILES.filter((file) => there.has(file)).slice(0, 1);
  const compose = COMPOSE_FILES.filter((file) => there.has(file)).slice(0, 1);
  const found = files.filter(isDockerfile).toSorted();
  const dockerfiles = found.filter((file) => isOfProduct(file) && isPlain(file)).slice(0, MAX_DOCKERFILES);
  const leftOut = found.filter((file) => !dockerfiles.includes(file));
  return [
    ...bake.map((file) => ({ kind: 'bake' as const, file })),
    ...compose.map((file) => ({ kind: 'compose' as const, file })),
    ...(dockerfiles.length > 1 ? [{ kind: 'images' as const, dockerfiles, leftOut }] : []),
    { kind: 'one' },
  ];
}

function isDockerfile(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return (
    /^(?:dockerfile|containerfile)(?:\..+)?$|\.(?:dockerfile|containerfile)$/i.test(name) &&
    !/\.dockerignore$/i.test(name)
  );
}

/** Whose images nobody ships: what tests and examples build, what editors start, other people's. */
const OTHERS =
  /(?:^|\/)(?:\.[^/]+|tests?|testdata|fixtures|examples?|e2e|node_modules|vendor|third[_-]party)\//i;

function isOfProduct(path: string): boolean {
  return !OTHERS.test(path);
}

/** Whether a pattern of this text matches this path and no other. */
function isPlain(path: string): boolean {
  return /^[\w@+=.,~-][\w@+=.,~/ -]*$/.test(path) && path.length <= 200 && path === path.trim();
}
