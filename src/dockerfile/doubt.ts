import type { Dockerfile, Stage, StageInstruction } from './dockerfile.ts';

/**
 * Docker's own frontend, from the version on that reads heredocs as this one does. A digest says what it is, whatever the tag
 * beside it. https://hub.docker.com/r/docker/dockerfile
 */
const KNOWN_FRONTEND =
  /^((index\.)?docker\.io\/)?docker\/dockerfile(-upstream)?(:(1|latest|labs|1-labs|1\.([4-9]|[1-9]\d)(\.\d+)?(-labs)?))?$/;

/** Where the name of a stage's base is not known here: why it may be a stage, and not an image, in one clause; or null. */
export function doubtOfBase({ path, stages }: Dockerfile, { base, from, ordinal }: Stage): string | null {
  const start = (/^[^$"'\\`]*/.exec(base)?.[0] ?? '').toLowerCase();
  const mayBeStage = stages
    .slice(0, ordinal)
    .some(({ name }) => name?.toLowerCase().startsWith(start) === true);
  return mayBeStage
    ? `the base of ${path}:${from.line} may be a stage, which only the builder knows, and nothing else identifies the layers of the base image`
    : null;
}

/** Why the builder may have read a Dockerfile otherwise than it is read here, in one clause; null: all that it has is read alike. */
export function doubtOf(dockerfile: Dockerfile, buildArgs: readonly string[]): string | null {
  const given = buildArgs.find((arg) => arg.startsWith('BUILDKIT_SYNTAX='))?.slice('BUILDKIT_SYNTAX='.length);
  const frontend = given?.trim().split(' ', 1)[0] ?? dockerfile.frontend;
  if (frontend !== null && !KNOWN_FRONTEND.test(frontend))
    return `\`${dockerfile.path}\` is read by a custom frontend, and nothing else identifies the layers of the base image`;
  const strange = dockerfile.stages
    .flatMap(({ instructions }) => instructions)
    .find((own) => !hasPlainHeredocs(own));
  if (strange)
    return `${dockerfile.path}:${strange.ref.line} has a heredoc that builders read differently, and nothing else identifies the layers of the base image`;
  return null;
}

const WITH_HEREDOC: readonly string[] = ['ADD', 'COPY', 'ONBUILD', 'RUN'];
const PLAIN = /^\d*<<-?(?:[A-Za-z_][\w.-]*|"[A-Za-z_][\w.-]*"|'[A-Za-z_][\w.-]*')$/;
/** A word in which something other than a number stands before the angles begins none. */
const NONE = /^\d*[^\d<]/;

function hasPlainHeredocs({ ref, source }: StageInstruction): boolean {
  if (!WITH_HEREDOC.includes(ref.keyword) || !source.command.includes('<<')) return true;
  const words = source.command.split(/\s+/).filter((word) => word.includes('<<'));
  const plain = words.filter((word) => PLAIN.test(word));
  return (
    plain.length === source.heredocs.length && words.every((word) => PLAIN.test(word) || NONE.test(word))
  );
}
