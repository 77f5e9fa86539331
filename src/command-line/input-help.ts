import type { InputName } from '../inputs/input-texts.ts';

/** How `--help` shows a flag: the placeholder of its value and one sentence. */
export type FlagHelp = { readonly value: string; readonly text: string };

/** One line for each input as a flag; action.yml says the same at length. */
export const INPUT_HELP: Readonly<Record<InputName, FlagHelp>> = {
  context: { value: 'dir', text: 'folder that is sent to the builder, as the argument CONTEXT (default: .)' },
  file: { value: 'path', text: 'Dockerfile (default: Dockerfile in the context)' },
  target: { value: 'stage', text: 'stage to build and to judge (default: the last)' },
  'build-args': { value: 'NAME=value', text: 'build argument; NAME alone takes the value of the variable' },
  'build-contexts': { value: 'name=source', text: 'further build context, as buildx takes it' },
  secrets: { value: 'spec', text: 'secret as buildx takes it: id=name,src=file or id=name,env=VARIABLE' },
  platforms: { value: 'os/arch', text: 'platform to build and to judge; one for now' },
  builder: { value: 'name', text: 'buildx builder for both images' },
  'cache-from': { value: 'spec', text: 'cache source, as buildx takes it' },
  'cache-to': { value: 'spec', text: 'cache destination, as buildx takes it' },
  network: { value: 'mode', text: 'network of RUN instructions: default, none or host' },
  prepare: { value: 'command', text: "shell command that runs in the base commit's tree before it is built" },
  'prepare-candidate': { value: '', text: 'run it in the working tree, too, before that is built' },
  'github-token': {
    value: 'token',
    text: 'token for the comment and the waiver label (default: $GITHUB_TOKEN)',
  },
  policy: { value: 'file', text: 'policy file (default: .github/final-stage.yml where it exists)' },
  baseline: {
    value: 'ref',
    text: 'image to compare with, or none (default: the one that the base commit builds)',
  },
  'fail-on': { value: 'which', text: 'introduced, any or never; wins over the policy' },
  'max-size': { value: 'size', text: 'content budget, such as "250 MB"; wins over the policy' },
  'max-growth': { value: 'growth', text: 'growth budget, such as "10 MiB 10%"; wins over the policy' },
  comment: { value: 'when', text: 'auto, always or never: the comment on the pull request (default: never)' },
  'comment-key': { value: 'text', text: 'what tells the comment of this job from those of others' },
  image: { value: 'ref', text: 'image that was built before; nothing is built then' },
  'read-in-place': {
    value: '',
    text: "read the engine's own folders where this process may, unverified but fast",
  },
  'read-timeout': { value: 'minutes', text: 'longest that reading the images may take (default: 180)' },
  'cache-dir': { value: 'dir', text: 'folder that keeps what was read of layers, for later runs' },
  'insecure-registries': { value: 'host[:port]', text: 'registry that may be asked without TLS; repeatable' },
};

export const PROGRAM_HELP = `
Examples:
  $ final-stage check                                 the Dockerfile here against the one on the default branch
  $ final-stage check services/api --target runtime --max-growth "5 MiB 5%"
  $ final-stage inspect docker-daemon:app:latest      what is in an image, and which rule minds
  $ final-stage compare registry:ghcr.io/org/app:main docker-daemon:app:dev
  $ final-stage explain build-tool                    what a rule or a category looks for

Exit codes: 0 pass or neutral, 1 policy violated, 2 wrong input or policy, 3 no verdict possible.`;

export const REFERENCE_HELP = `
REF in skopeo's spelling: docker-daemon:NAME, docker-archive:FILE[:NAME], oci:DIR[:TAG],
oci-archive:FILE[:TAG], registry:HOST/NAME[:TAG|@DIGEST]; a bare name asks the daemon, then the registry. Of several
images in a FILE or DIR, a name, a tag or a digest says which, as in oci:DIR:sha256:….`;

export const OUTPUT_HELP = `
Formats: terminal, json, markdown, html, sarif, annotations. The n-th --output belongs to the n-th --format; one format
may go to standard output:
  $ final-stage check --format json --output report.json --format terminal`;

export const INIT_HELP = `
Builds the image once (or reads the one that --image names), writes .github/final-stage.yml with its size as the budget,
and .github/workflows/final-stage.yml. A file that exists is left as it is.`;
