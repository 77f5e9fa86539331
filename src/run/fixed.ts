import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { readRepositoryTree } from '../build/git/repository.ts';
import { GateError } from '../errors.ts';
import type { ChangedFile } from '../fix/patch.ts';
import { POLICY_PATH } from '../gate/policies.ts';
import type { FixedSide, FixedTexts, FixPorts } from '../gate/fix-ports.ts';
import type { GatePorts, Side } from '../gate/ports.ts';
import type { GateRequest } from '../gate/request.ts';
import { readCheckoutFile, readTextFile } from './checkout.ts';
import type { CheckRequest, Run } from './run.ts';
import { buildSide, readDockerfile } from './sides.ts';
import { createStarter } from './started.ts';

/** What fixes ask of the world, for the checkout of one run. */
export function fixPorts(run: Run): Omit<FixPorts, keyof GatePorts> {
  const start = createStarter(run);
  return {
    ignoreFile: (request) => readIgnoreFile(request, run),
    policyPath: ({ policyPath }) => policyName(policyPath, run),
    makeFixed: (request, texts, ordinal) => makeFixed(request, texts, { ordinal, run }),
    makeAgain: (request) => makeAgain(request, run),
    observe: (request, side, trial) => start(checkRequest(request), side, trial),
    writeFiles: (files) => writeFiles(run.checkout.root, files),
    throwIfCancelled: () => {
      run.environment.signal.throwIfAborted();
    },
    now: () => performance.now(),
  };
}

/** The Dockerfile's own ignore file, else the context's. https://docs.docker.com/build/concepts/context/#filename-and-location */
async function readIgnoreFile(request: GateRequest, { checkout }: Run) {
  const { build } = checkRequest(request);
  const dockerfile = resolve(checkout.root, checkout.dockerfile ?? 'Dockerfile');
  const own = `${dockerfile}.dockerignore`;
  const shared = resolve(build.context, '.dockerignore');
  for (const path of [own, shared]) {
    const text = await readTextFile(path);
    if (text !== null) return { path: nameOf(path, checkout), text };
  }
  return { path: nameOf(shared, checkout), text: '' };
}

/** The file as git knows it. One that the user names is relative to the working directory. */
async function policyName(policyPath: string | undefined, { checkout }: Run): Promise<string> {
  const path = policyPath === undefined ? resolve(checkout.root, POLICY_PATH) : resolve(policyPath);
  return Promise.resolve(nameOf(path, checkout));
}

/** A fix is a change of the repository: what lies outside of it is not changed. */
function nameOf(path: string, checkout: Run['checkout']): string {
  const name = checkout.relative(path);
  if (name !== null) return name;
  throw new GateError(
    'bad-input',
    `\`${path}\` is outside of the checkout, expected a file of the repository`,
    {
      hint: 'Run the command in the repository, with a context that is inside of it.',
    },
  );
}

/**
 * The checkout is not touched: Dockerfile and ignore file of the build lie in the run's folder, and the context is the
 * checkout's. buildx takes the ignore file beside the Dockerfile before that of the context.
 */
async function makeFixed(
  request: GateRequest,
  texts: FixedTexts,
  { ordinal, run }: { readonly ordinal: number; readonly run: Run },
): Promise<FixedSide> {
  const { checkout, runFolder } = run;
  const path = checkout.dockerfile ?? 'Dockerfile';
  const folder = join(runFolder?.directory ?? '', `fix-${ordinal}`);
  await mkdir(folder);
  const file = join(folder, basename(path));
  await writeFile(file, texts.dockerfile);
  await writeFile(`${file}.dockerignore`, texts.ignoreFile);
  const check = checkRequest(request);
  const start = performance.now();
  const building = {
    label: `fix-${ordinal}`,
    build: { ...check.build, dockerfile: file },
    directory: resolve('.'),
    dockerfile: { path, text: texts.dockerfile },
    repository: checkout.isRepository ? await readRepositoryTree(checkout.root) : null,
    run,
  } as const;
  const side = await buildSide(check, building).catch((error: unknown) => {
    throw renamed(error, file, path);
  });
  return { side, seconds: Math.round((performance.now() - start) / 100) / 10 };
}

/** What the builder says of the file is said of the one that people know. */
function renamed(error: unknown, file: string, path: string): unknown {
  if (!(error instanceof GateError)) return error;
  const { code, hint, message } = error;
  const named = message.replaceAll(file, path).replace(/^the fix-\d+'s /, '');
  return new GateError(code, named, { ...(hint !== undefined && { hint }), cause: error });
}

async function makeAgain(request: GateRequest, run: Run): Promise<Side> {
  const check = checkRequest(request);
  return buildSide(check, {
    label: 'rebuild',
    build: check.build,
    directory: resolve('.'),
    dockerfile: await readDockerfile(run, null),
    repository: run.checkout.isRepository ? await readRepositoryTree(run.checkout.root) : null,
    noCache: true,
    run,
  });
}

async function writeFiles(root: string, files: readonly ChangedFile[]): Promise<void> {
  for (const { path, before } of files) {
    if (((await readCheckoutFile(resolve(root, path), root)) ?? '') === before) continue;
    throw new GateError('bad-input', `\`${path}\` was changed in the meantime`, {
      hint: 'Run the command again.',
    });
  }
  for (const { path, after } of files) await writeFile(resolve(root, path), after);
}

function checkRequest(request: GateRequest): CheckRequest {
  if (request.mode === 'check' && request.image === undefined) return request;
  throw new GateError('bad-input', 'a fix is proven by building it, expected a Dockerfile to build', {
    hint: 'Leave `--image` out.',
  });
}
