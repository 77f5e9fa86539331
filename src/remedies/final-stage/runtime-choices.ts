import { javaVersion, plainImage } from '../../rules/fix/distribution.ts';
import { parseImageName } from '../../rules/fix/image-name.ts';
import { runtimeBase } from '../../rules/fix/runtime-base.ts';
import { findStartedPrograms } from '../../rules/start/entrypoint.ts';
import { factsOf } from '../../rules/start/visible-files.ts';
import { hasGoPackage } from '../../ledger/composition/go-modules.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import type { OwnFiles } from './own-files.ts';

/** An image that a final stage may start from. */
export type RuntimeChoice = {
  readonly image: string;
  /** What installs packages of the distribution in it; null: nothing does, and no `RUN` works. */
  readonly manager: 'apt' | 'apk' | null;
  /** `same`: what the candidate starts from; `interpreter`: the runtime of the same maker; `plain`: a distribution; `bare`: no distribution at all. */
  readonly kind: 'same' | 'interpreter' | 'plain' | 'bare';
};

/** By image, or by its name without registry and tag: what the policy wants a final stage to start from. */
export type RuntimeBases = Readonly<Record<string, string>>;

/** Certificates, time zones and accounts, and nothing else. https://github.com/GoogleContainerTools/distroless */
const BARE = 'gcr.io/distroless/static-debian12';

/** What can run the program, the smallest first. `isKit`: what the candidate starts from brings what builds. */
export function runtimeChoices(
  ledger: Ledger,
  files: OwnFiles,
  { bases, isKit }: { readonly bases: RuntimeBases; readonly isKit: boolean },
): readonly RuntimeChoice[] {
  const { baseName } = ledger;
  if (baseName === null || baseName === 'scratch' || ledger.config.platform.os !== 'linux') return [];
  const manager = managerOf(ledger);
  const wanted = bases[baseName] ?? bases[parseImageName(baseName).path];
  if (wanted !== undefined) return [asChosen(wanted, manager)];
  const bare = isBare(ledger, files) ? [{ image: BARE, manager: null, kind: 'bare' } as const] : [];
  const others = isKit
    ? instead(ledger, { baseName, isOwn: isOwnProgram(ledger, files) })
    : [{ image: baseName, kind: 'same' } as const];
  return [...bare, ...others.map((other) => ({ ...other, manager }))];
}

type Instead = Pick<RuntimeChoice, 'image' | 'kind'>;

/** What runs the programs of an image that builds. An own native program needs no more than the distribution. */
function instead(
  ledger: Ledger,
  { baseName, isOwn }: { readonly baseName: string; readonly isOwn: boolean },
): readonly Instead[] {
  const [family, plain] = [runtimeBase(baseName, { java: javaVersion(ledger) }), plainImage(ledger)];
  const isOfFamily =
    family !== undefined && (!isOwn || family.isInterpreter) && !changesLibc(ledger, family.base);
  return [
    ...(isOfFamily ? [{ image: family.base, kind: 'interpreter' } as const] : []),
    ...(isOwn && plain !== undefined && plain !== baseName ? [{ image: plain, kind: 'plain' } as const] : []),
  ];
}

/** What was built for one C library does not run with another one. */
function changesLibc({ packages }: Ledger, image: string): boolean {
  return image.includes('alpine') && packages.some(({ type }) => type === 'deb');
}

/** What a policy names is taken as it is: whether a `RUN` works in it, its name says as well as anything. */
function asChosen(image: string, manager: RuntimeChoice['manager']): RuntimeChoice {
  const isBareImage = /(^|\/)(?:scratch|static|distroless|chainguard|cgr\.dev)(?:[/:-]|$)/.test(image);
  return { image, manager: isBareImage ? null : manager, kind: isBareImage ? 'bare' : 'plain' };
}

function managerOf(ledger: Ledger): RuntimeChoice['manager'] {
  const types = new Set(ledger.packages.map(({ type }) => type));
  return types.has('deb') ? 'apt' : types.has('apk') ? 'apk' : null;
}

/** Whether what starts last is a native program that the repository built. */
export function isOwnProgram({ catalog, ...ledger }: Ledger, { kept }: OwnFiles): boolean {
  const last = findStartedPrograms({ catalog, ...ledger }).at(-1);
  return last !== undefined && kept.has(last.row) && factsOf(catalog, last.row)?.elf !== undefined;
}

/** Who starts other programs needs them, and often a shell. https://pkg.go.dev/os/exec */
const STARTS_OTHERS = 'os/exec';

/** Whether the program and all that starts with it are static programs of the repository that start no others: they need no other file to run. */
function isBare(ledger: Ledger, { kept }: OwnFiles): boolean {
  const { catalog } = ledger;
  const programs = findStartedPrograms(ledger);
  const isOwn = programs.length > 0 && programs.every(({ row }) => kept.has(row) && isStatic(ledger, row));
  if (!isOwn || !isProbedByItself(ledger, programs[0]?.word)) return false;
  return [...kept].every((row) => {
    const facts = factsOf(catalog, row);
    return facts?.elf === undefined || (isStatic(ledger, row) && !hasGoPackage(facts, STARTS_OTHERS));
  });
}

/** Whether there is no health check, or one that the program itself answers. */
function isProbedByItself({ config }: Ledger, word: string | undefined): boolean {
  const [kind, program] = config.healthcheck ?? ['NONE'];
  return kind === 'NONE' || (kind === 'CMD' && program === word);
}

function isStatic({ catalog }: Ledger, row: number): boolean {
  const elf = factsOf(catalog, row)?.elf;
  return elf?.interpreter === null && elf.needed?.length === 0;
}
