import type { Platform } from '../image/image.ts';
import type { Dockerfile, Stage } from './dockerfile.ts';
import { lexWord, type Lookup } from './lexer.ts';

/** What is built of a Dockerfile. */
export type FinalStageOptions = {
  /** Stage that is built; absent: the last one. */
  readonly target?: string;
  /** `NAME=value` each. */
  readonly buildArgs: readonly string[];
  /** Gives the predefined `TARGET…` arguments their values. */
  readonly platform?: Platform;
  /** `name=source` each: a context of a stage's name stands in for that stage. */
  readonly buildContexts?: readonly string[];
};

/**
 * What a `FROM` names once its arguments have their values; null when that cannot be known, or is nothing. An argument that
 * nobody set is empty. https://docs.docker.com/reference/dockerfile/#understand-how-arg-and-from-interact
 */
export function fromName(dockerfile: Dockerfile, stage: Stage, options: FinalStageOptions): string | null {
  const values = globalValues(dockerfile, options);
  const name = lexWord(stage.base, (key) => values.get(key), { escape: dockerfile.escape });
  return name !== null && NAMES_SOMETHING.test(name) ? name : null;
}

/** No builder takes a name that begins or ends otherwise, as one does where an argument is empty. */
const NAMES_SOMETHING = /^[\w[]\S*$(?<=\w)/;

type Values = ReadonlyMap<string, string | null | undefined>;

/** Arguments that a `FROM` sees: the builder's own, and those declared above the first one. Null: a value that is not known. */
function globalValues(dockerfile: Dockerfile, options: FinalStageOptions): Values {
  const given = new Map(options.buildArgs.filter((arg) => arg.includes('=')).map(splitAssignment));
  const values = new Map<string, string | null | undefined>([
    ...predefined(dockerfile, options),
    ...[...given].filter(([name]) => isPredefined(name)),
  ]);
  const lookup: Lookup = (name) => values.get(name);
  for (const word of dockerfile.globalArgs) {
    const [name, fallback] = splitAssignment(word);
    const value = given.get(name);
    if (value !== undefined) values.set(name, value);
    else if (word.includes('=')) values.set(name, lexWord(fallback, lookup, { escape: dockerfile.escape }));
  }
  return values;
}

const PARTS = ['PLATFORM', 'OS', 'OSVERSION', 'ARCH', 'VARIANT'];

function isPredefined(name: string): boolean {
  return name === 'TARGETSTAGE' || PARTS.some((part) => name === `TARGET${part}` || name === `BUILD${part}`);
}

/**
 * Values that are there without being declared. The platform that builds is the builder's own, and so is the one it builds for
 * where none was asked for. https://docs.docker.com/reference/dockerfile/#automatic-platform-args-in-the-global-scope
 */
function predefined(
  { stages }: Dockerfile,
  { platform, target }: FinalStageOptions,
): readonly (readonly [string, string | null])[] {
  const unknown = PARTS.flatMap((part) =>
    [`BUILD${part}`, `TARGET${part}`].map((name) => [name, null] as const),
  );
  const stage = target === undefined || target === '' ? (stages.at(-1)?.name ?? '').toLowerCase() : target;
  return [
    ...unknown,
    ...(platform ? targetValues(platform) : []),
    ['TARGETSTAGE', stage === '' ? 'default' : stage],
  ];
}

function targetValues(platform: Platform): readonly (readonly [string, string])[] {
  const { os, architecture } = platform;
  const variant = normalVariant(platform);
  return [
    ['TARGETPLATFORM', [os, architecture, ...(variant === '' ? [] : [variant])].join('/')],
    ['TARGETOS', os],
    ['TARGETARCH', architecture],
    ['TARGETVARIANT', variant],
  ];
}

/** https://github.com/containerd/platforms/blob/main/database.go */
function normalVariant({ architecture, variant = '' }: Platform): string {
  if (architecture === 'arm') return variant === '' ? 'v7' : variant.replace(/^(?=[5678]$)/, 'v');
  const isUsual = architecture === 'arm64' ? /^(8|v8|v8\.0)$/ : /^v1$/;
  return isUsual.test(variant) ? '' : variant;
}

function splitAssignment(word: string): readonly [string, string] {
  const equals = word.indexOf('=');
  return equals < 0 ? [word, ''] : [word.slice(0, equals), word.slice(equals + 1)];
}
