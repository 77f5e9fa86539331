import { STANDARD_ERROR } from '../build/docker/build-log.ts';
import { prepareTree } from '../build/prepare.ts';
import { variableOf } from '../inputs/secrets.ts';
import type { CheckRequest, Run } from './run.ts';

type Place = { readonly label: 'candidate' | 'baseline'; readonly directory: string };

/** Runs the command that the request names, if it names one, without what only this program may know. */
export async function prepare(
  { prepare, build }: CheckRequest,
  place: Place,
  { environment }: Run,
): Promise<void> {
  if (prepare === undefined) return;
  environment.log(`preparing the ${place.label}: ${prepare.command}`);
  await prepareTree({
    ...place,
    command: prepare.command,
    log: environment.buildLog ?? STANDARD_ERROR,
    secrets: {
      values: [...(environment.token === null ? [] : [environment.token]), ...environment.secrets.values()],
      variables: build.secrets.map(variableOf),
    },
    signal: environment.signal,
  });
}
