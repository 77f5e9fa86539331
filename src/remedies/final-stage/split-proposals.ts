import type { PlacedInstruction } from '../../dockerfile/edit/placed-instruction.ts';
import type { Edit } from '../../dockerfile/edit/edit.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import type { Finding } from '../../scan/finding.ts';
import { isOfficial } from '../../rules/fix/image-name.ts';
import { isSystemPackage, isSystemPath } from './system-files.ts';
import type { Diagnosis, Proposal } from '../remedy.ts';
import { setsPasswords } from './accounts.ts';
import { carriedInstructions, type CarriedInstructions } from './carried-instructions.ts';
import { planCopies } from './copy-plan.ts';
import { fromOf, splitStage, writtenImage } from './new-stage.ts';
import { isLeftBehind, sortOwnFiles, type OwnFiles } from './own-files.ts';
import { pruningWays } from './pruned-modules.ts';
import { installedPython, PYTHON_PREFIX } from './python-prefix.ts';
import { installLines } from './stage-text.ts';
import { runtimeChoices, type RuntimeChoice } from './runtime-choices.ts';
import type { Way } from './way.ts';
import { hasOwnArchives } from './requested-packages.ts';
import { systemNeeds, type SystemNeeds } from './system-packages.ts';

type Case = Diagnosis & { readonly files: OwnFiles; readonly carried: CarriedInstructions };

/** Ways to start the final stage from what only runs the program. `isKit`: the base image brings what builds. */
export function splitProposals(diagnosis: Diagnosis, isKit: boolean): readonly Proposal[] {
  const { ledger, findings } = diagnosis;
  const { start } = ledger;
  const carried = carriedInstructions(diagnosis, ledger);
  // What starts is not known to be the repository's own where the base image says it.
  if (carried === null || (start.ENTRYPOINT ?? start.CMD) === undefined || setsPasswords(ledger)) return [];
  const files = sortOwnFiles(ledger, findings);
  const choices = runtimeChoices(ledger, files, { bases: diagnosis.runtimeBases, isKit });
  const needs = systemNeeds(ledger, files, findings);
  const own = { ...diagnosis, files, carried };
  const split = choices.flatMap((choice) => splitFor(own, choice, needsOf(own, choice, needs)));
  const swapped = isKit
    ? choices.flatMap((choice) => swappedBase(own, choice, needsOf(own, choice, needs)))
    : [];
  const saysMore = split.some(({ alsoMends = [] }) => alsoMends.length > 0);
  return saysMore ? [...split, ...swapped] : [...swapped, ...split];
}

/** What a base image lacks. */
function needsOf(own: Case, { kind }: RuntimeChoice, needs: SystemNeeds): SystemNeeds {
  const { ledger } = own;
  const { packages } = needs;
  if (kind === 'interpreter') return { ...needs, packages: withAuthorities(packages, own), loaded: [] };
  if (kind === 'bare') return needs;
  const trusting = trusts(ledger) ? ['ca-certificates'] : [];
  const all = [...new Set([...packages, ...trusting])].toSorted();
  if (kind === 'plain') return { ...needs, packages: all };
  return { ...needs, packages: all.filter((name) => !isOfBase(ledger, name)), loaded: [] };
}

/** Own certificates are registered by a program of this package. */
function withAuthorities(packages: readonly string[], { ledger, files }: Case): readonly string[] {
  const isOwn = [...files.kept].some((row) =>
    ledger.catalog.path(row).startsWith('/usr/local/share/ca-certificates/'),
  );
  return isOwn ? [...new Set([...packages, 'ca-certificates'])].toSorted() : packages;
}

function isOfBase({ packages, origins, arrivals }: Ledger, name: string): boolean {
  return packages.some(
    (pkg, number) => pkg.name === name && origins[arrivals.layer(number)]?.kind === 'base-image',
  );
}

/** Whether programs may ask for the certificates of authorities, which no plain image has. A compiler's image has them for itself. */
function trusts({ catalog, baseName }: Ledger): boolean {
  return catalog.resolve('/etc/ssl/certs/ca-certificates.crt') >= 0 && !isOfficial(baseName ?? '', 'gcc');
}

function splitFor(own: Case, choice: RuntimeChoice, needs: SystemNeeds): readonly Proposal[] {
  if (choice.manager === null && needs.packages.length + needs.loaded.length > 0) return [];
  if (needs.packages.length > 0 && hasOwnArchives(own.ledger)) return [];
  return waysOf(own).flatMap((way) => {
    const plan = planCopies(own.ledger.catalog, way.files, inheritedNodes(own.ledger));
    if (plan === null || (choice.manager === null && plan.links.length > 0)) return [];
    const { ending: ends, copying, files } = way;
    const removing =
      plan.removals.length === 0 ? [] : [...asRoot(own), `RUN rm -rf ${plan.removals.join(' ')}`];
    const parts = {
      choice,
      carried: own.carried,
      needs,
      plan,
      files,
      copying,
      ending: [...ends, ...removing],
    };
    const edits = splitStage(own, own.ledger, parts);
    return edits === null ? [] : [toProposal(own, way, [...way.edits, ...edits])];
  });
}

/** Whoever the build ends as may not remove what others own. */
function asRoot({ carried }: Case): readonly string[] {
  return carried.builder === null || /^USER\s+(?:root|0)(?::|$)/i.test(carried.builder) ? [] : ['USER root'];
}

function waysOf(own: Case): readonly Way[] {
  const { files, ledger } = own;
  const plain = { files, stays: files.kept, copying: () => [], ending: [], edits: [] };
  const python = installedPython(own, ledger, files.kept);
  if (python === null) return [...pruningWays(own, plain), plain];
  const others = without(files, python.rows);
  const prefixed = {
    ...plain,
    files: others,
    copying: (stage: string) => [`COPY --from=${stage} ${PYTHON_PREFIX} /usr/local`],
    edits: python.edits,
  };
  const added = {
    ...plain,
    files: others,
    copying: (stage: string) => [
      `RUN --mount=type=bind,from=${stage},source=/usr/local,target=/mnt cp -an /mnt/. /usr/local/`,
    ],
  };
  return python.edits.length > 0 ? [prefixed, added] : [added];
}

function without(files: OwnFiles, rows: ReadonlySet<number>): OwnFiles {
  const kept = new Set([...files.kept].filter((row) => !rows.has(row)));
  return { ...files, kept, indifferent: new Set([...files.indifferent, ...rows]) };
}

function toProposal(own: Case, { stays }: Way, edits: readonly Edit[]): Proposal {
  const { ledger, findings, finding } = own;
  const isGone = (row: number) => !stays.has(row) && ledger.fileClass(row) !== 'package-database';
  const rowOf = (path: string): number => {
    const node = ledger.catalog.paths.find(path);
    return node < 0 ? -1 : ledger.catalog.visibleRow(node);
  };
  const ofBase = inheritedNodes(ledger);
  const holding = nodesAbove(ledger, stays);
  return {
    edits,
    movesBase: true,
    alsoMends: findings.filter((other) => other !== finding && isMended(ledger, other, isGone)),
    removes: (path) => !stays.has(rowOf(path)),
    adds: isSystemPath,
    changes: (path) => mayChange(ledger, { row: rowOf(path), stays, ofBase, holding }),
  };
}

/** Whether nothing of a finding comes with the new stage. Packages that build nothing may be installed there again. */
function isMended(ledger: Ledger, finding: Finding, isGone: (row: number) => boolean): boolean {
  const { inherited, ruleId, rows } = finding;
  const isLeft = isLeftBehind(ruleId) || !rows.some((row) => isSystemPackage(ledger.owner(row)));
  return !inherited && isLeft && rows.length > 0 && rows.every(isGone);
}

type Changing = {
  readonly row: number;
  readonly stays: ReadonlySet<number>;
  readonly ofBase: ReadonlySet<number>;
  /** Directories in which something stays. */
  readonly holding: ReadonlySet<number>;
};

/** What packages of the system bring may be another version; what stays, and the directories it lies in, may not. */
function mayChange({ catalog }: Ledger, { row, stays, ofBase, holding }: Changing): boolean {
  if (row < 0) return true;
  if (catalog.type(row) !== 'directory') return !stays.has(row);
  if (ofBase.has(catalog.node(row))) return true;
  return isSystemPath(catalog.path(row)) && !stays.has(row) && !holding.has(catalog.node(row));
}

function nodesAbove({ catalog }: Ledger, rows: ReadonlySet<number>): ReadonlySet<number> {
  const { paths } = catalog;
  const nodes = new Set<number>();
  for (const row of rows) {
    for (let node = paths.parent(catalog.node(row)); node > 0 && !nodes.has(node); node = paths.parent(node))
      nodes.add(node);
  }
  return nodes;
}

/** Nodes that the base image has: a layer lists the directories again in which it writes. */
function inheritedNodes({ catalog, origins }: Ledger): ReadonlySet<number> {
  const nodes = new Set<number>();
  for (let layer = 0; layer < catalog.layerCount; layer += 1) {
    if (origins[layer]?.kind !== 'base-image') continue;
    for (let row = catalog.firstRow(layer); row < catalog.firstRow(layer + 1); row += 1)
      nodes.add(catalog.node(row));
  }
  return nodes;
}

/** The same instructions on what only runs: the smallest edit, where none of them needs what builds. */
function swappedBase(own: Case, choice: RuntimeChoice, needs: SystemNeeds): readonly Proposal[] {
  const { ledger, dockerfile, files } = own;
  const isOfOthers = (ledger.buildSteps?.chain.length ?? 0) > 1;
  const place = isOfOthers ? undefined : imageIn(fromOf(own, ledger));
  if (place === undefined || choice.kind !== 'interpreter') return [];
  const { from, start, end } = place;
  const file = dockerfile.path;
  // What own instructions install they install again.
  const packages = needs.packages.filter((name) => isOfBase(ledger, name));
  const lines = installLines(choice, {
    packages,
    isRecommending: needs.isRecommending,
    upgrades: false,
    settings: [],
  }).join(dockerfile.lineBreak);
  const install = { file, start: from.end, end: from.end, replacement: `${dockerfile.lineBreak}${lines}` };
  const stays = new Set([...files.kept, ...files.dropped]);
  const edits = [
    { file, ...from.edit(start, end, writtenImage(from, ledger, choice.image)) },
    ...(lines === '' ? [] : [install]),
  ];
  const way = { files, stays, copying: () => [], ending: [], edits: [] };
  // What its own instructions left is there again.
  return [{ ...toProposal(own, way, edits), alsoMends: [] }];
}

/** Where a `FROM` names its image. */
function imageIn(from: PlacedInstruction | undefined) {
  const [whole = '', image = ''] = /^FROM(?:\s+--\S+)*\s+(\S+)/i.exec(from?.text ?? '') ?? [];
  if (from === undefined || image === '') return undefined;
  return { from, start: whole.length - image.length, end: whole.length };
}
