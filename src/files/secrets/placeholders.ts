/** Words that only stand where a secret should be put. */
const WORDS =
  /example|sample|placeholder|change[-_. ]?(?:me|this|it\b)|dummy|fake|redacted|replace[-_ ]?(?:me|this|with)|x{4}|\*{3}|your[-_ ]|insert[-_ ]/i;
/** What runs through the alphabet or the digits was typed, not drawn. */
const SEQUENCE = /abcdefgh|12345678|01234567|98765432|qwertyui/i;

const MIN_VARIETY = 8;
const LONG = 20;

/** Whether a text in the form of a token is none: an example's, a sequence, one character again and again. */
export function isInvented(token: string): boolean {
  return WORDS.test(token) || SEQUENCE.test(token) || isMonotonous(token);
}

function isMonotonous(text: string): boolean {
  const variety = new Set(text.toLowerCase()).size;
  return text.length >= LONG ? variety < MIN_VARIETY : variety < 4;
}

const MIN_PASSWORD = 6;
/** Names of a variable, of a file that holds the secret, of what a template puts there. */
const REFERENCE =
  /^[$%@{<[(]|\$\{|\{\{|\$\(|%\(|^(?:file|https?|vault|op|ssm|secretsmanager):|^\.{0,2}\/[\w./-]+$|^~\/|^(?:process\.env|os\.environ|ENV\[)|^!/;
const WEAK =
  /^(?:(?:test|tests|testing|dev|local|demo|my|the|some|super|top|very|app|db|user|root|admin)[-_]?)?(?:secret|password|passwd|pass|passw0rd|token|key|apikey|api[-_]key|string|value|text)?(?:[-_]?(?:key|base|token|here|value|for[-_ ].*|\d{1,6}))?!?$/i;
const DEFAULTS =
  /^(?:postgres(?:ql)?|mysql|mariadb|mongo(?:db)?|rabbitmq|redis|minio(?:admin)?|bitnami|guest|default|letmein|changeit|qwerty|foobar|foo|bar|baz|none|null|nil|undefined|true|false|yes|enabled|disabled|username|administrator|development|production|staging|localhost|unset|unused|empty|temporary|build(?:[-_ ]?time)?(?:[-_ ]?only)?|ci)$/i;
const DISCLAIMED =
  /insecure|unused|not[-_ ]?(?:a|so|real|really|used|needed|secret|secure|important)\b|\bnot[-_]|dev[-_]?(?:only|secret|key|password)|(?:only|just)[-_ ]for|for[-_ ](?:test|dev|build)|test[-_]?(?:only|secret|key|password|token)|build[-_]?(?:only|time)|^todo|^fixme/i;

/** Whether a value stands for a password or a key without being one worth anything. `name`: what it is assigned to, or who it belongs to. */
export function isPlaceholder(value: string, name = ''): boolean {
  return (
    value.length < MIN_PASSWORD || isHarmless(value, name) || DISCLAIMED.test(value) || isInvented(value)
  );
}

/** Whether a value can be shown: a number, a reference to the real one, a word that everybody tries first. */
export function isHarmless(value: string, name = ''): boolean {
  const isWord = /^[\d.,:-]*$/.test(value) || WEAK.test(value) || DEFAULTS.test(value);
  return isWord || REFERENCE.test(value) || saysItsName(value, name);
}

/** `POSTGRES_PASSWORD=postgres`, `app:app@`. */
function saysItsName(value: string, name: string): boolean {
  const words = name.toLowerCase().split(/[^a-z0-9]+/);
  return value
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .every((word) => words.includes(word));
}
