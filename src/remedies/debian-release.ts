import { parseImageName, withTag, type ImageName } from '../rules/fix/image-name.ts';

/** Newest last. https://www.debian.org/releases/ */
const RELEASES: Readonly<Record<string, string>> = {
  10: 'buster',
  11: 'bullseye',
  12: 'bookworm',
  13: 'trixie',
};
/** Its C library runs what was built with an older one. */
export const NEWEST_RELEASE = 'trixie';

const NAMES = Object.values(RELEASES).join('|');
const NAME = new RegExp(`(?<![a-z])(?:${NAMES})(?![a-z])`);

/** Debian's release by the name of an image, e.g. `bookworm` for `python:3.12-slim-bookworm`; undefined where it does not say. */
export function releaseOf(reference: string): string | undefined {
  const { path, tag } = parseImageName(reference);
  const name = NAME.exec(`${path} ${tag}`)?.[0];
  const number = path === 'debian' ? /^\d+/.exec(tag)?.[0] : /-debian(\d+)$/.exec(path)?.[1];
  return name ?? RELEASES[number ?? ''];
}

/** What an image to build in is wanted to have. */
export type Wanted = { readonly libc: 'musl' } | { readonly libc: 'glibc'; readonly release: string };

/** Official images that are made for Debian's releases and for Alpine, and where `slim` stands in their tags. */
const FAMILIES: Readonly<Record<string, 'last' | 'first'>> = {
  golang: 'last',
  rust: 'first',
  node: 'last',
  python: 'first',
  ruby: 'first',
};

/** The same image for another C library; undefined where there is none of that name. */
export function baseFor(reference: string, wanted: Wanted): string | undefined {
  if (/[$@]/.test(reference)) return undefined;
  const name = parseImageName(reference);
  const slim = FAMILIES[name.path];
  const tag = slim === undefined ? tagOfDebian(name, wanted) : tagFor(name.tag, wanted, slim);
  return tag === name.tag ? undefined : withTag(name, tag);
}

function tagOfDebian({ path, tag }: ImageName, wanted: Wanted): string | undefined {
  if (path !== 'debian' || wanted.libc === 'musl') return undefined;
  return tag.includes('slim') ? `${wanted.release}-slim` : wanted.release;
}

function tagFor(tag: string, wanted: Wanted, slim: 'last' | 'first'): string {
  const parts = tag
    .split('-')
    .filter((part) => !NAME.test(part) && !/^(alpine[\d.]*|slim|latest|)$/.test(part));
  if (wanted.libc === 'musl') return [...parts, 'alpine'].join('-');
  const isSlim = /(^|-)slim(-|$)/.test(tag);
  const end = slim === 'last' ? [wanted.release, 'slim'] : ['slim', wanted.release];
  return [...parts, ...(isSlim ? end : [wanted.release])].join('-');
}
