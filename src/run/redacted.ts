import { isCredentialValue, maskSecrets } from '../files/secrets/mask.ts';
import type { GateRequest } from '../gate/request.ts';
import type { SecretInputs } from '../inputs/secrets.ts';

/** What stands for a secret where a report would show it. */
const MASK = '***';
/** Shorter texts stand in names, sizes and paths by chance; a log masks them all the same. */
const MIN_CHARACTERS = 8;

type WithSecrets = { readonly request: GateRequest; readonly secrets: SecretInputs };

/** Texts that nobody may see: the secrets of the build, and the values of build arguments that are called like one. */
export function masksOf({ request, secrets }: WithSecrets): readonly string[] {
  const given = request.mode === 'check' ? request.build.buildArgs : [];
  return [...secrets.masks, ...argumentMasks(given)];
}

/** Values of those of the arguments (`NAME=value`) that are credentials by their names or their form. */
export function argumentMasks(buildArgs: readonly string[]): readonly string[] {
  return buildArgs.flatMap((entry) => {
    const at = entry.indexOf('=');
    const [name, value] = [entry.slice(0, at), entry.slice(at + 1)];
    const isSecret = at > 0 && (isCredentialValue(name, value) || maskSecrets(value) !== value);
    return isSecret ? [value] : [];
  });
}

/**
 * A report without them, wherever they stand: builders and programs print what they were given. What nothing of it is in is the
 * same value.
 */
export function redacted<T>(value: T, masks: readonly string[]): T {
  const long = masks.filter((mask) => mask.length >= MIN_CHARACTERS).toSorted((a, b) => b.length - a.length);
  return long.length === 0 ? value : (change(value, long) as T);
}

function change(value: unknown, masks: readonly string[]): unknown {
  if (typeof value === 'string') return masks.reduce((text, mask) => text.replaceAll(mask, MASK), value);
  if (Array.isArray(value)) return value.map((item: unknown) => change(item, masks));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, change(item, masks)]));
}
