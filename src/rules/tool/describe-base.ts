import type { Ledger } from '../../ledger/ledger.ts';
import type { ToolchainFound } from '../../ledger/toolchains/toolchain.ts';

const MAX_TOLD = 3;

/** The base image by its name, since that is what a reader chose: `node:20 brings gcc 12.2.0, GNU Make 4.3 and 2 more build tools`. */
export function describeBase({ baseName }: Ledger, found: readonly ToolchainFound[]) {
  const named = found
    .slice(0, MAX_TOLD)
    .map(({ tool, version }) => (version === null ? tool.subject : `${tool.subject} ${version}`));
  const rest = found.length - named.length;
  const last = rest > 0 ? `${rest} more build tool${rest === 1 ? '' : 's'}` : named.pop();
  const tools = named.length === 0 ? last : `${named.join(', ')} and ${last}`;
  const name = baseName?.replace(/@sha256:[0-9a-f]{64}$/, '');
  return {
    title: `${name ?? 'The base image'} brings ${tools}`,
    message: `${name === undefined ? 'The base image' : `\`${name}\``} brings ${tools}`,
  };
}
