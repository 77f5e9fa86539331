import { join, relative, resolve } from 'node:path';
import { POLICY_PATH } from '../gate/policies.ts';
import { readIdentity, severalName } from '../inputs/gate-identity.ts';
import type { InputTexts } from '../inputs/input-texts.ts';
import { policyForImage } from '../policy/apply-policy.ts';
import { nameOfAsked } from '../report/report-name.ts';
import { platformName } from '../report/run-report.ts';
import { readTextFile } from './checkout.ts';

/**
 * What the report of the image that inputs ask for is called, where there is none because no verdict was reached, for whatever
 * reason: the inputs themselves may be wrong. Throws nothing. `workspace`: the checkout.
 */
export async function nameOfInputs(texts: InputTexts, workspace: string): Promise<string> {
  const { parts } = readIdentity(texts);
  const [image = null, target = null, platform = null] = parts.map((part) => part || null);
  if (severalName(texts) !== '') return nameOfSeveral(severalName(texts), platform);
  const place = texts.one('image') === '' ? dockerfileOf(texts, workspace) : (image ?? '');
  const named = await nameInPolicy(texts, { workspace, dockerfile: place });
  const asked = named === undefined ? { place, target } : { place: named, target: null };
  return nameOfAsked({ ...asked, platform });
}

function nameOfSeveral(name: string, platform: string | null): string {
  return platform === null ? name : platformName(name, platform);
}

/** As it is in the repository. */
function dockerfileOf(texts: InputTexts, workspace: string): string {
  const file = texts.one('file') || join(texts.one('context') || '.', 'Dockerfile');
  return relative(resolve(workspace), resolve(file));
}

/** The name that the checkout's policy has for the image. */
async function nameInPolicy(
  texts: InputTexts,
  { workspace, dockerfile }: { readonly workspace: string; readonly dockerfile: string },
): Promise<string | undefined> {
  try {
    const file = texts.one('policy') || POLICY_PATH;
    const text = await readTextFile(resolve(workspace, file));
    if (text === null) return undefined;
    const { parsePolicy } = await import('../gate/documents.ts');
    const image = policyForImage(
      parsePolicy(text, file).policy,
      [dockerfile],
      texts.one('target') || undefined,
    );
    return image.isNamed ? image.name : undefined;
  } catch {
    return undefined;
  }
}
