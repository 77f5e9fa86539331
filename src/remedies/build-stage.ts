import { splitProposals } from './final-stage/split-proposals.ts';
import { defineRemedy } from './remedy.ts';

/** Tools that the final stage itself installs move to a stage before it. */
export const buildStage = defineRemedy({
  id: 'build-stage',
  rules: [
    ...(['c-toolchain', 'go-toolchain', 'rust-toolchain', 'jdk', 'jvm-build-tool', 'dotnet-sdk'] as const),
    ...([
      'python-build-tool',
      'ruby-build-tool',
      'php-build-tool',
      'node-bundler',
      'code-generator',
    ] as const),
    ...(['other-toolchain', 'packaging-tool', 'dev-package', 'header', 'static-library'] as const),
    ...(['source-file', 'build-cache'] as const),
  ],
  headline: 'Build in a stage of its own, and copy what it makes to a final stage on the same base image',
  propose: (diagnosis) => {
    const isOnKit = diagnosis.findings.some(({ ruleId }) => ruleId === 'sdk-base');
    return isOnKit || diagnosis.finding.inherited ? [] : splitProposals(diagnosis, false);
  },
  examples: [
    {
      rule: 'c-toolchain',
      subject: 'gcc',
      before:
        'FROM debian:12\nRUN apt-get update && apt-get install -y gcc\nCOPY . /src\nRUN make -C /src && cp /src/server /usr/local/bin/\nUSER 1000\nCMD ["server"]\n',
      base: ['/usr/bin/env', '/usr/lib/os-release'],
      leaves: {
        2: ['/usr/lib/gcc/x86_64-linux-gnu/12/cc1'],
        4: [
          {
            path: '/usr/local/bin/server',
            program: { interpreter: '/lib64/ld-linux-x86-64.so.2', needed: ['libc.so.6'] },
          },
        ],
      },
      after:
        'FROM debian:12 AS build\nRUN apt-get update && apt-get install -y gcc\nCOPY . /src\nRUN make -C /src && cp /src/server /usr/local/bin/\n\nFROM debian:12\nCOPY --from=build /usr/local/bin/server /usr/local/bin/server\nUSER 1000\nCMD ["server"]\n',
    },
  ],
});
