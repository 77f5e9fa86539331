import { MIB } from './database.ts';
import type { DatabaseFile, PackageDatabase, Registration } from './database.ts';
import { parseObject, toTexts } from './json.ts';
import { isPackageWord, toPurl } from './purl.ts';

const RECORD = /^(.*)\/conda-meta\/[^/]+-[^/]+-[^/]+\.json$/;

/** Packages that conda, mamba or micromamba linked into an environment. https://docs.conda.io/projects/conda/en/latest/dev-guide/api/conda/models/records/ */
export const conda: PackageDatabase = {
  name: 'Conda',
  type: 'conda',
  kind: 'language',
  files: [{ end: '.json', pattern: RECORD, maxBytes: 16 * MIB }],
  open: () => ({ read: (files) => ({ registrations: files.flatMap(toRegistration) }) }),
};

function toRegistration({ path, text }: DatabaseFile): readonly Registration[] {
  const environment = RECORD.exec(path)?.[1];
  const entry = parseCondaRecord(text);
  if (environment === undefined || entry === undefined) return [];
  const { name, version, depends, files, isRequested } = entry;
  return [
    {
      package: {
        type: 'conda',
        name,
        version,
        depends,
        purl: toPurl({ type: 'conda', name, version }),
        isRequested,
      },
      files: [path, ...files.map((file) => `${environment}/${file}`)],
    },
  ];
}

/** One installed package. `files` are relative to the environment. */
export type CondaEntry = {
  readonly name: string;
  readonly version: string;
  readonly depends: readonly string[];
  readonly files: readonly string[];
  readonly isRequested: boolean;
};

/** Package of a record in `conda-meta`; undefined for what is none. */
export function parseCondaRecord(text: string): CondaEntry | undefined {
  const { name, version, depends, files, requested_spec: asked } = parseObject(text);
  if (typeof name !== 'string' || typeof version !== 'string') return undefined;
  if (!isPackageWord(name) || !isPackageWord(version)) return undefined;
  // A dependency is a name, then versions: `python >=3.9,<3.10.0a0`. Those with two underscores are the machine's.
  const needed = toTexts(depends).map((text) => text.split(/[ <>=!~[]/, 1)[0] ?? '');
  return {
    name,
    version,
    depends: [...new Set(needed)].filter((one) => isPackageWord(one) && !one.startsWith('__')),
    files: toTexts(files),
    isRequested: typeof asked === 'string' && !/^(?:None)?$/.test(asked),
  };
}
