/** An image's name taken apart; `path` without registry where it is Docker's official image of that name. */
export type ImageName = { readonly prefix: string; readonly path: string; readonly tag: string };

/** Where the official images are kept. https://hub.docker.com/search?badges=official */
const OFFICIAL =
  /^((?:(?:index\.)?docker\.io\/(?:library\/)?|library\/|public\.ecr\.aws\/docker\/library\/|mirror\.gcr\.io\/library\/)?)([^/:]+)$/;
/** Images of Docker Hub that are somebody's: their names have two parts. */
const OF_HUB = /^((?:index\.)?docker\.io\/)[^/]+\/[^/]+$/;

export function parseImageName(reference: string): ImageName {
  const name = reference.replace(/@sha256:[0-9a-f]+$/, '');
  const [, repository = name, tag = ''] = /^(.+?)(?::([^:/]+))?$/.exec(name) ?? [];
  const known = OFFICIAL.exec(repository) ?? OF_HUB.exec(repository);
  const prefix = known?.[1] ?? '';
  return { prefix, path: repository.slice(prefix.length), tag };
}

/** The same image under another tag; undefined stays undefined. */
export function withTag({ prefix, path }: ImageName, tag: string | undefined): string | undefined {
  return tag === undefined ? undefined : `${prefix}${path}${tag === '' ? '' : `:${tag}`}`;
}

/** Another image beside it, in the same registry. */
export function withPath(name: ImageName, path: string, tag: string | undefined): string | undefined {
  return withTag({ ...name, path }, tag);
}

/** Whether a name is that of the official image. */
export function isOfficial(reference: string, path: string): boolean {
  return parseImageName(reference).path === path;
}
