import type { PackageChange, RequestChange, RequestedChanges } from '../compare/requested.ts';
import { renderDelta } from '../ledger/bytes.ts';
import { shorten } from '../visible.ts';
import { counted, placeOf } from './wording.ts';

/** What one request did to the content size: `delta` in bytes, and in words, with names in back-ticks. */
export type RequestLine = { readonly delta: number; readonly words: string };

const MAX_NAME_CHARACTERS = 60;
const MAX_VERSION_CHARACTERS = 30;

/** Every request, then what is left; the deltas add up to the change. `maxNames`: packages that are named for each. */
export function requestLines(requested: RequestedChanges, maxNames: number): readonly RequestLine[] {
  const { requests, others, unowned } = requested;
  return [
    ...requests.map((request) => ({ delta: request.delta, words: wordsOf(request, maxNames) })),
    ...(others.packages === 0 ? [] : [{ delta: others.delta, words: othersWords(others) }]),
    ...(unowned.delta === 0 ? [] : [{ delta: unowned.delta, words: 'files of no package' }]),
  ];
}

function othersWords({ requests, packages }: RequestedChanges['others']): string {
  const more = requests === 0 ? '' : `: of ${counted(requests, 'smaller request')}, or with no known request`;
  return `${counted(packages, 'other package')}${more}`;
}

function wordsOf(request: RequestChange, maxNames: number): string {
  const along = alongWords(request, maxNames);
  return `${askedWords(request)}${along === '' ? '' : `; ${along}`}`;
}

/** `\`libpq-dev\` 15.3, asked for by Dockerfile:12`. */
function askedWords(request: RequestChange): string {
  const { kind, name, instruction } = request;
  const place = instruction === null ? '' : quoted(placeOf(instruction));
  if (kind === 'base') return `the base image${place === '' ? '' : ` (${place})`}`;
  if (kind === 'instruction' || name === null) return place;
  const by = place === '' ? '' : ` by ${place}`;
  return kind === 'program' ? programWords(name, request, by) : packageWords(name, request, by);
}

function programWords(name: string, { gone }: RequestChange, by: string): string {
  if (gone) return `the program ${quoted(name)}, which is gone`;
  return `the program ${quoted(name)}${by === '' ? '' : `, added${by}`}`;
}

function packageWords(name: string, { gone, own }: RequestChange, by: string): string {
  return `${quoted(name)}${versionWords(own)}, ${gone ? 'no longer asked for' : `asked for${by}`}`;
}

/** What came along, of what of its bytes; of an instruction or the base image, which of its packages changed. */
function alongWords({ kind, gone, along, alongOmitted }: RequestChange, maxNames: number): string {
  const count = along.length + alongOmitted;
  if (count === 0) return '';
  const named = along.slice(0, maxNames).map((one) => `${quoted(one.name)} ${renderDelta(one.delta)}`);
  const more = count - named.length;
  const list = `${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
  if (kind === 'instruction' || kind === 'base') return `${counted(count, 'package')} changed: ${list}`;
  const isNew = along.every(({ baseline }) => baseline === 0);
  return `${counted(count, 'package')} ${gone ? 'went with it' : isNew ? 'came along' : 'changed with it'}: ${list}`;
}

function versionWords(own: PackageChange | null): string {
  const [before, after] = [textOf(own?.versions.baseline), textOf(own?.versions.candidate)];
  const known = after || before;
  if (known === '') return '';
  if (before === after || before === '' || after === '') return ` ${known}`;
  return ` ${before} → ${after}`;
}

function textOf(versions: readonly string[] = []): string {
  return shorten(versions.join(', '), MAX_VERSION_CHARACTERS).replaceAll('`', "'");
}

/** A name may come from the image. */
function quoted(name: string): string {
  return `\`${shorten(name, MAX_NAME_CHARACTERS).replaceAll('`', "'")}\``;
}
