import type { Ledger } from '../../ledger/ledger.ts';
import { isOwnPackage } from '../spare/package-origins.ts';
import type { SpareGroup } from '../spare/spare-groups.ts';
import { code, inBuildStage } from './case.ts';
import { toolFix } from './tool-fix.ts';

const MAX_NAMED = 3;

/** What to install instead of a package to build against: what it depends on of the same source. */
export function libraryFix(ledger: Ledger, { subject, runtime, rows }: SpareGroup): string {
  const own = runtime.filter((index) => isOwnPackage(ledger, index));
  const build = `Do what needs it ${inBuildStage(ledger)} and copy the result`;
  return toolFix({ ledger, subject, rows }, `${build}${instead(ledger, { runtime, own, subject })}`);
}

type Instead = {
  readonly runtime: readonly number[];
  readonly own: readonly number[];
  readonly subject: string;
};

function instead(ledger: Ledger, { runtime, own, subject }: Instead): string {
  const names = (indices: readonly number[]): string =>
    indices
      .slice(0, MAX_NAMED)
      .map((index) => code(ledger.packages[index]?.name ?? ''))
      .join(' and ');
  if (own.length > 0) return `; the final stage needs ${names(own)} at most, not ${code(subject)}`;
  return runtime.length === 0 ? '' : `; the base image has ${names(runtime)}, which programs need to run`;
}
