import type { Ledger } from '../../ledger/ledger.ts';
import { machineName } from '../start/executable.ts';
import type { BrokenModule } from './module-libraries.ts';
import type { MissingLibrary } from './library-search.ts';
import type { ThingMatch } from '../rule.ts';
import { isOfLibc, type MissingVersion } from './symbol-versions.ts';
import { factsOf } from '../start/visible-files.ts';

/** The finding for a library that will not be found. */
export function matchMissing(ledger: Ledger, { name, neededBy, foreign }: MissingLibrary): ThingMatch {
  const [, subject = name, version] = /^(.+?\.so)\.(.+)$/.exec(name) ?? [];
  const { why, fix } = foreign === undefined ? NOWHERE : ofForeign(ledger, foreign);
  return {
    subject,
    ...(version !== undefined && { version }),
    message: `\`${ledger.catalog.path(neededBy)}\` needs \`${name}\`, ${why}`,
    ...(fix !== undefined && { fix }),
    rows: [neededBy],
    at: 'entrypoint',
  };
}

const NOWHERE = { why: 'which the dynamic linker will not find', fix: undefined };

function ofForeign({ catalog, config }: Ledger, row: number) {
  const machine = factsOf(catalog, row)?.elf?.machine ?? 0;
  const { os, architecture } = config.platform;
  return {
    why: `but \`${catalog.path(row)}\` was built for ${machineName(machine) ?? `machine ${machine}`}`,
    fix: `Copy the library from a stage of the same platform, \`${os}/${architecture}\``,
  };
}

/** The finding for a library that is older than what was linked against it. */
export function matchOlder(
  { catalog }: Ledger,
  { name, version, newest, neededBy }: MissingVersion,
): ThingMatch {
  const has = newest === undefined ? 'lacks it' : `ends at \`${newest}\``;
  return {
    subject: /^(.+?\.so)\./.exec(name)?.[1] ?? name,
    message: `\`${catalog.path(neededBy)}\` needs the version \`${version}\` of \`${name}\`, but that of the image ${has}`,
    fix: 'Build on the distribution release of the final stage, or start the final stage from the release of the build',
    rows: [neededBy],
    at: 'entrypoint',
  };
}

/** The finding for a module that cannot be loaded for want of a library; undefined where the C library is the cause. */
export function matchBroken(ledger: Ledger, broken: BrokenModule): ThingMatch | undefined {
  if ('machine' in broken) return matchMachine(ledger, broken);
  if ('library' in broken) {
    const { library } = broken;
    return withModule(broken, matchMissing(ledger, library));
  }
  if (!('version' in broken) || isOfLibc(broken.version.version)) return undefined;
  return withModule(broken, matchOlder(ledger, broken.version));
}

type OfMachine = Extract<BrokenModule, { readonly machine: number | undefined }>;

function matchMachine({ catalog, config }: Ledger, { module, row, machine }: OfMachine): ThingMatch {
  const subject = catalog.path(row);
  const { os, architecture } = config.platform;
  const built =
    machine === undefined
      ? 'is not a Linux file'
      : `was built for ${machineName(machine) ?? `machine ${machine}`}`;
  return {
    subject,
    message: `${matchImport(module)}, and \`${subject}\` ${built}, but the image is for ${os}/${architecture}`,
    fix: 'Install the packages in a stage of the image’s own platform, and keep those of your machine out with .dockerignore',
    rows: [row],
    at: 'entrypoint',
  };
}

/** Says who loads the module that the finding is about. */
function withModule({ module, row }: BrokenModule, match: ThingMatch): ThingMatch {
  const message = `${matchImport(module)}, and ${match.message ?? match.subject}`;
  return { ...match, message, rows: [...new Set([row, ...match.rows])].sort((a, b) => a - b) };
}

/** Begins the sentence about a module. */
function matchImport({ importedBy, name }: BrokenModule['module']): string {
  return `\`${importedBy}\` loads \`${name}\``;
}

/** The finding for what was linked against a newer C library than the image has. */
export function matchTooOld({ catalog }: Ledger, { version, newest, neededBy }: MissingVersion): ThingMatch {
  const subject = catalog.path(neededBy);
  const has = newest === undefined ? 'does not have it' : `ends at \`${newest}\``;
  const message = `\`${subject}\` needs \`${version}\`, but the C library of the image ${has}`;
  return { subject, message, rows: [neededBy], at: 'entrypoint' };
}

/** The finding for a module that was built for another C library, or a newer one; undefined where another is the cause. */
export function matchForeign(ledger: Ledger, broken: BrokenModule): ThingMatch | undefined {
  const { module, row } = broken;
  if ('libc' in broken) {
    const subject = ledger.catalog.path(row);
    const other = broken.libc === 'musl' ? 'glibc' : 'musl';
    const message = `${matchImport(module)}, and \`${subject}\` was built for ${broken.libc}, but the image has ${other}`;
    return { subject, message, rows: [row], at: 'entrypoint' };
  }
  if (!('version' in broken) || !isOfLibc(broken.version.version)) return undefined;
  return withModule(broken, matchTooOld(ledger, broken.version));
}
