import type { Ledger } from '../../ledger/ledger.ts';
import type { Package } from '../../packages/package.ts';
import { isOwnPackage } from '../spare/package-origins.ts';
import { addRow } from '../spare/rows-by.ts';

/** A Python package that is built for a GPU, and how the build without is asked for. */
type Framework = {
  readonly name: string;
  /** Whether it is such a build; absent: its name says so. `hasLibraries`: NVIDIA's libraries are installed, too. */
  readonly isForGpu?: (version: string, hasLibraries: boolean) => boolean;
  readonly fix: (version: string) => string;
};

const TORCH_INDEX = 'https://download.pytorch.org/whl/cpu';
/** A local version says what a wheel was built for. PEP 440; `2.3.0+cu121`, `2.3.0+rocm6.0`, `0.4.30+cuda12.cudnn89` */
const GPU_LOCAL = /\+(?:cu\d|cuda|rocm)/;
/** On PyPI the wheels for Linux have no local version; their libraries are packages of their own. */
const bySign = (version: string, hasLibraries: boolean): boolean =>
  version.includes('+') ? GPU_LOCAL.test(version) : hasLibraries;
const instead = (name: string) => () => `Install \`${name}\` instead`;
const released = (version: string): string => version.replace(/\+.*$/, '');

/** Those that bring others first. Installation pages of each project. */
const FRAMEWORKS: readonly Framework[] = [
  {
    name: 'torch',
    isForGpu: bySign,
    fix: (version) =>
      `Install the build for CPUs (\`pip install torch==${released(version)} --index-url ${TORCH_INDEX}\`)`,
  },
  { name: 'tensorflow', isForGpu: (_, hasLibraries) => hasLibraries, fix: instead('tensorflow-cpu') },
  { name: 'jaxlib', isForGpu: (version) => GPU_LOCAL.test(version), fix: instead('jax') },
  { name: 'jax-cuda12-plugin', fix: () => 'Install `jax` without `[cuda12]`' },
  { name: 'jax-cuda13-plugin', fix: () => 'Install `jax` without `[cuda13]`' },
  { name: 'onnxruntime-gpu', fix: instead('onnxruntime') },
  { name: 'paddlepaddle-gpu', fix: instead('paddlepaddle') },
  { name: 'cupy-cuda11x', fix: instead('numpy') },
  { name: 'cupy-cuda12x', fix: instead('numpy') },
  { name: 'cupy-cuda13x', fix: instead('numpy') },
  { name: 'faiss-gpu', fix: instead('faiss-cpu') },
  { name: 'faiss-gpu-cu12', fix: instead('faiss-cpu') },
  { name: 'xgboost', isForGpu: (_, hasLibraries) => hasLibraries, fix: instead('xgboost-cpu') },
];

/** NVIDIA's libraries as wheels; since CUDA 13 without a number. */
const LIBRARY =
  /^nvidia-(?:cublas|cuda-[a-z]+|cudnn|cufft|cufile|curand|cusolver|cusparse|cusparselt|nccl|nvjitlink|nvshmem|nvtx)(?:-cu\d+)?$/;
/** Compiles for GPUs what torch runs; nothing else needs it. */
const COMPANIONS: ReadonlySet<string> = new Set([
  'triton',
  'pytorch-triton',
  'jax-cuda12-pjrt',
  'jax-cuda13-pjrt',
]);

/** What own instructions installed for a GPU. Numbers index `ledger.packages`: the frameworks first. */
export type GpuWheels = {
  readonly lead: Package;
  readonly fix: string | null;
  readonly packages: readonly number[];
  /** Visible rows of all of them, ascending. */
  readonly rows: readonly number[];
  /** Of NVIDIA's libraries alone. */
  readonly libraries: { readonly count: number; readonly bytes: number };
};

/** Undefined where there are none, and where the base image is made for a GPU. */
export function findGpuWheels(ledger: Ledger): GpuWheels | undefined {
  const own = ledger.packages.flatMap((pkg, index) => (isOwnWheel(ledger, index) ? [{ pkg, index }] : []));
  const libraries = own.filter(({ pkg }) => LIBRARY.test(pkg.name));
  const frameworks = FRAMEWORKS.flatMap((framework) =>
    own
      .filter(
        ({ pkg: { name, version } }) =>
          name === framework.name && isGpuBuild(framework, version, libraries.length > 0),
      )
      .map((found) => ({ ...found, fix: framework.fix(found.pkg.version) })),
  );
  const [lead] = [...frameworks, ...libraries.map((found) => ({ ...found, fix: null }))];
  if (lead === undefined) return undefined;
  const companions = own.filter(({ pkg }) => COMPANIONS.has(pkg.name));
  const packages = [...new Set([lead, ...frameworks, ...libraries, ...companions].map(({ index }) => index))];
  const rows = rowsOf(ledger, packages);
  const bytes = libraries
    .flatMap(({ index }) => rows.get(index) ?? [])
    .map((row) => ledger.catalog.bytes(row));
  return {
    ...{ lead: lead.pkg, fix: lead.fix, packages },
    rows: [...rows.values()].flat().sort((a, b) => a - b),
    libraries: { count: libraries.length, bytes: bytes.reduce((sum, each) => sum + each, 0) },
  };
}

function isOwnWheel(ledger: Ledger, index: number): boolean {
  return ledger.packages[index]?.type === 'pypi' && ledger.isInstalled(index) && isOwnPackage(ledger, index);
}

function isGpuBuild({ isForGpu }: Framework, version: string, hasLibraries: boolean): boolean {
  return isForGpu === undefined || isForGpu(version, hasLibraries);
}

function rowsOf(ledger: Ledger, packages: readonly number[]): ReadonlyMap<number, readonly number[]> {
  const { catalog } = ledger;
  const wanted = new Set(packages);
  const rows = new Map<number, number[]>();
  for (let row = 0; row < catalog.rowCount; row += 1) {
    const owner = ledger.ownerIndex(row);
    if (wanted.has(owner) && catalog.isVisible(row) && catalog.type(row) !== 'directory')
      addRow(rows, owner, row);
  }
  return rows;
}
