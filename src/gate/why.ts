import { comparePlaces } from '../compare/changed-places.ts';
import type { PlaceChange } from '../compare/comparison.ts';
import { compareRequests } from '../compare/requested-changes.ts';
import type { RequestedChanges } from '../compare/requested.ts';
import { GateError } from '../errors.ts';
import { shorten, visible } from '../visible.ts';
import type { WhyReport } from '../report/why-text.ts';
import type { Inspection } from '../scan/finding.ts';
import { answerWhy, nearestTo } from '../scan/why-answer.ts';
import { noticesOf } from './notices.ts';
import type { GatePorts, Sides } from './ports.ts';
import { readSides } from './read-sides.ts';
import type { GateRequest } from './request.ts';

// What is loaded only when somebody asks why a package is there or why an image is built, or looks at what lies where: one part of
// `dist`.
export { breakDownReport } from '../report/break-down.ts';
export { whyDoubted } from './doubted-record.ts';
export { recordAndNotify } from './recording.ts';
export { findUnchanged } from './unchanged.ts';
export { renderWhyJson, renderWhyText } from '../report/why-text.ts';
export { withReasons } from '../scan/because.ts';

/** What changed, as people ask for it. */
type ExplainedChange = {
  readonly places: readonly PlaceChange[];
  readonly requested: RequestedChanges | null;
};

/** Where the size changed, and what asked for that. */
export function explainChange({ baseline, candidate }: Sides<Inspection>): ExplainedChange {
  return {
    places: comparePlaces(baseline && baseline.ledger, candidate.ledger),
    requested: baseline && compareRequests(baseline.ledger, candidate.ledger),
  };
}

/** What `why` asks: an image, and a path or a package of it. */
type WhyRequest = { readonly request: GateRequest; readonly query: string };

/** Reads one image and answers. Throws `bad-input` with the nearest names where nothing of it is called so. */
export async function runWhy({ request, query }: WhyRequest, ports: GatePorts): Promise<WhyReport> {
  const made = { candidate: await ports.makeCandidate(request), baseline: null };
  const { image, ledger } = (await readSides(made, ports)).candidate;
  const answer = answerWhy(ledger, query);
  if (answer === null) throw notFound(query, image.reference, nearestTo(ledger, query));
  const { os, architecture, variant } = image.platform;
  return {
    schemaVersion: 1,
    tool: { name: 'final-stage', version: ports.version },
    image: {
      reference: image.reference,
      imageID: image.imageID,
      platform: [os, architecture, ...(variant === undefined ? [] : [variant])].join('/'),
    },
    query,
    answer,
    notices: noticesOf({ candidate: { image, ledger }, baseline: null }),
  };
}

const MAX_SHOWN = 200;

function notFound(query: string, reference: string, near: readonly string[]): GateError {
  const kind = query.startsWith('/') ? 'path' : 'package';
  const shown = (name: string) => `\`${shorten(visible(name), MAX_SHOWN)}\``;
  const names = near.map(shown).join(', ');
  return new GateError('bad-input', `\`${reference}\` has no ${kind} ${shown(query)}`, {
    hint:
      near.length > 0
        ? `Did you mean ${names}?`
        : 'Give a path that starts with `/`, or the name, `name@version` or package URL of a package.',
  });
}
