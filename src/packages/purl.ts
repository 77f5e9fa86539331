import { PackageURL } from 'packageurl-js';
import type { Package } from './package.ts';

/** What a package URL is made of. `namespace`: distribution of a system package, scope of an npm one. */
export type PackageName = {
  readonly type: Package['type'];
  readonly namespace?: string;
  readonly name: string;
  readonly version: string;
  readonly architecture?: string;
};

const MAX_NAME = 300;
// Names come from the image; what could break a line or a terminal is no name.
const PRINTABLE = /^[\x21-\x7e]+$/;

/** Whether a text from an image may stand as the name or version of a package. */
export function isPackageWord(text: string | undefined): text is string {
  return text !== undefined && text.length <= MAX_NAME && PRINTABLE.test(text);
}

/** https://github.com/package-url/purl-spec, with the architecture as the one qualifier. */
export function toPurl({ type, namespace, name, version, architecture }: PackageName): string {
  const qualifiers = architecture === undefined ? undefined : { arch: architecture };
  return new PackageURL(
    type,
    namespace,
    name,
    version === '' ? undefined : version,
    qualifiers,
    undefined,
  ).toString();
}
