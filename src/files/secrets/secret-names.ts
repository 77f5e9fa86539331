/** What variables, properties and keys are called that hold a secret: the last words of a name in upper case. */
const SECRET =
  /(?:^|_)(?:PASSWORD|PASSWD|PASSPHRASE|PASS|PWD|SECRET|TOKEN|CREDENTIALS?|API_?KEY|AUTH_?TOKEN|(?:PRIVATE|ACCESS|SECRET|ENCRYPTION|SIGNING|MASTER|AUTH|ACCOUNT|SERVICE_ROLE|APP)_?KEY)(?:_(?:BASE|VALUE|PROD|PRODUCTION|LIVE|DEV|STAGING|\d{1,3}))*$/;
/** Given to browsers, or no secret by their own word. */
const PUBLIC =
  /^(?:NEXT_PUBLIC|NUXT_PUBLIC|EXPO_PUBLIC|PUBLIC|VITE|REACT_APP|VUE_APP|GATSBY|NG)_|PUBLIC|PUBLISHABLE|^PWD$|^OLDPWD$|ALLOW_EMPTY|(?:GPG|PGP|HOST)_?KEY|^KEY_PASS$/;

/** Whether a value under this name is a secret, by its name alone. Spelled `DB_PASSWORD`, `db.password`, `dbPassword`, `db-password`. */
export function isSecretName(name: string): boolean {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[.\-:]/g, '_')
    .toUpperCase();
  return SECRET.test(words) && !PUBLIC.test(words);
}
