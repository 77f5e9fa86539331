type Environment = Readonly<Record<string, string | undefined>>;

/** The runner's own, which hold tokens and what a workflow gave this step. */
const OF_THE_RUNNER = /^(?:ACTIONS_|INPUT_|STATE_|FINAL_STAGE_)/i;
const SECRET_NAME =
  /TOKEN|SECRET|PASSW|PASSPHRASE|CREDENTIAL|PRIVATE|API_?KEY|ACCESS_?KEY|_KEY$|AUTH|COOKIE|SESSION/i;

/**
 * Names of the variables that a file of a pull request must not read: it could put them into a build argument, and so into
 * the image. `secrets`: values that are none of its business, either.
 */
export function withheldVariables(environment: Environment, secrets: readonly string[]): readonly string[] {
  return Object.entries(environment).flatMap(([name, value]) =>
    value !== undefined && isWithheld(name, value, secrets) ? [name] : [],
  );
}

function isWithheld(name: string, value: string, secrets: readonly string[]): boolean {
  if (OF_THE_RUNNER.test(name) || SECRET_NAME.test(name)) return true;
  return secrets.some((secret) => secret.length > 3 && value.includes(secret));
}

/** What such a file may read. */
export function openVariables(environment: Environment, secrets: readonly string[]): Environment {
  const withheld = new Set(withheldVariables(environment, secrets));
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !withheld.has(name)));
}
