import type { Ledger } from '../../ledger/ledger.ts';
import { environmentValue } from '../../rules/start/entrypoint.ts';
import type { Project } from '../remedy.ts';
import { accountInstructions, ownerWord, type Owner } from './accounts.ts';
import type { CarriedInstructions } from './carried-instructions.ts';
import { pathsOf, type Copy, type CopyPlan } from './copy-plan.ts';
import type { OwnFiles } from './own-files.ts';
import { settingCommands } from './setting-commands.ts';
import type { RuntimeChoice } from './runtime-choices.ts';
import type { SystemNeeds } from './system-packages.ts';

/** Everything that a final stage is written from. */
export type StageParts = {
  readonly choice: RuntimeChoice;
  readonly carried: CarriedInstructions;
  readonly needs: SystemNeeds;
  readonly plan: CopyPlan;
  readonly files: OwnFiles;
  /** Label of the stage that builds. */
  readonly stage: string;
  /** Further instructions that copy. */
  readonly copying: (stage: string) => readonly string[];
};

/** Lines of the final stage behind its `FROM`, up to what the old stage ended with. */
export function stageLines(project: Project, ledger: Ledger, parts: StageParts): readonly string[] {
  const { choice, carried, needs, plan, files, stage, copying } = parts;
  const accounts = accountInstructions(project, ledger, { choice, stage });
  const isNamed = accounts.length > 0 || choice.kind === 'same' || choice.kind === 'interpreter';
  const copies = plan.copies.map((copy) => {
    const owner = ownerOf(ledger, parts, copy);
    const word = owner && (isNamed ? ownerWord(project, ledger, owner) : `${owner.uid}:${owner.gid}`);
    return copyLine(copy, `${word === undefined ? '' : `--chown=${word} `}--from=${stage}`);
  });
  const links = plan.links.map(({ path, target }) => `ln -sfn ${target} ${path}`);
  const directories = directoryLines(ledger, parts);
  const placed = isPlainDirectory(ledger) ? [...directories, ...copies] : [...copies, ...directories];
  return [
    ...carried.settings,
    ...installLines(choice, { ...needs, settings: settingCommands(project, ledger, { ...needs, files }) }),
    ...accounts,
    ...loadedLines(ledger, needs.loaded, stage),
    ...carried.shell,
    ...pathLines(ledger, parts),
    ...copying(stage),
    ...placed,
    ...(links.length === 0 ? [] : [`RUN ${links.join(' && ')}`]),
    ...registeringLines(ledger, parts),
    ...(carried.user === null ? [] : [carried.user]),
    ...carried.moved.map(({ start, end }) => project.dockerfile.text.slice(start, end)),
  ];
}

/** The directory that a `COPY` makes is root's, whoever it belongs to where it comes from; what is in it keeps its owners. */
function ownerOf({ catalog }: Ledger, { files }: StageParts, copy: Copy): Owner | undefined {
  if (copy.kind !== 'directory') return undefined;
  const top = catalog.visibleRow(catalog.paths.find(copy.path));
  if (top < 0 || (catalog.uid(top) === 0 && catalog.gid(top) === 0)) return undefined;
  const [uid, gid] = [catalog.uid(top), catalog.gid(top)];
  const below = [...files.kept].filter((row) => catalog.path(row).startsWith(`${copy.path}/`));
  const isUniform = below.every((row) => catalog.uid(row) === uid && catalog.gid(row) === gid);
  return isUniform ? { uid, gid } : undefined;
}

function copyLine(copy: Copy, flags: string): string {
  const [first = '', ...others] = pathsOf(copy);
  if (copy.kind === 'directory' || others.length === 0) return `COPY ${flags} ${first} ${first}`;
  const target = copy.directory === '/' ? '/' : `${copy.directory}/`;
  return `COPY ${flags} ${[first, ...others].join(' ')} ${target}`;
}

const MAX_LINE = 100;

/** `settings`: commands that change what the packages bring. */
type Installing = Pick<SystemNeeds, 'packages' | 'isRecommending' | 'upgrades'> & {
  readonly settings: readonly string[];
};

const PARTS: Readonly<Record<'apt' | 'apk', (wanted: Omit<Installing, 'settings'>) => readonly string[]>> = {
  apk: ({ packages, upgrades }) => [
    ...(upgrades ? ['apk upgrade --no-cache'] : []),
    ...(packages.length === 0 ? [] : [`apk add --no-cache ${packages.join(' ')}`]),
  ],
  apt: ({ packages, isRecommending, upgrades }) => [
    'apt-get update',
    ...(upgrades ? ['apt-get upgrade -y'] : []),
    ...(packages.length === 0
      ? []
      : [`apt-get install -y ${isRecommending ? '' : '--no-install-recommends '}${packages.join(' ')}`]),
    'rm -rf /var/lib/apt/lists/*',
  ],
};

export function installLines(
  { manager, kind }: RuntimeChoice,
  { packages, isRecommending, upgrades, settings }: Installing,
): readonly string[] {
  if ((packages.length === 0 && !upgrades) || manager === null || kind === 'bare') return [];
  const parts = [...PARTS[manager]({ packages, isRecommending, upgrades }), ...settings];
  const line = `RUN ${parts.join(' && ')}`;
  return [line.length <= MAX_LINE ? line : `RUN ${parts.join(' \\\n && ')}`];
}

/** Libraries of a compiler that is not of the distribution. Where the linker looks by itself: ldconfig(8). */
function loadedLines({ catalog }: Ledger, libraries: readonly number[], stage: string): readonly string[] {
  if (libraries.length === 0) return [];
  const paths = libraries.map((row) => catalog.path(row)).toSorted();
  return [`COPY --from=${stage} ${paths.join(' ')} /usr/local/lib/`];
}

/** The working directory of the base image is that of the program where no instruction sets one. */
function directoryLines({ config, start }: Ledger, { carried }: StageParts): readonly string[] {
  if (start.WORKDIR !== undefined) {
    const all = carried.workingDirectories;
    return all.slice(
      Math.max(
        all.findLastIndex((line) => /^WORKDIR\s+["']?[/$]/i.test(line)),
        0,
      ),
    );
  }
  const directory = config.workingDir ?? '/';
  return /^\/[\w./-]+$/.test(directory) ? [`WORKDIR ${directory}`] : [];
}

/** `WORKDIR` makes a directory of root's, with the usual mode; a `COPY` brings that of the stage that builds. */
function isPlainDirectory({ catalog, config }: Ledger): boolean {
  const row = catalog.resolve(config.workingDir ?? '/');
  return (
    row < 0 || (catalog.uid(row) === 0 && catalog.gid(row) === 0 && (catalog.mode(row) & 0o7777) === 0o755)
  );
}

const USUAL = new Set(['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin']);

/** Directories of PATH that the base image set and that programs are copied to. */
function pathLines(ledger: Ledger, { choice, carried, plan, files }: StageParts): readonly string[] {
  if (choice.kind === 'same' || choice.kind === 'interpreter') return [];
  const { catalog } = ledger;
  const set = carried.settings.join('\n');
  const used = new Set([...files.kept].map((row) => catalog.paths.parent(catalog.node(row))));
  const directories = (environmentValue(ledger.config, 'PATH') ?? '').split(':').filter((directory) => {
    const isNew = /^\/[\w./-]+$/.test(directory) && !USUAL.has(directory) && !set.includes(directory);
    return isNew && used.has(catalog.paths.find(directory));
  });
  return directories.length === 0 || plan.copies.length === 0
    ? []
    : [`ENV PATH=${[...new Set(directories)].join(':')}:$PATH`];
}

/** Own libraries and certificates are made known by the same commands as before. ldconfig(8), update-ca-certificates(8) */
function registeringLines({ catalog }: Ledger, { files, choice, needs }: StageParts): readonly string[] {
  const isKept = (pattern: RegExp) => [...files.kept].some((row) => pattern.test(catalog.path(row)));
  const isTrusted = isKept(/^\/usr\/local\/share\/ca-certificates\//);
  const isLinked =
    needs.loaded.length > 0 || isKept(/^\/usr\/local\/lib\/[^/]+\.so(?:[.\d]*)$|^\/etc\/ld\.so\.conf\.d\//);
  return [
    ...(isLinked && choice.manager === 'apt' ? ['RUN ldconfig'] : []),
    ...(isTrusted && choice.manager !== null ? ['RUN update-ca-certificates'] : []),
  ];
}
