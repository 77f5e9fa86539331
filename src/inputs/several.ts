import type { Platform } from '../image/image.ts';
import { distinctPlatforms, parsePlatform } from '../image/platform.ts';
import type { InputTexts } from './input-texts.ts';
import type { Mistakes } from './mistakes.ts';

/** Where several images are taken from: one source, or one image for several platforms. */
export type SeveralInputs = {
  /** Names of the policy's entries, `all`, or patterns of Dockerfiles. */
  readonly images: readonly string[];
  /** Path of a bake file, relative to the working directory. */
  readonly bake: string | null;
  readonly bakeTargets: readonly string[];
  /** Path of a compose file. */
  readonly compose: string | null;
  /** What every image is built for; empty: what its description says. */
  readonly platforms: readonly Platform[];
};

/** What describes one image, and says nothing of several. */
const OF_ONE_IMAGE = ['context', 'file', 'target', 'image', 'baseline'] as const;
const SOURCES = ['images', 'bake', 'compose'] as const;
const TARGET = /^[A-Za-z0-9_*][A-Za-z0-9_.*-]*$/;

/** Undefined: one image is asked for. */
export function readSeveral(
  texts: InputTexts,
  platforms: readonly Platform[],
  mistakes: Mistakes,
): SeveralInputs | undefined {
  const [images, bake, compose] = [texts.many('images'), texts.one('bake'), texts.one('compose')];
  const bakeTargets = texts.many('bake-targets');
  const given = SOURCES.filter((name) => ({ images: images.length > 0, bake, compose })[name]);
  noteClashes(texts, given, mistakes);
  if (bakeTargets.length > 0 && bake === '') {
    mistakes.note(texts.spell('bake-targets'), `is given without ${texts.spell('bake')}`);
  }
  for (const name of bakeTargets.filter((one) => !TARGET.test(one))) {
    mistakes.note(texts.spell('bake-targets'), `has \`${name}\`, expected the name of a target or a group`);
  }
  if (given.length === 0 && platforms.length < 2) return undefined;
  return { images, bake: bake || null, bakeTargets, compose: compose || null, platforms };
}

function noteClashes(
  texts: InputTexts,
  given: readonly (typeof SOURCES)[number][],
  mistakes: Mistakes,
): void {
  const [source, ...others] = given;
  if (source === undefined) return;
  for (const name of others) {
    mistakes.note(texts.spell(name), `is given beside ${texts.spell(source)}, expected one of them`);
  }
  for (const name of OF_ONE_IMAGE.filter((one) => !isDefault(one, texts.one(one)))) {
    mistakes.note(texts.spell(name), `describes one image, but ${texts.spell(source)} asks for several`);
  }
}

/** Whether it says no more than leaving it out does. */
function isDefault(name: (typeof OF_ONE_IMAGE)[number], value: string): boolean {
  return value === '' || (name === 'baseline' && value === 'none') || (name === 'context' && value === '.');
}

/** Platforms such as `linux/arm64`, from entries that may hold commas; each once. */
export function readPlatforms(
  entries: readonly string[],
  what: string,
  mistakes: Mistakes,
): readonly Platform[] {
  const texts = entries.flatMap((entry) => entry.split(',')).map((text) => text.trim());
  return distinctPlatforms(
    texts
      .filter((text) => text !== '')
      .flatMap((text) => mistakes.read(what, () => parsePlatform(text)) ?? []),
  );
}
