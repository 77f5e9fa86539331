import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Document } from 'openapi-backend';

/** The npm package that carries GitHub's published description of its API. */
const PACKAGE = '@octokit/openapi@23.0.2';
const MEMBER = 'package/generated/api.github.com.json';

/** What the Action asks of GitHub, by operation id. */
const OPERATIONS: ReadonlySet<string> = new Set([
  'issues/list-comments',
  'issues/create-comment',
  'issues/update-comment',
  'issues/delete-comment',
  'issues/list-labels-on-issue',
  'issues/list-events',
  'actions/get-workflow-run',
  'actions/list-workflow-run-artifacts',
  'actions/download-artifact',
  'actions/get-actions-cache-list',
  'pulls/get',
  'pulls/list',
  'pulls/list-files',
  'pulls/list-review-comments',
  'pulls/create-review',
  'pulls/delete-review-comment',
  'checks/list-for-ref',
  'checks/create',
  'checks/update',
  'repos/get-collaborator-permission-level',
  'users/get-authenticated',
  'repos/get-content',
  'git/get-ref',
  'git/get-commit',
  'git/create-tree',
  'git/create-commit',
  'git/create-ref',
  'git/update-ref',
]);

type Json = Record<string, unknown>;

const run = promisify(execFile);

/**
 * The part of GitHub's description that the Action uses, cut once and kept in the user's cache.
 * Null where the package is not available; the reason is reported in one line.
 */
export async function openApiSlice(): Promise<Document | null> {
  const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'final-stage', 'openapi');
  const name = createHash('sha256')
    .update(`${PACKAGE} ${[...OPERATIONS].join(' ')}`)
    .digest('hex');
  const file = join(cache, `${name}.json`);
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Document;
  } catch {
    return cutInto(cache, file);
  }
}

async function cutInto(cache: string, file: string): Promise<Document | null> {
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, 'cut-'));
  try {
    await run('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', folder, PACKAGE], {
      cwd: folder,
    });
    await run('tar', ['-xzf', join(folder, 'octokit-openapi-23.0.2.tgz'), '-C', folder, MEMBER]);
    const slice = cut(JSON.parse(await readFile(join(folder, MEMBER), 'utf8')) as Json);
    await writeFile(join(folder, 'slice.json'), JSON.stringify(slice));
    await rename(join(folder, 'slice.json'), file);
    return JSON.parse(JSON.stringify(slice)) as Document;
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
    process.stderr.write(
      `skipped: GitHub's API description (npm package ${PACKAGE}) cannot be fetched: ${reason}\n`,
    );
    return null;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The wanted operations with everything that they refer to. */
function cut(whole: Json): Json {
  const paths: Record<string, Json> = {};
  for (const [path, item] of Object.entries(whole['paths'] as Record<string, Json>)) {
    const kept = Object.entries(item).filter(([, operation]) => OPERATIONS.has(operationId(operation)));
    if (kept.length > 0) paths[path] = Object.fromEntries(kept);
  }
  const slice: Json = { openapi: whole['openapi'], info: whole['info'], paths, components: {} };
  copyReferences(paths, { whole, slice, seen: new Set() });
  return slice;
}

function operationId(operation: unknown): string {
  return typeof operation === 'object' && operation !== null && 'operationId' in operation
    ? String(operation.operationId)
    : '';
}

type Copying = { readonly whole: Json; readonly slice: Json; readonly seen: Set<string> };

function copyReferences(value: unknown, copying: Copying): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, child] of Object.entries(value)) {
    if (key === '$ref' && typeof child === 'string') copyOne(child, copying);
    else copyReferences(child, copying);
  }
}

/** `#/components/schemas/issue-comment` */
function copyOne(reference: string, copying: Copying): void {
  if (copying.seen.has(reference)) return;
  copying.seen.add(reference);
  const [kind = '', name = ''] = reference.replace('#/components/', '').split('/');
  const components = copying.whole['components'] as Record<string, Json>;
  const target = components[kind]?.[name];
  const copied = copying.slice['components'] as Record<string, Json>;
  copied[kind] = { ...copied[kind], [name]: target };
  copyReferences(target, copying);
}
