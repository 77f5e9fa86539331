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

function lookUpBoth(ledger: Ledger, text: string, asking: Asking): readonly ThingMatch[] {
  const [user = '', group = ''] = text.split(':');
  return [
    ...lookUp(ledger, { ...USER, name: user }, asking),
    ...lookUp(ledger, { ...GROUP, name: group }, asking),
  ];
}

type Wanted = Register & { readonly name: string };

function lookUp(ledger: Ledger, { what, file, name }: Wanted, { who, at }: Asking): readonly ThingMatch[] {
  const { catalog } = ledger;
  // What a script works out is not known.
  if (name === '' || name.includes('$')) return [];
  const tell = (why: string, fix = userFix(ledger, what, name)): readonly ThingMatch[] => [
    {
      ...{ subject: name, fix, message: `${who} as ${what} \`${name}\`, ${why}`, rows: [], at },
      ...(at === 'user' && { fields: configFields(ledger, ['user']) }),
    },
  ];
  if (/^\d+$/.test(name)) {
    return Number(name) > MAX_ID ? tell(`but engines accept no number above ${MAX_ID}`, SMALLER_FIX) : [];
  }
  if (catalog.resolve(file) < 0) return tell(`but the image has no \`${file}\``);
  const text = textOf(catalog, file);
  // A file that was not kept, being too large, says nothing.
  if (text === undefined || text.split('\n').some((line) => line.startsWith(`${name}:`))) return [];
  return tell(`which is not in \`${file}\` of the image`);
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
