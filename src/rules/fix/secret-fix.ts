import type { ConfigField } from '../../ledger/config-fields.ts';
import { HOST_KEYS } from '../secret/secret-rows.ts';
import { bringerOf, code, type Bringer, type Case } from './case.ts';
import { contextFix } from './context-fix.ts';

const REPLACE =
  'and replace the secret, because anybody who has had the image or its build cache may know it';

/** What keeps a secret out of the image, by what brought it. */
export function secretFix(found: Case): string | undefined {
  if (found.subject.endsWith(' in test data')) return undefined;
  if (found.subject === HOST_KEYS) return HOST_KEY_FIX;
  const bringer = bringerOf(found);
  if (bringer.kind === 'copy') return `${copyFix(found, bringer)}, ${REPLACE}`;
  if (bringer.kind === 'run')
    return `Read it from a mount in the \`RUN\` that needs it (${code(mountOf(found))}) instead of writing it into the layer, ${REPLACE}`;
  return bringer.kind === 'base' ? `Tell whoever maintains the base image, ${REPLACE}` : undefined;
}

function copyFix(found: Case, bringer: Bringer & { readonly kind: 'copy' }): string {
  return bringer.from === undefined
    ? `${contextFix(found, bringer)}; give the secret to the container when it starts`
    : `Copy from ${code(bringer.from)} only what the container runs`;
}

const HOST_KEY_FIX =
  'Delete the keys in the `RUN` that installs the server (`&& rm -f /etc/ssh/ssh_host_*`), and generate them when the container starts (`ssh-keygen -A`): all containers of the image share them now';

/** What helps where deleting did not. */
export function hiddenSecretFix(found: Case): string | undefined {
  if (found.subject === HOST_KEYS) return HOST_KEY_FIX;
  const { kind } = bringerOf(found);
  if (kind === 'base' || kind === 'unknown') return undefined;
  const where = kind === 'copy' ? 'Do not copy it' : 'Do not write it into a layer';
  return `${where}, but mount it in the \`RUN\` that needs it (${code(mountOf(found))}), ${REPLACE}`;
}

/** https://docs.docker.com/build/building/secrets/ */
function mountOf({ ledger: { catalog }, rows }: Case): string {
  const path = catalog.path(rows[0] ?? 0);
  const name = path.slice(path.lastIndexOf('/') + 1).replace(/^[._]+/, '');
  const isPlain = /^[\w./-]+$/.test(path);
  return `RUN --mount=type=secret,id=${isPlain ? name : '…'},target=${isPlain ? path : '…'} …`;
}

/** What helps against a secret in the configuration, by the part that it stands in. */
export function configSecretFix(fields: readonly ConfigField[]): string {
  const parts = new Set(fields.map(({ part }) => part));
  if (parts.has('build-arguments'))
    return `Do not pass it as a build argument, but with \`RUN --mount=type=secret,id=…,env=${nameOf(fields)} …\`, ${REPLACE}`;
  return parts.has('history')
    ? `Give it to the \`RUN\` that needs it with \`RUN --mount=type=secret,id=…\`, ${REPLACE}`
    : `Give it to the container when it starts, not in the Dockerfile, ${REPLACE}`;
}

function nameOf(fields: readonly ConfigField[]): string {
  const name = fields.find(({ part }) => part === 'build-arguments')?.key.split(' ')[1] ?? '';
  return /^\w{1,60}$/.test(name) ? name : '…';
}
