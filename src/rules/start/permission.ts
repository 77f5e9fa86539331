import type { Ledger } from '../../ledger/ledger.ts';
import { factsOf, textOf } from './visible-files.ts';
import { volumeAt } from './volume.ts';

/** Why the container's own user may not use a file. `why` completes "… is started, but it …"; `fix` is an imperative sentence without a dot. */
export type Denial = { readonly why: string; readonly fix: string };

/** What is done with a file: a program is executed, what an interpreter is given is read. */
export type Use = 'execute' | 'read';

/** As the kernel knows the user that a container is started as. */
type Person = { readonly name: string; readonly uid: number; readonly gids: ReadonlySet<number> };

const READ = 4;
const EXECUTE = 1;

/**
 * Why a file's mode and owner, or those of a directory above it, keep the container's user from it; undefined where they do not,
 * where who that is is not sure, and for root, who may do everything. `row`: of the file behind all links.
 */
export function denialOf(ledger: Ledger, row: number, use: Use): Denial | undefined {
  const { catalog } = ledger;
  const person = personOf(ledger);
  const path = catalog.path(row);
  // A hard link's own entry may say something else than its group's; a volume may bring other files.
  if (person === undefined || catalog.type(row) !== 'regular' || volumeAt(ledger, path)) return undefined;
  const closed = directoriesAbove(ledger, path).find(
    (above) => !mayDo(ledger, above, { person, bits: EXECUTE }),
  );
  if (closed !== undefined) return closedDirectory(ledger, closed, person);
  if (mayDo(ledger, row, { person, bits: bitsFor(ledger, row, use) })) return undefined;
  return {
    why: `${modeOf(ledger, row)}, so \`${person.name}\` may not ${use} it`,
    fix: `Copy it with \`COPY --chown=${person.name}\` or \`COPY --chmod=755\`, or open it to everybody where it is made`,
  };
}

function closedDirectory(ledger: Ledger, row: number, { name }: Person): Denial {
  const path = ledger.catalog.path(row);
  return {
    why: `is in \`${path}\`, which ${modeOf(ledger, row)}, so \`${name}\` may not enter it`,
    fix: `Put it in a directory that \`${name}\` may enter, such as \`/usr/local/bin\`, or open that one in the build: \`RUN chmod 755 ${path}\``,
  };
}

function modeOf({ catalog }: Ledger, row: number): string {
  const mode = (catalog.mode(row) & 0o7777).toString(8).padStart(3, '0');
  return `has mode ${mode} and belongs to user ${catalog.uid(row)}`;
}

/** Its interpreter must read a script that the kernel executes. */
function bitsFor({ catalog }: Ledger, row: number, use: Use): number {
  if (use === 'read') return READ;
  return factsOf(catalog, row)?.elf === undefined ? READ | EXECUTE : EXECUTE;
}

type Wish = { readonly person: Person; readonly bits: number };

/** Of owner, group and others, only the first that fits counts. path_resolution(7) */
function mayDo({ catalog }: Ledger, row: number, { person, bits }: Wish): boolean {
  const mode = catalog.mode(row);
  const [ofOwner, ofGroup] = [catalog.uid(row) === person.uid, person.gids.has(catalog.gid(row))];
  const shift = ofOwner ? 6 : ofGroup ? 3 : 0;
  return ((mode >> shift) & bits) === bits;
}

/** Directories that the image has an entry for, outermost first. */
function directoriesAbove({ catalog }: Ledger, path: string): readonly number[] {
  const parts = path.split('/').slice(1, -1);
  return parts
    .map((_, index) => catalog.paths.find(`/${parts.slice(0, index + 1).join('/')}`))
    .map((node) => (node < 0 ? -1 : catalog.visibleRow(node)))
    .filter((row) => row >= 0 && catalog.type(row) === 'directory');
}

type Records = readonly (readonly string[])[];

/** A name or a number of `USER`, looked up as engines do: opencontainers/runc, libcontainer/user `GetExecUser`. */
function personOf(ledger: Ledger): Person | undefined {
  const [name = '', group = ''] = (ledger.config.user ?? '').split(':');
  const [accounts, groups] = [recordsOf(ledger, '/etc/passwd'), recordsOf(ledger, '/etc/group')];
  if (accounts === undefined || groups === undefined) return undefined;
  const account = accounts.find((record) => isNamed(record, name)) ?? [name, '', name, '0'];
  const uid = numberOf(account[2]);
  return uid === 0 ? undefined : { name, uid, gids: groupsOf(groups, account, group) };
}

/** The own group, those that list the user, and the one that `USER` chooses. */
function groupsOf(groups: Records, account: readonly string[], chosen: string): ReadonlySet<number> {
  const [name = '', , , own] = account;
  const listed = groups.flatMap(([, , gid, members = '']) =>
    members.split(',').includes(name) ? [gid] : [],
  );
  const named = groups.find((record) => isNamed(record, chosen))?.[2] ?? chosen;
  return new Set([own, ...(chosen === '' ? [] : [named]), ...listed].map(numberOf));
}

function isNamed([own, , number]: readonly string[], name: string): boolean {
  return own === name || number === name;
}

/** 0 for what is no number: nobody is taken for another than root without being sure. */
function numberOf(text = ''): number {
  return /^\d{1,10}$/.test(text) ? Number(text) : 0;
}

/** Lines of passwd(5) or group(5), each as its fields; undefined where there is a file that was not kept. */
function recordsOf({ catalog }: Ledger, file: string): Records | undefined {
  if (catalog.resolve(file) < 0) return [];
  return textOf(catalog, file)
    ?.split('\n')
    .map((line) => line.trim().split(':'));
}
