import { drawn, drawnHex, privateKey } from './planted-secrets.ts';

const upper = (length: number): string =>
  drawn(length * 3)
    .toUpperCase()
    .replace(/[01]/g, '')
    .slice(0, length);
/** ID of an access key of AWS, as it would draw it. */
export function keyID(): string {
  return `AKIA${upper(16).replace(/[89]/g, 'Q')}`;
}

const digits = (length: number): string => '8153920476'.repeat(10).slice(0, length);

/** Kind, a text that has such a token, and the token in it where that is not all of it; put together so that no scanner of repositories finds any. */
export const TOKENS: readonly (readonly [kind: string, text: string, secret?: string])[] = [
  ['google-service-account', `"private_key": "${privateKey().replaceAll('\n', String.raw`\n`)}"`],
  ['private-key', privateKey()],
  ['private-key', privateKey('RSA PRIVATE KEY')],
  ['private-key', privateKey('OPENSSH PRIVATE KEY')],
  ['private-key', privateKey('PGP PRIVATE KEY BLOCK').replace('\n', '\nVersion: GnuPG v2\n\n')],
  [
    'private-key',
    privateKey('RSA PRIVATE KEY').replace('\n', '\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00\n\n'),
  ],
  ['private-key', privateKey().replaceAll('\n', String.raw`\n`)],
  [
    'putty-key',
    `PuTTY-User-Key-File-3: ssh-ed25519\nPublic-Lines: 2\n${drawn(64)}\nPrivate-Lines: 1\n${drawn(48, 1)}\nPrivate-MAC: 0`,
  ],
  ['age-key', `AGE-SECRET-KEY-1${upper(58)}`],
  ...['p', 'o', 'u', 's', 'r'].map((letter) => ['github-token', `gh${letter}_${drawn(36)}`] as const),
  ['github-token', `github_pat_${drawn(22)}_${drawn(59, 1)}`],
  ['gitlab-token', `glpat-${drawn(20)}`],
  ['npm-token', `npm_${drawn(36)}`],
  ['slack-token', `xoxb-${digits(12)}-${digits(12)}-${drawn(24)}`],
  ['slack-token', `xapp-1-A${upper(9)}-${digits(12)}-${drawnHex(64)}`],
  ['slack-webhook', `hooks.slack.com/services/T${upper(8)}/B${upper(8)}/${drawn(24)}`, drawn(24)],
  ['discord-webhook', `discord.com/api/webhooks/${digits(18)}/${drawn(68)}`, drawn(68)],
  ['aws-key', `aws_secret_access_key = ${drawn(40)}`, drawn(40)],
  ['aws-key', `"secretAccessKey": "${drawn(40)}"`, drawn(40)],
  ['aws-key', `${keyID()}', '${drawn(40)}`, drawn(40)],
  ['stripe-key', `sk_live_${drawn(24)}`],
  ['stripe-key', `whsec_${drawn(32)}`],
  ['sendgrid-key', `SG.${drawn(22)}.${drawn(43, 1)}`],
  ['google-secret', `GOCSPX-${drawn(28)}`],
  ['azure-key', `AccountKey=${drawn(86)}==`, drawn(86)],
  ['azure-key', `SharedAccessKey=${drawn(43)}=`, drawn(43)],
  ['openai-key', `sk-proj-${drawn(58)}T3BlbkFJ${drawn(58, 1)}`],
  ['anthropic-key', `sk-ant-api03-${drawn(93)}AA`],
  ['hugging-face-token', `hf_${drawn(60).replace(/\d/g, '').slice(0, 34)}`],
  ['docker-token', `dckr_pat_${drawn(27)}`],
  ['pypi-token', `pypi-AgEIcHlwaS5vcmc${drawn(90)}`],
  ['rubygems-key', `rubygems_${drawnHex(48)}`],
  ['vault-token', `hvs.${drawn(95)}`],
  ['digitalocean-token', `dop_v1_${drawnHex(64)}`],
  ['shopify-token', `shpat_${drawnHex(32)}`],
  ['databricks-token', `dapi${drawnHex(32)}`],
  ['grafana-token', `glsa_${drawn(32)}_${drawnHex(8)}`],
  ['grafana-token', `glc_eyJ${drawn(60)}`],
  ['linear-key', `lin_api_${drawn(40)}`],
  ['new-relic-key', `NRAK-${upper(27)}`],
  ['atlassian-token', `ATATT3${drawn(186)}`],
  ['sentry-token', `sntryu_${drawnHex(64)}`],
  ['sentry-token', `sntrys_eyJ${drawn(100)}`],
  ['postman-key', `PMAK-${drawnHex(24)}-${drawnHex(34, 1)}`],
  ['supabase-token', `sbp_${drawnHex(40)}`],
  ['pulumi-token', `pul-${drawnHex(40)}`],
  ['doppler-token', `dp.pt.${drawn(43)}`],
  ['kubernetes-key', `client-key-data: ${drawn(400)}`, drawn(400)],
];

const password = drawn(20, 7);

/** Kind, path and text of a file that keeps credentials under its usual name. */
export const NAMED: readonly (readonly [kind: string, path: string, text: string])[] = [
  ['environment-file', '/app/.env', `# app\nPORT=3000\nDB_PASSWORD=${password}\n`],
  ['environment-file', '/app/.env.production', `export API_TOKEN="${password}"\n`],
  ['environment-file', '/app/prod.env', `DATABASE_URL=postgres://app:${password}@db/app\n`],
  ['npm-credentials', '/root/.npmrc', `//registry.test/:_authToken=${password}\n`],
  ['npm-credentials', '/app/.npmrc', `_auth=${password}\n`],
  ['npm-credentials', '/usr/local/etc/npmrc', `//registry.test/:_password=${password}\n`],
  ['yarn-credentials', '/app/.yarnrc.yml', `npmScopes:\n  org:\n    npmAuthToken: ${password}\n`],
  ['pypi-credentials', '/root/.pypirc', `[pypi]\nusername = __token__\npassword = ${password}\n`],
  ['netrc', '/root/.netrc', `machine github.com login bob password ${password}\n`],
  [
    'package-index-credentials',
    '/etc/pip.conf',
    `[global]\nindex-url = https://bob:${password}@host/simple\n`,
  ],
  ['package-index-credentials', '/root/.config/uv/uv.toml', `url = "https://bob:${password}@host/simple"\n`],
  ['registry-credentials', '/root/.docker/config.json', `{"auths":{"ghcr.io":{"auth":"${password}"}}}`],
  ['maven-credentials', '/root/.m2/settings.xml', `<server><password>${password}</password></server>`],
  ['nuget-credentials', '/app/NuGet.Config', `<add key="ClearTextPassword" value="${password}" />`],
  ['git-credentials', '/root/.git-credentials', `https://bob:${password}@github.com\n`],
  [
    'git-credentials',
    '/app/.git/config',
    `[remote "origin"]\n\turl = https://bob:${password}@github.com/a/b\n`,
  ],
  ['git-credentials', '/app/.git/config', `\textraheader = AUTHORIZATION: basic ${password}\n`],
  ['git-credentials', '/app/.git/modules/lib/config', `\turl = https://bob:${password}@github.com/a/b\n`],
  ['composer-credentials', '/root/.composer/auth.json', `{"github-oauth":{"github.com":"${password}"}}`],
  [
    'composer-credentials',
    '/app/auth.json',
    `{"http-basic":{"a":{"username":"b","password":"${password}"}}}`,
  ],
  [
    'cloud-credentials',
    '/root/.config/gcloud/application_default_credentials.json',
    `{"refresh_token": "${password}"}`,
  ],
  ['cloud-credentials', '/root/.azure/msal_token_cache.json', `{"secret": "${password}"}`],
  ['cloud-credentials', '/root/.boto', `gs_oauth2_refresh_token = ${password}\n`],
  ['kubernetes-credentials', '/root/.kube/config', `users:\n- user:\n    token: ${password}\n`],
  ['ruby-credentials', '/root/.gem/credentials', `---\n:rubygems_api_key: ${password}\n`],
  ['ruby-credentials', '/root/.bundle/config', `---\nBUNDLE_GEMS__TEST: "bob:${password}"\n`],
  ['cargo-credentials', '/root/.cargo/credentials.toml', `[registry]\ntoken = "${password}"\n`],
  ['terraform-state', '/app/terraform.tfstate', `{"resources":[{"master_password": "${password}"}]}`],
  ['terraform-variables', '/app/prod.tfvars', `db_password = "${password}"\n`],
  ['storage-credentials', '/root/.config/rclone/rclone.conf', `[s3]\nsecret_access_key = ${password}\n`],
  ['storage-credentials', '/root/.s3cfg', `secret_key = ${password}\n`],
  ['database-credentials', '/root/.pgpass', `db:5432:app:bob:${password}\n`],
  ['database-credentials', '/root/.my.cnf', `[client]\npassword = ${password}\n`],
  ['build-properties', '/root/.gradle/gradle.properties', `nexusPassword=${password}\n`],
  ['rails-key', '/app/config/master.key', drawnHex(32)],
  ['rails-key', '/app/config/secrets.yml', `production:\n  secret_key_base: ${drawnHex(128)}\n`],
];
