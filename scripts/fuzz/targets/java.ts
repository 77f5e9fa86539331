import { readJavaArchive } from '../../../src/packages/java/java-archive.ts';
import { parseArtifacts } from '../../../src/packages/java/java-scan.ts';
import { zip } from '../../../test/helpers/package-archives.ts';

export function seeds(): readonly Uint8Array[] {
  const inner = zip({
    'META-INF/maven/a/b/pom.properties': 'version=1\n',
    'META-INF/MANIFEST.MF': 'x: y\n z\n',
  });
  return [inner, zip({ 'BOOT-INF/lib/b-1.jar': inner }), Buffer.from('bundle\na:b:1\nc:d:2')];
}

/** Whole archives of Java, and their last bytes. */
export function fuzz(data: Uint8Array): void {
  readJavaArchive(data, { path: '/app/a-1.jar', size: data.length });
  readJavaArchive(data, { path: '/app/a.war', size: data.length + 1000 });
  parseArtifacts(Buffer.from(data).toString());
}
