import { configFields } from '../../ledger/config-fields.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { findStartedPrograms, wrapperUser } from './entrypoint.ts';
import { userFix } from './install-fix.ts';
import type { ThingMatch } from '../rule.ts';
import { textOf } from './visible-files.ts';

/** runc takes no larger one. opencontainers/runc, libcontainer/user: "uids and gids must be in range 0-2147483647". */
const MAX_ID = 2_147_483_647;

const SMALLER_FIX = 'Use a smaller number, such as `USER 10001:10001`';

type Register = { readonly what: string; readonly file: string };

const USER: Register = { what: 'user', file: '/etc/passwd' };
const GROUP: Register = { what: 'group', file: '/etc/group' };

type Asking = { readonly who: string; readonly at: 'user' | 'entrypoint' };

/** The config's user and group that the image has not, and those that `gosu` and its like are told of. */
export function lookUpUser(ledger: Ledger): readonly ThingMatch[] {
  const { config } = ledger;
  const wrapped = findStartedPrograms(ledger).flatMap((program) => {
    const user = program.row < 0 ? undefined : wrapperUser(program);
    return user === undefined
      ? []
      : lookUpBoth(ledger, user, { who: `\`${program.word}\` starts its program`, at: 'entrypoint' });
  });
  return [
    ...lookUpBoth(ledger, config.user ?? '', { who: 'the container is started', at: 'user' }),
    ...wrapped,
  ];
}

function lookUpBoth(ledger: Ledger, text: string, { who, at }: Asking): readonly ThingMatch[] {
  const [user = '', group = ''] = text.split(':');
  const absences = [...lookUp(ledger, { ...USER, name: user }), ...lookUp(ledger, { ...GROUP, name: group })];
  const [first] = absences;
  const told = first && absences.length > 1 && user === group ? [asOne(ledger, first)] : absences;
  return told.map(({ what, name, why, fix }) => ({
    ...{ subject: name, fix, message: `${who} as ${what} \`${name}\`, ${why}`, rows: [], at },
    ...(at === 'user' && { fields: configFields(ledger, ['user']) }),
  }));
}

type Wanted = Register & { readonly name: string };
/** `why`: a clause that goes on after the name. */
type Absence = {
  readonly what: string;
  readonly name: string;
  readonly why: string;
  readonly fix: string;
  /** Whether somebody else is in the file. */
  readonly isUnlisted?: true;
};

function lookUp(ledger: Ledger, { what, file, name }: Wanted): readonly Absence[] {
  const { catalog } = ledger;
  // What a script works out is not known.
  if (name === '' || name.includes('$')) return [];
  if (/^\d+$/.test(name)) {
    const why = `but engines accept no number above ${MAX_ID}`;
    return Number(name) > MAX_ID ? [{ what, name, why, fix: SMALLER_FIX }] : [];
  }
  const fix = userFix(ledger, what, name);
  if (catalog.resolve(file) < 0) return [{ what, name, why: `but the image has no \`${file}\``, fix }];
  const text = textOf(catalog, file);
  // A file that was not kept, being too large, says nothing.
  if (text === undefined || text.split('\n').some((line) => line.startsWith(`${name}:`))) return [];
  return [{ what, name, why: `which is not in \`${file}\` of the image`, fix, isUnlisted: true }];
}

/** A user and a group of one name that are both missing: what makes the one does not make the other everywhere. */
function asOne(ledger: Ledger, absence: Absence): Absence {
  if (absence.isUnlisted !== true) return absence;
  const what = 'user and group';
  const why = `which are not in \`${USER.file}\` and \`${GROUP.file}\` of the image`;
  return { ...absence, what, why, fix: userFix(ledger, what, absence.name) };
}

/** A path of the working directory that is there and is no directory: engines make what is missing. */
export function checkWorkingDirectory(ledger: Ledger): readonly ThingMatch[] {
  const { catalog, config } = ledger;
  const parts = (config.workingDir ?? '/').split('/').filter((part) => part !== '');
  const paths = parts.map((_, index) => `/${parts.slice(0, index + 1).join('/')}`);
  const file = paths.find((path) => {
    const row = catalog.resolve(path);
    return row >= 0 && catalog.type(row) !== 'directory';
  });
  if (file === undefined) return [];
  return [
    {
      subject: file,
      message: `the container is started in \`${config.workingDir ?? '/'}\`, but \`${file}\` is not a directory`,
      fix: 'Name a directory in `WORKDIR`, or copy the file to another place',
      rows: [catalog.resolve(file)],
      fields: configFields(ledger, ['working-directory']),
      at: 'workdir',
    },
  ];
}
