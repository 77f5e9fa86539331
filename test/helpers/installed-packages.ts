import type { FileInputs } from './image-builder.ts';

/** One package as dpkg has it once apt has installed it. */
export type Installed = {
  readonly files: readonly string[];
  readonly depends?: string;
  readonly recommends?: string;
  readonly section?: string;
  readonly provides?: string;
  /** Came only as a dependency. */
  readonly automatic?: boolean;
  readonly version?: string;
};

const program = (name: string): string => `#!/bin/sh\nexec ${name}\n`;

type Packages = Readonly<Record<string, Installed>>;

/** dpkg's status with these packages, sorted as dpkg sorts. */
export function statusOf(packages: Packages): string {
  const all = Object.entries(packages).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const entries = all.map(([name, { version = '1.0-1', section = 'utils', depends, provides, recommends }]) =>
    [
      `Package: ${name}`,
      'Status: install ok installed',
      'Maintainer: Somebody <somebody@example.org>',
      `Section: ${section}`,
      'Architecture: amd64',
      `Version: ${version}`,
      ...(provides === undefined ? [] : [`Provides: ${provides}`]),
      ...(depends === undefined ? [] : [`Depends: ${depends}`]),
      ...(recommends === undefined ? [] : [`Recommends: ${recommends}`]),
      `Description: the package ${name}`,
      '',
    ].join('\n'),
  );
  return entries.join('\n');
}

/** Database of dpkg and notes of apt after these packages were installed; what is written for each is `filesOf`. */
export function dpkgOf(packages: Packages): FileInputs {
  const automatic = Object.entries(packages).filter(([, each]) => each.automatic === true);
  return {
    '/var/lib/dpkg/status': statusOf(packages),
    '/var/lib/apt/extended_states': automatic
      .map(([name]) => `Package: ${name}\nArchitecture: amd64\nAuto-Installed: 1\n`)
      .join('\n'),
  };
}

/** What apt writes of these packages beside the databases of all: their files, lists and sums. */
export function filesOf(packages: Packages): FileInputs {
  return Object.fromEntries(
    Object.entries(packages).flatMap(([name, { files }]): readonly (readonly [string, string])[] => [
      ...files.map((path): readonly [string, string] => [path, program(name)]),
      [`/var/lib/dpkg/info/${name}.list`, `/.\n/usr\n${files.join('\n')}\n`],
      [
        `/var/lib/dpkg/info/${name}.md5sums`,
        files.map((path) => `${'0'.repeat(32)}  ${path.slice(1)}\n`).join(''),
      ],
    ]),
  );
}

/** One `RUN apt-get install` of all of them. */
export function installed(packages: Packages): FileInputs {
  return { ...dpkgOf(packages), ...filesOf(packages) };
}
