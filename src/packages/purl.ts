import { PackageURL } from 'packageurl-js';
import type { Package } from './package.ts';

/** What a package URL is made of. `namespace`: distribution of a system package, scope of an npm one. */
export type PackageName = {
  readonly type: Package['type'];
  readonly namespace?: string;
  readonly name: string;
  readonly version: string;
  readonly architecture?: string;
  /** Of an RPM package, where it is not 0. */
  readonly epoch?: number;
};

const MAX_NAME = 300;
// Names come from the image; what could break a line or a terminal is no name.
const PRINTABLE = /^[\x21-\x7e]+$/;

/** Whether a text from an image may stand as the name or version of a package. */
export function isPackageWord(text: string | undefined): text is string {
  return text !== undefined && text.length <= MAX_NAME && PRINTABLE.test(text);
}

/** https://github.com/package-url/purl-spec, with architecture and epoch as qualifiers. */
export function toPurl({ type, namespace, name, version, architecture, epoch }: PackageName): string {
  const qualifiers = {
    ...(architecture !== undefined && { arch: architecture }),
    ...(epoch !== undefined && { epoch: String(epoch) }),
  };
  return new PackageURL(
    type,
    namespace,
    name,
    version === '' ? undefined : version,
    qualifiers,
    undefined,
  ).toString();
}
