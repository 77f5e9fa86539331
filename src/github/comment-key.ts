import { createHash } from 'node:crypto';

/** What distinguishes one gate of a pull request from its others, beside workflow, job and step. */
export type GateIdentity = {
  /** What is judged, for readers: Dockerfile or image, target, platform. */
  readonly parts: readonly string[];
  /** What it is judged by; nothing that another commit would change. */
  readonly details: readonly string[];
  /** The leg of the matrix as the runner spells it; empty without a matrix. */
  readonly leg: string;
};

/** The keys of a gate's comment: its own, and the one that the former version gave it where that was no other gate's. */
type CommentKeys = { readonly key: string; readonly former: string | null };

type Environment = Readonly<Record<string, string | undefined>>;

const DIGEST_CHARACTERS = 16;

/** Workflow file, job and image by name; step, leg and inputs as a digest. The same in every run of the same gate. */
export function commentKeys(environment: Environment, { parts, details, leg }: GateIdentity): CommentKeys {
  const names = [workflowOf(environment), environment['GITHUB_JOB'] ?? '', ...parts];
  const former = names.filter((part) => part !== '').join(' ');
  const rest = JSON.stringify([...names, stepOf(environment), leg, ...details]);
  const digest = createHash('sha256').update(rest).digest('hex').slice(0, DIGEST_CHARACTERS);
  return { key: `${former} ${digest}`, former: leg === '' ? former : null };
}

/** Path of the workflow's file, or its name where the runner does not say. */
function workflowOf(environment: Environment): string {
  const file = /\/(\.github\/workflows\/[^@]+)@/.exec(environment['GITHUB_WORKFLOW_REF'] ?? '')?.[1];
  return file ?? environment['GITHUB_WORKFLOW'] ?? '';
}

/** Name of the step that uses the Action. That of a `run` step counts the steps before it, so it is none. */
function stepOf(environment: Environment): string {
  const step = environment['GITHUB_ACTION'] ?? '';
  return /^__run(?:_\d+)?$/.test(step) ? '' : step;
}
