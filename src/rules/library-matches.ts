import type { Ledger } from '../ledger/ledger.ts';
import { machineName } from './executable.ts';
import type { MissingLibrary } from './library-search.ts';
import type { ThingMatch } from './rule.ts';
import type { MissingVersion } from './symbol-versions.ts';
import { factsOf } from './visible-files.ts';

/** The finding for a library that will not be found. */
export function tellMissing(ledger: Ledger, { name, neededBy, foreign }: MissingLibrary): ThingMatch {
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
    why: `and \`${catalog.path(row)}\` was built for ${machineName(machine) ?? `machine ${machine}`}`,
    fix: `Copy the library from a stage of the same platform, \`${os}/${architecture}\``,
  };
}

/** The finding for a library that is older than what was linked against it. */
export function tellOlder(
  { catalog }: Ledger,
  { name, version, newest, neededBy }: MissingVersion,
): ThingMatch {
  const has = newest === undefined ? 'lacks it' : `ends at \`${newest}\``;
  return {
    subject: /^(.+?\.so)\./.exec(name)?.[1] ?? name,
    message: `\`${catalog.path(neededBy)}\` needs the version \`${version}\` of \`${name}\`, and that of the image ${has}`,
    fix: 'Build on the distribution release of the final stage, or start the final stage from that of the build',
    rows: [neededBy],
    at: 'entrypoint',
  };
}
