import { attributeLayers } from '../../src/dockerfile/attribute.ts';
import type { FileCatalog } from '../../src/files/catalog.ts';
import { catalogLayers } from '../../src/files/build-catalog.ts';
import { createPathTable } from '../../src/files/table/path-table.ts';
import { openImage, resolveBaseDiffIDs } from '../../src/image-source/open-image.ts';
import type { ReadOptions } from '../../src/image-source/read-options.ts';
import { buildLedger } from '../../src/ledger/build-ledger.ts';
import type { Ledger } from '../../src/ledger/ledger.ts';
import { resolveOwnership } from '../../src/packages/ownership.ts';
import type { Severity } from '../../src/rules/rule.ts';
import type { Finding } from '../../src/scan/finding.ts';
import { requiredContent } from '../../src/scan/required-files.ts';
import { scan } from '../../src/scan/scan.ts';
import type { Alarm, SeenPackage, Sighting } from './sighting.ts';

const PROGRAM = /^\/(?:usr\/)?(?:local\/)?(?:s?bin|games)\/([^/]+)$/;

/** Scans an image of the engine that `DOCKER_HOST` names with the product's own rules, and says it by Debian package. */
export async function inspectImage(image: string, base: string): Promise<Sighting> {
  const ledger = await readLedger(image, base);
  return { packages: packagesOf(ledger), alarms: scan(ledger).map((finding) => toAlarm(ledger, finding)) };
}

async function readLedger(name: string, base: string): Promise<Ledger> {
  const options: ReadOptions = {
    paths: createPathTable(),
    required: requiredContent(null),
    inPlace: { read: new Map(), notify: () => undefined },
  };
  const image = await openImage({ transport: 'docker-daemon', name }, options);
  const baseDiffIDs = await resolveBaseDiffIDs(`docker-daemon:${base}`, options);
  const catalog: FileCatalog = catalogLayers(image.layers.map(({ table }) => table));
  return buildLedger({
    image,
    catalog,
    origins: attributeLayers({ config: image.config, finalStage: null, baseDiffIDs }),
    ownership: resolveOwnership(catalog),
    repository: null,
    baseName: base,
    dockerfile: null,
  });
}

/** Debian's packages that own at least one file. */
function packagesOf(ledger: Ledger): ReadonlyMap<string, SeenPackage> {
  const { catalog } = ledger;
  const programs = new Map<number, string[]>();
  for (let row = 0; row < catalog.rowCount; row += 1) {
    if (catalog.type(row) === 'directory') continue;
    const owner = ledger.ownerIndex(row);
    if (ledger.packages[owner]?.type !== 'deb') continue;
    const names = programs.get(owner) ?? [];
    programs.set(owner, names);
    const [, program] = PROGRAM.exec(catalog.path(row)) ?? [];
    if (program !== undefined) names.push(program);
  }
  return new Map(
    [...programs].map(([index, names]) => {
      const { name = '', section = '' } = ledger.packages[index] ?? {};
      return [name, { name, section, programs: names }];
    }),
  );
}

function toAlarm(ledger: Ledger, finding: Finding): Alarm {
  const names = new Map(ledger.packages.map((pkg) => [pkg.purl, pkg.type === 'deb' ? pkg.name : null]));
  const named = finding.packages.map((purl) => names.get(purl) ?? null);
  const owners = new Set(finding.rows.map((row) => ledger.ownerIndex(row)));
  const owning = [...owners].map((index) => ledger.packages[index]);
  const packages = [...named, ...owning.map((pkg) => (pkg?.type === 'deb' ? pkg.name : null))];
  return {
    rule: finding.ruleId,
    category: finding.category,
    severity: severityOf(finding),
    isInherited: finding.inherited,
    subject: finding.subject,
    main: named[0] ?? null,
    packages: [...new Set(packages.filter((name) => name !== null))].sort(),
    place:
      finding.place ?? finding.locations.flatMap((at) => (at.kind === 'file' ? [at.path] : []))[0] ?? null,
  };
}

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'note'];

/** The most severe of its rules, unless the case is a lesser one. */
function severityOf({ ratings, atMost }: Finding): Severity {
  const ranks = ratings.map(({ severity }) => SEVERITIES.indexOf(severity));
  const rank = Math.max(Math.min(...ranks), atMost === null ? 0 : SEVERITIES.indexOf(atMost));
  return SEVERITIES[rank] ?? 'note';
}
