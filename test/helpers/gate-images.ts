import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { git, makeRepository } from '../build/git-fixture.ts';
import type { ConfigInput, LayerInput } from './image-builder.ts';
import { writeOciLayout } from './oci-layout.ts';
import { runCli } from './run-cli.ts';

/** What a change ships: the base image, and the layers that the repository's own instructions add before it and with it. */
export type ShippedChange = {
  readonly base: readonly LayerInput[];
  /** Own layers of the baseline; none where absent. */
  readonly before?: readonly LayerInput[];
  readonly own: readonly LayerInput[];
  readonly config?: ConfigInput;
  /** Text of the repository's files by path. */
  readonly repository?: Readonly<Record<string, string>>;
  /** Text of the policy that judges; the defaults where absent. */
  readonly policy?: string;
};

type JsonReport = {
  readonly findings: readonly {
    readonly ruleId: string;
    readonly subject: string;
    readonly status: string;
    readonly inherited: boolean;
    readonly severity: string;
    readonly fingerprint: string;
  }[];
  readonly verdict: { readonly conclusion: string };
};

/** What the command line as it ships says of a change: its conclusion, and the findings that it introduces of its own. */
export type ShippedVerdict = {
  readonly conclusion: string;
  /** `rule: subject`, errors alone, ascending. */
  readonly introduced: readonly string[];
  readonly findings: JsonReport['findings'];
};

let runs = 0;

/** Compares two images on disk, each with its base image told, as `final-stage compare` does it. */
export async function gateImages(folder: string, change: ShippedChange): Promise<ShippedVerdict> {
  const { base, before = [], own, config, repository = { 'README.md': 'read me' }, policy } = change;
  runs += 1;
  const place = join(folder, `gate-${runs}`);
  const image = (name: string): string => join(place, name);
  mkdirSync(place, { recursive: true });
  await writeOciLayout(image('base'), base, config);
  await writeOciLayout(image('baseline'), [...base, ...before], config);
  await writeOciLayout(image('candidate'), [...base, ...own], config);
  const checkout = makeRepository(image('checkout'));
  for (const [path, text] of Object.entries(repository)) {
    mkdirSync(dirname(join(checkout, path)), { recursive: true });
    writeFileSync(join(checkout, path), text);
  }
  git(checkout, 'add', '--all', '--force');
  git(checkout, 'commit', '--quiet', '-m', 'files');
  const report = image('report.json');
  if (policy !== undefined) writeFileSync(image('policy.yml'), policy);
  const run = await runCli(
    [
      ...['compare', `oci:${image('baseline')}`, `oci:${image('candidate')}`],
      ...['--base', `oci:${image('base')}`, '--baseline-base', `oci:${image('base')}`],
      ...['--repository', checkout, '--format', 'json', '--output', report],
      ...(policy === undefined ? [] : ['--policy', image('policy.yml')]),
    ],
    { cwd: checkout },
  );
  if (run.exitCode !== 0 && run.exitCode !== 1) throw new Error(`no verdict: ${run.stderr}`);
  const { findings, verdict } = JSON.parse(readFileSync(report, 'utf8')) as JsonReport;
  const introduced = findings.filter(
    ({ status, severity, inherited }) => status === 'introduced' && severity === 'error' && !inherited,
  );
  return {
    conclusion: verdict.conclusion,
    introduced: introduced.map(({ ruleId, subject }) => `${ruleId}: ${subject}`).sort(),
    findings,
  };
}
