import type { InputName } from '../inputs/input-texts.ts';

/** How `--help` shows a flag: the placeholder of its value and one sentence. */
export type FlagHelp = { readonly value: string; readonly text: string };

/** One line for each input as a flag; action.yml says the same at length. */
export const INPUT_HELP: Readonly<Record<InputName, FlagHelp>> = {
  context: {
    value: 'dir',
    text: 'folder that is sent to the builder, same as the argument CONTEXT (default: .)',
  },
  file: { value: 'path', text: 'Dockerfile (default: Dockerfile in the context)' },
  target: { value: 'stage', text: 'stage to build and judge (default: the last)' },
  'build-args': {
    value: 'NAME=value',
    text: 'build argument; NAME alone takes the value of the environment variable',
  },
  'build-contexts': { value: 'name=source', text: 'additional build context, as for buildx' },
  secrets: { value: 'spec', text: 'secret as for buildx: id=name,src=file or id=name,env=VARIABLE' },
  platforms: { value: 'os/arch', text: 'platform to build and judge; each of several gets a verdict' },
  images: {
    value: 'name',
    text: 'image of the policy, all of them, or a pattern of Dockerfiles; several are gated in one run',
  },
  bake: { value: 'file', text: 'bake file whose targets are gated in one run' },
  'bake-targets': { value: 'name', text: 'target or group of the bake file (default: the group default)' },
  reports: { value: 'file', text: 'only for the Action with mode: merge; here, use the command merge' },
  compose: { value: 'file', text: 'compose file whose services with build are gated in one run' },
  builder: { value: 'name', text: 'buildx builder for both images' },
  'cache-from': { value: 'spec', text: 'cache source, as for buildx' },
  'cache-to': { value: 'spec', text: 'cache destination, as for buildx' },
  network: { value: 'mode', text: 'network of RUN instructions: default, none or host' },
  prepare: { value: 'command', text: "shell command that runs in the base commit's tree before it is built" },
  'prepare-candidate': {
    value: '',
    text: 'also run the command of --prepare in the working tree before it is built',
  },
  'github-token': {
    value: 'token',
    text: 'token for the comment and the waiver label (default: $GITHUB_TOKEN)',
  },
  policy: { value: 'file', text: 'policy file (default: .github/final-stage.yml if it exists)' },
  baseline: {
    value: 'ref',
    text: 'image to compare with, or none (default: the one that the base commit builds)',
  },
  'fail-on': { value: 'which', text: 'introduced, any or never; overrides the policy' },
  'max-size': { value: 'size', text: 'content budget, such as "250 MB"; overrides the policy' },
  'max-growth': { value: 'growth', text: 'growth budget, such as "10 MiB 10%"; overrides the policy' },
  comment: {
    value: 'when',
    text: 'when to comment on the pull request: auto, always or never (default: never)',
  },
  'comment-key': {
    value: 'text',
    text: 'text that distinguishes the comment of this job from those of others',
  },
  review: {
    value: 'when',
    text: 'auto: with a comment, suggest proven fixes in the diff (default); never',
  },
  'check-run': {
    value: 'when',
    text: 'auto: with a comment, make a check for further annotations; never (default)',
  },
  'report-url': { value: 'url', text: 'address of the HTML report, for the comment' },
  image: { value: 'ref', text: 'image that is already built; nothing is built then' },
  fix: { value: 'which', text: 'suggest: look for fixes and prove them by building; off (default)' },
  mode: { value: 'which', text: 'gate (default), or measure: judge without writing to GitHub' },
  artifact: { value: 'name', text: 'only for the Action with mode: comment' },
  'fix-budget': { value: 'time', text: 'longest time for proving fixes, such as 10 min (default) or 90 s' },
  verify: { value: 'how', text: 'run: a proof also starts both images, without network; static (default)' },
  'skip-when-unchanged': {
    value: '',
    text: 'build nothing if nothing changed that the image is built from',
  },
  history: {
    value: 'where',
    text: 'file:PATH: show the sizes of the base branch that this file has; off (default)',
  },
  'record-baseline': {
    value: '',
    text: 'keep in --cache-dir what images contain, and do not build a baseline that is there',
  },
  'read-in-place': {
    value: '',
    text: "read the engine's own folders if this process may: fast, but digests are not verified",
  },
  'read-timeout': { value: 'minutes', text: 'maximum time for reading the images (default: 180)' },
  'cache-dir': { value: 'dir', text: 'folder that keeps what was read of each layer, for later runs' },
  'insecure-registries': {
    value: 'host[:port]',
    text: 'registry that may be contacted without TLS; repeatable',
  },
};

const EXIT_CODES =
  'Exit codes: 0 pass or neutral, 1 policy violated, 2 wrong input or policy, 3 no verdict possible.';

export const PROGRAM_HELP = `
Examples:
  $ final-stage check                                 compare the Dockerfile here with the one on the default branch
  $ final-stage check services/api --target runtime --max-growth "5 MiB 5%"
  $ final-stage inspect docker-daemon:app:latest      what an image contains, and what the rules find in it
  $ final-stage compare registry:ghcr.io/org/app:main docker-daemon:app:dev
  $ final-stage why app:dev gcc-12                    which layer, instruction and package brought it, and who asked for it
  $ final-stage fix                                   edits that are proven to fix what is found, as a diff
  $ final-stage ratchet                               lower budgets to what is reached, as a diff
  $ final-stage explain build-tool                    what a rule or a category looks for

${EXIT_CODES}`;

export const REFERENCE_HELP = `
REF is written as for skopeo: docker-daemon:NAME, docker-archive:FILE[:NAME], oci:DIR[:TAG],
oci-archive:FILE[:TAG], registry:HOST/NAME[:TAG|@DIGEST]. A bare name is looked up in the daemon, then in the registry.
If a FILE or DIR holds several images, add a name, a tag or a digest to choose one, as in oci:DIR:sha256:….`;

/** Which formats a command writes, and where. */
export function outputHelp(command: string, formats: readonly string[]): string {
  const names = formats.map((format) => (format === 'patch' ? 'patch (of proven fixes)' : format));
  return `
Formats: ${names.join(', ')}. The n-th --output belongs to the n-th
--format; one format may go to standard output:
  $ final-stage ${command} … --format json --output report.json --format terminal

${EXIT_CODES}`;
}

export const WHY_HELP = `
Examples:
  $ final-stage why app:dev gcc-12 --dockerfile Dockerfile
  $ final-stage why app:dev /usr/bin/gcc              the same for a path; links are followed, and hidden files are found
  $ final-stage why app:dev pkg:npm/debug --format json`;

export const FIX_HELP = `
Builds the image, changes the Dockerfile or the ignore file of that build, builds it again, and prints only what was proven: the
findings are gone, every other file is as before, and the image is smaller. The working tree changes only with --write. With
--verify run, both images are also started, without a network, and must behave in the same way.

Examples:
  $ final-stage fix | git apply                       the proof stands in the lines that git passes over
  $ final-stage fix services/api --only package-cache --write

Exit codes: 0 nothing is left to fix, 1 errors or warnings stay, 2 wrong input or policy, 3 the image does not build.`;

export const RATCHET_HELP = `
Lowers each \`max\` of the policy file to what is measured, rounded up to three digits, and prints that as a diff. Limits never go up,
and growth budgets stay. The image is built as \`check\` builds it, unless --report names JSON reports that \`check\` wrote before.

Examples:
  $ final-stage ratchet --headroom 5% | git apply
  $ final-stage ratchet --report api.json --report web.json --write

Exit codes: 0 done, also where no budget is lowered, 2 wrong input or policy, 3 the image does not build.`;

export const INIT_HELP = `
Builds the image once (or reads the one that --image names), and writes .github/final-stage.yml, with a budget based on the
size of the image, and .github/workflows/final-stage.yml. Files that exist are left unchanged.

If nothing says which image, the repository does: a bake file, a compose file that builds several images, or several Dockerfiles. Then
all of them are built, and both files cover all of them.

Examples:
  $ final-stage init
  $ final-stage init services/api --target runtime
  $ final-stage init --bake docker-bake.hcl --bake-target release`;
