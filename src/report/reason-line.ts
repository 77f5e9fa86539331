import type { ReasonLink } from '../scan/finding.ts';
import type { ReportFinding } from './report.ts';
import { placeOf } from './wording.ts';
import { shorten } from '../visible.ts';

const MAX_LINKS = 6;
const MAX_NAME_CHARACTERS = 60;

/** `why: gcc-12 ← gcc ← build-essential ← Dockerfile:7`; null where that says no more than the place does. */
export function reasonLine({ because }: ReportFinding): string | null {
  const steps = (because ?? []).filter(({ kind }) => kind !== 'instruction');
  return because === null || steps.length < 2 ? null : `why: ${renderReason(because)}`;
}

/** The same as steps, what was asked for first; of a long chain the first ones and its end. */
export function reasonSteps({ because }: ReportFinding, max: number): readonly string[] {
  const steps = (because ?? []).map(renderLink);
  return steps.length <= max ? steps : [...steps.slice(0, max - 2), '…', ...steps.slice(-1)];
}

/** A chain from the package to what asked for it; a long one is shortened in the middle. */
export function renderReason(because: readonly ReasonLink[], maxLinks = MAX_LINKS): string {
  const names = because.map(renderLink).reverse();
  const omitted = names.length - maxLinks;
  const half = Math.floor(maxLinks / 2);
  // A word for one that is left out would take its place.
  const shown = omitted > 1 ? [...names.slice(0, half), `… ${omitted} more …`, ...names.slice(-half)] : names;
  return shown.join(' ← ');
}

function nameOf(link: ReasonLink): string {
  if (link.kind === 'instruction') return placeOf(link.instruction);
  return link.kind === 'file' ? link.path : packageName(link.purl);
}

function renderLink(link: ReasonLink): string {
  return shorten(nameOf(link), MAX_NAME_CHARACTERS);
}

const DISTRIBUTIONS = new Set(['deb', 'apk', 'rpm']);

/** Name of a package URL as its own package manager writes it: `gcc-12`, `@babel/core`, `golang.org/x/net`. */
export function packageName(purl: string): string {
  const [, type = '', full = purl] = /^pkg:([^/]+)\/([^?#]*)/.exec(purl) ?? [];
  const path = full
    .replace(/@[^@/]*$/, '')
    .split('/')
    .map(decoded);
  return (DISTRIBUTIONS.has(type) ? path.slice(-1) : path).join('/');
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
