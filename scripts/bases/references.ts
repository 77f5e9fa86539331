/** Which recipe stands in for which base image. */
export type Recipe = { readonly name: string; readonly buildArguments: Readonly<Record<string, string>> };

/** Why a reference has no stand-in. */
export type NoRecipe = { readonly why: string };

type Row = readonly [pattern: RegExp, toRecipe: (match: RegExpExecArray) => Recipe | NoRecipe];

const named = (name: string) => (): Recipe => ({ name, buildArguments: {} });

const REGISTRY_PREFIX = /^(docker\.io\/|index\.docker\.io\/|public\.ecr\.aws\/docker\/)?(library\/)?/;
const SLIM = /slim/;
const NODE_MAJOR = /^(\d+)/;
const DEFAULT_NODE = '22';

/** The first pattern that a reference matches decides. Tags of the real images: https://hub.docker.com/_/golang and so on. */
const ROWS: readonly Row[] = [
  [/^golang:.*alpine/, named('golang-alpine')],
  [/^golang(:|$)/, named('golang')],
  [/^alpine(:|$)/, named('alpine')],
  [/^debian:.*slim/, named('debian-slim')],
  [/^(debian|buildpack-deps)(:|$)/, ([name]) => named(name.startsWith('debian') ? 'debian' : 'toolchain')()],
  [/^ubuntu(:|$)/, named('debian-slim')],
  [/^node:(.*alpine.*)$/, ([, tag = '']) => toMuslNode(tag)],
  [/^node(?::(.*))?$/, ([, tag = '']) => toNode(SLIM.test(tag) ? 'node-slim' : 'node', tag)],
  [/^nginx(inc\/nginx-unprivileged)?(:|$)/, named('nginx')],
  [/^python:.*alpine/, () => ({ why: 'Debian has no Python for musl' })],
  [/^python(?::(.*))?$/, ([, tag = '']) => toPython(tag)],
  [/^ruby:.*alpine/, () => ({ why: 'Debian has no Ruby for musl' })],
  [/^ruby(?::(.*))?$/, ([, tag = '']) => toRuby(tag)],
  [/^maven(:|$)/, named('maven')],
  [/^gradle(:|$)/, named('gradle')],
  [/^(eclipse-temurin|amazoncorretto):.*jre/, named('jre')],
  [/^(eclipse-temurin|amazoncorretto|openjdk)(:|$)/, ([name]) => named(/jre/.test(name) ? 'jre' : 'jdk')()],
  [/^(gcc|cmake)(:|$)/, named('gcc')],
  [/^rust(:|$)(?!.*alpine)/, named('rust')],
  [
    /^gcr\.io\/distroless\/(static|base|cc)(?:-[a-z]+\d*)?(?::(.*))?$/,
    ([, kind = '', tag]) => toDistroless(kind, tag),
  ],
  [/^gcr\.io\/distroless\/java(?:17)?(?:-[a-z]+\d*)?(?::(.*))?$/, ([, tag]) => toDistroless('java', tag)],
  [
    /^gcr\.io\/distroless\/nodejs(\d+)(?:-[a-z]+\d*)?(?::(.*))?$/,
    ([, major = DEFAULT_NODE, tag]) => withNode(toDistroless('nodejs', tag), major),
  ],
];

/** The recipe for a reference as a Dockerfile writes it. */
export function toRecipe(reference: string): Recipe | NoRecipe {
  const plain = reference.replace(/@sha256:[0-9a-f]{64}$/, '').replace(REGISTRY_PREFIX, '');
  for (const [pattern, make] of ROWS) {
    const match = pattern.exec(plain);
    if (match !== null) return make(match);
  }
  return { why: 'no recipe stands in for it' };
}

function toNode(name: string, tag: string): Recipe {
  return { name, buildArguments: { NODE: NODE_MAJOR.exec(tag)?.[1] ?? DEFAULT_NODE } };
}

function toMuslNode(tag: string): Recipe | NoRecipe {
  const major = NODE_MAJOR.exec(tag)?.[1] ?? DEFAULT_NODE;
  if (Number(major) < 20)
    return { why: `there is no build of Node.js ${major} for musl in a package registry` };
  return { name: 'node-alpine', buildArguments: { NODE_MAJOR: major } };
}

/** Paths of a Python image name its version, so only Debian's own version can stand in. */
function toPython(tag: string): Recipe | NoRecipe {
  const minor = /^3\.(\d+)/.exec(tag)?.[1];
  if (minor !== undefined && minor !== '11') return { why: `Debian has Python 3.11, not 3.${minor}` };
  return named(SLIM.test(tag) ? 'python-slim' : 'python')();
}

/** Folders of gems name the version that Ruby is compatible with. */
function toRuby(tag: string): Recipe | NoRecipe {
  const minor = /^3\.(\d+)/.exec(tag)?.[1];
  if (minor !== undefined && minor !== '1') return { why: `Debian has Ruby 3.1, not 3.${minor}` };
  return named(SLIM.test(tag) ? 'ruby-slim' : 'ruby')();
}

function toDistroless(kind: string, tag = ''): Recipe {
  return { name: `distroless-${kind}`, buildArguments: { USER: tag.includes('nonroot') ? '65532' : '0' } };
}

function withNode({ name, buildArguments }: Recipe, major: string): Recipe {
  return { name, buildArguments: { ...buildArguments, NODE: major } };
}
