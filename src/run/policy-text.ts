import { resolve } from 'node:path';
import { readFileAt } from '../build/git/repository.ts';
import { POLICY_PATH } from '../gate/policies.ts';
import type { GateRequest } from '../gate/request.ts';
import { readCheckoutFile } from './checkout.ts';
import type { Checkout } from './checkout.ts';

/** A path that the user gives is relative to the working directory. One outside of the repository is no commit's to change. */
export async function readPolicy(request: GateRequest, commit: string | null, checkout: Checkout) {
  const path =
    request.policyPath === undefined ? resolve(checkout.root, POLICY_PATH) : resolve(request.policyPath);
  const inside = checkout.relative(path);
  return commit === null || inside === null
    ? readCheckoutFile(path, checkout.root)
    : readFileAt(checkout.root, commit, inside);
}
