import { describe, expect, test } from '@jest/globals';
import { cudaWheel } from '../../src/rules/cuda-wheel.ts';
import { layer, type FileInputs } from '../helpers/image-builder.ts';
import { ledgerOf, type ImageInput } from './rule-bench.ts';

const SITE = '/usr/lib/python3.11/site-packages';

/** A wheel as pip installs it, with one file of so many bytes. */
function wheel(name: string, version: string, bytes = 10): FileInputs {
  const folder = name.replaceAll('-', '_');
  const info = `${folder}-${version}.dist-info`;
  return {
    [`${SITE}/${info}/METADATA`]: `Name: ${name}\nVersion: ${version}\n`,
    [`${SITE}/${info}/RECORD`]: `${folder}/lib.so,,\n${info}/METADATA,,\n${info}/RECORD,,\n`,
    [`${SITE}/${folder}/lib.so`]: 'x'.repeat(bytes),
  };
}

const found = (image: ImageInput) => {
  const ledger = ledgerOf(image);
  return cudaWheel.inspect(ledger).map(({ message, fix, packages = [], rows }) => ({
    ...{ message, fix },
    names: packages.map((index) => ledger.packages[index]?.name),
    bytes: rows.reduce((sum, row) => sum + ledger.catalog.bytes(row), 0),
  }));
};
const installed = (...wheels: readonly FileInputs[]) => found({ own: wheels.map((files) => layer(files)) });

const NUMPY = wheel('numpy', '1.26.4', 5000);
const CUBLAS = wheel('nvidia-cublas-cu12', '12.1.3.1', 400_000);
const CUDNN = wheel('nvidia-cudnn-cu12', '8.9.2.26', 600_000);
const TORCH_FIX =
  'Install the build for CPUs (`pip install torch==2.3.0 --index-url https://download.pytorch.org/whl/cpu`) unless the container runs on a GPU';

describe('cuda-wheel', () => {
  test('torch of PyPI with what NVIDIA’s libraries weigh together, and its compiler', () => {
    const [only, ...others] = installed(
      { ...NUMPY, ...CUDNN, ...CUBLAS },
      { ...wheel('torch', '2.3.0', 700_000), ...wheel('triton', '2.3.0', 100) },
    );
    expect(others).toEqual([]);
    expect(only).toMatchObject({
      message: 'torch 2.3.0 for GPUs, with 2 wheels of NVIDIA’s libraries (1.0 MB)',
      fix: TORCH_FIX,
      names: ['torch', 'nvidia-cudnn-cu12', 'nvidia-cublas-cu12', 'triton'],
    });
    expect(only?.bytes).toBeGreaterThan(1_700_100);
    expect(only?.bytes).toBeLessThan(1_702_000);
  });

  test.each<[string, FileInputs, string, string]>([
    ['by its version', wheel('torch', '2.3.0+cu121'), 'torch 2.3.0+cu121 for GPUs', TORCH_FIX],
    ['for AMD', wheel('torch', '2.3.0+rocm6.0'), 'torch 2.3.0+rocm6.0 for GPUs', TORCH_FIX],
    [
      'by its name',
      wheel('onnxruntime-gpu', '1.18.0'),
      'onnxruntime-gpu 1.18.0 for GPUs',
      'Install `onnxruntime` instead',
    ],
    [
      'TensorFlow with CUDA',
      { ...wheel('tensorflow', '2.16.1'), ...CUBLAS },
      'tensorflow 2.16.1 for GPUs, with 1 wheel of NVIDIA’s libraries (400.2 kB)',
      'Install `tensorflow-cpu` instead',
    ],
    [
      'the libraries alone, as CUDA 13 names them',
      wheel('nvidia-cuda-runtime', '13.0.48', 2000),
      'nvidia-cuda-runtime 13.0.48 for GPUs, with 1 wheel of NVIDIA’s libraries (2.',
      'undefined',
    ],
  ])('%s', (_, files, message, fix) => {
    const [only] = installed(files);
    expect(only?.message).toContain(message);
    expect(String(only?.fix)).toContain(fix);
  });

  test.each<[string, ImageInput]>([
    ['the build for CPUs', { own: [layer({ ...wheel('torch', '2.3.0+cpu'), ...NUMPY })] }],
    ['torch of PyPI without any library, as for Arm', { own: [layer(wheel('torch', '2.3.0'))] }],
    ['what reads a GPU’s state', { own: [layer(wheel('nvidia-ml-py', '12.535.161'))] }],
    ['what the base image brought', { base: [layer({ ...wheel('torch', '2.3.0'), ...CUBLAS })], own: [] }],
    [
      'an image that asks for a GPU',
      {
        own: [layer({ ...wheel('torch', '2.3.0'), ...CUBLAS })],
        config: { env: ['NVIDIA_VISIBLE_DEVICES=all'] },
      },
    ],
  ])('%s is silent', (_, image) => {
    expect(found(image)).toEqual([]);
  });
});
