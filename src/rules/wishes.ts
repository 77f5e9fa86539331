import { projectManifestLimit } from '../packages/node-tree.ts';
import { isDependencyPath, isInstalledPath } from './source/third-party-tree.ts';

const MAX_LINKER_CACHE_BYTES = 1024 * 1024;
const MAX_CONFIG_BYTES = 64 * 1024;
const MAX_SOURCE_BYTES = 64 * 1024;
const MAX_SOURCE_DEPTH = 6;
const MAX_PACKAGE_START_BYTES = 16 * 1024;
const PACKAGE_START = /\/(site|dist)-packages\/([^/]+\/){0,2}__init__\.py$/;
const GEM_START = /\/gems\/[^/]+\/lib\/[^/]+\.rb$|\/vendor_ruby\/[^/]+\.rb$/;
const SCRIPT = /\.[cm]?js$/;
/** Called by the package's name, or as those are called that look for an addon. */
const PACKAGE_SCRIPT =
  /\/node_modules\/(?:@[^/]+\/)?([^/]+)\/(?:(?:lib|src|dist)\/)?(?:index|main|addon|native|bindings?|\1|\1-bindings?)\.c?js$/;
/** What browsers are given, or a framework has made. */
const SERVED = /\/(static|public|assets|chunks|www|html|\.[^/]+)\//;
const MAX_SOURCE_MAP_BYTES = 16 * 1024;

const CONFIG =
  /^\/etc\/(passwd|group|ld\.so\.conf|ld\.so\.conf\.d\/[^/]+\.conf|ld-musl-[^/]+\.path)$|\/pyvenv\.cfg$/;

/** How shell scripts are called that containers are usually started with. */
const START_SCRIPTS = ['.sh', 'entrypoint', '/start', '/run', '/serve', '/launch', '/boot', '/init'];
const MAX_SCRIPT_BYTES = 16 * 1024;
const MAX_SCRIPT_DEPTH = 4;

/** Transport streams are packets of 188 bytes. ISO/IEC 13818-1, 2.4.3.2. */
export const PACKET_BYTES = 188;
export const MAX_STREAM_BYTES = 64 * 1024;

const SOURCE_MAP = /[^/]\.([cm]?js|css)\.map$/;

/** Whether a path is called as the source map of a script or a style sheet is. */
export function isSourceMapPath(path: string): boolean {
  return path.endsWith('.map') && SOURCE_MAP.test(path);
}

/** Most paths need no pattern to say that they are none. */
function isConfig(path: string): boolean {
  return (path.startsWith('/etc/') || path.endsWith('/pyvenv.cfg')) && CONFIG.test(path);
}

/**
 * Whether a rule reads this file's content: the linker's configuration, users and groups, the application's own sources in Python,
 * JavaScript and Ruby, what runs when a package of these is loaded, shell scripts that may start it, small source maps, and what may be TypeScript or a stream. `size` in bytes.
 */
export function wantsContent(path: string, size: number): boolean {
  if (path === '/etc/ld.so.cache') return size <= MAX_LINKER_CACHE_BYTES;
  if (isConfig(path)) return size <= MAX_CONFIG_BYTES;
  if (path.endsWith('/package.json')) return size <= projectManifestLimit(path);
  if (isSourceMapPath(path)) return size <= MAX_SOURCE_MAP_BYTES && !isDependencyPath(path);
  if (isStartScript(path)) return size <= MAX_SCRIPT_BYTES && isShallow(path, MAX_SCRIPT_DEPTH);
  return isSource(path, size);
}

/** What may be a stream by its size, and may be TypeScript as well. */
function isSmallStream(path: string, size: number): boolean {
  return size > 0 && size % PACKET_BYTES === 0 && size <= MAX_STREAM_BYTES && !isDependencyPath(path);
}

function isSource(path: string, size: number): boolean {
  if (path.endsWith('.ts')) return isSmallStream(path, size);
  if (path.endsWith('.py')) return isOwnSource(path, size) || isPackageStart(path, size);
  if (path.endsWith('.rb')) return isOwnSource(path, size) || isGemStart(path, size);
  return path.endsWith('js') && isScript(path, size);
}

/** An application's own script of Node.js, or one that runs when a package is loaded. */
function isScript(path: string, size: number): boolean {
  if (size === 0 || size > MAX_PACKAGE_START_BYTES || !SCRIPT.test(path)) return false;
  return PACKAGE_SCRIPT.test(path) || (isOwnSource(path, size) && !SERVED.test(path));
}

/** What runs when a gem is required. */
function isGemStart(path: string, size: number): boolean {
  return size > 0 && size <= MAX_PACKAGE_START_BYTES && GEM_START.test(path);
}

/** What runs when a Python package is imported, or a package right in it. */
function isPackageStart(path: string, size: number): boolean {
  return size > 0 && size <= MAX_PACKAGE_START_BYTES && PACKAGE_START.test(path);
}

function isOwnSource(path: string, size: number): boolean {
  return size <= MAX_SOURCE_BYTES && isShallow(path, MAX_SOURCE_DEPTH);
}

function isStartScript(path: string): boolean {
  return START_SCRIPTS.some((end) => path.endsWith(end));
}

/** Whether a path is not deep, and lies where applications lie. */
function isShallow(path: string, depth: number): boolean {
  return path.split('/').length - 1 <= depth && !isInstalledPath(path);
}
