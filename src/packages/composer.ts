import { MIB } from './database.ts';
import type { DatabaseFile, PackageDatabase, Registration } from './database.ts';
import { parseJson, toFields, toList, type Fields } from './json.ts';
import { isPackageWord, toPurl } from './purl.ts';

const INSTALLED = '/composer/installed.json';

/** What Composer installed into `vendor`. https://getcomposer.org/doc/ */
export const composer: PackageDatabase = {
  name: 'Composer',
  type: 'composer',
  kind: 'language',
  files: [{ end: INSTALLED, pattern: /json$/, maxBytes: 16 * MIB }],
  open: () => ({ read: (files) => ({ registrations: files.flatMap(toRegistrations) }) }),
};

function toRegistrations({ path, text }: DatabaseFile): readonly Registration[] {
  const vendor = path.slice(0, -INSTALLED.length);
  return parseInstalledJson(text).map(({ namespace, name, directory, ...entry }) => ({
    package: {
      type: 'composer',
      name: `${namespace}/${name}`,
      version: entry.version,
      purl: toPurl({ type: 'composer', namespace, name, version: entry.version }),
      depends: entry.depends,
      ...(entry.isDevelopment !== undefined && { isDevelopment: entry.isDevelopment }),
    },
    directories: [{ path: `${vendor}/${directory}`, claim: 'whole' }],
  }));
}

/** One installed package. `directory`: below `vendor`. `isDevelopment`: absent of Composer 1, which does not say. */
export type ComposerEntry = {
  readonly namespace: string;
  readonly name: string;
  readonly version: string;
  readonly directory: string;
  readonly depends: readonly string[];
  readonly isDevelopment?: boolean;
};

const MAX_ENTRIES = 20_000;

/** Packages of `vendor/composer/installed.json`: a list before Composer 2, an object with a list since. */
export function parseInstalledJson(text: string): readonly ComposerEntry[] {
  const value = parseJson(text);
  const list = Array.isArray(value) ? (value as unknown[]) : toList(toFields(value)['packages']);
  const names = toFields(value)['dev-package-names'];
  const development = Array.isArray(names) ? new Set<unknown>(names) : undefined;
  return list.slice(0, MAX_ENTRIES).flatMap((entry) => toEntry(toFields(entry), development));
}

function toEntry(fields: Fields, development: ReadonlySet<unknown> | undefined): readonly ComposerEntry[] {
  const { name: full, version, require, 'install-path': installPath } = fields;
  const [, namespace = '', name = ''] = FULL_NAME.exec(String(full)) ?? [];
  if (name === '') return [];
  return [
    {
      namespace,
      name,
      version: toVersion(version),
      directory: directoryOf(installPath) ?? `${namespace}/${name}`,
      // Names without a slash are PHP itself and its extensions.
      depends: Object.keys(toFields(require)).filter((needed) => FULL_NAME.test(needed)),
      ...(development !== undefined && { isDevelopment: development.has(full) }),
    },
  ];
}

function toVersion(version: unknown): string {
  return typeof version === 'string' && isPackageWord(version) ? version : '';
}

/** Vendor and name. https://getcomposer.org/doc/04-schema.md#name */
const FULL_NAME = /^([a-z0-9][a-z0-9_.-]{0,99})\/([a-z0-9][a-z0-9_.-]{0,99})$/i;

/** `../monolog/monolog`, relative to `vendor/composer`; what leads elsewhere is left to the usual place. */
function directoryOf(installPath: unknown): string | undefined {
  return typeof installPath === 'string'
    ? /^\.\.\/([^/.][^/]*\/[^/.][^/]*)\/?$/.exec(installPath)?.[1]
    : undefined;
}
