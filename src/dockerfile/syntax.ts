import { GateError } from '../errors.ts';
import { toHeredoc } from './heredoc.ts';
import { parseArray, splitAssignments, splitPaths } from './instruction-text.ts';
import { nearestName } from './nearest-name.ts';
import { cutAtBlanks, splitBlanks, toLower, trimSpace } from './white-space.ts';
import { readCommand } from './logical-lines.ts';
import type { ReadInstruction } from './dockerfile.ts';

/** All Dockerfile keywords. https://docs.docker.com/reference/dockerfile/#overview */
export const KEYWORDS = [
  'ADD',
  'ARG',
  'CMD',
  'COPY',
  'ENTRYPOINT',
  'ENV',
  'EXPOSE',
  'FROM',
  'HEALTHCHECK',
  'LABEL',
  'MAINTAINER',
  'ONBUILD',
  'RUN',
  'SHELL',
  'STOPSIGNAL',
  'USER',
  'VOLUME',
  'WORKDIR',
] as const;

const MAY_BE_EMPTY: readonly string[] = ['CMD', 'ENTRYPOINT', 'RUN'];

type Place = {
  readonly path: string;
  readonly escape: string;
  readonly isInStage: boolean;
  /** A `# syntax=` frontend of another maker may bring keywords of its own. */
  readonly hasOwnKeywords: boolean;
};

type Fail = (mistake: string, hint: string) => never;

/** Throws `bad-input` with file and line for what Docker's parser would refuse about one instruction; flags are the builder's business. */
export function checkInstruction(read: ReadInstruction, place: Place): void {
  const fail: Fail = (mistake, hint) => {
    throw new GateError('bad-input', `\`${place.path}\` line ${read.line} ${mistake}`, { hint });
  };
  const keyword = read.keyword.slice(0, 40);
  if (!place.hasOwnKeywords) checkKeyword(keyword, fail);
  if (!place.isInStage && !['FROM', 'ARG'].includes(keyword)) {
    fail(`has \`${keyword}\` before the first \`FROM\``, 'Put it below a `FROM`.');
  }
  if (read.source.rest === '' && !MAY_BE_EMPTY.includes(keyword)) {
    fail(`has \`${keyword}\` without an argument`, 'Complete the instruction.');
  }
  if (keyword === 'FROM') checkFrom(read, fail);
  if (!place.hasOwnKeywords) checkArguments(read, { escape: place.escape, fail });
}

function checkKeyword(keyword: string, fail: Fail): void {
  if (KEYWORDS.some((known) => known === keyword)) return;
  const nearest = nearestName(keyword, KEYWORDS);
  const hint = nearest === undefined ? 'Correct the instruction.' : `Did you mean \`${nearest}\`?`;
  const name = /^[A-Z]{1,20}$/i.test(keyword) ? ` \`${keyword}\`` : '';
  fail(`has an unknown instruction${name}`, hint);
}

function checkFrom({ source: { rest } }: ReadInstruction, fail: Fail): void {
  const words = splitBlanks(rest);
  // Without regard to case, where some letters of other scripts are `s` too.
  const isNamed = words.length === 3 && /^as$/iu.test(words[1] ?? '');
  if (words.length !== 1 && !isNamed) {
    fail(
      `has a \`FROM\` that is neither \`FROM image\` nor \`FROM image AS name\``,
      'Correct the `FROM` line.',
    );
  }
  if (isNamed && !/^[a-z][a-z0-9._-]*$/.test(toLower(words[2] ?? ''))) {
    fail(
      'has an invalid stage name',
      'Begin it with a letter; letters, digits, `_`, `.` and `-` may follow.',
    );
  }
}

type Check = (
  source: Pick<ReadInstruction['source'], 'rest'>,
  context: { readonly escape: string; readonly fail: Fail },
) => void;

const isJSON: Check = ({ rest }, { fail }) => {
  if (parseArray(rest)?.some((item) => typeof item !== 'string') === true)
    fail('has a JSON array that contains something other than strings', 'Put each item in double quotes.');
};

const arePaths: Check = (source, { escape, fail }) => {
  isJSON(source, { escape, fail });
  const words = splitPaths(source.rest);
  if (words.length < 2) fail('has no destination', 'Give a source and a destination.');
  if (toHeredoc(words.at(-1) ?? '')) fail('has a heredoc as destination', 'Give a path as the destination.');
};

const areAssignments: Check = (source, { escape, fail }) => {
  haveValues(source, { escape, fail });
  const words = splitAssignments(source.rest, escape);
  const isBlank = words[0]?.includes('=') === true && words.some((word) => word.startsWith('='));
  if (words.length === 0 || isBlank) fail('has a value without a name', 'Write `NAME=value`.');
};

const haveValues: Check = ({ rest }, { escape, fail }) => {
  const words = splitAssignments(rest, escape);
  // `ENV NAME value` is an older form of it.
  const isOldForm = words[0]?.includes('=') === false;
  if (isOldForm ? cutAtBlanks(rest)[1] === undefined : !words.every((word) => word.includes('=')))
    fail('has a variable without a value', 'Write `NAME=value`.');
};

const areArguments: Check = ({ rest }, { escape, fail }) => {
  const words = splitAssignments(rest, escape);
  if (words.length === 0 || words.some((word) => word.startsWith('=')))
    fail('has an argument without a name', 'Write `NAME` or `NAME=value`.');
};

const isShell: Check = (source, { escape, fail }) => {
  isJSON(source, { escape, fail });
  if ((parseArray(source.rest) ?? []).length === 0)
    fail('has no JSON array', 'Write `SHELL ["/bin/sh", "-c"]`.');
};

const areVolumes: Check = (source, { escape, fail }) => {
  isJSON(source, { escape, fail });
  const words = splitPaths(source.rest);
  if (words.length === 0 || words.some((word) => trimSpace(word) === ''))
    fail('has a volume without a name', 'Give a path.');
};

const isHealthcheck: Check = ({ rest }, { escape, fail }) => {
  const [, type = '', command = ''] = /^(\S*)\s*([^]*)$/.exec(rest) ?? [];
  isJSON({ rest: command }, { escape, fail });
  const hasCommand = command !== '' && parseArray(command)?.length !== 0;
  if (type.toUpperCase() !== (hasCommand ? 'CMD' : 'NONE'))
    fail('is neither `HEALTHCHECK NONE` nor `HEALTHCHECK CMD command`', 'Correct the instruction.');
};

const CHECKS: Readonly<Partial<Record<string, Check>>> = {
  ADD: arePaths,
  ARG: areArguments,
  CMD: isJSON,
  COPY: arePaths,
  ENTRYPOINT: isJSON,
  ENV: areAssignments,
  HEALTHCHECK: isHealthcheck,
  LABEL: areAssignments,
  RUN: isJSON,
  SHELL: isShell,
  VOLUME: areVolumes,
};

const isTrigger: Check = ({ rest }, { escape, fail }) => {
  const { keyword, source } = readCommand(rest, escape);
  if (['FROM', 'MAINTAINER', 'ONBUILD'].includes(keyword))
    fail('has a trigger that is not allowed', 'Use an instruction that a stage can run.');
  // The rest of it is looked at where it runs.
  const check = CHECKS[keyword];
  if (check === areAssignments) haveValues(source, { escape, fail });
  else if (check && check !== areArguments) isJSON(source, { escape, fail });
};

function checkArguments(
  { keyword, source }: ReadInstruction,
  context: { readonly escape: string; readonly fail: Fail },
): void {
  const check = keyword === 'ONBUILD' ? isTrigger : CHECKS[keyword];
  check?.(source, context);
}
