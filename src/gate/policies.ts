import { parseInlineAllows } from '../policy/inline-allow.ts';
import type { InlineAllows } from '../policy/inline-allow.ts';
import { parseDockerfile } from '../dockerfile/stages.ts';
import { GateError } from '../errors.ts';
import { policyForImage, withOverrides } from '../policy/apply-policy.ts';
import { DEFAULT_POLICY } from '../policy/policy.ts';
import type { AllowEntry, Notice, Policy } from '../policy/policy.ts';
import { askedName } from './asked-name.ts';
import type { BaselineCommit, GatePorts } from './ports.ts';
import type { GateRequest } from './request.ts';

/** Where a repository keeps its policy, relative to its root. */
export const POLICY_PATH = '.github/final-stage.yml';

/** The policy that judges, and what the pull request would change of it. */
export type Policies = {
  readonly judging: Policy;
  /** The checkout's policy, where it is not the judging one. */
  readonly proposed: Policy | null;
  /** Inline allows that are new in the checkout's Dockerfile. */
  readonly proposedAllow: readonly AllowEntry[];
  readonly imageName: string;
  /** What the report calls the image among others. */
  readonly reportName: string;
  readonly notices: readonly Notice[];
};

/** Where a judging text is read: a commit, null for the checkout, undefined where there is no base commit. */
type JudgingPlace = string | null | undefined;

/** Policy of the base commit in a pull request or merge group, of the checkout otherwise (docs/policy.md). */
export async function readPolicies(
  request: GateRequest,
  commit: BaselineCommit,
  ports: GatePorts,
): Promise<Policies> {
  const place = judgingPlace(request, commit);
  const texts = await readPolicyTexts(request, place, ports);
  const inline = await readInlineAllows(request, place, ports);
  const names = [await ports.dockerfilePath(request), await ports.dockerfileAsWritten(request)];
  const dockerfiles = names.filter((name) => name !== null);
  const toJudging = typeof place === 'string' ? toBasePolicy : toPolicy;
  const judging = await toJudging(texts.judging, { request, dockerfiles, allow: inline.counting });
  const isChanged = texts.head !== texts.judging;
  const proposed = isChanged
    ? await toPolicy(texts.head, { request, dockerfiles, allow: inline.counting })
    : null;
  return {
    judging: judging.policy,
    proposed: proposed && proposed.policy,
    proposedAllow: inline.proposed,
    imageName: judging.name,
    reportName: askedName(request, { name: judging.ownName, dockerfile: names[1] ?? names[0] ?? null }),
    notices: [...judging.notices, ...inline.notices, ...(await misspelled(request, place, ports))],
  };
}

/** A policy under the other ending would be overlooked without a word. */
async function misspelled(
  { mode, policyPath }: GateRequest,
  place: JudgingPlace,
  ports: GatePorts,
): Promise<readonly Notice[]> {
  if (mode !== 'check' || policyPath !== undefined) return [];
  const other = POLICY_PATH.replace(/yml$/, 'yaml');
  const texts = [await ports.readText(null, other), place ? await ports.readText(place, other) : null];
  if (texts.every((text) => text === null)) return [];
  return [
    { code: 'policy-not-read', message: `\`${other}\` is not read; the policy file is \`${POLICY_PATH}\`` },
  ];
}

function judgingPlace({ mode, event }: GateRequest, commit: BaselineCommit): JudgingPlace {
  const isProposal = mode === 'check' && (event.kind === 'pull_request' || event.kind === 'merge_group');
  if (!isProposal) return null;
  return commit.judge ?? ('commit' in commit ? commit.commit : undefined);
}

type PolicyTexts = { readonly judging: string | null; readonly head: string | null };

async function readPolicyTexts(
  request: GateRequest,
  place: JudgingPlace,
  ports: GatePorts,
): Promise<PolicyTexts> {
  if (request.mode !== 'check' && request.policyPath === undefined) return { judging: null, head: null };
  const head = await ports.readPolicy(request, null);
  const base = typeof place === 'string' ? await ports.readPolicy(request, place) : null;
  const texts = { judging: place === null ? head : base, head };
  if (request.policyPath === undefined || texts.head !== null || texts.judging !== null) return texts;
  throw missingPolicy(request.policyPath);
}

/** The error for a policy that was named and is not there. */
export function missingPolicy(path: string): GateError {
  return new GateError('bad-input', `policy file \`${path}\` does not exist`, {
    hint: `Name an existing file, or omit the input: \`${POLICY_PATH}\` is read if it exists.`,
  });
}

type PolicyPlace = {
  readonly request: GateRequest;
  /** Names of the Dockerfile, as written and with links followed. */
  readonly dockerfiles: readonly string[];
  readonly allow: readonly AllowEntry[];
};

/** A policy of the base branch with a mistake must not lock the repository: the defaults judge, also what repairs it. */
async function toBasePolicy(text: string | null, place: PolicyPlace) {
  try {
    return await toPolicy(text, place);
  } catch (error) {
    if (!(error instanceof GateError && error.code === 'bad-policy')) throw error;
    const judged = await toPolicy(null, place);
    const message = `the policy of the base branch has a mistake, so the default policy judges: ${error.message}`;
    return { ...judged, notices: [{ code: 'base-policy-mistake', message }] };
  }
}

/** Policy of one image: the file's text or the defaults, then what inputs say, then inline allows. */
async function toPolicy(text: string | null, { request, dockerfiles, allow }: PolicyPlace) {
  const parsed = text === null ? null : await readPolicy(text, request.policyPath ?? POLICY_PATH);
  const target = request.mode === 'check' ? request.build.target : request.target;
  const image = policyForImage(parsed?.policy ?? DEFAULT_POLICY, dockerfiles, target);
  const policy = withOverrides(image.policy, request.overrides);
  return {
    policy: { ...policy, allow: [...policy.allow, ...allow] },
    name: nameOf(image, request),
    ownName: ownNameOf(image, request),
    notices: parsed?.notices ?? [],
  };
}

/** The policy's name for the image, else what people call it. */
function nameOf({ isNamed, name }: ReturnType<typeof policyForImage>, request: GateRequest): string {
  return ownNameOf({ isNamed, name }, request) ?? name;
}

/** A name that somebody gave the image. */
function ownNameOf(
  { isNamed, name }: Pick<ReturnType<typeof policyForImage>, 'isNamed' | 'name'>,
  request: GateRequest,
): string | undefined {
  if (isNamed) return name;
  return request.mode === 'check' ? request.imageName : undefined;
}

/** Loads the parser only here: many an image is judged by the defaults. */
async function readPolicy(text: string, file: string) {
  const { parsePolicy } = await import('./documents.ts');
  return parsePolicy(text, file);
}

/** Inline allows count when the judging commit's Dockerfile has them; others are proposed. */
async function readInlineAllows(
  request: GateRequest,
  place: JudgingPlace,
  ports: GatePorts,
): Promise<{
  readonly counting: readonly AllowEntry[];
  readonly proposed: readonly AllowEntry[];
  readonly notices: readonly Notice[];
}> {
  const path = await ports.dockerfilePath(request);
  if (path === null) return { counting: [], proposed: [], notices: [] };
  const head = toInlineAllows(await ports.readText(null, path), path);
  // By the name as written: a link that the pull request puts there must not bring in what was accepted for another image.
  const written = (await ports.dockerfileAsWritten(request)) ?? path;
  const base =
    typeof place === 'string' ? toInlineAllows(await ports.readText(place, written), written) : NO_ALLOWS;
  const counting = place === null ? head.allows : base.allows;
  const known = new Set(counting.map((entry) => JSON.stringify(entry)));
  return {
    counting,
    proposed: head.allows.filter((entry) => !known.has(JSON.stringify(entry))),
    notices: head.mistakes.map(({ line, message }) => ({
      code: 'inline-allow-mistake',
      message: `the comment at ${path}:${line} allows nothing: ${message}`,
    })),
  };
}

const NO_ALLOWS: InlineAllows = { allows: [], mistakes: [] };

/** A Dockerfile that cannot be parsed allows nothing; what is wrong with it is the builder's to say. */
function toInlineAllows(text: string | null, path: string): InlineAllows {
  if (text === null) return NO_ALLOWS;
  try {
    return parseInlineAllows(text, parseDockerfile(text, path));
  } catch (error) {
    if (error instanceof GateError) return NO_ALLOWS;
    throw error;
  }
}
