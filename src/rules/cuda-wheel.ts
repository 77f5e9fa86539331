import { renderBytes } from '../ledger/bytes.ts';
import { defineLedgerRule } from './rule.ts';
import { findGpuWheels } from './waste/gpu-wheels.ts';

const UNLESS = 'unless the container runs on a GPU';

/** Whether a container gets a GPU is decided where it is started, so that this is a question rather than a fault. */
export const cudaWheel = defineLedgerRule({
  id: 'cuda-wheel',
  category: 'waste',
  headline: 'Python packages that were built for a GPU',
  severity: 'note',
  since: '0.1.0',
  fix: `Install the builds for CPUs (\`--index-url https://download.pytorch.org/whl/cpu\` for PyTorch) ${UNLESS}`,
  evidence: 'thing',
  looksAt: ['environment'],
  examples: {
    catches: [
      '`torch` 2.3.0+cu121, and `torch` of PyPI with the `nvidia-*-cu12` wheels that it needs',
      '`onnxruntime-gpu`, `cupy-cuda12x`, `jax[cuda12]`, `tensorflow[and-cuda]`',
      'the wheels of NVIDIA’s libraries alone',
    ],
    ignores: [
      '`torch` 2.3.0+cpu',
      'an image whose base has CUDA or such packages',
      'an image that asks for a GPU (`NVIDIA_VISIBLE_DEVICES`)',
    ],
  },
  inspect(ledger) {
    if (ledger.config.env.some((one) => /^(?:NVIDIA_VISIBLE_DEVICES|CUDA_VERSION)=./.test(one))) return [];
    const found = findGpuWheels(ledger);
    if (found === undefined) return [];
    const { lead, libraries, packages, rows, fix } = found;
    const { name: subject, version } = lead;
    const others = `${libraries.count} ${libraries.count === 1 ? 'wheel' : 'wheels'} of NVIDIA’s libraries`;
    const weight = libraries.count === 0 ? '' : `, with ${others} (${renderBytes(libraries.bytes)})`;
    return [
      {
        ...{ subject, version, packages, rows },
        message: `${subject} ${version} for GPUs${weight}`,
        ...(fix !== null && { fix: `${fix} ${UNLESS}` }),
      },
    ];
  },
});
