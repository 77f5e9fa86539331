import { readFile } from 'node:fs/promises';
import * as z from 'zod';

/** What every event's payload says of the repository that the workflow runs in. */
export type RepositoryFacts = {
  /** Null: nobody says. */
  readonly defaultBranch: string | null;
  /** Whether everybody may see it. */
  readonly isPublic: boolean;
};

const payload = z.object({
  repository: z.object({ default_branch: z.string().optional(), private: z.boolean().optional() }),
});

const UNKNOWN: RepositoryFacts = { defaultBranch: null, isPublic: false };

/** Never rejects: a payload that says nothing leaves both unknown. */
export async function readRepositoryFacts(environment: NodeJS.ProcessEnv): Promise<RepositoryFacts> {
  const path = environment['GITHUB_EVENT_PATH'];
  if (!path) return UNKNOWN;
  try {
    const { repository } = payload.parse(JSON.parse(await readFile(path, 'utf8')));
    return { defaultBranch: repository.default_branch ?? null, isPublic: repository.private === false };
  } catch {
    return UNKNOWN;
  }
}
