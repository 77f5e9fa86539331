import type { Severity } from '../rules/rule.ts';
import type { Rating } from '../scan/finding.ts';
import type { Budget, FailOn, Policy } from './policy.ts';
import type { GrowthLimit, WrittenSize } from './size.ts';

/** A rule's severity under a policy: its id wins over its category, that over the rule's own. */
export function severityOf(policy: Policy, rule: Rating): Severity | 'off' {
  return policy.rules[rule.id] ?? policy.rules[rule.category] ?? rule.severity;
}

/** Inputs that win over the policy file. `maxSize`: of the content. */
export type Overrides = {
  readonly failOn?: FailOn;
  readonly maxSize?: WrittenSize;
  readonly maxGrowth?: GrowthLimit;
};

/** The policy with inputs that win over it: `max-size` and `max-growth` replace the whole image's content budgets. */
export function withOverrides(policy: Policy, overrides: Overrides): Policy {
  const { failOn, maxSize, maxGrowth } = overrides;
  const budgets = policy.budgets
    .map((budget) => (maxSize === undefined ? budget : withoutLimit(budget, 'max')))
    .map((budget) => (maxGrowth === undefined ? budget : withoutLimit(budget, 'maxGrowth')))
    .filter((budget) => budget.max !== undefined || budget.maxGrowth !== undefined);
  const wanted: readonly Budget[] = [
    ...(maxSize === undefined ? [] : [{ size: 'content' as const, ...toMax(maxSize) }]),
    ...(maxGrowth === undefined ? [] : [{ size: 'content' as const, maxGrowth }]),
  ];
  return { ...policy, failOn: failOn ?? policy.failOn, budgets: [...wanted, ...budgets] };
}

function withoutLimit(budget: Budget, limit: 'max' | 'maxGrowth'): Budget {
  if (budget.size !== 'content' || isPart(budget)) return budget;
  const { size, max, maxUnit, maxGrowth } = budget;
  if (limit === 'max') return { size, ...(maxGrowth && { maxGrowth }) };
  return { size, ...(max !== undefined && { max, ...(maxUnit && { maxUnit }) }) };
}

/** A written size as a budget's `max`. */
export function toMax({ bytes, unit }: WrittenSize): Pick<Budget, 'max' | 'maxUnit'> {
  return { max: bytes, ...(unit && { maxUnit: unit }) };
}

/** Whether a budget is about a part of the image: some paths, a class, packages or a stage. */
export function isPart({ path, class: fileClass, package: packages, dockerfileStage }: Budget): boolean {
  return [path, fileClass, packages, dockerfileStage].some((part) => part !== undefined);
}

/** Name of an image that no `images` entry names. */
const DEFAULT_IMAGE_NAME = 'image';

/**
 * The policy of the image that a Dockerfile, given by all its names, and a stage of it make: its `images` entry adds rules and
 * allows, and has its own budgets.
 */
export function policyForImage(
  policy: Policy,
  dockerfiles: readonly string[],
  target?: string,
): { readonly policy: Policy; readonly name: string; readonly isNamed: boolean } {
  const image = entryFor(policy, dockerfiles, target);
  if (image === undefined) return { policy, name: DEFAULT_IMAGE_NAME, isNamed: false };
  return {
    policy: {
      ...policy,
      rules: { ...policy.rules, ...image.rules },
      budgets: image.budgets ?? policy.budgets,
      allow: [...policy.allow, ...(image.allow ?? [])],
      fix: { ...policy.fix, ...image.fix },
    },
    name: image.name,
    isNamed: true,
  };
}

/** An entry with this very stage, else one without any; who builds the last stage means whatever entry there is. */
function entryFor({ images }: Policy, dockerfiles: readonly string[], target?: string) {
  const names = dockerfiles.map(toPath);
  const entries = images.filter((entry) => names.includes(dockerfileOf(entry)));
  return (
    entries.find((entry) => entry.target === target) ??
    entries.find((entry) => entry.target === undefined) ??
    (target === undefined ? entries[0] : undefined)
  );
}

/** Path of the Dockerfile by which an image is known, relative to the repository. */
export function dockerfileOf({
  context,
  dockerfile,
}: {
  readonly context?: string | undefined;
  readonly dockerfile?: string | undefined;
}): string {
  return toPath(dockerfile ?? `${context ?? '.'}/Dockerfile`);
}

function toPath(text: string): string {
  const parts = text.split('/').filter((part) => part !== '' && part !== '.');
  return parts.join('/');
}
