import { createRequire } from 'node:module';
import { join } from 'node:path';

/** Of the module's own programmatic entry, as far as it is used. https://www.npmjs.com/package/snyk-docker-plugin */
type Plugin = {
  readonly scan: (options: ScanOptions) => Promise<{ readonly scanResults: readonly unknown[] }>;
};
type ScanOptions = { readonly path: string; readonly imageSavePath: string };

/** Runs snyk-docker-plugin of a folder over one image; what it saves on the way goes into another folder. */
const [folder = '', path = '', imageSavePath = ''] = process.argv.slice(2);
const { scan } = createRequire(join(folder, 'package.json'))('snyk-docker-plugin') as Plugin;
const { scanResults } = await scan({ path, imageSavePath });
process.stdout.write(`${JSON.stringify(scanResults)}\n`);
