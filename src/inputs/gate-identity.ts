import type { GateIdentity } from '../github/comment-key.ts';
import { parsePlatform, renderPlatform } from '../image/platform.ts';
import { parseImageReference } from '../image/reference.ts';
import type { InputTexts } from './input-texts.ts';

/** What the runner spells where there is no matrix. */
const NO_LEG: ReadonlySet<string> = new Set(['', 'null', '{}']);

/**
 * What distinguishes this gate from others that comment on the same pull request. It throws nothing: a run without a verdict has it,
 * too. Values that change from commit to commit (tags, values of build arguments, baselines) are left out.
 */
export function readIdentity(texts: InputTexts): GateIdentity {
  const leg = texts.one('comment-key');
  return {
    parts: [
      imageName(texts.one('image')) || severalName(texts) || texts.one('file') || texts.one('context') || '.',
      texts.one('target'),
      platformName(texts.many('platforms').join(',')),
    ],
    details: [
      ...(['context', 'policy', 'fail-on', 'max-size', 'max-growth'] as const).map((name) => texts.one(name)),
      ...(['build-args', 'build-contexts'] as const).map((name) => namesOf(texts.many(name))),
    ],
    leg: NO_LEG.has(leg) ? '' : leg,
  };
}

/** What several images are taken from; empty for one. */
export function severalName(texts: InputTexts): string {
  // What is merged changes with the matrix.
  if (texts.one('mode') === 'merge') return 'merged reports';
  const names = [texts.one('bake'), ...texts.many('bake-targets'), texts.one('compose')];
  return [...names, ...texts.many('images')].filter((name) => name !== '').join(' ');
}

function imageName(reference: string): string {
  return reference === '' ? '' : readOr(reference, () => parseImageReference(reference).name);
}

function platformName(platform: string): string {
  return platform === '' ? '' : readOr(platform, () => renderPlatform(parsePlatform(platform)));
}

/** The value, or the text as it is where it has a mistake. */
function readOr(text: string, read: () => string): string {
  try {
    return read();
  } catch {
    return text;
  }
}

function namesOf(entries: readonly string[]): string {
  return entries
    .map((entry) => entry.split('=')[0] ?? '')
    .sort()
    .join(',');
}
