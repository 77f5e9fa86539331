import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { runGit } from '../build/git/git.ts';
import { nearestName } from '../dockerfile/nearest-name.ts';
import { GateError } from '../errors.ts';
import { pathMatcher } from '../files/glob/glob.ts';
import type { PlannedImage } from '../inputs/planned-image.ts';
import { NO_BUILD } from '../inputs/planned-image.ts';
import { POLICY_PATH } from '../gate/policies.ts';
import { dockerfileOf } from '../policy/apply-policy.ts';
import type { ImagePolicy } from '../policy/policy.ts';
import { readPolicy } from './policy-text.ts';
import type { Described, Planning } from './planning.ts';

/** Images that names of policy entries, `all` or patterns of Dockerfiles choose; each once. */
export async function imagesOfRepository(planning: Planning): Promise<Described> {
  const { several, checkout } = planning;
  const entries = await entriesOf(planning);
  const files = several.images.some(isPattern) ? await listFiles(planning) : [];
  const images = several.images.flatMap((selector) => select(selector, { entries, files, planning }));
  const distinct = new Map(images.map((image) => [JSON.stringify(image), image]));
  return { images: [...distinct.values()], folder: checkout.root, base: null };
}

/** In a pull request those of the base branch's policy, and then what is new in the checkout's. */
async function entriesOf({
  request,
  checkout,
  judge,
  environment,
}: Planning): Promise<readonly ImagePolicy[]> {
  const { parsePolicy } = await import('../gate/documents.ts');
  const file = request.policyPath ?? POLICY_PATH;
  const read = async (commit: string | null): Promise<readonly ImagePolicy[]> => {
    const text = await readPolicy(request, commit, checkout);
    return text === null ? [] : parsePolicy(text, file).policy.images;
  };
  const head = await read(null);
  const { kind } = request.event;
  if ((kind !== 'pull_request' && kind !== 'merge_group') || judge === undefined) return head;
  const base = await read(judge).catch((error: unknown) => {
    // Each gate says so, too, and is judged by the defaults.
    if (error instanceof GateError && error.code === 'bad-policy') return [];
    throw error;
  });
  const isThere = (image: ImagePolicy) => existsSync(resolve(checkout.root, dockerfileOf(image)));
  const kept = base.filter(isThere);
  const names = new Set(kept.map(({ name }) => name));
  const added = head.filter(({ name }) => !names.has(name));
  const headNames = new Set(head.map(({ name }) => name));
  for (const image of base.filter((one) => !isThere(one) && !headNames.has(one.name)))
    environment.log(`${image.name}: left out, because \`${dockerfileOf(image)}\` does not exist any more`);
  for (const { name } of added)
    environment.log(`${name}: new in this change, and judged by the base branch's policy`);
  return [...kept, ...added];
}

type Selecting = {
  readonly entries: readonly ImagePolicy[];
  readonly files: readonly string[];
  readonly planning: Planning;
};

function select(selector: string, { entries, files, planning }: Selecting): readonly PlannedImage[] {
  if (selector === 'all' && entries.length > 0) return entries.map(toImage);
  const named = entries.find(({ name }) => name === selector);
  if (named !== undefined) return [toImage(named)];
  if (!isPattern(selector)) throw unknownImage(selector, entries, planning);
  const found = matching(selector.replace(/^\.\//, ''), files).filter((file) =>
    existsSync(resolve(planning.checkout.root, file)),
  );
  if (found.length === 0) {
    throw new GateError(
      'bad-input',
      `\`images\` has \`${selector}\`, which no Dockerfile of the repository matches`,
      {
        hint: 'Patterns are relative to the top of the repository, such as `services/*/Dockerfile`.',
      },
    );
  }
  return found.flatMap((file) => ofFile(file, entries));
}

/** A path names one file, whatever it is called; a pattern names Dockerfiles. */
function matching(selector: string, files: readonly string[]): readonly string[] {
  if (!/[*?[\]{}]/.test(selector)) return files.filter((file) => file === selector);
  const matches = pathMatcher(selector);
  return files.filter((file) => matches(file) && isDockerfile(file));
}

function unknownImage(selector: string, entries: readonly ImagePolicy[], { request }: Planning): GateError {
  const names = entries.map(({ name }) => name);
  const near = nearestName(selector, names);
  const hint = near === undefined ? '' : `, did you mean \`${near}\`?`;
  const file = request.policyPath ?? POLICY_PATH;
  const what = selector === 'all' ? 'no `images`' : `no image \`${selector}\``;
  return new GateError('bad-input', `\`${file}\` has ${what}${hint}`, {
    hint: 'Name entries of `images` in the policy, `all`, or patterns of Dockerfiles such as `services/*/Dockerfile`.',
  });
}

function isPattern(selector: string): boolean {
  return /[*?[\]{}/]/.test(selector) || isDockerfile(selector);
}

function isDockerfile(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return (
    /^(?:dockerfile|containerfile)(?:\..+|[-_][^.]*)?$|\.(?:dockerfile|containerfile)$/i.test(name) &&
    !/\.dockerignore$/i.test(name)
  );
}

function toImage(image: ImagePolicy): PlannedImage {
  const { name, context = '.', dockerfile, target, platforms = [], buildArgs = {}, baseline } = image;
  return {
    ...{ ...NO_BUILD, kind: 'image', name, context, platforms },
    ...(dockerfile !== undefined && { dockerfile }),
    ...(target !== undefined && { target }),
    ...(baseline !== undefined && { baseline }),
    buildArgs: Object.entries(buildArgs).map(([key, value]) => `${key}=${value}`),
  };
}

/** A Dockerfile that the policy has entries for is built as each of them says. A name of an entry stands for nothing else. */
function ofFile(file: string, entries: readonly ImagePolicy[]): readonly PlannedImage[] {
  const own = entries.filter((image) => dockerfileOf(image) === file);
  if (own.length > 0) return own.map(toImage);
  const end = file.lastIndexOf('/');
  const [folder, base] = [end < 0 ? '.' : file.slice(0, end), file.slice(end + 1)];
  const isPlain = base === 'Dockerfile' && folder !== '.' && !entries.some(({ name }) => name === folder);
  const name = isPlain ? folder : file;
  return [{ ...NO_BUILD, kind: 'image', name, context: folder, dockerfile: file }];
}

/** Files that git tracks, there or not, or does not ignore; paths relative to the repository, sorted. */
async function listFiles({ checkout }: Planning): Promise<readonly string[]> {
  if (!checkout.isRepository) {
    throw new GateError('bad-input', '`images` has a pattern, but this is no git repository', {
      hint: 'Name each image in the policy, or run it in a checkout.',
    });
  }
  const args = ['ls-files', '--cached', '--others', '--exclude-standard', '-z'];
  const { exitCode, stdout } = await runGit({ directory: checkout.root }, args);
  if (exitCode !== 0) throw new GateError('git-unavailable', '`git ls-files` failed in the checkout');
  return [...new Set(stdout.toString('utf8').split('\0'))].filter((file) => file !== '').sort();
}
