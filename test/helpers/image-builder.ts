import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { createLayerReader } from '../../src/files/read-layer.ts';
import type { RequiredContent, LayerTable } from '../../src/files/table/layer-table.ts';
import { createPathTable, type PathTable } from '../../src/files/table/path-table.ts';
import type { Image } from '../../src/image/image.ts';
import { layerHistory, parseImageConfig } from '../../src/image/manifest.ts';
import { parseDigest, type Digest } from '../../src/digest.ts';
import { entry, tar } from './tar-builder.ts';

/** What stands at a path: text or bytes of a regular file, or something else. Modes default to 0644 and 0755. */
export type FileInput =
  | string
  | Uint8Array
  | {
      readonly content: string | Uint8Array;
      readonly mode?: number;
      readonly owner?: readonly [uid: number, gid: number];
    }
  | { readonly symlink: string }
  | { readonly hardlink: string }
  | {
      readonly directory: true;
      readonly mode?: number;
      readonly owner?: readonly [uid: number, gid: number];
    }
  | { readonly fifo: true; readonly mode?: number }
  | { readonly device: 'character' | 'block'; readonly mode?: number };

/** Absolute path to what stands there, in the order of the tar. */
export type FileInputs = Readonly<Record<string, FileInput>>;

/** One layer as its uncompressed tar. */
export type LayerInput = { readonly tar: Uint8Array };

/** What the image config says beyond the layers; `history` as in the config's JSON. */
export type ConfigInput = {
  readonly platform?: { readonly os: string; readonly architecture: string; readonly variant?: string };
  readonly user?: string;
  readonly workingDir?: string;
  readonly env?: readonly string[];
  readonly entrypoint?: readonly string[];
  readonly cmd?: readonly string[];
  readonly healthcheck?: readonly string[];
  readonly labels?: Readonly<Record<string, string>>;
  readonly volumes?: readonly string[];
  /** Further fields of `config`, as engines spell them. */
  readonly others?: Readonly<Record<string, unknown>>;
  readonly history?: readonly {
    readonly created_by?: string;
    readonly comment?: string;
    readonly created?: string;
    readonly empty_layer?: boolean;
  }[];
};

export const NOTHING_REQUIRED: RequiredContent = { wantsContent: () => false, gitBlobSizes: new Set() };

/**
 * A layer: `layer({ '/etc/passwd': 'root' }, whiteout('/tmp/x'))`. Directories above a path are listed before it,
 * mode 0755, as the engines do.
 */
export function layer(...parts: readonly FileInputs[]): LayerInput {
  const seen = new Set<string>(['/']);
  const modes = new Map<string, number>();
  const entries: Uint8Array[] = [];
  for (const [path, input] of parts.flatMap((part) => Object.entries(part))) {
    for (const parent of parentsOf(path)) {
      if (seen.has(parent)) continue;
      seen.add(parent);
      entries.push(encode(parent, { directory: true }, 0o755));
    }
    seen.add(path);
    modes.set(path, modeOf(input, modes));
    entries.push(encode(path, input, modeOf(input, modes)));
  }
  return { tar: tar(...entries) };
}

/** A layer of entries that were encoded one by one: for what `layer` cannot say. */
export function rawLayer(...entries: readonly Uint8Array[]): LayerInput {
  return { tar: tar(...entries) };
}

/** Removes a path of lower layers. */
export function whiteout(path: string): FileInputs {
  const cut = path.lastIndexOf('/') + 1;
  return { [`${path.slice(0, cut)}.wh.${path.slice(cut)}`]: '' };
}

/** Hides what lower layers have in a directory. */
export function opaque(directory: string): FileInputs {
  return { [`${directory === '/' ? '' : directory}/.wh..wh..opq`]: '' };
}

/** The layers' tables in one path table, read by the real reader. */
export function buildTables(
  layers: readonly LayerInput[],
  required: RequiredContent = NOTHING_REQUIRED,
  paths: PathTable = createPathTable(),
): LayerTable[] {
  return layers.map((input, ordinal) => {
    const reader = createLayerReader({ paths, required, what: `layer ${ordinal}` });
    reader.push(input.tar);
    return reader.finish(digestOf(input.tar));
  });
}

/** The layers as an image, wholly read. `paths`: for two images that are compared. */
export function image(
  layers: readonly LayerInput[],
  config: ConfigInput = {},
  options: {
    readonly required?: RequiredContent;
    readonly paths?: PathTable;
    readonly reference?: string;
  } = {},
): Image {
  const tables = buildTables(layers, options.required, options.paths);
  const json = configJson(layers, config);
  const parsed = parseImageConfig(json, 'config');
  const history = layerHistory(parsed);
  return {
    reference: options.reference ?? 'example:latest',
    imageID: digestOf(json),
    platform: parsed.platform,
    config: parsed,
    layers: tables.map((table, ordinal) => {
      const own = history[ordinal];
      return {
        ordinal,
        diffID: table.diffID,
        digest: digestOf(gzipSync(layers[ordinal]!.tar)),
        ...(own === undefined ? {} : { history: own }),
        table,
        transferBytes: gzipSync(layers[ordinal]!.tar).length,
        transferEstimated: false,
      };
    }),
  };
}

/** The image config's JSON; without `history`, one entry per layer. */
export function configJson(layers: readonly LayerInput[], config: ConfigInput = {}): Uint8Array {
  const platform = config.platform ?? { os: 'linux', architecture: 'amd64' };
  return Buffer.from(
    JSON.stringify({
      ...platform,
      config: {
        User: config.user ?? '',
        WorkingDir: config.workingDir ?? '',
        Env: config.env ?? null,
        Entrypoint: config.entrypoint ?? null,
        Cmd: config.cmd ?? null,
        Labels: config.labels ?? null,
        ...(config.healthcheck && { Healthcheck: { Test: config.healthcheck } }),
        ...(config.volumes && { Volumes: Object.fromEntries(config.volumes.map((path) => [path, {}])) }),
        ...config.others,
      },
      rootfs: { type: 'layers', diff_ids: layers.map((input) => digestOf(input.tar)) },
      history:
        config.history ?? layers.map((_, ordinal) => ({ created_by: `COPY layer${ordinal} / # buildkit` })),
    }),
  );
}

export function digestOf(bytes: Uint8Array): Digest {
  return parseDigest(`sha256:${createHash('sha256').update(bytes).digest('hex')}`, 'test');
}

function parentsOf(path: string): readonly string[] {
  const names = path.split('/').slice(1, -1);
  return names.map((_, index) => `/${names.slice(0, index + 1).join('/')}`);
}

/** A hard link carries the mode of the file that it is a name of, as in real layers; programs and scripts can be executed. */
function modeOf(input: FileInput, modes: ReadonlyMap<string, number>): number {
  if (typeof input === 'string' || input instanceof Uint8Array) return isStarted(input) ? 0o755 : 0o644;
  if ('hardlink' in input) return modes.get(`/${input.hardlink.replace(/^\/+/, '')}`) ?? 0o644;
  if ('symlink' in input) return 0o777;
  return input.mode ?? ('directory' in input ? 0o755 : 'device' in input ? 0o600 : 0o644);
}

function isStarted(content: string | Uint8Array): boolean {
  const head = Buffer.from(content.slice(0, 4)).toString('latin1');
  return head.startsWith('#!') || head === '\x7fELF';
}

function encode(path: string, input: FileInput, mode: number): Uint8Array {
  const name = path.replace(/^\/+/, '');
  if (typeof input === 'string' || input instanceof Uint8Array)
    return entry({ path: name, content: input, mode });
  if ('content' in input) return entry({ ...input, path: name, mode });
  if ('symlink' in input) return entry({ path: name, type: '2', linkTarget: input.symlink, mode });
  if ('hardlink' in input)
    return entry({ path: name, type: '1', linkTarget: input.hardlink.replace(/^\/+/, ''), mode });
  if ('directory' in input) return entry({ ...input, path: `${name}/`, type: '5', mode });
  if ('fifo' in input) return entry({ path: name, type: '6', mode });
  return entry({ path: name, type: input.device === 'block' ? '4' : '3', mode, device: [1, 3] });
}
