import type { ConfigPart } from '../../ledger/config-fields.ts';
import type { KeptFiles } from '../../files/table/required-files.ts';
import { isShallow } from './own-source.ts';

/** How shell scripts are called that containers are usually started with. */
const ENDS = ['.sh', 'entrypoint', '/start', '/run', '/serve', '/launch', '/boot', '/init'];
const MAX_BYTES = 16 * 1024;
const MAX_DEPTH = 4;

/** What of the configuration says how the container starts. */
export const START_CONFIG: readonly ConfigPart[] = [
  'environment',
  'entrypoint',
  'command',
  'working-directory',
  'volumes',
];

/** The same with the health check: all that says which programs the container calls by itself. */
export const USE_CONFIG: readonly ConfigPart[] = [...START_CONFIG, 'healthcheck'];

/** Shell scripts that may start the container: what they end with is followed. */
export const START_SCRIPTS: KeptFiles = {
  id: 'start-script',
  keeps: 'content',
  maxBytes: MAX_BYTES,
  wants: (path, size) =>
    size <= MAX_BYTES && ENDS.some((end) => path.endsWith(end)) && isShallow(path, MAX_DEPTH),
};
