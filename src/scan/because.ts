import type { FileCatalog } from '../files/catalog.ts';
import type { ContentFacts } from '../files/table/content-facts.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { createReasons, type Reasons } from '../ledger/reasons.ts';
import { rustPackages } from '../packages/cargo.ts';
import { goPackages } from '../packages/golang.ts';
import { AUDITED_PROGRAMS } from '../packages/rust/audit-scan.ts';
import { instructionOf } from './evidence.ts';
import type { Finding, ReasonLink } from './finding.ts';

/** Why the packages of an image are there: the chain of each, and what lies behind it. */
export type Why = {
  readonly reasons: Reasons;
  /** What was asked for first; null where nothing that was asked for leads to the package, or nobody can tell. */
  because(number: number): readonly ReasonLink[] | null;
};

export function createWhy(ledger: Ledger): Why {
  const reasons = createReasons(ledger);
  let programs: ReadonlyMap<string, Program> | undefined;
  const ofPackage = (number: number): readonly ReasonLink[] | null => {
    const pkg = ledger.packages[number];
    if (pkg?.type !== 'golang' && pkg?.type !== 'cargo') return linksOf(ledger, reasons.chainTo(number));
    programs ??= linkedPrograms(ledger.catalog);
    const program = programs.get(pkg.purl);
    return program === undefined ? null : programLinks(ledger, program, pkg.purl);
  };
  return { reasons, because: ofPackage };
}

/** Findings with the reason of what is found, where a package is. */
export function withReasons(ledger: Ledger, findings: readonly Finding[]): readonly Finding[] {
  const why = createWhy(ledger);
  const wanted = new Set(findings.flatMap(({ packages }) => packages.slice(0, 1)));
  const numbers = new Map<string, number>();
  ledger.packages.forEach(({ purl }, number) => {
    if (wanted.has(purl) && !numbers.has(purl)) numbers.set(purl, number);
  });
  return findings.map((finding) => {
    const number = numbers.get(finding.packages[0] ?? '');
    return number === undefined ? finding : { ...finding, because: why.because(number) };
  });
}

function instructionLink(ledger: Ledger, layer: number): readonly ReasonLink[] {
  const instruction = instructionOf(ledger, layer);
  return instruction === null ? [] : [{ kind: 'instruction', instruction }];
}

function linksOf(ledger: Ledger, chain: readonly number[] | null): readonly ReasonLink[] | null {
  const [root] = chain ?? [];
  if (chain === null || root === undefined) return null;
  return [
    ...instructionLink(ledger, ledger.arrivals.layer(root)),
    ...endsOf(chain).flatMap((one) => toLink(ledger, one)),
  ];
}

/** Most packages of a chain that are kept; of a longer one the ends. */
const MAX_CHAIN = 100;

function endsOf(chain: readonly number[]): readonly number[] {
  const half = MAX_CHAIN / 2;
  return chain.length <= MAX_CHAIN ? chain : [...chain.slice(0, half), ...chain.slice(-half)];
}

function toLink({ packages }: Ledger, number: number): readonly ReasonLink[] {
  const pkg = packages[number];
  return pkg === undefined ? [] : [{ kind: 'package', purl: pkg.purl }];
}

/** A program of Go or Rust that a module or crate was linked into. `main`: package URL of its own, where that is a package. */
type Program = { readonly path: string; readonly layer: number; readonly main: string | null };

/** By package URL of each module or crate the first program that has it, from the bottom layer up. */
function linkedPrograms(catalog: FileCatalog): ReadonlyMap<string, Program> {
  const programs = new Map<string, Program>();
  for (const row of catalog.factRows) {
    const linked = linkedIn(catalog.facts(row));
    if (linked === undefined) continue;
    const main = linked.main?.purl ?? null;
    const program = { path: catalog.path(row), layer: catalog.layer(row), main };
    for (const purl of [...linked.needed.map((one) => one.purl), ...(main === null ? [] : [main])])
      programs.set(purl, earlier(program, programs.get(purl)));
  }
  return programs;
}

function linkedIn(facts: ContentFacts | undefined) {
  const crates = facts?.derived?.[AUDITED_PROGRAMS.id];
  if (crates !== undefined) return rustPackages(crates);
  const modules = facts?.elf?.goModules;
  return modules && goPackages(modules);
}

function earlier(one: Program, other: Program | undefined): Program {
  return other === undefined || isBefore(one, other) ? one : other;
}

function isBefore(one: Program, other: Program): boolean {
  return one.layer < other.layer || (one.layer === other.layer && one.path < other.path);
}

function programLinks(ledger: Ledger, { path, layer, main }: Program, purl: string): readonly ReasonLink[] {
  return [
    ...instructionLink(ledger, layer),
    { kind: 'file', path },
    ...(main === null || main === purl ? [] : [{ kind: 'package', purl: main } as const]),
    { kind: 'package', purl },
  ];
}
