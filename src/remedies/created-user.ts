import type { Edit } from '../dockerfile/edit/edit.ts';
import type { PlacedInstruction } from '../dockerfile/edit/placed-instruction.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { textOf } from '../rules/start/visible-files.ts';
import { defineRemedy, type Diagnosis, type Proposal } from './remedy.ts';
import { runOf, withLinesAbove, withText } from './run-edits.ts';
import { builtStage, buildStages, userAbove } from './stages.ts';

/** A user has to be in the final image: it is made there, or its record is copied, or its number is enough. */
export const createdUser = defineRemedy({
  id: 'created-user',
  rules: ['missing-user'],
  headline: 'Create the user in the final stage, copy its record, or use a number',
  propose(diagnosis) {
    const asked = askedOf(diagnosis);
    return asked === undefined ? [] : WAYS.flatMap((way) => way(diagnosis, asked));
  },
  examples: [
    {
      rule: 'missing-user',
      subject: 'app',
      before: 'FROM debian:12-slim\nCOPY server /\nUSER app\nCMD ["/server"]\n',
      base: [
        { path: '/etc/passwd', text: 'root:x:0:0:root:/root:/bin/sh\n' },
        { path: '/usr/sbin/useradd', program: {} },
      ],
      leaves: { 2: [{ path: '/server', program: {} }] },
      after: 'FROM debian:12-slim\nCOPY server /\nRUN useradd --system app\nUSER app\nCMD ["/server"]\n',
    },
    {
      rule: 'missing-user',
      subject: 'app',
      before:
        'FROM alpine:3.20 AS build\nRUN adduser -D -u 10001 app\n\nFROM alpine:3.20\nCOPY --from=build /server /\nUSER app\nCMD ["/server"]\n',
      base: [{ path: '/etc/passwd', text: 'root:x:0:0:root:/root:/bin/sh\n' }],
      leaves: { 5: [{ path: '/server', program: {} }] },
      after:
        'FROM alpine:3.20 AS build\nRUN adduser -D -u 10001 app\n\nFROM alpine:3.20\nCOPY --from=build /server /\nRUN adduser -D -u 10001 app\nUSER app\nCMD ["/server"]\n',
    },
  ],
});

/** The `USER` that names somebody whom the image lacks. */
type Asked = {
  readonly placed: PlacedInstruction;
  readonly user: string;
  /** Absent: it names none. */
  readonly group: string | undefined;
  readonly lacks: { readonly user: boolean; readonly group: boolean };
};

const NAME = /^[a-z_][\w-]*$/;
/** A name or a number. */
const WORD = /^[\w-]+$/;
const USERS = '/etc/passwd';
const GROUPS = '/etc/group';

function askedOf(diagnosis: Diagnosis): Asked | undefined {
  const { ledger, finding } = diagnosis;
  const placed = builtStage(diagnosis)?.instructions.findLast(({ keyword }) => keyword === 'USER');
  const names = placed?.source.rest.split(':');
  const isCertain = names?.includes(finding.subject) === true && names.every((name) => WORD.test(name));
  if (placed === undefined || !isCertain) return undefined;
  const [user = '', group] = names;
  return {
    placed,
    user,
    group,
    lacks: { user: isMissing(ledger, USERS, user), group: lacksGroup(ledger, group) },
  };
}

function lacksGroup(ledger: Ledger, group: string | undefined): boolean {
  return group !== undefined && isMissing(ledger, GROUPS, group);
}

function isMissing({ catalog }: Ledger, file: string, name: string): boolean {
  const lines = (textOf(catalog, file) ?? '').split('\n');
  return NAME.test(name) && !lines.some((line) => line.startsWith(`${name}:`));
}

type Way = (diagnosis: Diagnosis, asked: Asked) => readonly Proposal[];

const WAYS: readonly Way[] = [asInBuildStage, created, withRecord, byNumber];

/** What useradd(8) and adduser of BusyBox write beside the records. */
const RECORDS = /^\/etc\/(passwd|group|g?shadow|sub[ug]id)-?$|^\/etc\/\.pwd\.lock$/;

function made(diagnosis: Diagnosis, { placed, user }: Asked, commands: readonly string[]): Proposal {
  const before = userAbove(diagnosis, placed);
  const lines = [...(before === undefined ? [] : ['USER root']), `RUN ${commands.join(' && ')}`];
  const isOfUser = (path: string) =>
    RECORDS.test(path) || path.startsWith(`/home/${user}/`) || path === `/var/mail/${user}`;
  return {
    edits: [withLinesAbove(diagnosis, placed, lines)],
    changes: (path) => RECORDS.test(path),
    adds: isOfUser,
  };
}

/** With the commands that make it in a build stage: number and home are the same there. */
function asInBuildStage(diagnosis: Diagnosis, asked: Asked): readonly Proposal[] {
  if (!hasShell(diagnosis.ledger)) return [];
  const found = buildStages(diagnosis)
    .map(({ instructions }) => instructions.flatMap((placed) => commandsIn(diagnosis, placed, asked)))
    .find((commands) => commands.length > 0);
  return found === undefined ? [] : [made(diagnosis, asked, found)];
}

function hasShell({ catalog }: Ledger): boolean {
  return catalog.resolve('/bin/sh') >= 0;
}

const MAKES = /^(useradd|adduser|groupadd|addgroup)$/;

/** Commands of a `RUN` that make the user or the group. */
function commandsIn(
  diagnosis: Diagnosis,
  placed: PlacedInstruction,
  { user, group }: Asked,
): readonly string[] {
  const run = runOf(diagnosis, placed);
  const makes = run?.items.filter(
    ({ words: [command, ...others], isSimple }) =>
      isSimple &&
      MAKES.test(command?.text ?? '') &&
      others.every(({ text }) => /^[\w./:=,-]+$/.test(text)) &&
      others.some(({ text }) => text === user || text === group),
  );
  return makes?.map(({ words }) => words.map(({ text }) => text).join(' ')) ?? [];
}

/** With useradd(8) where the image has it, else with the adduser of BusyBox. */
function created(diagnosis: Diagnosis, asked: Asked): readonly Proposal[] {
  if (!hasShell(diagnosis.ledger)) return [];
  const hasUseradd = diagnosis.ledger.catalog.resolve('/usr/sbin/useradd') >= 0;
  const commands = hasUseradd ? ofDebian(asked) : ofAlpine(asked);
  return commands.length === 0 ? [] : [made(diagnosis, asked, commands)];
}

function ofDebian({ user, group, lacks }: Asked): readonly string[] {
  if (lacks.user && lacks.group && user === group) return [`useradd --system --user-group ${user}`];
  const member = group === undefined ? '' : `--gid ${group} `;
  return [
    ...(lacks.group ? [`groupadd --system ${group}`] : []),
    ...(lacks.user ? [`useradd --system ${member}${user}`] : []),
  ];
}

function ofAlpine({ user, group, lacks }: Asked): readonly string[] {
  const member = group === undefined ? '' : `-G ${group} `;
  return [
    ...(lacks.group ? [`addgroup -S ${group}`] : []),
    ...(lacks.user ? [`adduser -S -D ${member}${user}`] : []),
  ];
}

const REGISTERS = [USERS, GROUPS];

/** Where nothing in the image can make one: the records of the build stage that does. */
function withRecord(diagnosis: Diagnosis, asked: Asked): readonly Proposal[] {
  if (hasShell(diagnosis.ledger)) return [];
  const stage = buildStages(diagnosis).find(({ instructions }) =>
    instructions.some((placed) => commandsIn(diagnosis, placed, asked).length > 0),
  );
  if (stage === undefined) return [];
  const line = `COPY --from=${stage.label} ${REGISTERS.join(' ')} /etc/`;
  const isOfRecords = (path: string) => REGISTERS.includes(path);
  const edits = [withLinesAbove(diagnosis, asked.placed, [line])];
  return [{ edits, changes: isOfRecords, adds: isOfRecords }];
}

/** Of an own user: no image has it, and it is allowed nothing. */
const NUMBER = '10001:10001';

function byNumber(diagnosis: Diagnosis, { placed, user }: Asked): readonly Proposal[] {
  const edit: Edit = withText(diagnosis, placed, user === 'root' ? '0:0' : NUMBER);
  return [{ edits: [edit], configures: ['user'] }];
}
