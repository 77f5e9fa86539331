import { splitProposals } from './final-stage/split-proposals.ts';
import { defineRemedy } from './remedy.ts';

/** What tells that a base image is of Debian. */
const DEBIAN = [
  { path: '/etc/os-release', text: 'ID=debian\nVERSION_CODENAME=bookworm\n' },
  {
    path: '/var/lib/dpkg/status',
    text: 'Package: dash\nStatus: install ok installed\nArchitecture: amd64\nVersion: 0.5\n',
  },
];

/** An image that builds becomes the stage that builds. */
export const runtimeStage = defineRemedy({
  id: 'runtime-stage',
  rules: ['sdk-base'],
  headline: 'Start the final stage from a runtime image, and copy what it runs from the stage that builds',
  propose: (diagnosis) => splitProposals(diagnosis, true),
  examples: [
    {
      rule: 'sdk-base',
      subject: 'SDK base image (Go)',
      before:
        'FROM golang:1.24\nWORKDIR /app\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /server .\nEXPOSE 8080\nCMD ["/server"]\n',
      base: ['/usr/local/go/pkg/tool/linux_amd64/compile', ...DEBIAN],
      leaves: {
        3: ['/app/templates/page.html'],
        4: ['/root/.cache/go-build/*', { path: '/server', program: {} }],
      },
      after:
        'FROM golang:1.24 AS build\nWORKDIR /app\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /server .\n\nFROM gcr.io/distroless/static-debian12\nWORKDIR /app\nCOPY --from=build /app/templates/page.html /app/templates/page.html\nCOPY --from=build /server /server\nEXPOSE 8080\nCMD ["/server"]\n',
    },
    {
      rule: 'sdk-base',
      subject: 'SDK base image (C/C++)',
      before:
        'FROM python:3.11\nWORKDIR /app\nCOPY requirements.txt .\nRUN pip install -r requirements.txt\nCOPY . .\nCMD ["python", "app.py"]\n',
      base: [
        ...['/usr/bin/gcc', '/usr/lib/gcc/x86_64-linux-gnu/12/cc1', ...DEBIAN],
        ...[
          {
            path: '/usr/local/bin/python',
            program: { interpreter: '/lib64/ld-linux-x86-64.so.2', needed: ['libc.so.6'] },
          },
          '/usr/lib/x86_64-linux-gnu/libc.so.6',
        ],
        ...['/usr/local/lib/python3.11/site-packages/pip/__init__.py'],
      ],
      leaves: {
        4: ['/usr/local/lib/python3.11/site-packages/flask/app.py', '/root/.cache/pip/http/*'],
        5: ['/app/app.py'],
      },
      after:
        'FROM python:3.11 AS build\nWORKDIR /app\nCOPY requirements.txt .\nRUN pip install --prefix=/install -r requirements.txt\nCOPY . .\n\nFROM python:3.11-slim\nCOPY --from=build /install /usr/local\nWORKDIR /app\nCOPY --from=build /app/app.py /app/app.py\nCMD ["python", "app.py"]\n',
    },
  ],
});
