import { resolveBaseline, resolveJudge } from '../build/git/baseline-commit.ts';
import type { BaselineChoice } from '../gate/request.ts';
import type { CheckRequest, Environment, Run } from './run.ts';

/** The commit that a request is compared with, and the one whose policy judges. */
export async function baselineCommit(
  request: CheckRequest,
  { environment, checkout }: Pick<Run, 'checkout'> & { readonly environment: CommitEnvironment },
) {
  const repository = {
    directory: checkout.root,
    signal: environment.signal,
    ...(environment.token !== null && { token: environment.token }),
  };
  const found = await resolveBaseline(request.event, baselineChoice(request), repository);
  if ('commit' in found && request.baseline.kind === 'git')
    environment.log(`baseline: commit ${found.commit.slice(0, 12)}, ${found.how}`);
  const judge = checkout.isRepository ? await resolveJudge(request.event, repository) : undefined;
  return { ...found, ...(judge !== undefined && { judge }) };
}

type CommitEnvironment = Pick<Environment, 'signal' | 'token' | 'log'>;

/** The base branch's policy judges a pull request, whatever its image is compared with. */
function baselineChoice({ event, baseline }: CheckRequest): BaselineChoice {
  const isProposal = event.kind === 'pull_request' || event.kind === 'merge_group';
  return isProposal && baseline.kind !== 'git' ? { kind: 'git' } : baseline;
}
