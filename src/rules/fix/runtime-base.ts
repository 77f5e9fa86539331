import type { Toolchain } from '../../ledger/toolchains/toolchains.ts';

/** An image's name taken apart; `path` without registry where it is Docker's official image of that name. */
type ImageName = { readonly prefix: string; readonly path: string; readonly tag: string };

/** What runs the programs of an SDK image. `isInterpreter`: the program runs in what the image is called after. */
export type RuntimeBase = { readonly base: string; readonly isInterpreter: boolean };

/** Where the official images are kept. https://hub.docker.com/search?badges=official */
const OFFICIAL =
  /^((?:(?:index\.)?docker\.io\/(?:library\/)?|library\/|public\.ecr\.aws\/docker\/library\/|mirror\.gcr\.io\/library\/)?)([^/:]+)$/;
const RELEASE = /-?(bookworm|trixie|forky|bullseye|buster|sid)$/;

function parse(reference: string): ImageName {
  const name = reference.replace(/@sha256:[0-9a-f]+$/, '');
  const [, repository = name, tag = ''] = /^(.+?)(?::([^:/]+))?$/.exec(name) ?? [];
  const [, prefix = '', path = repository] = OFFICIAL.exec(repository) ?? [];
  return { prefix, path, tag };
}

type Family = {
  readonly paths: RegExp;
  readonly isInterpreter: boolean;
  /** The whole name of the image that runs its programs; undefined where there is none. */
  readonly toRuntime: (name: ImageName) => string | undefined;
};

/** Tags as their makers document them: hub.docker.com/_/node, _/python, _/eclipse-temurin, _/php, mcr.microsoft.com. */
const FAMILIES: readonly Family[] = [
  { paths: /^node$/, isInterpreter: true, toRuntime: (name) => withTag(name, slimLast(name.tag)) },
  {
    paths: /^(python|ruby|perl)$/,
    isInterpreter: true,
    toRuntime: (name) => withTag(name, slimBeforeRelease(name.tag)),
  },
  { paths: /^swift$/, isInterpreter: false, toRuntime: (name) => withTag(name, slimLast(name.tag)) },
  { paths: /^php$/, isInterpreter: true, toRuntime: (name) => withTag(name, phpOnAlpine(name.tag)) },
  { paths: /^eclipse-temurin$/, isInterpreter: false, toRuntime: (name) => withTag(name, jreTag(name.tag)) },
  {
    paths: /^(openjdk|amazoncorretto|sapmachine|maven|gradle)$/,
    isInterpreter: false,
    toRuntime: toTemurin,
  },
  {
    paths: /^mcr\.microsoft\.com\/dotnet\/sdk$/,
    isInterpreter: false,
    toRuntime: (name) => withTag({ ...name, path: 'mcr.microsoft.com/dotnet/aspnet' }, name.tag),
  },
];

/** The image that runs what an official SDK image builds, with its tag; undefined where none is known. */
export function runtimeBase(reference: string): RuntimeBase | undefined {
  const name = parse(reference);
  const family = FAMILIES.find(({ paths }) => paths.test(name.path));
  const base = family?.toRuntime(name);
  return family === undefined || base === undefined
    ? undefined
    : { base, isInterpreter: family.isInterpreter };
}

/** Whether a name is that of the official image. */
export function isOfficial(reference: string, path: string): boolean {
  return parse(reference).path === path;
}

function withTag({ prefix, path }: ImageName, tag: string | undefined): string | undefined {
  return tag === undefined ? undefined : `${prefix}${path}${tag === '' ? '' : `:${tag}`}`;
}

function slimLast(tag: string): string | undefined {
  if (/alpine|slim/.test(tag)) return undefined;
  return tag === '' || tag === 'latest' ? 'slim' : `${tag}-slim`;
}

function slimBeforeRelease(tag: string): string | undefined {
  if (/alpine|slim|windows/.test(tag)) return undefined;
  const release = RELEASE.exec(tag)?.[1];
  const version = tag.replace(RELEASE, '').replace(/^latest$/, '');
  return [version, 'slim', release].filter((part) => part !== undefined && part !== '').join('-');
}

/** Of PHP's images only those of Alpine go without a compiler, and none of them has Apache. */
function phpOnAlpine(tag: string): string | undefined {
  if (/alpine|apache/.test(tag)) return undefined;
  const plain = tag.replace(RELEASE, '').replace(/^latest$/, '');
  return plain === '' ? 'alpine' : `${plain}-alpine`;
}

function jreTag(tag: string): string | undefined {
  if (tag.includes('jre')) return undefined;
  if (tag.includes('jdk')) return tag.replace('jdk', 'jre');
  const version = /^[\d._]+/.exec(tag)?.[0];
  return version === undefined ? undefined : `${version}-jre${tag.slice(version.length)}`;
}

/** Of Maven and Gradle the tag's first number is their own version, and the Java of a tag without another one changes. */
function javaOf({ path, tag }: ImageName): string | undefined {
  const named = /(?:temurin|jdk|openjdk|corretto|sapmachine)-?(\d+)/.exec(tag)?.[1];
  return named ?? (/^(maven|gradle)$/.test(path) ? undefined : /^(\d+)/.exec(tag)?.[1]);
}

function toTemurin(name: ImageName): string | undefined {
  const java = javaOf(name);
  const alpine = name.tag.includes('alpine') ? '-alpine' : '';
  return java === undefined
    ? undefined
    : withTag({ ...name, path: 'eclipse-temurin' }, `${java}-jre${alpine}`);
}

/** What people call the SDK, by the rule that tells its toolchain; others go by their own name. */
const LANGUAGES: Readonly<Record<string, string>> = {
  'go-toolchain': 'Go',
  'rust-toolchain': 'Rust',
  jdk: 'Java',
  'jvm-build-tool': 'JVM build tools',
  'dotnet-sdk': '.NET',
  'c-toolchain': 'C/C++',
};

export function languageOf({ ruleId, subject }: Toolchain): string {
  return LANGUAGES[ruleId] ?? subject;
}
