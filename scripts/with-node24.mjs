// Runs a TypeScript file under Node 24: node scripts/with-node24.mjs SCRIPT.ts [arguments]
// Plain JavaScript for Node >= 18. Fetches Node 24 from npm into the user's cache when this Node is older, and installs
// the dependencies when node_modules is missing or older than the lock file. Silent when there is nothing to do.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const MAJOR = 24;
const project = dirname(dirname(fileURLToPath(import.meta.url)));

try {
  main();
} catch (error) {
  fail(error.message);
}

function main() {
  const [script, ...args] = process.argv.slice(2);
  if (script === undefined) throw new Error('usage: node scripts/with-node24.mjs SCRIPT.ts [arguments]');
  const node = openNode();
  const env = { ...process.env, PATH: [dirname(node), process.env.PATH ?? ''].join(delimiter) };
  installDependencies(env);
  run(node, [script, ...args], env);
}

/** The Node to run with: this one when it is new enough, else Node 24 in the user's cache. */
function openNode() {
  if (Number(process.versions.node.split('.')[0]) >= MAJOR) return process.execPath;
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const folder = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'final-stage', `node${MAJOR}`);
  const node = join(folder, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (!existsSync(node)) fetchNode(folder, name);
  if (!existsSync(node)) {
    throw new Error(
      `Node ${MAJOR} has no npm package for this machine (\`${name}\`): install Node ${MAJOR} or newer`,
    );
  }
  return node;
}

/** Installs beside the final place and renames, so that an interrupted installation is never taken for a whole one. */
function fetchNode(folder, name) {
  say(`fetching Node ${MAJOR} (this is Node ${process.versions.node}) into ${folder}`);
  mkdirSync(dirname(folder), { recursive: true });
  const draft = mkdtempSync(`${folder}-draft-`);
  try {
    npm([
      'install',
      '--no-save',
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      '--prefix',
      draft,
      `${name}@${MAJOR}`,
    ]);
    rmSync(folder, { recursive: true, force: true });
    renameSync(draft, folder);
  } catch (error) {
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error; // another process was first
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/** Installs exactly what the lock file says, once per lock file. */
function installDependencies(env) {
  const lock = join(project, 'package-lock.json');
  const hash = createHash('sha256').update(readFileSync(lock)).digest('hex');
  const stamp = join(project, 'node_modules', '.final-stage-lock');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  if (!isInstalledSince(lock)) {
    say('installing dependencies (npm ci)');
    npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund'], env);
  }
  writeFileSync(stamp, hash);
}

/** Whether npm itself finished an installation after the lock file was last written: it then leaves its own copy. */
function isInstalledSince(lock) {
  const copy = join(project, 'node_modules', '.package-lock.json');
  return existsSync(copy) && statSync(copy).mtimeMs >= statSync(lock).mtimeMs;
}

/** Runs npm in the project, silent unless it fails. */
function npm(args, env = process.env) {
  const { status, stdout, stderr, error } = spawnSync('npm', [...args, '--loglevel=error'], {
    cwd: project,
    env,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (status === 0) return;
  throw new Error(`\`npm ${args.join(' ')}\` failed: ${(error?.message ?? `${stdout}${stderr}`).trim()}`);
}

/** Runs the script to its end with its exit code; it alone decides what a signal means. */
function run(node, args, env) {
  const child = spawn(node, args, { env, stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  child.once('error', (error) => fail(error.message));
  child.once('exit', (code, signal) => {
    if (signal === null) process.exit(code ?? 1);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}

function say(line) {
  process.stderr.write(`final-stage: ${line}\n`);
}

function fail(message) {
  say(message);
  process.exit(1);
}
