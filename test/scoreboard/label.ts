import type { Label } from '../../scripts/scoreboard/labels.ts';
import type { Alarm, SeenPackage, Sighting } from '../../scripts/scoreboard/sighting.ts';

/** A row of the table of labels. */
export function labelOf(name: string, label: string, given: Partial<Label> = {}): Label {
  return {
    package: name,
    label,
    evidence: '',
    section: label.startsWith('P') ? 'devel' : 'utils',
    rdeps: 0,
    dockerMentions: 0,
    closurePositives: [],
    isCross: false,
    isDebatable: false,
    isCleanNegative: false,
    ...given,
  };
}

/** An image that has these packages, and what was found in it. */
export function sightingOf(
  packages: readonly (string | Partial<SeenPackage>)[],
  alarms: readonly Partial<Alarm>[] = [],
): Sighting {
  const seen = packages.map((each) => ({
    ...{ name: '', section: '', programs: [] },
    ...(typeof each === 'string' ? { name: each } : each),
  }));
  return {
    packages: new Map(seen.map((each) => [each.name, each])),
    alarms: alarms.map(({ packages: named = [], ...alarm }) => ({
      ...{
        rule: 'c-toolchain',
        category: 'build-tool',
        severity: 'error',
        isInherited: false,
        subject: 'gcc',
        place: null,
      },
      main: named[0] ?? null,
      packages: named,
      ...alarm,
    })),
  };
}
