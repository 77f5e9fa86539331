import { isInvented, isPlaceholder } from './placeholders.ts';
import { isSecretName } from './secret-names.ts';

/** Files that keep credentials by what they are called: the name says where to look, the content whether there are any. */
export type NamedKind = {
  readonly id: string;
  readonly title: string;
  /** Of the path, which is absolute. */
  readonly files: RegExp;
  /** Global, of bounded length at each place. Group `value` is the secret; `name` is what it is assigned to. */
  readonly pattern: RegExp;
  /** Which names count; absent: all that the pattern finds. */
  readonly isSecret?: (name: string) => boolean;
  /** Where any value counts that was not made up for an example: what a machine wrote is never a weak password. */
  readonly isDrawn?: true;
};

const ASSIGNMENT =
  /^[ \t]{0,80}(?:export[ \t]{1,9})?(?<name>[A-Za-z_][\w.-]{0,100})[ \t]{0,80}[:=][ \t]{0,80}(?<value>"[^"\n]{1,4000}"|'[^'\n]{1,4000}'|[^\s#"'][^\n#]{0,4000})/gm;
const JSON_ENTRY = /"(?<name>[\w.-]{1,100})"\s{0,20}:\s{0,20}"(?<value>[^"\n]{1,4000})"/g;
/** https://www.rfc-editor.org/rfc/rfc3986#section-3.2.1 */
const URL_CREDENTIALS =
  /\b[a-z][a-z0-9+.-]{1,20}:\/\/(?<name>[^\s:@/"'<>`]{0,200}):(?<value>[^\s@/"'<>`]{3,300})@[\w.[-]/gi;

export const NAMED_KINDS: readonly NamedKind[] = [
  {
    id: 'environment-file',
    title: 'environment file with credentials',
    files: /\/(?:\.env(?:\.[\w-]+)*|[\w-]+\.env|\.envrc)$/,
    pattern: ASSIGNMENT,
    isSecret: isSecretName,
  },
  {
    id: 'environment-file',
    title: 'environment file with credentials',
    files: /\/(?:\.env(?:\.[\w-]+)*|[\w-]+\.env|\.envrc)$/,
    pattern: URL_CREDENTIALS,
  },
  {
    id: 'npm-credentials',
    title: 'npm credentials',
    files: /\/\.?npmrc$/,
    pattern:
      /^[^\s=]{0,300}(?::|^)_(?<name>authToken|auth|password)[ \t]{0,20}=[ \t]{0,20}(?<value>[^\s#]{1,4000})/gm,
  },
  {
    id: 'yarn-credentials',
    title: 'Yarn credentials',
    files: /\/\.yarnrc\.yml$/,
    pattern: /^[ \t]{0,40}(?<name>npmAuthToken|npmAuthIdent):[ \t]{0,20}(?<value>[^\s#]{1,4000})/gm,
  },
  {
    id: 'pypi-credentials',
    title: 'PyPI credentials',
    files: /\/\.pypirc$/,
    pattern: /^[ \t]{0,20}(?<name>password)[ \t]{0,20}[:=][ \t]{0,20}(?<value>\S{1,1000})/gm,
  },
  {
    id: 'netrc',
    title: 'netrc credentials',
    files: /\/[._]netrc$/,
    pattern: /(?:^|\s)password\s{1,20}(?<value>\S{1,1000})/g,
  },
  {
    id: 'package-index-credentials',
    title: 'credentials of a package index',
    files:
      /\/(?:pip\.(?:conf|ini)|uv\.toml|pyproject\.toml|Pipfile|requirements[\w-]*\.txt|sources\.list|\.condarc)$/,
    pattern: URL_CREDENTIALS,
  },
  {
    id: 'registry-credentials',
    title: 'container registry credentials',
    files: /\/(?:\.docker\/config\.json|\.dockercfg|\.dockerconfigjson|containers\/auth\.json)$/,
    pattern: /"(?<name>auth|identitytoken|registrytoken)"\s{0,20}:\s{0,20}"(?<value>[\w+/=.-]{8,8000})"/g,
    isDrawn: true,
  },
  {
    id: 'maven-credentials',
    title: 'Maven credentials',
    files: /\/settings(?:-security)?\.xml$/,
    pattern: /<(?<name>password|passphrase)>\s{0,40}(?<value>[^<\s]{1,1000})\s{0,40}<\//g,
  },
  {
    id: 'nuget-credentials',
    title: 'NuGet credentials',
    files: /\/nuget\.config$/i,
    pattern:
      /"(?<name>ClearTextPassword|Password)"\s{1,20}value\s{0,20}=\s{0,20}"(?<value>[^"\n]{1,2000})"/gi,
  },
  {
    id: 'git-credentials',
    title: 'git credentials',
    files:
      /\/(?:\.git-credentials|\.gitconfig|\.config\/git\/(?:config|credentials)|etc\/gitconfig|\.git\/(?:.{0,300}\/)?config)$/,
    pattern: URL_CREDENTIALS,
  },
  {
    id: 'git-credentials',
    title: 'git credentials',
    files: /\/(?:\.gitconfig|etc\/gitconfig|\.config\/git\/config|\.git\/(?:.{0,300}\/)?config)$/,
    pattern:
      /extraheader\s{0,20}=\s{0,20}"?AUTHORIZATION:\s{0,9}(?:basic|bearer)\s{1,9}(?<value>[\w+/=.-]{8,4000})/gi,
    isDrawn: true,
  },
  {
    id: 'composer-credentials',
    title: 'Composer credentials',
    files: /\/auth\.json$/,
    pattern:
      /"(?<name>password|consumer-secret|token|(?:[\w-]{1,60}\.)?(?:github|gitlab)\.[\w.-]{2,60})"\s{0,20}:\s{0,20}"(?<value>[^"\n]{1,2000})"/g,
  },
  {
    id: 'cloud-credentials',
    title: 'cloud credentials',
    files:
      /\/(?:application_default_credentials|legacy_credentials|accessTokens|msal_token_cache|azureProfile|azureauth|credentials)\.json$|\/\.boto$/,
    pattern:
      /"?(?<name>refresh_?token|client_?secret|access_?token|gs_oauth2_refresh_token|secret)"?\s{0,20}[:=]\s{0,20}"?(?<value>[^"\s,]{10,8000})/gi,
  },
  {
    id: 'kubernetes-credentials',
    title: 'Kubernetes credentials',
    files:
      /\/(?:\.kube\/config|kubeconfig(?:\.ya?ml)?|[\w-]+\.kubeconfig|etc\/kubernetes\/[\w-]+\.conf|k3s\.yaml)$/,
    pattern: /^[ \t]{0,40}(?<name>token|password):[ \t]{0,9}"?(?<value>[^\s"]{6,9000})/gm,
  },
  {
    id: 'ruby-credentials',
    title: 'RubyGems credentials',
    files: /\/\.(?:local\/share\/)?gem\/credentials$/,
    pattern:
      /^[ \t]{0,9}:?(?<name>[\w.-]{1,100}):\s{1,9}["']?(?:Bearer |Basic )?(?<value>[\w.+/=:-]{8,500})/gm,
  },
  {
    id: 'ruby-credentials',
    title: 'RubyGems credentials',
    files: /\/\.bundle\/config$/,
    pattern:
      /^BUNDLE_(?!BUILD__|MIRROR__|LOCAL__|WITHOUT|DISABLE)(?<name>[A-Z0-9_]{0,80}__[A-Z0-9_]{1,80}):\s{1,9}["']?(?<value>[^\s"']{8,500})/gm,
  },
  {
    id: 'cargo-credentials',
    title: 'Cargo credentials',
    files: /\/\.?cargo\/credentials(?:\.toml)?$/,
    pattern: /^[ \t]{0,20}(?<name>token)\s{0,20}=\s{0,20}["'](?<value>[^"'\n]{8,2000})/gm,
  },
  {
    id: 'terraform-state',
    title: 'Terraform state with credentials',
    files: /\.tfstate(?:\.backup)?$/,
    pattern: JSON_ENTRY,
    isSecret: isSecretName,
  },
  {
    id: 'terraform-variables',
    title: 'Terraform variables with credentials',
    files: /\.tfvars(?:\.json)?$/,
    pattern: /^[ \t{]{0,40}"?(?<name>[\w-]{1,100})"?[ \t]{0,40}[=:][ \t]{0,40}"(?<value>[^"\n]{1,2000})"/gm,
    isSecret: isSecretName,
  },
  {
    id: 'storage-credentials',
    title: 'storage credentials',
    files: /\/(?:rclone\.conf|\.s3cfg|\.passwd-s3fs|\.mc\/config\.json)$/,
    pattern:
      /^[ \t]{0,20}"?(?<name>pass|password|secret_key|secret_access_key|secretKey|client_secret|token)"?[ \t]{0,20}[:=][ \t]{0,20}"?(?<value>[^\s"]{8,4000})/gm,
  },
  {
    id: 'database-credentials',
    title: 'database credentials',
    files: /\/\.pgpass$/,
    pattern: /^(?!#)[^:\n]{1,200}:[^:\n]{1,9}:[^:\n]{1,100}:(?<name>[^:\n]{1,100}):(?<value>[^\n]{1,300})$/gm,
  },
  {
    id: 'database-credentials',
    title: 'database credentials',
    files: /\/(?:\.my|my|mysql|client|debian)\.cnf$/,
    pattern: /^[ \t]{0,20}(?<name>password)[ \t]{0,20}=[ \t]{0,20}["']?(?<value>[^\s"']{1,300})/gm,
  },
  {
    id: 'build-properties',
    title: 'build properties with credentials',
    files: /\/gradle\.properties$/,
    pattern: ASSIGNMENT,
    isSecret: isSecretName,
  },
  {
    id: 'rails-key',
    title: 'Rails key',
    files: /\/config\/(?:master|credentials\/[\w-]+)\.key$/,
    pattern: /^(?<value>[0-9a-f]{32})\s{0,4}$/g,
    isDrawn: true,
  },
  {
    id: 'rails-key',
    title: 'Rails key',
    files: /\/config\/secrets\.yml$/,
    pattern: /^[ \t]{0,20}(?<name>secret_key_base):[ \t]{0,9}["']?(?<value>[0-9a-f]{64,256})/gm,
    isDrawn: true,
  },
];

/** One look that leaves out nearly every path: something of this is in the last two names of every path of a named kind. */
const PLACE =
  /env|npmrc$|yarnrc|pypirc$|netrc$|pip|uv\.toml$|requirements|sources\.list$|condarc$|config$|\.json$|\.xml$|dockerc|credentials|git|\.boto$|kube|\.conf$|k3s|tfstate|tfvars|s3|\.pgpass$|\.cnf$|gradle\.prop|\.key$|secrets\.yml$/i;

/** Kinds of files that a path is called as. */
export function namedKinds(path: string): readonly NamedKind[] {
  const ending = path.slice(path.lastIndexOf('/', path.lastIndexOf('/') - 1) + 1);
  return PLACE.test(ending) ? NAMED_KINDS.filter(({ files }) => files.test(path)) : NONE;
}

const NONE: readonly NamedKind[] = [];

/** Whether a match of a kind's pattern is a secret that somebody put there. */
export function isCredential({ isSecret, isDrawn }: NamedKind, name: string, value: string): boolean {
  if (isSecret !== undefined && !isSecret(name)) return false;
  return isDrawn === true ? !isInvented(value) : !isPlaceholder(value, name);
}

const TITLES: ReadonlyMap<string, string> = new Map(NAMED_KINDS.map(({ id, title }) => [id, title]));

/** What people call files of a kind; undefined for no kind of theirs. */
export function namedTitle(id: string): string | undefined {
  return TITLES.get(id);
}
