import { isDigest } from '../../digest.ts';
import { completeName, type StageStart } from '../../image/stage-start.ts';

/** `#5 [linux/amd64 stage-1 1/3] FROM docker.io/library/debian:12@sha256:…`: what buildx prints of a stage's start. */
const START = /^#\d+ \[(?:[\w.()-]+\/\S+ )?(?:([a-z][a-z0-9._-]*) )? *\d+\/\d+\] FROM ([^\s@]+)(?:@(\S+))?$/;

const MAX_LINE = 1000;
const MAX_STARTS = 1000;

/**
 * Reads from a build's log what each stage started from. What a step prints has its time before it, so it cannot look like
 * one of these lines.
 */
export function createStageStartReader(): {
  write(text: string): void;
  readonly starts: readonly StageStart[];
} {
  const starts: StageStart[] = [];
  let line = '';
  return {
    starts,
    write: (text) => {
      const [first = '', ...lines] = text.split('\n');
      line = (line + first).slice(0, MAX_LINE);
      for (const next of lines) {
        note(starts, line);
        line = next.slice(0, MAX_LINE);
      }
    },
  };
}

function note(starts: StageStart[], line: string): void {
  const [, label = '', name, digest = ''] = START.exec(line.trimEnd()) ?? [];
  if (name === undefined || starts.length >= MAX_STARTS) return;
  starts.push({ label, name: completeName(name), digest: isDigest(digest) ? digest : null });
}
