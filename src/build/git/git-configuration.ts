import { GateError } from '../../errors.ts';

/** One key of git's configuration with its value; where it was read: git-config(1), `--show-scope`. */
type Setting = { readonly scope: string; readonly key: string; readonly value: string };

/**
 * What a checkout's own configuration may not decide: keys whose value is a program that git starts. Sections and names are
 * compared without case, as git does. https://git-scm.com/docs/git-config
 */
const RUNS_A_PROGRAM =
  /^(?:core\.(?:fsmonitor|hookspath|sshcommand|pager|editor|askpass|gitproxy|alternaterefscommand)|diff\.external|diff\..+\.(?:command|textconv)|filter\..+\.(?:clean|smudge|process)|merge\..+\.driver|protocol\.(?:.+\.)?allow|pager\..+|alias\..+|hook\..+\.command|gpg\.(?:.+\.)?program|remote\..+\.(?:uploadpack|receivepack|vcs)|uploadpack\.packobjectshook|submodule\..+\.update|lfs\.(?:extension|customtransfer)\..+|lfs\.(?:.+\.)?standalonetransferagent)$/i;
const CREDENTIAL_HELPER = /^credential\.(?:.+\.)?helper$/i;

/** What `git lfs install --local` writes, as actions/checkout does for `lfs: true`. git-lfs-install(1). */
const LFS: Readonly<Record<string, RegExp>> = {
  'filter.lfs.clean': /^git-lfs clean -- %f$/,
  'filter.lfs.smudge': /^git-lfs smudge (?:--skip )?-- %f$/,
  'filter.lfs.process': /^git-lfs filter-process(?: --skip)?$/,
};

/** How actions/checkout has git use the key of its input `ssh-key`: options of ssh, and no other program. */
const SSH_KEY = /^"?\/usr\/bin\/ssh"? -i "[^"`$\\]+"(?: -o (?:\w+=\w+|"\w+=[^"`$\\]+"))*$/;

/** What an overridden key is set to, where nothing is no answer. */
const NEUTRAL: readonly (readonly [RegExp, string])[] = [
  [/^core\.hookspath$/i, '/dev/null'],
  [/^core\.sshcommand$/i, 'ssh'],
  [/^core\.pager$|^pager\./i, 'cat'],
  // Since git 2.54; `core.hooksPath` does not switch them off, and an empty command is an error.
  [/^hook\./i, 'true'],
  [/^protocol\./i, 'never'],
  [/^submodule\..+\.update$/i, 'checkout'],
  [/^remote\..+\.uploadpack$/i, 'git-upload-pack'],
  [/^remote\..+\.receivepack$/i, 'git-receive-pack'],
];
const PROTOCOLS: readonly (readonly [RegExp, string])[] = [
  [/^protocol\.(?:https?|ssh|git|file)\.allow$/i, 'always'],
  // What git does by itself where nothing is said would need each protocol to be named.
  [/^protocol\.allow$/i, 'user'],
];

/** Settings that no repository changes: nothing is run, asked, or fetched by a program that an address names. */
export const FIXED_SETTINGS: readonly string[] = [
  'safe.bareRepository=explicit',
  'core.hooksPath=/dev/null',
  // Nothing at all: before git 2.36 `false` is the name of a program, which it would start.
  'core.fsmonitor=',
  // A commit is what its name says: what stands in for it in this clone is nobody's base branch.
  'core.useReplaceRefs=false',
  'core.pager=cat',
  'protocol.ext.allow=never',
  'gc.auto=0',
  'maintenance.auto=false',
  'advice.detachedHead=false',
  'http.lowSpeedLimit=1000',
  'http.lowSpeedTime=60',
];

/** Arguments of git that take back what its configuration, as `config --list --show-scope -z` prints it, would run. */
export function overridesOf(listing: string): readonly string[] {
  const settings = parseListing(listing);
  const own = settings.filter(({ scope }) => scope === 'local' || scope === 'worktree');
  const keys = new Set(own.filter(isRunning).map(({ key }) => key));
  const overrides = [...keys].map((key) => `${checked(key)}=${neutral(key)}`);
  return [...overrides, ...withoutOwnHelpers(settings, own)].flatMap((setting) => ['-c', setting]);
}

/** NUL ends a scope and a setting, a line break parts a key from its value; a key without one is true. */
function parseListing(listing: string): readonly Setting[] {
  const fields = listing.split('\0');
  const settings: Setting[] = [];
  for (let at = 0; at + 1 < fields.length; at += 2) {
    const text = fields[at + 1] ?? '';
    const end = text.indexOf('\n');
    const [key, value] = end < 0 ? [text, 'true'] : [text.slice(0, end), text.slice(end + 1)];
    settings.push({ scope: fields[at] ?? '', key, value });
  }
  return settings;
}

function isRunning({ key, value }: Setting): boolean {
  if (!RUNS_A_PROGRAM.test(key)) return false;
  if (/^core\.sshcommand$/i.test(key)) return !SSH_KEY.test(value);
  return LFS[key.toLowerCase()]?.test(value) !== true;
}

function neutral(key: string): string {
  return [...PROTOCOLS, ...NEUTRAL].find(([pattern]) => pattern.test(key))?.[1] ?? '';
}

/** The user's own helpers stay: an empty value forgets all of them, so they are named again. gitcredentials(7). */
function withoutOwnHelpers(settings: readonly Setting[], own: readonly Setting[]): readonly string[] {
  const helpers = settings.filter(({ key }) => CREDENTIAL_HELPER.test(key));
  const refused = new Set(own.filter(({ key }) => CREDENTIAL_HELPER.test(key)).map(({ key }) => key));
  if (refused.size === 0) return [];
  const kept = helpers.filter((helper) => !own.includes(helper));
  return [
    ...['credential.helper', ...refused].map((key) => `${checked(key)}=`),
    ...kept.map(({ key, value }) => `${checked(key)}=${value}`),
  ];
}

/** An argument is split at its first `=`, so a key that holds one cannot be overridden. git(1), `-c`. */
function checked(key: string): string {
  if (!/[=\n]/.test(key)) return key;
  throw new GateError(
    'git-unavailable',
    'the git configuration of the checkout names a program under a key that contains `=` or a line break, expected no such key',
    { hint: 'Remove that key from `.git/config`.' },
  );
}
