import type { Ledger } from '../../ledger/ledger.ts';

/** The system's package manager of an image. */
export type SystemManager = {
  readonly kind: 'apk' | 'apt' | 'microdnf' | 'dnf' | 'tdnf' | 'yum' | 'zypper';
  readonly paths: readonly string[];
  /** Command that installs one package and leaves no cache. */
  readonly install: (name: string) => string;
};

const MANAGERS: readonly SystemManager[] = [
  {
    kind: 'apk',
    paths: ['/sbin/apk', '/usr/bin/apk', '/usr/sbin/apk'],
    install: (name) => `apk add --no-cache ${name}`,
  },
  {
    kind: 'apt',
    paths: ['/usr/bin/apt-get'],
    install: (name) =>
      `apt-get update && apt-get install -y --no-install-recommends ${name} && rm -rf /var/lib/apt/lists/*`,
  },
  {
    kind: 'microdnf',
    paths: ['/usr/bin/microdnf'],
    install: (name) => `microdnf install -y ${name} && microdnf clean all`,
  },
  {
    kind: 'dnf',
    paths: ['/usr/bin/dnf', '/usr/bin/dnf5'],
    install: (name) => `dnf install -y ${name} && dnf clean all`,
  },
  {
    kind: 'tdnf',
    paths: ['/usr/bin/tdnf'],
    install: (name) => `tdnf install -y ${name} && tdnf clean all`,
  },
  {
    kind: 'yum',
    paths: ['/usr/bin/yum'],
    install: (name) => `yum install -y ${name} && yum clean all`,
  },
  {
    kind: 'zypper',
    paths: ['/usr/bin/zypper'],
    install: (name) => `zypper --non-interactive install ${name} && zypper clean --all`,
  },
];

/** Undefined where the image has none. */
export function packageManagerOf({ catalog }: Ledger): SystemManager | undefined {
  return MANAGERS.find(({ paths }) => paths.some((path) => catalog.resolve(path) >= 0));
}

/** Packages that bring an interpreter of another name; of all others package and program are called the same. */
const PACKAGES: Readonly<Record<string, string>> = { python: 'python3', node: 'nodejs' };

/** What helps where the image lacks the interpreter of a `#!` line. `interpreter`: as the line names it. */
export function interpreterFix(ledger: Ledger, interpreter: string): string {
  const name = interpreter.slice(interpreter.lastIndexOf('/') + 1);
  const install = /^(bash|zsh|perl|python3?|node|ruby|php)$/.test(name)
    ? packageManagerOf(ledger)?.install(PACKAGES[name] ?? name)
    : undefined;
  const shell = /^(bash|dash|ash|zsh|ksh)$/.test(name) && ledger.catalog.resolve('/bin/sh') >= 0;
  const ways = [
    ...(install === undefined ? [] : [`install it with \`RUN ${install}\`${asRoot(ledger)}`]),
    ...(shell ? ['write the script for `#!/bin/sh`'] : []),
    'start from a base image that has it',
  ];
  const text = ways.join(', or ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

/** Only root installs: where the container runs as another user, that is to be thought of. */
function asRoot({ config }: Ledger): string {
  return /^(|0|root)(:|$)/.test(config.user ?? '') ? '' : ' above `USER`, as root';
}

/** What helps where the image lacks the dynamic linker that a program names. */
export const LINKER_FIX =
  'Link the program statically (Go: `CGO_ENABLED=0`), or start from a base image with the C library that it was built with';

/** What helps where the image lacks a user or a group, by whether anything in it can make one. */
export function userFix(ledger: Ledger, what: string, name: string): string {
  const { catalog } = ledger;
  const numbers = name === 'root' ? '`USER 0:0`' : '`USER 10001:10001`';
  if (catalog.resolve('/bin/sh') < 0)
    return `Use numbers (${numbers}), or copy \`/etc/passwd\` and \`/etc/group\` from the build stage`;
  const isAlpine = catalog.resolve('/usr/sbin/useradd') < 0;
  const [debian, alpine, them = 'it'] = MAKING[what] ?? MAKING.user;
  const command = (isAlpine ? alpine : debian).replaceAll('NAME', () => name);
  return `Create ${them} in the final stage above \`USER\` with \`RUN ${command}\`, or use numbers: ${numbers}`;
}

type Making = readonly [debian: string, alpine: string, them?: string];

/** BusyBox makes no group for a user of the system; shadow does, or not, as `login.defs` says. */
const MAKING: { readonly [What in string]?: Making } & { readonly user: Making } = {
  user: ['useradd --system NAME', 'adduser -S -D NAME'],
  group: ['groupadd --system NAME', 'addgroup -S NAME'],
  'user and group': [
    'useradd --system --user-group NAME',
    'addgroup -S NAME && adduser -S -D -G NAME NAME',
    'them',
  ],
};
