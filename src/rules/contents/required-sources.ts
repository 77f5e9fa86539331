import type { KeptFiles } from '../../files/table/required-files.ts';
import type { RuleMeta } from '../rule.ts';
import { isOwnSource, MAX_PACKAGE_START_BYTES, MAX_SOURCE_BYTES } from './own-source.ts';
import { START_CONFIG, START_SCRIPTS } from './start-scripts.ts';
import { ACCOUNTS, LINKER_FILES } from './system-files.ts';

const PACKAGE_START = /\/(site|dist)-packages\/([^/]+\/){0,2}__init__\.py$/;
const GEM_START = /\/gems\/[^/]+\/lib\/[^/]+\.rb$|\/vendor_ruby\/[^/]+\.rb$/;
const SCRIPT = /\.[cm]?js$/;
/** Called by the package's name, or as those are called that look for an addon. */
const PACKAGE_SCRIPT =
  /\/node_modules\/(?:@[^/]+\/)?([^/]+)\/(?:(?:lib|src|dist)\/)?(?:index|main|addon|native|bindings?|\1|\1-bindings?)\.c?js$/;
/** What browsers are given, or a framework has made. */
const SERVED = /\/(static|public|assets|chunks|\.[^/]+)\/|^\/(usr\/share\/nginx|var\/www)\/html\//;

/** An application's own sources in Python, and what runs when a package is imported, or a package right in it. */
const PYTHON_SOURCES: KeptFiles = {
  id: 'python-source',
  keeps: 'content',
  ifRoom: true,
  maxBytes: MAX_SOURCE_BYTES,
  wants: (path, size) =>
    path.endsWith('.py') && (isOwnSource(path, size) || isStart(path, size, PACKAGE_START)),
};

/** An application's own sources in Ruby, and what runs when a gem is required. */
const RUBY_SOURCES: KeptFiles = {
  id: 'ruby-source',
  keeps: 'content',
  ifRoom: true,
  maxBytes: MAX_SOURCE_BYTES,
  wants: (path, size) => path.endsWith('.rb') && (isOwnSource(path, size) || isStart(path, size, GEM_START)),
};

/** An application's own scripts of Node.js, and those that run when a package is loaded. */
export const NODE_SOURCES: KeptFiles = {
  id: 'node-source',
  keeps: 'content',
  ifRoom: true,
  maxBytes: MAX_SOURCE_BYTES,
  wants: (path, size) =>
    path.endsWith('js') &&
    SCRIPT.test(path) &&
    (isStart(path, size, PACKAGE_SCRIPT) || (size > 0 && isOwnSource(path, size) && !SERVED.test(path))),
};

type Required = Pick<RuleMeta, 'reads' | 'looksAt'>;

/** What is read to follow a Python program from the container's start to what it imports. */
export const PYTHON_START: Required = {
  reads: [START_SCRIPTS, PYTHON_SOURCES, ACCOUNTS],
  looksAt: [...START_CONFIG, 'user'],
};

/** What is read to follow an application from the container's start to what its own scripts and sources name. */
export const APPLICATION_START: Required = {
  reads: [START_SCRIPTS, PYTHON_SOURCES, NODE_SOURCES, RUBY_SOURCES],
  looksAt: START_CONFIG,
};

/** What is read to find the libraries of all native code that is loaded at the container's start. */
export const NATIVE_START: Required = {
  reads: [START_SCRIPTS, LINKER_FILES, PYTHON_SOURCES, NODE_SOURCES, RUBY_SOURCES, ACCOUNTS],
  looksAt: [...START_CONFIG, 'user'],
};

function isStart(path: string, size: number, pattern: RegExp): boolean {
  return size > 0 && size <= MAX_PACKAGE_START_BYTES && pattern.test(path);
}
