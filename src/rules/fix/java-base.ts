import { withPath, withTag, type ImageName } from './image-name.ts';

/** Of tags that name the kit, as of `eclipse-temurin`, `tomcat` and `azul/zulu-openjdk`: the runtime's. */
export function jreTag(tag: string): string | undefined {
  if (tag.includes('jre')) return undefined;
  if (tag.includes('jdk')) return tag.replace('jdk', 'jre');
  const version = /^[\d._]+/.exec(tag)?.[0];
  return version === undefined ? undefined : `${version}-jre${tag.slice(version.length)}`;
}

/** `tomcat:10.1-jdk17-temurin`: without the word the tag says nothing about Java. */
export function jreOfServer(tag: string): string | undefined {
  return /jdk\d/.test(tag) ? tag.replace(/jdk(?=\d)/, 'jre') : undefined;
}

/** Tools whose tags begin with their own version, not with that of Java. */
const TOOLS = /^(?:maven|gradle|clojure|sbtscala\/scala-sbt|cimg\/openjdk)$/;

/** Version of Java; where the tag does not say it, that of the kit in the image: it is what runs the program today. */
function javaOf({ path, tag }: ImageName, found: string | undefined): string | undefined {
  const named = /(?:temurin|jdk|openjdk|corretto|sapmachine|java)[-_]?(\d+)/.exec(tag)?.[1];
  const byTag = TOOLS.test(path) && path !== 'cimg/openjdk' ? undefined : /^(\d+)/.exec(tag)?.[1];
  return named ?? byTag ?? found;
}

/** The runtime by Eclipse, for kits whose makers publish none. https://hub.docker.com/_/eclipse-temurin */
export function toTemurin(name: ImageName, found: string | undefined): string | undefined {
  const java = javaOf(name, found);
  const alpine = name.tag.includes('alpine') ? '-alpine' : '';
  const prefix = /^(?:docker\.io|index\.docker\.io|library|public\.ecr\.aws\/docker)\//.test(name.prefix)
    ? name.prefix
    : '';
  return java === undefined
    ? undefined
    : withTag({ prefix, path: 'eclipse-temurin', tag: '' }, `${java}-jre${alpine}`);
}

/** Amazon's own runtime, which is `jre` of Java 8 and `headless` of later ones. https://hub.docker.com/_/amazoncorretto */
export function toCorretto(name: ImageName, found: string | undefined): string | undefined {
  if (/jre|headless|headful|slim/.test(name.tag)) return undefined;
  if (/alpine|debian/.test(name.tag)) return toTemurin(name, found);
  const java = javaOf(name, found);
  const kind = java === '8' ? 'jre' : 'headless';
  return java === undefined ? undefined : withTag(name, `${java}-al2023-${kind}`);
}

/** `bellsoft/liberica-openjdk-alpine:21`: another image with the same tag. */
export function toLiberica(name: ImageName): string | undefined {
  return withPath(name, name.path.replace('openjdk', 'openjre'), name.tag);
}
