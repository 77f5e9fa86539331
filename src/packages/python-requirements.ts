import type { Package } from './package.ts';

/** PEP 503: lower case, runs of `-_.` as one `-`. */
export function normalise(name: string): string {
  return name.replace(/[-_.]+/g, '-').toLowerCase();
}

const MAX_REQUIREMENTS = 5_000;
const REQUIREMENT = /^Requires-Dist:[ \t]*([A-Za-z0-9][A-Za-z0-9._-]{0,199})([^\r\n]*)$/gm;
/** Markers that hold in no Linux image. PEP 508 */
const ELSEWHERE =
  /\b(?:sys_platform|platform_system|os_name)\s*==\s*['"](?:win32|cygwin|darwin|nt|Windows|Darwin)['"]/;

/**
 * What a distribution's metadata requires. What only an extra or another marker asks for counts as recommended: nobody wrote
 * down which extras were wanted. https://packaging.python.org/en/latest/specifications/core-metadata/#requires-dist-multiple-use
 */
export function parseRequirements(metadata = ''): Pick<Package, 'alsoNeeds' | 'recommends'> {
  const header = metadata.split(/\r?\n\r?\n/, 1)[0] ?? '';
  const found = [...header.matchAll(REQUIREMENT)].slice(0, MAX_REQUIREMENTS);
  const namesOf = (isWanted: (rest: string) => boolean) => [
    ...new Set(found.filter(([, , rest = '']) => isWanted(rest)).map(([, name = '']) => normalise(name))),
  ];
  return {
    alsoNeeds: namesOf((rest) => !rest.includes(';')),
    recommends: namesOf((rest) => rest.includes(';') && !ELSEWHERE.test(rest.slice(rest.indexOf(';')))),
  };
}
