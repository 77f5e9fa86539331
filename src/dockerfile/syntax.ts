import { GateError } from '../errors.ts';
import { splitFlags, splitWords } from './instruction-text.ts';
import { nearestName } from './nearest-name.ts';
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

const MAY_BE_EMPTY: readonly string[] = ['CMD', 'ENTRYPOINT'];

type Place = {
  readonly path: string;
  readonly isInStage: boolean;
  /** A `# syntax=` frontend of another maker may bring keywords of its own. */
  readonly hasOwnKeywords: boolean;
};

type Fail = (mistake: string, hint: string) => never;

/** Throws `bad-input` with file and line for what Docker's parser would refuse about one instruction. */
export function checkInstruction(read: ReadInstruction, place: Place): void {
  const fail: Fail = (mistake, hint) => {
    throw new GateError('bad-input', `\`${place.path}\` line ${read.line} ${mistake}`, { hint });
  };
  if (!place.hasOwnKeywords) checkKeyword(read.keyword.slice(0, 40), fail);
  if (!place.isInStage && read.keyword !== 'FROM' && read.keyword !== 'ARG') {
    fail(`has \`${read.keyword.slice(0, 40)}\` before the first \`FROM\``, 'Put it below a `FROM`.');
  }
  if (read.source.command === '' && !MAY_BE_EMPTY.includes(read.keyword)) {
    fail(`has \`${read.keyword.slice(0, 40)}\` without an argument`, 'Complete the instruction.');
  }
  if (read.keyword === 'FROM') checkFrom(read, fail);
  checkHeredoc(read, fail);
}

function checkKeyword(keyword: string, fail: Fail): void {
  if (KEYWORDS.some((known) => known === keyword)) return;
  const nearest = nearestName(keyword, KEYWORDS);
  const hint = nearest === undefined ? 'Correct the instruction.' : `Did you mean \`${nearest}\`?`;
  const name = /^[A-Z]{1,20}$/i.test(keyword) ? ` \`${keyword}\`` : '';
  fail(`has an unknown instruction${name}`, hint);
}

function checkFrom(read: ReadInstruction, fail: Fail): void {
  const words = splitWords(splitFlags(read.source.command).rest);
  const isNamed = words.length === 3 && words[1]?.toUpperCase() === 'AS';
  if (words.length !== 1 && !isNamed) {
    fail(
      `has a \`FROM\` that is neither \`FROM image\` nor \`FROM image AS name\``,
      'Correct the `FROM` line.',
    );
  }
}

const HEREDOC_KEYWORDS: readonly string[] = ['RUN', 'COPY', 'ADD', 'ONBUILD'];

function checkHeredoc(read: ReadInstruction, fail: Fail): void {
  if (!HEREDOC_KEYWORDS.includes(read.keyword)) return;
  const marker = heredocMarkers(read.source.command).at(-1);
  if (marker === undefined) return;
  const last = read.source.heredoc.split('\n').at(-1) ?? '';
  if ((marker.isChomped ? last.replace(/^\t+/, '') : last).trimEnd() !== marker.name) {
    fail(`starts a heredoc \`${marker.name}\` that does not end`, `Add a line \`${marker.name}\` to end it.`);
  }
}

/** Names of the heredocs that a command line starts. https://docs.docker.com/reference/dockerfile/#here-documents */
export function heredocMarkers(
  command: string,
): readonly { readonly name: string; readonly isChomped: boolean }[] {
  return splitWords(command).flatMap((word) => {
    const match = /^\d*<<(-?)(["']?)([^<"']+)\2$/.exec(word);
    return match?.[3] === undefined ? [] : [{ name: match[3], isChomped: match[1] === '-' }];
  });
}
