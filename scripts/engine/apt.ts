import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readCommand, runCommand } from './command.ts';

/** An apt with sources, lists and archives of its own: it reads the machine's settings and changes nothing. */
export type PrivateApt = {
  readonly folder: string;
  readonly options: readonly string[];
  readonly release: Release;
};

/** What the machine runs, of /etc/os-release. */
export type Release = { readonly distribution: 'debian' | 'ubuntu'; readonly codename: string };

/** One index of the machine's own sources. */
export type AptSource = { readonly uri: string; readonly suite: string; readonly component: string };

/** Debian's first release whose docker.io has a buildx beside it; its programs run on bookworm's libraries. */
const DOCKER_RELEASE = 'trixie';
const COMPONENTS = ['main', 'universe'];

/** The machine's release, or undefined where apt does not bring Docker (another system). */
export async function readRelease(): Promise<Release | undefined> {
  if (!existsSync('/etc/os-release') || !existsSync('/usr/bin/apt-get')) return undefined;
  const text = await readFile('/etc/os-release', 'utf8');
  const distribution = /^ID="?(\w+)/m.exec(text)?.[1];
  const codename = /^VERSION_CODENAME="?([\w-]+)/m.exec(text)?.[1];
  if (distribution !== 'debian' && distribution !== 'ubuntu') return undefined;
  return codename === undefined ? undefined : { distribution, codename };
}

/** The machine's own archive, as apt itself understands its sources; never a third party's. */
export async function readSources(release: Release): Promise<readonly AptSource[]> {
  const format = '$(REPO_URI) $(RELEASE) $(COMPONENT)';
  const text = await readCommand('apt-get', ['indextargets', '--format', format, 'Created-By: Packages']);
  const sources = [...new Set(text.trim().split('\n'))].map((line) => {
    const [uri = '', suite = '', component = ''] = line.split(' ');
    return { uri, suite, component };
  });
  return sources.filter(
    ({ suite, component }) => suite.startsWith(release.codename) && COMPONENTS.includes(component),
  );
}

/** Opens the private apt in this folder with fresh lists. */
export async function openPrivateApt(folder: string, release: Release): Promise<PrivateApt> {
  const list = join(folder, 'sources.list');
  for (const part of ['state/lists/partial', 'cache/archives/partial', 'debs', 'none']) {
    await mkdir(join(folder, part), { recursive: true });
  }
  const sources = await readSources(release);
  await writeFile(
    list,
    [...sources, ...newerSources(sources, release)].map((source) => toLine(source, release)).join(''),
  );
  const options = Object.entries(settings(folder, list, release)).flatMap(([name, value]) => [
    '-o',
    `${name}=${value}`,
  ]);
  await readCommand('apt-get', [...options, '-qq', 'update'], { env: { LC_ALL: 'C' } });
  return { folder, options, release };
}

/** Downloads packages with whatever they need that the machine lacks; gives the folder of the .debs. */
export async function downloadWithDependencies(
  apt: PrivateApt,
  packages: readonly string[],
): Promise<string> {
  const flags = ['-y', '-qq', '--no-install-recommends', '--download-only', '--reinstall'];
  await readCommand('apt-get', [...apt.options, ...flags, 'install', ...packages]);
  return join(apt.folder, 'cache/archives');
}

/** Downloads just these packages, of Debian's Docker release where the machine's is older; gives their folder. */
export async function downloadAlone(apt: PrivateApt, packages: readonly string[]): Promise<string> {
  const suffix = apt.release.codename === 'bookworm' ? `/${DOCKER_RELEASE}` : '';
  const folder = join(apt.folder, 'debs');
  for (const name of packages) {
    const { code } = await runCommand('apt-cache', [...apt.options, 'show', name]);
    if (code === 0)
      await readCommand('apt-get', [...apt.options, '-qq', 'download', `${name}${suffix}`], { cwd: folder });
  }
  return folder;
}

/** One line of a sources.list. */
export function toLine({ uri, suite, component }: AptSource, { distribution }: Release): string {
  const keyring = `/usr/share/keyrings/${distribution}-archive-keyring.gpg`;
  const signed = existsSync(keyring) ? `[signed-by=${keyring}] ` : '';
  return `deb ${signed}${uri} ${suite} ${component}\n`;
}

function newerSources(sources: readonly AptSource[], { codename }: Release): readonly AptSource[] {
  if (codename !== 'bookworm') return [];
  return sources
    .filter(({ suite }) => suite === codename)
    .map((source) => ({ ...source, suite: DOCKER_RELEASE }));
}

function settings(folder: string, list: string, release: Release): Readonly<Record<string, string>> {
  return {
    'Dir::State': join(folder, 'state'),
    'Dir::Cache': join(folder, 'cache'),
    'Dir::Etc::SourceList': list,
    'Dir::Etc::SourceParts': join(folder, 'none'),
    'Dir::Etc::PreferencesParts': join(folder, 'none'),
    'Dir::State::status': '/var/lib/dpkg/status',
    // What is installed may come from the updates: what goes with it comes from there, too. apt_preferences(5)
    'APT::Default-Release': `/^${release.codename}(|-security|-updates)$/`,
    'APT::Sandbox::User': 'root', // the cache folder need not be readable for the user `_apt`
    'APT::Update::Post-Invoke-Success': '',
    'Acquire::Languages': 'none',
    'Debug::NoLocking': '1',
  };
}
