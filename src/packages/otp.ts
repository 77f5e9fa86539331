import { MIB } from './database.ts';
import type { DatabaseFile, DatabaseImage, PackageDatabase, Registration } from './database.ts';
import { isPackageWord, toPurl } from './purl.ts';

const RESOURCE = /^(.*)\/lib\/(([a-z]\w*)-(\d[^/]*))\/ebin\/\3\.app$/;

/** Applications of Erlang and Elixir, in a release or in the runtime itself. https://www.erlang.org/doc/man/app */
export const otp: PackageDatabase = {
  name: 'Erlang/OTP',
  type: 'otp',
  kind: 'language',
  files: [{ end: '.app', pattern: RESOURCE, maxBytes: MIB }],
  open: (image) => ({
    read: (files) => ({ registrations: files.flatMap((file) => toRegistration(file, image)) }),
  }),
};

/** The application that a release is started by is its author's: `bin/name` beside `lib`. */
function toRegistration({ path, text }: DatabaseFile, { catalog }: DatabaseImage): readonly Registration[] {
  const [, root, folder, name = '', version = ''] = RESOURCE.exec(path) ?? [];
  if (root === undefined || folder === undefined || !isPackageWord(version)) return [];
  if (catalog.resolve(`${root}/bin/${name}`) >= 0) return [];
  const purl = toPurl({ type: 'otp', name, version });
  return [
    {
      package: { type: 'otp', name, version, purl, depends: parseApplications(text) },
      directories: [{ path: `${root}/lib/${folder}`, claim: 'whole' }],
    },
  ];
}

const MAX_APPLICATIONS = 2_000;

/** Applications that one needs, by its resource file, which is an Erlang term: `{applications,[kernel,stdlib]}`. */
export function parseApplications(text: string): readonly string[] {
  const list = /\{ *applications *, *\[([^[\]{}]*)\]/.exec(text)?.[1] ?? '';
  const names = list.split(',', MAX_APPLICATIONS).map((one) => one.trim().replace(/^'(.*)'$/, '$1'));
  return [...new Set(names.filter(isPackageWord))];
}
