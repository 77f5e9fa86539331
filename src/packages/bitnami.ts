import { MIB } from './database.ts';
import type { DatabaseFile, PackageDatabase, Registration } from './database.ts';
import { parseObject, toFields, toList } from './json.ts';
import { isPackageWord, toPurl } from './purl.ts';

const DOCUMENT = /^(\/opt\/bitnami\/[^/]+)\/\.spdx-[^/]+\.spdx$/;

/** Components that Bitnami puts below `/opt/bitnami`, each with a document of SPDX. https://spdx.github.io/spdx-spec/v2.3/ */
export const bitnami: PackageDatabase = {
  name: 'Bitnami',
  type: 'bitnami',
  kind: 'language',
  files: [{ start: '/opt/bitnami/', pattern: DOCUMENT, maxBytes: 16 * MIB }],
  open: () => ({ read: (files) => ({ registrations: files.flatMap(toRegistration) }) }),
};

/** All that lies in the component's directory is its; what a language's package manager knows of in it is that one's. */
function toRegistration({ path, text }: DatabaseFile): readonly Registration[] {
  const directory = DOCUMENT.exec(path)?.[1];
  const entry = parseBitnamiDocument(text);
  if (directory === undefined || entry === undefined) return [];
  return [
    {
      package: { type: 'bitnami', ...entry, purl: toPurl({ type: 'bitnami', ...entry }), depends: [] },
      directories: [{ path: directory, claim: 'whole' }],
    },
  ];
}

const PURL = /^pkg:bitnami\/([^@?#/]+)@([^?#]+)/;

/** The component that a document describes: the first of its packages with a package URL of Bitnami. */
export function parseBitnamiDocument(
  text: string,
): { readonly name: string; readonly version: string } | undefined {
  for (const one of toList(parseObject(text)['packages'])) {
    for (const reference of toList(toFields(one)['externalRefs'])) {
      const [, name, version] = PURL.exec(String(toFields(reference)['referenceLocator'])) ?? [];
      if (isPackageWord(name) && isPackageWord(version)) return { name, version };
    }
  }
  return undefined;
}
