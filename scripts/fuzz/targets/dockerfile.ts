import { attributeLayers } from '../../../src/dockerfile/attribute.ts';
import { parseInlineAllows } from '../../../src/policy/inline-allow.ts';
import { finalStage } from '../../../src/dockerfile/final-stage.ts';
import { parseDockerfile } from '../../../src/dockerfile/stages.ts';
import { isDigest, type Digest } from '../../../src/digest.ts';
import { expectSame, refusing } from '../target.ts';

const DIFF_IDS = [0, 1, 2, 3].flatMap((digit): readonly Digest[] => {
  const text = `sha256:${String(digit).repeat(64)}`;
  return isDigest(text) ? [text] : [];
});

export function seeds(): readonly Uint8Array[] {
  return [
    '# syntax=docker/dockerfile:1\nARG V=1\nFROM alpine:${V:-3} AS base\nRUN a \\\n  b\nFROM base\nCOPY --from=base --chown=1 /a /b\n\0RUN /bin/sh -c a b # buildkit\nCOPY /a /b # buildkit',
    '# escape=`\nFROM x\nRUN <<EOF\na\nEOF\nONBUILD RUN y\n# final-stage allow=build-tool reason="x" until=2030-01-01\nADD ["a b", "/c"]\n\0/bin/sh -c #(nop) ADD file:1 in /',
    'FROM a AS b\nFROM b AS c\nWORKDIR /x\nENV A=b\nCMD ["x"]\n\0|1 A=b /bin/sh -c x\nWORKDIR /x',
  ].map((text) => Buffer.from(text));
}

/** A Dockerfile, a NUL, and one line for each history entry: every layer gets an origin. */
export function fuzz(data: Uint8Array): void {
  const [text = '', past = ''] = Buffer.from(data).toString().split('\0', 2);
  refusing(() => {
    const dockerfile = parseDockerfile(text, 'Dockerfile');
    parseInlineAllows(text, dockerfile);
    const history = past
      .split('\n')
      .map((createdBy) => ({ createdBy, emptyLayer: createdBy.startsWith('E') }));
    const stage = finalStage(dockerfile, { buildArgs: ['V=2'] });
    for (const baseDiffIDs of [null, [], DIFF_IDS.slice(0, 1)]) {
      const origins = attributeLayers({
        config: { diffIDs: DIFF_IDS, history },
        finalStage: stage,
        baseDiffIDs,
      });
      expectSame(origins.length, DIFF_IDS.length, 'origins');
    }
  });
}
