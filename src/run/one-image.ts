import { join, resolve } from 'node:path';
import { GateError } from '../errors.ts';
import { NO_BUILD } from '../inputs/planned-image.ts';
import { policyForImage } from '../policy/apply-policy.ts';
import { nameOfAsked } from '../report/report-name.ts';
import { POLICY_PATH } from '../gate/policies.ts';
import { readPolicy } from './policy-text.ts';
import type { Described, Planning } from './planning.ts';

/** The image that the other inputs describe, for several platforms, under the name that it has where a job asks for one of them. */
export async function oneImage(planning: Planning): Promise<Described> {
  const { request, checkout } = planning;
  const { context, dockerfile, target } = request.build;
  const written = dockerfile ?? join(context, 'Dockerfile');
  const place = checkout.relative(resolve(written)) ?? written;
  const named = await nameInPolicy(planning, place);
  const image = {
    ...{ ...NO_BUILD, kind: 'image' as const, context },
    name: named ?? nameOfAsked({ place, target: target ?? null, platform: null }),
    ...(dockerfile !== undefined && { dockerfile }),
    ...(target !== undefined && { target }),
  };
  return { images: [image], folder: resolve('.'), base: null };
}

/** The name that the policy that judges has for the image. A mistake in it is told by the gate. */
async function nameInPolicy(planning: Planning, dockerfile: string): Promise<string | undefined> {
  const { request, checkout } = planning;
  const text = await readPolicy(request, judgingCommit(planning), checkout);
  if (text === null) return undefined;
  const { parsePolicy } = await import('../gate/documents.ts');
  try {
    const { policy } = parsePolicy(text, request.policyPath ?? POLICY_PATH);
    const { isNamed, name } = policyForImage(policy, [dockerfile], request.build.target);
    return isNamed ? name : undefined;
  } catch (error) {
    if (error instanceof GateError) return undefined;
    throw error;
  }
}

/** The commit whose policy judges; null: the checkout's does. */
function judgingCommit({ request: { event }, judge }: Planning): string | null {
  return event.kind === 'pull_request' || event.kind === 'merge_group' ? (judge ?? null) : null;
}
