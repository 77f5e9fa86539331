import type { FileInputs } from '../helpers/image-builder.ts';

/** One Debian package: its files and what it depends on. */
export type DebianPackage = {
  readonly files: readonly string[];
  readonly version?: string;
  readonly section?: string;
  readonly depends?: string;
};

/** Files and dpkg database of installed packages; a layer with it replaces the database of lower layers. */
export function debian(packages: Readonly<Record<string, DebianPackage>>): FileInputs {
  const all = Object.entries(packages);
  const status = all.map(([name, { version = '1.0-1', section = 'devel', depends }]) =>
    [
      `Package: ${name}`,
      'Status: install ok installed',
      `Section: ${section}`,
      'Architecture: amd64',
      `Version: ${version}`,
      ...(depends === undefined ? [] : [`Depends: ${depends}`]),
      `Description: the package ${name}`,
      '',
    ].join('\n'),
  );
  const lists = all.map(([name, { files }]) => [
    `/var/lib/dpkg/info/${name}.list`,
    `${['/.', ...files].join('\n')}\n`,
  ]);
  const contents = all.flatMap(([name, { files }]) => files.map((path) => [path, `${name} ${path}`]));
  const release = ['/etc/os-release', 'ID=debian\nVERSION_ID="12"\n'];
  return Object.fromEntries([
    release,
    ['/var/lib/dpkg/status', status.join('\n')],
    ...lists,
    ...contents,
  ]) as FileInputs;
}
