import { createHash } from 'node:crypto';
import { recordedInstruction } from '../dockerfile/history.ts';
import type { LayerOrigin } from '../dockerfile/instruction.ts';
import type { HistoryEntry, ImageConfig } from '../image/image.ts';
import type { Ledger } from './ledger.ts';

/** The parts of an image's configuration that rules look at. OCI image-spec, config.md. */
export const CONFIG_PARTS = [
  'environment',
  'labels',
  'user',
  'entrypoint',
  'command',
  'working-directory',
  'healthcheck',
  'volumes',
  'history',
  'build-arguments',
] as const;
export type ConfigPart = (typeof CONFIG_PARTS)[number];

/** One field of an image's configuration. */
export type ConfigField = {
  readonly part: ConfigPart;
  /** Where it is, as reports write it: `config.Env.PATH`, `config.Entrypoint[0]`, `history[3]`. */
  readonly path: string;
  /** The same for the same field of another build, where instructions above it came or went. */
  readonly key: string;
  readonly value: string;
  /** What set it, as far as the history tells. */
  readonly origin: LayerOrigin;
};

/** A field without what stands in it, which may be a secret: this much is kept of it in findings. */
export type FieldRef = Omit<ConfigField, 'value'>;

/** A field before anybody knows what set it. `setBy`: index of the entry that did; -1: none says so. */
type Draft = Omit<ConfigField, 'origin'> & { readonly setBy: number };

const UNKNOWN: LayerOrigin = { kind: 'unknown', reason: 'no history entry sets it' };

/** The fields of some parts of the configuration, in the order of CONFIG_PARTS and of the configuration. */
export function configFields(
  { config, historyOrigins }: Pick<Ledger, 'config' | 'historyOrigins'>,
  parts: readonly ConfigPart[],
): readonly ConfigField[] {
  return CONFIG_PARTS.filter((part) => parts.includes(part)).flatMap((part) =>
    READERS[part](config).map(({ setBy, ...field }) => ({
      ...field,
      origin: historyOrigins[setBy] ?? UNKNOWN,
    })),
  );
}

const READERS: Readonly<Record<ConfigPart, (config: ImageConfig) => readonly Draft[]>> = {
  environment: ({ env, history }) =>
    env.map((text) => {
      const { name, value } = split(text);
      return named('environment', { holder: 'Env', name, value }, lastSetting(history, 'ENV', name));
    }),
  labels: ({ labels, history }) =>
    Object.entries(labels).map(([name, value]) =>
      named('labels', { holder: 'Labels', name, value }, lastSetting(history, 'LABEL', name)),
    ),
  user: ({ user, history }) => single('user', { holder: 'User', value: user }, lastOf(history, 'USER')),
  entrypoint: ({ entrypoint, history }) =>
    listed('entrypoint', { holder: 'Entrypoint', values: entrypoint }, lastOf(history, 'ENTRYPOINT')),
  command: ({ cmd, history }) => listed('command', { holder: 'Cmd', values: cmd }, lastOf(history, 'CMD')),
  'working-directory': ({ workingDir, history }) =>
    single('working-directory', { holder: 'WorkingDir', value: workingDir }, lastOf(history, 'WORKDIR')),
  healthcheck: ({ healthcheck = [], history }) =>
    listed(
      'healthcheck',
      { holder: 'Healthcheck.Test', values: healthcheck },
      lastOf(history, 'HEALTHCHECK'),
    ),
  volumes: ({ volumes = [], history }) =>
    listed('volumes', { holder: 'Volumes', values: volumes }, lastOf(history, 'VOLUME')),
  history: ({ history }) =>
    history.map(({ createdBy = '' }, index) => ({
      ...{ part: 'history', path: `history[${index}]`, value: createdBy, setBy: index },
      key: `history ${createHash('sha256').update(createdBy).digest('hex')}`,
    })),
  'build-arguments': ({ history }) => history.flatMap(argumentsOf),
};

type Named = { readonly holder: string; readonly name: string; readonly value: string };

function named(part: ConfigPart, { holder, name, value }: Named, setBy: number): Draft {
  return { part, path: `config.${holder}${memberOf(name)}`, key: `${part} ${name}`, value, setBy };
}

function single(
  part: ConfigPart,
  { holder, value }: { readonly holder: string; readonly value: string | undefined },
  setBy: number,
): readonly Draft[] {
  return value === undefined ? [] : [{ part, path: `config.${holder}`, key: part, value, setBy }];
}

function listed(
  part: ConfigPart,
  { holder, values }: { readonly holder: string; readonly values: readonly string[] },
  setBy: number,
): readonly Draft[] {
  return values.map((value, index) => ({
    ...{ part, path: `config.${holder}[${index}]`, key: `${part} ${index}`, value, setBy },
  }));
}

/** As a path of JSON is usually written: what is no plain name stands in brackets. */
function memberOf(name: string): string {
  return /^\w+$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
}

/** Build arguments that builders write into the history: an `ARG` with a value, and those in front of a `RUN`'s shell. */
function argumentsOf(entry: HistoryEntry, index: number): readonly Draft[] {
  const { keyword, text } = recordedInstruction(entry);
  return settingsOf(keyword, text).map((setting) => {
    const { name, value } = split(setting);
    const path = `history[${index}].args${memberOf(name)}`;
    return { part: 'build-arguments', path, key: `build-arguments ${name}`, value, setBy: index };
  });
}

const ARGUMENTS = /^\|(\d{1,3}) (.*)$/;
/** Between arguments; a value may hold blanks. */
const NEXT = / (?=[A-Za-z_]\w*=)/;

function settingsOf(keyword: string, text: string): readonly string[] {
  if (keyword === 'ARG') return text.includes('=') ? text.split(NEXT) : [];
  const [, count = '0', rest = ''] = keyword === 'RUN' ? (ARGUMENTS.exec(text) ?? []) : [];
  const pieces = rest.split(NEXT).slice(0, Number(count));
  // After the last of them stands the shell.
  return pieces.map((piece, index) =>
    index === Number(count) - 1 ? piece.replace(/ \/\S+ -\S+ .*$/, '') : piece,
  );
}

function split(text: string): { readonly name: string; readonly value: string } {
  const cut = text.indexOf('=');
  return cut < 0 ? { name: text, value: '' } : { name: text.slice(0, cut), value: text.slice(cut + 1) };
}

function lastOf(history: readonly HistoryEntry[], keyword: string): number {
  return history.findLastIndex((entry) => recordedInstruction(entry).keyword === keyword);
}

function lastSetting(history: readonly HistoryEntry[], keyword: string, name: string): number {
  return history.findLastIndex((entry) => {
    const recorded = recordedInstruction(entry);
    return recorded.keyword === keyword && ` ${recorded.text}`.includes(` ${name}=`);
  });
}
