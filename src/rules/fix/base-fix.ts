import type { Ledger } from '../../ledger/ledger.ts';
import { code, isSingleStage } from './case.ts';
import { findStartedPrograms } from '../start/entrypoint.ts';
import { javaVersion, plainImage } from './distribution.ts';
import { isOfficial } from './image-name.ts';
import { runtimeBase } from './runtime-base.ts';

/** What to start from instead of a base image that brings what builds. */
export function baseFix(ledger: Ledger): string {
  const { baseName } = ledger;
  if (baseName === null) return NAMELESS;
  if (isOfficial(baseName, 'php') && baseName.includes('apache')) return PHP_APACHE;
  const known = runtimeBase(baseName, { java: javaVersion(ledger) });
  if (known !== undefined) return moveTo(ledger, { ...known, baseName, start: code(known.base) });
  const start = distributionBase(ledger, baseName);
  return start === undefined ? NAMELESS : moveTo(ledger, { baseName, start, isInterpreter: false });
}

const NAMELESS =
  'Keep this base image for the stages that build, and start the final stage from one that has only what the program needs to run';
const PHP_APACHE =
  'Every official PHP image with Apache brings a compiler: use a separate web server in front of `php:fpm-alpine`, or allow it';

type Move = { readonly baseName: string; readonly start: string; readonly isInterpreter: boolean };

/** How to get from one base to another, by the stages that the file has. */
function moveTo(ledger: Ledger, { baseName, start, isInterpreter }: Move): string {
  const parent = buildingParent(ledger);
  const built = ledger.buildSteps?.chain.at(-1);
  if (parent !== undefined)
    return `Do not start ${code(built ?? '')} from ${code(parent)}: start it from ${start}, and copy what it runs with ${code(`COPY --from=${parent}`)}`;
  if (!isSingleStage(ledger))
    return `Keep ${code(baseName)} for the stages that build, and start the final stage from ${start}`;
  if (!buildsHere(ledger)) return `Start from ${start}: nothing in this Dockerfile needs the tools`;
  return isInterpreter
    ? `Start from ${start}, and if the build needs the tools, add a stage before this one that keeps ${code(baseName)}, and build there`
    : `Call this stage \`build\` (${code(`FROM ${baseName} AS build`)}), and add a final stage after it that starts from ${start} and takes the program with \`COPY --from=build\``;
}

/** Commands that build when the container starts. */
const BUILDERS = /(^|\/)(go|cargo|rustc|javac|make|gcc|mvnw?|gradlew?|sbt|swift|stack|cabal)$/;

/** Whether the only stage builds: one of its instructions, or its start. */
function buildsHere(ledger: Ledger): boolean {
  const { entrypoint, cmd } = ledger.config;
  const isStarted = findStartedPrograms(ledger).some(({ word }) => BUILDERS.test(word));
  const isRun = /\bdotnet (run|watch|build)\b/.test([...entrypoint, ...cmd].join(' '));
  return isStarted || isRun || ledger.buildSteps?.steps.some(({ ref }) => ref.keyword === 'RUN') === true;
}

/** Label of the stage that the final one starts from, where that stage copies or builds itself. */
function buildingParent({ buildSteps }: Ledger): string | undefined {
  const parent = buildSteps?.chain.at(-2);
  const builds = buildSteps?.steps.some(
    ({ ref }) => ref.stage === parent && /^(COPY|ADD|RUN)$/.test(ref.keyword),
  );
  return builds === true ? parent : undefined;
}

/** The plain image of the distribution that a compiler's image is made of. */
function distributionBase(ledger: Ledger, baseName: string): string | undefined {
  const plain = quoted(plainImage(ledger));
  const isOneOf = (...names: readonly string[]) => names.some((name) => isOfficial(baseName, name));
  // Its own C++ library is newer than that of the distribution.
  if (isOneOf('gcc') && plain !== undefined)
    return `${plain} (linked with \`-static-libgcc -static-libstdc++\`)`;
  if (!isOneOf('golang')) return isOneOf(...COMPILERS) ? plain : undefined;
  const bare = '`gcr.io/distroless/static`';
  return plain === undefined
    ? bare
    : `${plain} (or, if the program is built with \`CGO_ENABLED=0\`, from ${bare})`;
}

/** Official images whose programs run without them. */
const COMPILERS = ['rust', 'haskell', 'crystallang', 'buildpack-deps', 'dart', 'elixir', 'erlang'];

function quoted(image: string | undefined): string | undefined {
  return image === undefined ? undefined : code(image);
}
