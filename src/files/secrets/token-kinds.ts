/** A secret that shows by its own form, wherever it stands. */
export type TokenKind = {
  /** Kebab-case noun, as layer caches keep it. */
  readonly id: string;
  readonly title: string;
  /** Texts of at least four ASCII characters; every match has one of them right at its start. */
  readonly anchors: readonly string[];
  /** Where the anchor is, of bounded length. Group 1 is the secret, where it is not all of it. */
  readonly pattern: string;
};

const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('');
const WORDS = [...LETTERS, ...'0123456789_-'.split('')];
const BLANKS = String.raw`(?:\\[rnt]|[\s"'+,;|>]){1,80}`;
/** What follows the first line's name: headers in some formats, and then at least forty characters of the key itself. */
const KEY_BODY = String.raw`PRIVATE KEY(?: BLOCK)?-----${BLANKS}(?:[A-Za-z-]{3,20}: [^\r\n\\]{0,100}(?:\\[rn]|\s){1,10}){0,6}[A-Za-z0-9+/=]{40}`;
const ASSIGNED = String.raw`["']?\s{0,9}(?:=>|[:=])\s{0,9}["']?`;
/** As AWS draws them: forty characters, not all of one case as a digest is. */
const AWS_SECRET = String.raw`(?<![A-Za-z0-9/+])(?=[A-Z0-9/+]{0,39}[a-z])(?=[a-z0-9/+]{0,39}[A-Z])([A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=])`;

/** Formats that their makers document, or that scanners agree upon; the first that fits counts. */
export const TOKEN_KINDS: readonly TokenKind[] = [
  {
    id: 'google-service-account',
    title: 'Google service account key',
    anchors: ['PRIVATE KEY'],
    pattern: String.raw`(?<="private_key"\s{0,5}:\s{0,5}"-----BEGIN )${KEY_BODY}`,
  },
  {
    id: 'private-key',
    title: 'private key',
    anchors: ['PRIVATE KEY'],
    pattern: String.raw`(?<=-----BEGIN (?:[A-Z0-9]{1,12} ){0,2})${KEY_BODY}`,
  },
  {
    id: 'putty-key',
    title: 'private key',
    anchors: ['PuTTY-User-Key-File-'],
    pattern: String.raw`PuTTY-User-Key-File-\d: [^]{1,4000}?Private-Lines: \d`,
  },
  { id: 'age-key', title: 'age identity', ...one('AGE-SECRET-KEY-1', '[0-9A-Z]{58}') },
  {
    id: 'github-token',
    title: 'GitHub token',
    anchors: ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_'],
    pattern: 'gh[pousr]_[A-Za-z0-9]{36,251}',
  },
  { id: 'github-token', title: 'GitHub token', ...one('github_pat_', '[A-Za-z0-9]{22}_[A-Za-z0-9]{59}') },
  {
    id: 'gitlab-token',
    title: 'GitLab token',
    anchors: ['glpat-', 'gldt-', 'glrt-', 'glcbt-', 'glptt-', 'glft-', 'glsoat-', 'glimt-', 'glagent-'],
    pattern: String.raw`gl(?:pat|dt|rt|cbt|ptt|ft|soat|imt|agent)-[\w-]{20,100}`,
  },
  { id: 'npm-token', title: 'npm token', ...one('npm_', '[A-Za-z0-9]{36}(?![A-Za-z0-9_])') },
  {
    id: 'slack-token',
    title: 'Slack token',
    anchors: ['xoxb', 'xoxa', 'xoxp', 'xoxo', 'xoxr', 'xoxs', 'xoxe'],
    pattern: String.raw`xox[abeoprs](?:\.xox[bp])?-(?:\d{1,13}-){1,3}[A-Za-z0-9-]{20,200}`,
  },
  {
    id: 'slack-token',
    title: 'Slack token',
    ...one('xapp-', String.raw`\d-[A-Z0-9]{8,20}-\d{8,20}-[a-f0-9]{32,80}`),
  },
  {
    id: 'slack-webhook',
    title: 'Slack webhook',
    ...one('hooks.slack.com/', 'services/(T[A-Z0-9]{6,12}/B[A-Z0-9]{6,12}/[A-Za-z0-9]{24})'),
  },
  {
    id: 'discord-webhook',
    title: 'Discord webhook',
    ...one('/api/webhooks/', String.raw`(\d{17,20}/[\w-]{60,80})`),
  },
  {
    id: 'aws-key',
    title: 'AWS access key',
    anchors: ['ecret_access_key', 'ECRET_ACCESS_KEY', 'ecretAccessKey', 'ecretaccesskey'],
    pattern: `[A-Za-z_]{14,16}${ASSIGNED}${AWS_SECRET}`,
  },
  {
    id: 'aws-key',
    title: 'AWS access key',
    anchors: ['AKIA', 'ASIA'],
    pattern: `A[KS]IA[A-Z2-7]{16}(?![A-Za-z0-9])[^]{1,120}?${AWS_SECRET}`,
  },
  {
    id: 'stripe-key',
    title: 'Stripe key',
    anchors: ['sk_live_', 'rk_live_'],
    pattern: '[rs]k_live_[A-Za-z0-9]{24,247}',
  },
  { id: 'stripe-key', title: 'Stripe key', ...one('whsec_', '[A-Za-z0-9+/]{32,64}') },
  {
    id: 'sendgrid-key',
    title: 'SendGrid key',
    anchors: WORDS.map((letter) => `SG.${letter}`),
    pattern: String.raw`SG\.[\w-]{22}\.[\w-]{43}`,
  },
  { id: 'google-secret', title: 'Google OAuth client secret', ...one('GOCSPX-', String.raw`[\w-]{28}`) },
  { id: 'azure-key', title: 'Azure storage key', ...one('AccountKey=', '([A-Za-z0-9+/]{86}==)') },
  { id: 'azure-key', title: 'Azure shared access key', ...one('SharedAccessKey=', '([A-Za-z0-9+/]{43}=)') },
  {
    id: 'openai-key',
    title: 'OpenAI key',
    anchors: ['sk-proj-', 'sk-svcacct-', 'sk-admin-'],
    pattern: String.raw`sk-(?:proj|svcacct|admin)-[\w-]{20,100}T3BlbkFJ[\w-]{20,100}`,
  },
  {
    id: 'anthropic-key',
    title: 'Anthropic key',
    ...one('sk-ant-', String.raw`(?:api|admin)\d\d-[\w-]{80,120}`),
  },
  {
    id: 'hugging-face-token',
    title: 'Hugging Face token',
    anchors: LETTERS.map((letter) => `hf_${letter}`),
    pattern: 'hf_[A-Za-z]{34}(?![A-Za-z0-9_])',
  },
  {
    id: 'docker-token',
    title: 'Docker token',
    anchors: ['dckr_pat_', 'dckr_oat_'],
    pattern: String.raw`dckr_[op]at_[\w-]{27,40}`,
  },
  { id: 'pypi-token', title: 'PyPI token', ...one('pypi-AgE', String.raw`[\w-]{60,500}`) },
  { id: 'rubygems-key', title: 'RubyGems key', ...one('rubygems_', '[a-f0-9]{48}') },
  {
    id: 'vault-token',
    title: 'HashiCorp Vault token',
    anchors: ['hvs.', 'hvb.'],
    pattern: String.raw`hv[bs]\.[\w-]{90,300}`,
  },
  {
    id: 'digitalocean-token',
    title: 'DigitalOcean token',
    anchors: ['dop_v1_', 'doo_v1_', 'dor_v1_'],
    pattern: 'do[opr]_v1_[a-f0-9]{64}',
  },
  {
    id: 'shopify-token',
    title: 'Shopify token',
    anchors: ['shpat_', 'shpca_', 'shppa_', 'shpss_'],
    pattern: 'shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}',
  },
  {
    id: 'databricks-token',
    title: 'Databricks token',
    ...one('dapi', '[a-f0-9]{32}(?:-[0-9])?(?![a-zA-Z0-9])'),
  },
  { id: 'grafana-token', title: 'Grafana token', ...one('glsa_', '[A-Za-z0-9]{32}_[A-Fa-f0-9]{8}') },
  { id: 'grafana-token', title: 'Grafana token', ...one('glc_eyJ', '[A-Za-z0-9+/]{32,400}') },
  { id: 'linear-key', title: 'Linear key', ...one('lin_api_', '[A-Za-z0-9]{40}') },
  { id: 'new-relic-key', title: 'New Relic key', ...one('NRAK-', '[A-Z0-9]{27}') },
  { id: 'atlassian-token', title: 'Atlassian token', ...one('ATATT3', '[A-Za-z0-9_=-]{180,220}') },
  { id: 'sentry-token', title: 'Sentry token', ...one('sntryu_', '[a-f0-9]{64}') },
  { id: 'sentry-token', title: 'Sentry token', ...one('sntrys_eyJ', '[A-Za-z0-9+/=_-]{60,400}') },
  { id: 'postman-key', title: 'Postman key', ...one('PMAK-', '[a-f0-9]{24}-[a-f0-9]{34}') },
  { id: 'supabase-token', title: 'Supabase token', ...one('sbp_', '[a-f0-9]{40}') },
  { id: 'pulumi-token', title: 'Pulumi token', ...one('pul-', '[a-f0-9]{40}') },
  {
    id: 'doppler-token',
    title: 'Doppler token',
    anchors: ['dp.pt.', 'dp.st.'],
    pattern: String.raw`dp\.(?:pt|st)\.(?:[a-z0-9_-]{2,40}\.)?[A-Za-z0-9]{40,44}`,
  },
  {
    id: 'kubernetes-key',
    title: 'Kubernetes client key',
    ...one('client-key-data', String.raw`: {0,4}"?([A-Za-z0-9+/=]{200,9000})`),
  },
];

/** Whether a match is only the start of a key of several lines. */
export function isBlock(match: string): boolean {
  return match.includes('PRIVATE KEY') || match.startsWith('PuTTY');
}

/** What stands behind the lines of a key. */
export const END_OF_KEY = /-----END|Private-MAC/;

/** A kind of one anchor. */
function one(anchor: string, rest: string): Pick<TokenKind, 'anchors' | 'pattern'> {
  return { anchors: [anchor], pattern: `${anchor.replace(/[.+]/g, String.raw`\$&`)}${rest}` };
}

const TITLES: ReadonlyMap<string, string> = new Map(TOKEN_KINDS.map(({ id, title }) => [id, title]));

/** What people call a kind of token; undefined for what is none. */
export function tokenTitle(id: string): string | undefined {
  return TITLES.get(id);
}
