import type { ImageConfig } from '../image/image.ts';
import type { Ledger } from '../ledger/ledger.ts';

/** What a container takes from the configuration; how the image was built is not part of it. */
type RunConfig = Omit<ImageConfig, 'diffIDs' | 'history'>;

export type ComparedConfig = {
  /** What base images set is not compared. */
  readonly movesBase: boolean;
  /** Fields that are meant to change. */
  readonly meant: ReadonlySet<keyof ImageConfig>;
};

/** The field in which the configurations of two images differ; undefined: in none. */
export function differingField(before: Ledger, after: Ledger, compared: ComparedConfig): string | undefined {
  const toConfig = compared.movesBase ? withoutBase : toRunConfig;
  const [one, other] = [toConfig(before, after), toConfig(after, before)];
  const names = new Set([...Object.keys(one), ...Object.keys(other)]) as Set<keyof RunConfig>;
  return [...names].find(
    (name) => !compared.meant.has(name) && JSON.stringify(one[name]) !== JSON.stringify(other[name]),
  );
}

function toRunConfig({ config }: Ledger): Partial<RunConfig> {
  const { diffIDs: _diffIDs, history: _history, argsEscaped, ...others } = config;
  // Only Windows does anything with it.
  return config.platform.os === 'windows' && argsEscaped === true ? { ...others, argsEscaped } : others;
}

/**
 * Variables that only one of the base images sets, and PATH, are left out: that the programs are found is a check of its own. So
 * is a start that both leave to their base images, and labels of these. Root is root, by name, number or silence.
 */
function withoutBase(own: Ledger, other: Ledger): Partial<RunConfig> {
  const { config } = own;
  const isLeftToBase = own.start.ENTRYPOINT === undefined && other.start.ENTRYPOINT === undefined;
  return {
    ...toRunConfig(own),
    env: config.env.filter((entry) => isShared(entry, own, other)).toSorted(),
    entrypoint: isLeftToBase ? [] : config.entrypoint,
    workingDir: config.workingDir || '/',
    user: userOf(config),
    labels: ownLabels(own),
  };
}

function userOf({ user = '' }: ImageConfig): string {
  return /^(?:root|0)?(?::(?:root|0))?$/.test(user) ? '' : user;
}

function isShared(entry: string, own: Ledger, other: Ledger): boolean {
  const name = entry.split('=', 1)[0] ?? '';
  if (name === 'PATH') return false;
  return isSetByInstruction(own, 'ENV', name) || isSetByInstruction(other, 'ENV', name);
}

function ownLabels(own: Ledger): Readonly<Record<string, string>> {
  const entries = Object.entries(own.config.labels).filter(([name]) =>
    isSetByInstruction(own, 'LABEL', name),
  );
  return Object.fromEntries(entries.toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

/** Whether an instruction of the built stage, or of one that it starts from, may set it: its name is among the words. */
function isSetByInstruction({ buildSteps }: Ledger, keyword: string, name: string): boolean {
  return (buildSteps?.steps ?? []).some(
    ({ ref, source }) => ref.keyword === keyword && source.rest.includes(name),
  );
}
