import { renderBytes } from '../ledger/bytes.ts';
import type { ReportFinding } from './report.ts';
import type { ImageOutcome } from './run-report.ts';
import { nameOf } from './wording.ts';

/** What differs between the platforms of one image. `name`: of the image. */
export type PlatformDifference = { readonly name: string; readonly parts: readonly string[] };

type Judged = ImageOutcome & { readonly kind: 'judged' };
type Leg = { readonly image: string; readonly platform: string; readonly outcome: Judged };

const LEG = /^(.+) \(([a-z0-9]+\/[a-z0-9_./]+)\)$/;
const MAX_FINDINGS = 5;

/** One for each image that was judged on several platforms; its parts are clauses and may hold text from elsewhere. */
export function platformDifferences(images: readonly ImageOutcome[]): readonly PlatformDifference[] {
  const legs = images.flatMap((outcome): readonly Leg[] => {
    const [, image, platform] = LEG.exec(outcome.name) ?? [];
    if (image === undefined || platform === undefined || outcome.kind !== 'judged') return [];
    return [{ image, platform, outcome }];
  });
  return [...Map.groupBy(legs, ({ image }) => image)]
    .filter(([, group]) => group.length > 1)
    .map(([name, group]) => ({ name, parts: partsOf(group) }));
}

function partsOf(legs: readonly Leg[]): readonly string[] {
  const found = legs.map(({ outcome }) => findingsOf(outcome));
  const everywhere = (key: string) => found.every((findings) => findings.has(key));
  const only = legs.flatMap(({ platform }, index) => {
    const own = [...(found[index] ?? [])].filter(([key]) => !everywhere(key)).map(([, finding]) => finding);
    if (own.length === 0) return [];
    const names = own.slice(0, MAX_FINDINGS).map((finding) => `\`${nameOf(finding).replaceAll('`', "'")}\``);
    const more = own.length > names.length ? ` and ${own.length - names.length} more` : '';
    const where = legs.length > 2 ? `on ${platform}, but not on all platforms` : `only on ${platform}`;
    return [`${where}: ${names.join(', ')}${more}`];
  });
  const same = only.length === 0 ? ['the findings are the same on all platforms'] : only;
  return [...same, sizesPart(legs)];
}

/** By what is the same thing on every platform. */
function findingsOf({ report }: Judged): ReadonlyMap<string, ReportFinding> {
  const present = report.findings.filter(({ status }) => status !== 'resolved');
  return new Map(present.map((finding) => [`${finding.ruleId}\0${finding.subject}`, finding]));
}

function sizesPart(legs: readonly Leg[]): string {
  const sizes = legs.map(({ platform, outcome }) => ({
    platform,
    bytes: outcome.report.size.content.candidate,
  }));
  const [smallest, largest] = [
    sizes.toSorted((a, b) => a.bytes - b.bytes)[0],
    sizes.toSorted((a, b) => b.bytes - a.bytes)[0],
  ];
  if (smallest === undefined || largest === undefined || smallest.bytes === largest.bytes) {
    return 'the content size is the same';
  }
  const difference = renderBytes(largest.bytes - smallest.bytes);
  return `the content size is ${renderBytes(smallest.bytes)} on ${smallest.platform} and ${difference} more on ${largest.platform}`;
}
