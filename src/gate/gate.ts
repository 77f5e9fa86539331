import { compare } from '../compare/compare.ts';
import { catalogLayers } from '../files/build-catalog.ts';
import type { RequiredContent } from '../files/table/layer-table.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { unreadDatabases, unreadSystems } from '../packages/unread.ts';
import type { Notice } from '../policy/policy.ts';
import { assembleReport } from '../report/assemble.ts';
import type { GateReport } from '../report/report.ts';
import { scan } from '../scan/scan.ts';
import { requiredContent } from '../scan/required-files.ts';
import { attributeBytes, type Attributed } from './attribute.ts';
import { judgeChange } from './judging.ts';
import { makeImages } from './make-images.ts';
import { readPolicies } from './policies.ts';
import type { GatePorts, Side, Sides } from './ports.ts';
import type { GateRequest } from './request.ts';

/**
 * The whole gate: build both images, open them, catalog their files layer by layer, attribute every byte, scan with the
 * rules, compare with the baseline, judge by the policy, report. Throws only when no verdict could be reached.
 */
export async function runGate(request: GateRequest, ports: GatePorts): Promise<GateReport> {
  const commit = await ports.baselineCommit(request);
  const policies = await readPolicies(request, commit, ports);
  const made = await makeImages(request, commit, ports);
  const sides = await rereadIfRefuted(ports, async () => {
    const images = await ports.openImages(made, requiredBy(made));
    const catalogs = eachSide(images, ({ layers }) => catalogLayers(layers.map(({ table }) => table)));
    return attributeBytes({ made, images, catalogs }, ports);
  });
  const inspections = eachSide(sides, ({ ledger }) => ({ ledger, findings: scan(ledger) }));
  const comparison = compare(inspections.baseline, inspections.candidate, makingOf(request));
  const verdict = await judgeChange({ request, policies, inspections, comparison }, ports);
  return assembleReport({
    ...{ mode: request.mode, version: ports.version, ...sides, comparison, verdict },
    notices: [...made.notices, ...policies.notices, ...noticesOf(sides)],
  });
}

function eachSide<From, To>({ candidate, baseline }: Sides<From>, step: (side: From) => To): Sides<To> {
  // The baseline comes first everywhere, so that what both share is read and named by it.
  const before = baseline === null ? null : step(baseline);
  return { candidate: step(candidate), baseline: before };
}

/** Reads once more, without the layer cache, where that proved wrong: nothing that it said may count. */
async function rereadIfRefuted<Read>(ports: GatePorts, read: () => Promise<Read>): Promise<Read> {
  try {
    const first = await read();
    if (!ports.isCacheRefuted()) return first;
  } catch (error) {
    if (!ports.isCacheRefuted()) throw error;
  }
  return read();
}

/** A layer that both images share is read once, so both repositories' file sizes are asked for at once. */
function requiredBy({ candidate, baseline }: Sides<Side>): RequiredContent {
  const sizes = [candidate, baseline].flatMap((side) => (side?.repository ? [...side.repository.sizes] : []));
  return { ...requiredContent({ sizes: new Set(sizes) }), contentSums: baseline !== null };
}

/** Only what is built here was built by the Dockerfile at hand. */
function makingOf(request: GateRequest) {
  return { isCandidateBuilt: request.mode === 'check' && request.image === undefined };
}

function noticesOf({ candidate, baseline }: Sides<Attributed>): readonly Notice[] {
  const ofImages = [candidate, baseline].flatMap((side) => side?.image.notices ?? []);
  return [...ofImages, ...packagesNotRead(candidate.ledger), ...databasesDamaged(candidate.ledger)];
}

/** Files of packages that are in the image and are not read have no owner: the reader must know of it. */
function packagesNotRead(ledger: Ledger): readonly Notice[] {
  const systems = unreadSystems(ledger.catalog, (row) => ledger.ownerIndex(row));
  if (systems.length === 0) return [];
  const message = `the image has packages of kinds that are not read, so their files have no owner: ${systems.join(', ')}`;
  return [{ code: 'packages-not-read', message }];
}

/** What nobody could read may have packages that nobody knows of: no database is not "everything is yours". */
function databasesDamaged({ catalog, damagedDatabases }: Ledger): readonly Notice[] {
  const paths = [...damagedDatabases, ...unreadDatabases(catalog)];
  if (paths.length === 0) return [];
  const message = `these package databases of the image cannot be read whole, so that files may have no owner: ${paths.join(', ')}`;
  return [{ code: 'package-database-damaged', message }];
}
