/** A key of git's configuration and its value. */
export type GitSetting = readonly [key: string, value: string];

/**
 * Variables that give git configuration which no argument list shows and no file keeps, beside what this process was given so
 * itself. https://git-scm.com/docs/git-config#ENVIRONMENT
 */
export function toEnvironment(settings: readonly GitSetting[]): Readonly<Record<string, string>> {
  const first = Number(process.env['GIT_CONFIG_COUNT'] ?? 0);
  const entries = settings.flatMap(([key, value], index) => [
    [`GIT_CONFIG_KEY_${first + index}`, key] as const,
    [`GIT_CONFIG_VALUE_${first + index}`, value] as const,
  ]);
  const given = process.env['GIT_CONFIG_PARAMETERS'];
  return {
    GIT_CONFIG_COUNT: String(first + settings.length),
    ...Object.fromEntries(entries),
    // All that git before 2.31 knows. Later ones read both, this one last: an empty value clears what they read before.
    GIT_CONFIG_PARAMETERS: [...(given === undefined ? [] : [given]), ...settings.map(quoted)].join(' '),
  };
}

/** As a shell would read it, which is how git parts these settings. */
function quoted([key, value]: GitSetting): string {
  return `'${`${key}=${value}`.replace(/['!]/g, (character) => `'\\${character}'`)}'`;
}
