import type { Engine } from '../engine/engine.ts';
import { makeImage, openWorkshop } from './build.ts';
import type { Workshop } from './build.ts';
import { toRecipe } from './references.ts';
import { hasImage, registryAnswers } from './registry.ts';

/** A base image as Dockerfiles write it: `golang:1.21`, `alpine:latest`, `node:18-alpine`. */
export type BaseName = string;

/** What a build needs so that its Dockerfile's bases resolve. */
export type Bases = {
  /** Values for `--build-context`, by reference; empty where the real images are there. */
  readonly buildContexts: Readonly<Record<BaseName, string>>;
  readonly unavailable: readonly { readonly reference: BaseName; readonly why: string }[];
};

type Outcome =
  | { readonly kind: 'real' }
  | { readonly kind: 'stand-in'; readonly image: string }
  | { readonly kind: 'unavailable'; readonly why: string };

/** Sees to it that an engine has these base images: the real ones where a registry answers, else stand-ins. */
export async function openBases(
  engine: Engine,
  references: readonly BaseName[],
  log: (line: string) => void = () => undefined,
): Promise<Bases> {
  const wanted = [...new Set(references)].filter((reference) => reference !== 'scratch');
  const missing = await withoutReal(engine, wanted);
  const workshop = missing.length === 0 ? undefined : await openWorkshop(engine, log);
  const outcomes = await Promise.all(
    wanted.map(async (reference) => ({
      reference,
      outcome: missing.includes(reference) ? await standIn(workshop, reference) : ({ kind: 'real' } as const),
    })),
  );
  return toBases(outcomes);
}

async function withoutReal(engine: Engine, references: readonly BaseName[]): Promise<readonly BaseName[]> {
  const checked = references.map(async (reference) => {
    const real = (await hasImage(engine, reference)) || (await registryAnswers(engine, reference));
    return real ? [] : [reference];
  });
  return (await Promise.all(checked)).flat();
}

async function standIn(
  workshop: Workshop | { readonly why: string } | undefined,
  reference: BaseName,
): Promise<Outcome> {
  if (workshop === undefined) return { kind: 'real' };
  if ('why' in workshop) return { kind: 'unavailable', why: workshop.why };
  const recipe = toRecipe(reference);
  if ('why' in recipe) return { kind: 'unavailable', why: recipe.why };
  try {
    return { kind: 'stand-in', image: await makeImage(workshop, recipe) };
  } catch (error) {
    return { kind: 'unavailable', why: error instanceof Error ? error.message : String(error) };
  }
}

function toBases(outcomes: readonly { readonly reference: BaseName; readonly outcome: Outcome }[]): Bases {
  const standIns = outcomes.flatMap(({ reference, outcome }) =>
    outcome.kind === 'stand-in' ? [[reference, `docker-image://${outcome.image}`] as const] : [],
  );
  const unavailable = outcomes.flatMap(({ reference, outcome }) =>
    outcome.kind === 'unavailable' ? [{ reference, why: outcome.why }] : [],
  );
  return { buildContexts: Object.fromEntries(standIns), unavailable };
}
