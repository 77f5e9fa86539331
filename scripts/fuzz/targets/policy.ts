import { parsePolicy } from '../../../src/policy/parse-policy.ts';
import { refusing } from '../target.ts';

export function seeds(): readonly Uint8Array[] {
  return [
    'version: 1\nfail-on: any\ninherited: fail\nrules:\n  build-tool: error\nbudgets:\n  - size: content\n    max: 250 MB\n  - { size: rootfs, path: /usr/**, max-growth: { bytes: 1 kB, percent: 5 } }\nallow:\n  - rule: build-tool\n    subject: GNU Make\n    reason: x\n    expires: 2030-01-01\nimages:\n  - name: a\n    dockerfile: Dockerfile\n    build-args: { A: 1 }\n',
    'a: &a [1]\nb: *a\n? c\n: |\n  text\n',
  ].map((text) => Buffer.from(text));
}

/** A policy is taken, or refused with its mistakes. */
export function fuzz(data: Uint8Array): void {
  refusing(() => parsePolicy(Buffer.from(data).toString(), 'policy.yml'));
}
