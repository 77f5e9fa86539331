import { GateError } from '../errors.ts';
import type { GateIdentity } from '../github/comment-key.ts';
import type { HistoryChoice } from '../github/history-places.ts';
import { readIdentity } from './gate-identity.ts';
import type { InputName, InputTexts, ListInput } from './input-texts.ts';
import type { ImageReference, Platform } from '../image/image.ts';
import { parseImageReference } from '../image/reference.ts';
import type { Overrides } from '../policy/apply-policy.ts';
import { parseGrowth, parseSize } from '../policy/size.ts';
import type { FailOn } from '../policy/policy.ts';
import type { GrowthLimit } from '../policy/size.ts';
import type { BaselineChoice, BuildInputs, GateRequest, GitHubEvent } from '../gate/request.ts';
import { readBuildContexts } from './build-contexts.ts';
import { readFix } from './fix.ts';
import { readHistory, readRunHistory } from './history.ts';
import { readMinutes } from './read-timeout.ts';
import { readPrepare } from './prepare.ts';
import { readComment, type CommentChoice } from './mode.ts';
import { NO_REPORTING, readReporting, type ReportingInputs } from './reporting.ts';
import { readPlatforms, readSeveral, type SeveralInputs } from './several.ts';
import { parseSecrets, type SecretInputs } from './secrets.ts';
import { collectMistakes, type Mistakes } from './mistakes.ts';

/** What is the same for every way of asking. `today`: ISO day in UTC. */
export type InputEnvironment = {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly event: GitHubEvent;
  readonly today: string;
};

/** Everything that a run is asked: what to judge, and how to report it. */
export type GateInputs = {
  readonly request: GateRequest;
  readonly comment: CommentChoice;
  readonly reporting: ReportingInputs;
  /** Null: none was given. */
  readonly token: string | null;
  readonly secrets: SecretInputs;
  /** Absent: the one image of the request. */
  readonly several?: SeveralInputs;
  /** What distinguishes its comment from those of other gates. */
  readonly identity: GateIdentity;
  /** Where sizes of the base branch are kept. */
  readonly history: HistoryChoice;
} & ReadingInputs;

/** How images are read, whichever they are. */
export type ReadingInputs = {
  /** Folder that keeps what was read of layers; null: nothing is kept. */
  readonly cacheDirectory: string | null;
  /** Registries that may be asked without TLS, as `HOST[:PORT]`. */
  readonly insecureRegistries: readonly string[];
  /** Longest that reading the images may take. */
  readonly readMinutes: number;
};

const FAIL_ON: readonly FailOn[] = ['introduced', 'any', 'never'];
const YES_OR_NO = ['true', 'false'] as const;
const NETWORK = ['default', 'none', 'host'] as const;
const NO_IDENTITY: GateIdentity = { parts: [], details: [], leg: '' };
const NO_HISTORY: HistoryChoice = { kind: 'off' };
const NO_SECRETS: SecretInputs = { specs: [], environment: new Map(), masks: [] };

/** The request of `check`, from inputs or flags. Throws one `bad-input` with every mistake. `baseRef` wins over the event. */
export function readCheckInputs(
  texts: InputTexts,
  environment: InputEnvironment,
  baseRef?: string,
): GateInputs {
  const mistakes = collectMistakes();
  const { build, secrets, platforms } = readBuild(texts, environment, mistakes);
  const several = readSeveral(texts, platforms, mistakes);
  const policyPath = texts.one('policy');
  const image = readReference(texts, 'image', mistakes);
  const request: GateRequest = {
    mode: 'check',
    build,
    ...readPrepare(texts, mistakes),
    ...readFix(texts, mistakes),
    ...(isYes(texts, 'skip-when-unchanged', mistakes) && { skipWhenUnchanged: true }),
    ...(isYes(texts, 'record-baseline', mistakes) && { recordBaseline: true }),
    ...(image && { image }),
    baseline: readBaseline(texts, baseRef, mistakes),
    ...(policyPath !== '' && { policyPath }),
    ...(isYes(texts, 'read-in-place', mistakes) && { readInPlace: true }),
    overrides: readOverrides(texts, mistakes),
    event: environment.event,
    today: environment.today,
  };
  if (texts.one('mode') === 'merge')
    mistakes.note(texts.spell('mode'), 'is `merge`, which is a command of its own');
  const publishing = readPublishing(texts, several, mistakes);
  const reading = readReading(texts, mistakes);
  mistakes.throwIfAny();
  return { request, secrets, ...(several && { several }), ...publishing, ...reading };
}

/** Where the result goes, and as whom. */
function readPublishing(texts: InputTexts, several: SeveralInputs | undefined, mistakes: Mistakes) {
  const comment = readComment(texts, mistakes);
  const reporting = readReporting(texts, mistakes);
  const history = (several === undefined ? readHistory : readRunHistory)(texts, mistakes);
  const token = texts.one('github-token') || null;
  return { comment, reporting, token, identity: readIdentity(texts), history };
}

/** The same for a command that has to do with one image. Throws `bad-input` where several are asked for. */
export function readOneImage(texts: InputTexts, environment: InputEnvironment): GateInputs {
  const inputs = readCheckInputs(texts, environment);
  if (inputs.several === undefined) return inputs;
  throw new GateError('bad-input', `${texts.spell('platforms')} names several platforms, expected one`, {
    hint: 'Give one; `final-stage check` takes several.',
  });
}

export function readReading(texts: InputTexts, mistakes: Mistakes): ReadingInputs {
  const insecureRegistries = texts.many('insecure-registries');
  for (const host of insecureRegistries.filter((entry) => !/^[\w.-]+(?::\d+)?$/.test(entry)))
    mistakes.note(texts.spell('insecure-registries'), `has \`${host}\`, expected \`HOST[:PORT]\``);
  const cacheDirectory = texts.one('cache-dir') || null;
  return { cacheDirectory, insecureRegistries, readMinutes: readMinutes(texts, mistakes) };
}

function readBuild(texts: InputTexts, environment: InputEnvironment, mistakes: Mistakes) {
  const secrets = parseSecrets(texts.many('secrets'), environment.environment, (mistake) => {
    mistakes.note(texts.spell('secrets'), `has ${mistake}`);
  });
  const platforms = readPlatforms(texts.many('platforms'), texts.spell('platforms'), mistakes);
  // Of several, each image gets its own.
  const platform = platforms.length === 1 ? platforms[0] : undefined;
  const optional = {
    dockerfile: texts.one('file'),
    target: texts.one('target'),
    builder: texts.one('builder'),
    network: readChoice(texts, 'network', { among: NETWORK, mistakes }) ?? '',
  };
  const build: BuildInputs = {
    context: readContext(texts, mistakes),
    buildArgs: readBuildArgs(texts, environment, mistakes),
    buildContexts: readBuildContexts(texts, mistakes),
    secrets: secrets.specs,
    cacheFrom: texts.many('cache-from'),
    cacheTo: texts.many('cache-to'),
    ...(platform && { platform }),
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== '')),
  };
  return { build, secrets, platforms };
}

function readContext(texts: InputTexts, mistakes: Mistakes): string {
  const context = texts.one('context') || '.';
  if (/^(?:-|[a-z+]+:\/\/|git@)/.test(context)) {
    mistakes.note(texts.spell('context'), `is \`${context}\`, expected a folder of the checkout`);
  }
  return context;
}

/** `NAME` alone takes its value from the environment, as docker's flag does. */
function readBuildArgs(
  texts: InputTexts,
  environment: InputEnvironment,
  mistakes: Mistakes,
): readonly string[] {
  return texts.many('build-args').map((entry) => {
    if (/^[^=\s]+=/.test(entry)) return entry;
    const value = environment.environment[entry];
    if (value === undefined) {
      mistakes.note(
        texts.spell('build-args'),
        `has \`${entry}\`, expected \`NAME=value\` or the name of a set variable`,
      );
    }
    return `${entry}=${value ?? ''}`;
  });
}

/** The platform of an image that is given, not built; several are a mistake. */
export function readPlatform(
  entries: readonly string[],
  what: string,
  mistakes: Mistakes,
): Platform | undefined {
  const [first, ...others] = readPlatforms(entries, what, mistakes);
  if (others.length > 0) mistakes.note(what, `has ${others.length + 1} platforms, expected one`);
  return first;
}

function readReference(
  texts: InputTexts,
  name: 'image' | 'baseline',
  mistakes: Mistakes,
): ImageReference | undefined {
  const text = texts.one(name);
  return text === '' ? undefined : mistakes.read(texts.spell(name), () => parseImageReference(text));
}

/** An image that was given has no baseline unless one is given too. A baseline that was named wins over `baseRef`. */
function readBaseline(texts: InputTexts, baseRef: string | undefined, mistakes: Mistakes): BaselineChoice {
  const text = texts.one('baseline');
  if (text === 'none') return { kind: 'none' };
  if (text === '' && baseRef === undefined && texts.one('image') !== '') return { kind: 'none' };
  if (text === '') return { kind: 'git', ...(baseRef !== undefined && { baseRef }) };
  const reference = readReference(texts, 'baseline', mistakes);
  return reference === undefined ? { kind: 'none' } : { kind: 'reference', reference };
}

/** Inputs that win over the policy file. */
export function readOverrides(texts: Pick<InputTexts, 'one' | 'spell'>, mistakes: Mistakes): Overrides {
  const failOn = readChoice(texts, 'fail-on', { among: FAIL_ON, mistakes });
  const sizeText = texts.one('max-size');
  const growthText = texts.one('max-growth');
  const maxSize =
    sizeText === '' ? undefined : mistakes.read(texts.spell('max-size'), () => parseSize(sizeText));
  const maxGrowth: GrowthLimit | undefined =
    growthText === '' ? undefined : mistakes.read(texts.spell('max-growth'), () => parseGrowth(growthText));
  return {
    ...(failOn && { failOn }),
    ...(maxSize !== undefined && { maxSize }),
    ...(maxGrowth && { maxGrowth }),
  };
}

function isYes(texts: InputTexts, name: Exclude<InputName, ListInput>, mistakes: Mistakes): boolean {
  return readChoice(texts, name, { among: YES_OR_NO, mistakes }) === 'true';
}

function readChoice<T extends string>(
  texts: Pick<InputTexts, 'one' | 'spell'>,
  name: Exclude<InputName, ListInput>,
  { among, mistakes }: { readonly among: readonly T[]; readonly mistakes: Mistakes },
): T | undefined {
  const text = texts.one(name);
  const choice = among.find((value) => value === text);
  if (text !== '' && choice === undefined) {
    const choices = among.map((value) => `\`${value}\``).join(', ');
    mistakes.note(texts.spell(name), `is \`${text}\`, expected one of ${choices}`);
  }
  return choice;
}

/** No secrets: what commands that build nothing are asked with. */
export function withoutSecrets(request: GateRequest, reading: ReadingInputs): GateInputs {
  const nothing = { comment: 'never', reporting: NO_REPORTING, token: null, history: NO_HISTORY } as const;
  return { request, ...nothing, secrets: NO_SECRETS, identity: NO_IDENTITY, ...reading };
}
