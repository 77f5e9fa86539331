/** Of package.json: the address of the repository, and the version. */
export type Identity = { readonly homepage: string; readonly version: string };

/** Where the schema of policy files is published: in the repository, at the tag of the major version. */
export function policySchemaAddress({ homepage, version }: Identity): string {
  const repository = new URL(homepage).pathname;
  const [major = ''] = version.split('.');
  return `https://raw.githubusercontent.com${repository}/v${major}/docs/policy.schema.json`;
}
