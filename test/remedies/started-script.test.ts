import { describe, expect, test } from '@jest/globals';
import { fixed } from './remedy-bench.ts';

describe('what the container starts', () => {
  const STARTED = { rule: 'missing-interpreter', subject: '/start.sh' } as const;
  const script = (text: string, mode: number) => [{ path: '/start.sh', text, mode }];

  test.each([
    [
      'gets its mode at the end of the `RUN` that writes it',
      'RUN echo > /start.sh\nCMD ["/start.sh"]',
      script('#!/bin/sh\n', 0o644),
      'RUN echo > /start.sh && chmod +x /start.sh\nCMD ["/start.sh"]',
    ],
    [
      'is changed as root, and what follows keeps its user',
      'USER app\nCOPY start.sh /\nCMD ["/start.sh"]',
      script('#!/bin/sh\r\n', 0o755),
      'USER app\nCOPY start.sh /\nUSER root\nRUN sed -i -e \'s/\\r$//\' /start.sh\nUSER app\nCMD ["/start.sh"]',
    ],
    [
      'gets all that it lacks at once',
      'COPY --chmod=644 start.sh /\nCMD ["/start.sh"]',
      script('echo\r\n', 0o644),
      "COPY --chmod=644 start.sh /\nCOPY --chmod=755 start.sh /start.sh\nRUN sed -i -e 's/\\r$//' -e '1i #!/bin/sh' /start.sh\nCMD [\"/start.sh\"]",
    ],
    [
      'is freed of a byte order mark',
      'COPY start.sh /\nCMD ["/start.sh"]',
      script('\uFEFF#!/bin/sh\n', 0o755),
      'COPY start.sh /\nRUN sed -i -e \'1s/^\\xEF\\xBB\\xBF//\' /start.sh\nCMD ["/start.sh"]',
    ],
  ])('%s', (_title, before, left, after) => {
    const line = before.startsWith('USER') ? 3 : 2;
    expect(fixed({ ...STARTED, before: `FROM debian\n${before}\n`, leaves: { [line]: left } })).toEqual([
      `FROM debian\n${after}\n`,
    ]);
  });

  test('is left alone where a pattern brings it together with others', () => {
    const before = 'FROM debian\nCOPY * /\nCMD ["/start.sh"]\n';
    const leaves = { 2: [...script('#!/bin/sh\n', 0o644), '/other'] };
    expect(fixed({ ...STARTED, before, leaves })).toEqual([]);
  });
});
