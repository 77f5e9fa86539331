import { diskFull, GateError } from '../../errors.ts';
import { maskSecrets } from '../../files/secrets/mask.ts';

/** What is built, as logs, tags and files of the run call it: also the candidate with an edit, and once more without cache. */
export type BuildLabel = 'candidate' | 'baseline' | 'rebuild' | `fix-${number}`;

export type FailedBuild = {
  readonly label: BuildLabel;
  /** As the request names it. */
  readonly dockerfile: string;
  /** The end of what buildx printed. */
  readonly log: string;
};

/** What a failed build's log says: which instruction, where, why. Throws nothing; gives the error to throw. */
export function toBuildError({ label, dockerfile, log }: FailedBuild): GateError {
  const reason = readReason(log);
  if (/cannot connect to the docker daemon|error during connect/i.test(reason)) {
    return new GateError('engine-unavailable', `the Docker daemon stopped responding: ${reason}`, {
      hint: 'Start Docker and run this again.',
    });
  }
  if (/no space left on device|disk quota exceeded/i.test(reason)) return diskFull(reason);
  if (label === 'candidate' && /target stage .* could not be found/.test(reason)) {
    return new GateError('bad-input', `\`${dockerfile}\` does not have the requested stage: ${reason}`, {
      hint: 'Correct the `target` input.',
    });
  }
  const place = readPlace(log);
  const where = place
    ? `${dockerfile}:${place.line}\` (\`${place.text}\`) failed`
    : `${dockerfile}\` does not build`;
  return new GateError('build-failed', `the ${label}'s \`${where}: ${reason}`, {
    hint: hintOf(place, reason),
  });
}

/** A `FROM` with an argument that makes no image's name gets a hint where its value comes from. */
function hintOf(place: { readonly line: number; readonly text: string } | undefined, reason: string): string {
  if (place === undefined) return 'See the build log above.';
  const isNameless = /failed to parse stage name|invalid reference format|should not be blank/.test(reason);
  const variable = /^FROM .*?\$\{?(\w+)/i.exec(place.text)?.[1];
  return isNameless && variable !== undefined
    ? `Give \`${variable}\` a value that makes a valid image name: in \`build-args\`, or as its default in \`ARG ${variable}=…\` before the first \`FROM\`.`
    : `See the build log above, and line ${place.line} of the Dockerfile.`;
}

/** What the builder or buildx itself says of a failure. What a step prints or is made of could say anything. */
export function builderWords(log: string): string {
  const lines = log.split(/\r?\n/).filter((line) => /^(?:error\b|unknown )/i.test(line));
  return lines.map((line) => line.replace(PROCESS, '')).join('\n');
}

const PROCESS = /process ".*" did not complete successfully: /;

/** The sentence after `ERROR: failed to solve:`, without the process's text that the excerpt shows anyway. */
function readReason(log: string): string {
  const line = log.split(/\r?\n/).findLast((text) => text.startsWith('ERROR: ')) ?? '';
  const reason = line
    .replace(/^ERROR: (failed to build: )?(failed to solve: )?/, '')
    .replace(PROCESS, '')
    .replace(/\bref [\w-]+::[\w-]+/, 'the build context');
  return maskSecrets(reason).replaceAll('`', "'").slice(0, 400) || 'buildx gave no reason';
}

const EXCERPT = /^.+:(\d+)\r?\n-{20}\r?\n((?: *\d+ \|.*\r?\n)+)-{20}\r?$/gm;

/**
 * The lines that BuildKit marks with `>>>` in its excerpt of the Dockerfile. Output of the build itself is prefixed with `#n`
 * and cannot pass for it. https://github.com/moby/buildkit/blob/master/solver/errdefs/source.go
 */
function readPlace(log: string): { readonly line: number; readonly text: string } | undefined {
  const excerpt = [...log.matchAll(EXCERPT)].at(-1);
  if (!excerpt) return undefined;
  const [, named = '', shown = ''] = excerpt;
  const marked = [...shown.matchAll(/^ *(\d+) \| >>> (.*)$/gm)];
  const text = marked.map((match) => match[2]?.replace(/\\\s*$/, '')).join(' ');
  const folded = maskSecrets(text.replace(/\s+/g, ' ').trim()).replaceAll('`', "'");
  return { line: Number(marked[0]?.[1] ?? named), text: folded.slice(0, 160) || `line ${named}` };
}
