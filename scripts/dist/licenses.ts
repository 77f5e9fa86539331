import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

type Manifest = { readonly name: string; readonly version: string; readonly license?: string };

const LICENSE_FILE = /^(?:licen[cs]e|copying|notice)/i;

/** Name, version and licence texts of every package with a file among the bundled ones, sorted by name. */
export function renderLicenses(root: string, inputs: readonly string[]): string {
  const folders = new Set(inputs.flatMap((input) => packageFolder(input) ?? []));
  const sections = [...folders].map((folder) => renderPackage(join(root, folder))).sort();
  return `${sections.join('\n\n')}\n`;
}

/** `node_modules/a/node_modules/@b/c` of a file below it; of our own files nothing. */
function packageFolder(input: string): string | undefined {
  return /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(input)?.[0];
}

function renderPackage(folder: string): string {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
  const texts = readdirSync(folder)
    .filter((name) => LICENSE_FILE.test(name))
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n').trim());
  const header = `${manifest.name} ${manifest.version} (${manifest.license ?? 'no licence named'})`;
  return [`${header}\n${'='.repeat(header.length)}`, ...texts].join('\n\n');
}
