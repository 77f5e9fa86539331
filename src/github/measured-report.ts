import { GateError } from '../errors.ts';
import { MAX_REPORT_BYTES, readReport } from '../report/read-report.ts';
import type { ReadReport } from '../report/read-report.ts';
import { withEnd } from '../waiting.ts';
import { takeEntry } from './archive-entry.ts';
import type { GitHubClient } from './client.ts';
import type { MeasuringRun } from './measuring-run.ts';

/** What a run left of its measuring. `refused`: why its artifact is none, a clause that quotes nothing of it. */
export type Measured =
  | { readonly kind: 'report'; readonly read: ReadReport }
  | { readonly kind: 'absent' }
  | { readonly kind: 'expired' }
  | { readonly kind: 'refused'; readonly why: string };

/** The only entry of the artifact that is read. */
const ENTRY = 'final-stage.json';
/** JSON of the largest report is a tenth of its size when it is zipped. */
const MAX_ARCHIVE_BYTES = 16 * 1024 * 1024;
const DOWNLOAD_MS = 120_000;
const PER_PAGE = 100;

/**
 * The report in the artifact of this name that the run uploaded: bytes that anybody may have written. Throws what the API throws.
 * https://docs.github.com/en/rest/actions/artifacts
 */
export async function fetchMeasured(
  client: GitHubClient,
  run: MeasuringRun,
  name: string,
): Promise<Measured> {
  const artifact = await findArtifact(client, run, name);
  if (artifact === null) return { kind: 'absent' };
  if (artifact === 'expired') return { kind: 'expired' };
  if (artifact.size > MAX_ARCHIVE_BYTES)
    return refuse(`has ${artifact.size} bytes, expected at most ${MAX_ARCHIVE_BYTES}`);
  const archive = await download(client, artifact.id);
  if (archive === null) return refuse(`has more than ${MAX_ARCHIVE_BYTES} bytes`);
  const entry = await takeEntry(archive, { name: ENTRY, maxBytes: MAX_REPORT_BYTES });
  if ('mistake' in entry) return refuse(entry.mistake);
  return readEntry(entry.bytes);
}

function readEntry(bytes: Uint8Array): Measured {
  try {
    return { kind: 'report', read: readReport(bytes, `an entry \`${ENTRY}\` that`) };
  } catch (error) {
    if (!(error instanceof GateError)) throw error;
    return refuse(`has ${error.message}`);
  }
}

function refuse(why: string): Measured {
  return { kind: 'refused', why };
}

type Artifact = { readonly id: number; readonly size: number };

/** The newest one of exactly this name that is still there; another attempt of the run may have uploaded one before. */
async function findArtifact(
  { octokit, owner, repo }: GitHubClient,
  run: MeasuringRun,
  name: string,
): Promise<Artifact | 'expired' | null> {
  const { data } = await octokit.rest.actions.listWorkflowRunArtifacts({
    owner,
    repo,
    run_id: run.id,
    name,
    per_page: PER_PAGE,
  });
  const found = data.artifacts
    .filter(({ workflow_run: of }) => of?.id === run.id && of.head_sha === run.headSha)
    .filter((artifact) => artifact.name === name)
    .sort((a, b) => Number(a.expired) - Number(b.expired) || b.id - a.id)[0];
  if (found === undefined) return null;
  return found.expired ? 'expired' : { id: found.id, size: found.size_in_bytes };
}

/** The archive, from the storage that the API leads to and that never sees the token; null where it is too large. */
async function download({ octokit, owner, repo }: GitHubClient, id: number): Promise<Uint8Array | null> {
  const late = (): Error => new Error(`the artifact did not come within ${DOWNLOAD_MS / 1000} s`);
  return await withEnd(
    async () => {
      const { data } = await octokit.rest.actions.downloadArtifact({
        owner,
        repo,
        artifact_id: id,
        archive_format: 'zip',
        // As a stream: what Octokit reads itself has no limit.
        request: { parseSuccessResponseBody: false },
      });
      return readBounded(data as AsyncIterable<Uint8Array>);
    },
    { milliseconds: DOWNLOAD_MS, late },
  );
}

async function readBounded(body: AsyncIterable<Uint8Array>): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > MAX_ARCHIVE_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
