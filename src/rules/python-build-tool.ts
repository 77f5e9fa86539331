import { defineToolRule } from './tool/tool-rule.ts';

export const pythonBuildTool = defineToolRule({
  id: 'python-build-tool',
  headline: 'Python package manager or build backend that the image itself adds',
  fix: 'Install into a virtual environment in an earlier stage and copy only that onto the same base image',
  examples: {
    catches: [
      'Poetry, uv, PDM, Pipenv, Hatch, Cython that the final stage installs',
      'a `uv` program that `COPY --from` brought',
      'the package `python3-pip`',
    ],
    ignores: ['pip and setuptools that came with a Python base image'],
  },
});
