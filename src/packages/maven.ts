import type { DatabaseFile, PackageDatabase, Registration } from './database.ts';
import type { Coordinates } from './java/java-archive.ts';
import { JAVA_ARCHIVES, parseArtifacts } from './java/java-scan.ts';
import type { Package } from './package.ts';
import { isPackageWord, toPurl } from './purl.ts';

/** Artifacts of Maven by what Java's archives say of themselves. https://maven.apache.org/pom.html#Maven_Coordinates */
export const maven: PackageDatabase = {
  name: 'Java archives',
  type: 'maven',
  kind: 'language',
  files: [],
  scanned: JAVA_ARCHIVES,
  textOf: ({ derived }) => derived?.[JAVA_ARCHIVES.id],
  open: () => ({ read: (files) => ({ registrations: files.flatMap(toRegistrations) }) }),
};

/** An archive is its artifact's, but for a program that has others in it: that one is nobody's but its author's. */
function toRegistrations({ path, text }: DatabaseFile): readonly Registration[] {
  const archive = parseArtifacts(text);
  if (archive === undefined) return [];
  const nested = archive.nested.filter(isArtifact).map((one) => toPackage(one, []));
  const own = archive.own && isArtifact(archive.own) ? archive.own : undefined;
  const needed = nested.map(({ name }) => name);
  const registered = nested.map((pkg) => ({ package: pkg }));
  if (own === undefined || archive.isBundle) return registered;
  return [...registered, { package: toPackage(own, needed), files: [path] }];
}

function isArtifact({ group, artifact, version }: Coordinates): boolean {
  return [group, artifact, version].every(isPackageWord);
}

function toPackage({ group, artifact, version }: Coordinates, depends: readonly string[]): Package {
  const purl = toPurl({ type: 'maven', namespace: group, name: artifact, version });
  return { type: 'maven', name: `${group}:${artifact}`, version, purl, depends };
}
