import type { Ledger } from '../../ledger/ledger.ts';
import { baseFix } from './base-fix.ts';
import { bringerOf, code, fitStages, inBuildStage, stepsAfter, type Bringer, type Case } from './case.ts';
import { findStartedPrograms } from '../start/entrypoint.ts';
import { mountOf } from './removed-fix.ts';

type CopyBringer = Bringer & { readonly kind: 'copy' };

/** `own`: what helps against the tool where an instruction of the repository installs it. */
export function toolFix(found: Case, own: string): string {
  const { ledger } = found;
  const bringer = bringerOf(found);
  if (bringer.kind === 'base') return baseFix(ledger);
  if (bringer.kind === 'copy') return copiedTool(found, bringer, own);
  return bringer.kind === 'run' && isRemoved(found)
    ? `Remove it in the \`RUN\` that installs it, because a later one saves nothing; or do what needs it ${inBuildStage(ledger)}`
    : fitStages(ledger, own);
}

/** Whether a later instruction took the tool away again. */
function isRemoved({ ledger: { catalog }, rows }: Case): boolean {
  return rows.every((row) => !catalog.isVisible(row));
}

function copiedTool(found: Case, bringer: CopyBringer, own: string): string {
  const { ledger } = found;
  const { from, sources } = bringer;
  const isUsed = stepsAfter(ledger, bringer.instruction).some(({ ref }) => ref.keyword === 'RUN');
  if (from === undefined) return fitStages(ledger, own);
  if (!isWholeCopy(found)) {
    const whole = sources.length === 1 ? `, not ${code(sources[0] ?? '')} as a whole` : '';
    return `Copy from ${code(from)} only what the program needs to run${whole}`;
  }
  if (isStarted(found)) return `Start the program without it, and do what needs it ${inBuildStage(ledger)}`;
  return isUsed
    ? `Mount it where it is used instead of copying it: ${code(mountOf(ledger, found.rows, bringer))}`
    : `Remove this \`${bringer.instruction.keyword}\`: nothing after it in the Dockerfile uses the tool`;
}

/** Whether the instruction that brought the tool brought little else. */
function isWholeCopy({ ledger: { catalog }, rows }: Case): boolean {
  const layer = catalog.layer(
    rows.reduce((most, row) => (catalog.bytes(row) > catalog.bytes(most) ? row : most)),
  );
  let whole = 0;
  for (let row = catalog.firstRow(layer); row < catalog.firstRow(layer + 1); row += 1)
    whole += catalog.bytes(row);
  const own = rows.reduce((sum, row) => sum + (catalog.layer(row) === layer ? catalog.bytes(row) : 0), 0);
  return own * 10 >= whole * 9;
}

/** Whether the container is started with the tool. */
function isStarted({ ledger, rows }: Case): boolean {
  const own = new Set(rows);
  return findStartedPrograms(ledger).some(({ row }) => own.has(row));
}

/** The package manager of the system that is in the image; undefined where none is seen. */
function systemOf({ packages }: Ledger): 'deb' | 'apk' | 'rpm' | undefined {
  return packages.map(({ type }) => type).find((type) => type === 'deb' || type === 'apk' || type === 'rpm');
}

/** Tools that are installed to build against libraries; others, such as Make, come without. */
const COMPILERS: ReadonlySet<string> = new Set(['gcc', 'Clang/LLVM', 'GNU binutils']);

/** For compilers and what builds with them: what runs with them is called otherwise in each distribution. */
export function compilerFix(found: Case): string {
  if (!COMPILERS.has(found.subject)) return toolFix(found, 'Build in an earlier stage and copy the result');
  const names = {
    deb: ' (`libpq5`, not `libpq-dev`)',
    apk: ' (`libpq`, not `libpq-dev`)',
    rpm: ' (`libpq`, not `libpq-devel`)',
  };
  const system = systemOf(found.ledger);
  const example = system === undefined ? '' : names[system];
  return toolFix(
    found,
    `Compile in an earlier stage and copy the result; install only the runtime libraries${example} in the final stage`,
  );
}

/** A JDK that a package manager installed has a runtime of the same version beside it. */
export function jdkFix(found: Case): string {
  const { ledger, rows } = found;
  const names = new Set(rows.map((row) => ledger.owner(row)?.name ?? ''));
  const version = [...names]
    .map((name) => /^(?:java-|openjdk-?)(\d[\d.]*)/.exec(name)?.[1])
    .find((text) => text !== undefined);
  const maker = [...names].some((name) => name.includes('amazon-corretto')) ? 'amazon-corretto' : 'openjdk';
  const runtime = {
    deb: `openjdk-${version}-jre-headless`,
    apk: `openjdk${version}-jre-headless`,
    rpm: `java-${version}-${maker}-headless`,
  };
  const system = systemOf(ledger);
  if (version === undefined || system === undefined || bringerOf(found).kind !== 'run')
    return toolFix(found, 'Start from a JRE image, or make a runtime with `jlink` in an earlier stage');
  return toolFix(
    found,
    `Install \`${runtime[system]}\` instead, and compile in an earlier stage if you need to`,
  );
}

/** Composer and what builds PHP's extensions are two things. */
export function phpFix(found: Case): string {
  const extension =
    'Build the extension in an earlier stage and copy its `.so` and `.ini`, or remove the tools in the `RUN` that installs them';
  const composer = 'Run Composer in an earlier stage with `--no-dev` and copy `vendor`';
  return toolFix(found, found.subject === 'Composer' ? composer : extension);
}

/** Gems lie elsewhere in Debian's and Alpine's Ruby than in the official images. */
export function rubyFix(found: Case): string {
  const { catalog, config } = found.ledger;
  if (findStartedPrograms(found.ledger).some(({ word }) => /(^|\/)bundle$/.test(word)))
    return 'The container starts with `bundle`, which needs it: allow it, or start the program directly with `ruby`';
  const set = config.env.find((entry) => /^(BUNDLE_PATH|GEM_HOME)=\//.test(entry))?.replace(/^\w+=/, '');
  const known = ['/usr/local/bundle', '/var/lib/gems', '/usr/lib/ruby/gems'].find(
    (path) => catalog.paths.find(path) >= 0,
  );
  const place = set ?? known;
  const gems = place === undefined ? 'them' : `\`${place}\``;
  return toolFix(found, `Install the gems in an earlier stage and copy ${gems}`);
}
