import { readFile } from 'node:fs/promises';
import * as z from 'zod';

/** What the event's payload says of the repository that the workflow runs in. */
export type RepositoryFacts = {
  /** Null: nobody says. */
  readonly defaultBranch: string | null;
  /** Whether everybody may see it. */
  readonly isPublic: boolean;
  /** When the push of this run was made, as ISO time in UTC with seconds; a run that is repeated has the same. Null: nobody says. */
  readonly pushedAt: string | null;
};

/** In seconds since 1970, as only the payload of a push has it; of years with four digits. */
const seconds = z.int().min(0).max(253_402_300_799);

const payload = z.object({
  repository: z.object({
    default_branch: z.string().optional(),
    private: z.boolean().optional(),
    pushed_at: seconds.optional().catch(undefined),
  }),
});

const UNKNOWN: RepositoryFacts = { defaultBranch: null, isPublic: false, pushedAt: null };

/** Never rejects: a payload that says nothing leaves all unknown. */
export async function readRepositoryFacts(environment: NodeJS.ProcessEnv): Promise<RepositoryFacts> {
  const path = environment['GITHUB_EVENT_PATH'];
  if (!path) return UNKNOWN;
  try {
    const { repository } = payload.parse(JSON.parse(await readFile(path, 'utf8')));
    return {
      defaultBranch: repository.default_branch ?? null,
      isPublic: repository.private === false,
      pushedAt: repository.pushed_at === undefined ? null : toTime(repository.pushed_at),
    };
  } catch {
    return UNKNOWN;
  }
}

function toTime(sinceEpoch: number): string {
  return `${new Date(sinceEpoch * 1000).toISOString().slice(0, 19)}Z`;
}
