import type { StoredArtifact } from './github-answers.ts';
import { payloadOf } from './payloads.ts';
import { zipOf } from './zip-builder.ts';

export const MEASURED_SHA = 'c'.repeat(40);
export const MEASURED_RUN = 501;
export const FORK = 'stranger/app';

/** The payload of a run of the measuring workflow, about the fork's branch `change`; `change` replaces fields of the run. */
export function measuringPayload(change: Record<string, unknown> = {}): Record<string, unknown> {
  return payloadOf('workflow_run', {
    action: 'completed',
    repository: { full_name: 'octo/app' },
    workflow_run: {
      id: MEASURED_RUN,
      run_number: 41,
      run_attempt: 1,
      event: 'pull_request',
      conclusion: 'success',
      path: '.github/workflows/final-stage-measure.yml',
      head_sha: MEASURED_SHA,
      head_branch: 'change',
      head_repository: { full_name: FORK },
      repository: { full_name: 'octo/app' },
      ...change,
    },
  });
}

/** The pull request that it measured. */
export const MEASURED_PULL = { number: 7, headSha: MEASURED_SHA, headBranch: 'change', headRepository: FORK };

/** What the run uploaded: a text as `final-stage.json`, or bytes as the archive itself. */
export function uploaded(content: string | Uint8Array, change: Partial<StoredArtifact> = {}): StoredArtifact {
  const bytes = typeof content === 'string' ? zipOf([{ name: 'final-stage.json', data: content }]) : content;
  return { id: 900, name: 'final-stage', run: MEASURED_RUN, headSha: MEASURED_SHA, bytes, ...change };
}
