import { withPath, withTag, type ImageName } from './image-name.ts';
import { jreOfServer, jreTag, toCorretto, toLiberica, toTemurin } from './java-base.ts';

/** What is known of the image beside its name. */
export type FoundInBase = {
  /** First number of the version of Java's kit. */
  readonly java: string | undefined;
};

/** Images of one maker and purpose, and what runs their programs. */
export type BaseFamily = {
  readonly paths: RegExp;
  readonly isInterpreter: boolean;
  /** The whole name of the image that runs its programs; undefined where there is none. */
  readonly toRuntime: (name: ImageName, found: FoundInBase) => string | undefined;
};

/** Red Hat's images of languages, in each of its registries. */
const UBI =
  /^registry\.(?:access\.redhat\.com|redhat\.io)\/ubi\d+\/(?:openjdk-\d+|nodejs-\d+|python-\d+|dotnet-\d+|go-toolset|gcc-toolset-\d+-toolchain)$/;

const RELEASE = /-?(bookworm|trixie|forky|bullseye|buster|sid)$/;

/** Tags as their makers document them: hub.docker.com/_/node, _/python, _/eclipse-temurin, _/php, _/tomcat, and of others beside the line. */
export const BASE_FAMILIES: readonly BaseFamily[] = [
  { paths: /^node$/, isInterpreter: true, toRuntime: (name) => withTag(name, slimLast(name.tag)) },
  {
    paths: /^(python|ruby|perl)$/,
    isInterpreter: true,
    toRuntime: (name) => withTag(name, slimBeforeRelease(name.tag)),
  },
  { paths: /^swift$/, isInterpreter: false, toRuntime: (name) => withTag(name, slimLast(name.tag)) },
  { paths: /^php$/, isInterpreter: true, toRuntime: (name) => withTag(name, phpOnAlpine(name.tag)) },
  // These two are made with the tools to build extensions, and the official images are not.
  {
    paths: /^(?:bitnami(?:legacy)?|cimg)\/(node|python|ruby)$/,
    isInterpreter: true,
    toRuntime: ({ path, tag }) => officialSlim(path.slice(path.indexOf('/') + 1), tag),
  },
  {
    paths: /^(?:eclipse-temurin|ibm-semeru-runtimes|azul\/zulu-openjdk(?:-\w+)?)$/,
    isInterpreter: false,
    toRuntime: (name) => withTag(name, jreTag(name.tag)),
  },
  {
    paths: /^(?:tomcat|jetty|groovy)$/,
    isInterpreter: true,
    toRuntime: (name, { java }) => withTag(name, jreOfServer(name.tag) ?? serverOfJava(name, java)),
  },
  {
    paths: /^(?:public\.ecr\.aws\/amazoncorretto\/)?amazoncorretto$/,
    isInterpreter: false,
    toRuntime: (name, { java }) => toCorretto(name, java),
  },
  { paths: /^bellsoft\/liberica-openjdk-\w+$/, isInterpreter: false, toRuntime: toLiberica },
  {
    paths:
      /^(?:openjdk|sapmachine|maven|gradle|clojure|sbtscala\/scala-sbt|(?:bitnami(?:legacy)?|cimg)\/(?:java|openjdk)|mcr\.microsoft\.com\/openjdk\/jdk)$/,
    isInterpreter: false,
    toRuntime: (name, { java }) => toTemurin(name, java),
  },
  { paths: /^mcr\.microsoft\.com\/dotnet\/sdk$/, isInterpreter: false, toRuntime: toAspnet },
  // https://hub.docker.com/r/nvidia/cuda, https://hub.docker.com/r/pytorch/pytorch
  {
    paths: /^(?:nvidia\/cuda|nvcr\.io\/nvidia\/cuda|pytorch\/pytorch)$/,
    isInterpreter: true,
    toRuntime: (name) =>
      name.tag.includes('devel') ? withTag(name, name.tag.replace('devel', 'runtime')) : undefined,
  },
  // https://catalog.redhat.com/software/containers/search
  { paths: UBI, isInterpreter: true, toRuntime: toUbiRuntime },
  // https://images.chainguard.dev
  { paths: /^cgr\.dev\/[\w.-]+\/[\w-]+$/, isInterpreter: true, toRuntime: toChainguard },
];

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

/** By the numbers of the tag: the rest of it is the maker's own. */
function officialSlim(path: string, tag: string): string {
  const version = /^\d+(?:\.\d+)*/.exec(tag)?.[0];
  return `${path}:${version === undefined ? '' : `${version}-`}slim`;
}

/** `tomcat:10.1` has a kit, too: the tag with the Java that is in it. */
function serverOfJava({ tag }: ImageName, java: string | undefined): string | undefined {
  const version = /^\d+(?:\.\d+)*/.exec(tag)?.[0];
  return java === undefined || version === undefined || tag.includes('jre')
    ? undefined
    : `${version}-jre${java}`;
}

/** Versions of the kit have three numbers of their own, so only the first two are those of the runtime. https://github.com/dotnet/dotnet-docker */
function toAspnet(name: ImageName): string | undefined {
  const tag = name.tag.replace(/^(\d+\.\d+)\.\d{3}/, '$1');
  return withPath(name, 'mcr.microsoft.com/dotnet/aspnet', tag);
}

/** `ubi9/nodejs-20-minimal`, `ubi9/openjdk-21-runtime`, `ubi9/dotnet-80-runtime`; of Python from 3.12 on. */
function toUbiRuntime(name: ImageName): string | undefined {
  const { path, tag } = name;
  if (/\/(?:go-toolset|gcc-toolset-[^/]*)$/.test(path))
    return withPath(name, path.replace(/[^/]+$/, 'ubi-minimal'), '');
  const python = /\/python-3(\d+)$/.exec(path)?.[1];
  if (python !== undefined && Number(python) < 12) return undefined;
  // Tags of a build are each image's own.
  const shared = /^(?:latest|\d+)?$/.test(tag) ? tag : '';
  return withPath(name, `${path}-${/openjdk|dotnet/.test(path) ? 'runtime' : 'minimal'}`, shared);
}

/** Images that only build, and what their makers have for the result. */
const CHAINGUARD: Readonly<Record<string, string>> = {
  go: 'static',
  rust: 'glibc-dynamic',
  'gcc-glibc': 'glibc-dynamic',
  jdk: 'jre',
  maven: 'jre',
  gradle: 'jre',
  'dotnet-sdk': 'aspnet-runtime',
};

/** Others have the tools under a tag that ends in `-dev`, and the same image without them. */
function toChainguard(name: ImageName): string | undefined {
  const [, directory = '', image = ''] = /^(.*\/)([^/]+)$/.exec(name.path) ?? [];
  const runtime = CHAINGUARD[image];
  if (runtime !== undefined) return withPath(name, `${directory}${runtime}`, 'latest');
  return name.tag.endsWith('-dev') ? withTag(name, name.tag.replace(/-dev$/, '')) : undefined;
}
