import { describe, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { attributeLayers } from '../../src/dockerfile/attribute.ts';
import { finalStage } from '../../src/dockerfile/final-stage.ts';
import { parseDockerfile } from '../../src/dockerfile/stages.ts';
import { parseDigest, type Digest } from '../../src/digest.ts';
import type { HistoryEntry } from '../../src/image/image.ts';
import type { RecordedLayer } from '../../src/image/recorded-layers.ts';

const diffID = (name: string): Digest =>
  parseDigest(`sha256:${createHash('sha256').update(name).digest('hex')}`, name);

const BASE: readonly HistoryEntry[] = [
  {
    createdBy: "# debian.sh --arch 'amd64' out/ 'bookworm'",
    comment: 'debuerreotype 0.16',
    emptyLayer: false,
  },
  {
    createdBy: 'RUN /bin/sh -c make install # buildkit',
    comment: 'buildkit.dockerfile.v0',
    emptyLayer: false,
  },
  { createdBy: 'CMD ["bash"]', comment: 'buildkit.dockerfile.v0', emptyLayer: true },
];

/** BuildKit's entries: a layer, or with a leading `-` none. */
const entries = (...lines: readonly string[]): readonly HistoryEntry[] =>
  lines.map((line) => ({
    createdBy: line.replace(/^-/, ''),
    comment: 'buildkit.dockerfile.v0',
    emptyLayer: line.startsWith('-'),
  }));

type Case = {
  readonly dockerfile: string | null;
  readonly history: readonly HistoryEntry[];
  readonly base?: readonly string[];
  readonly layers?: number;
  /** `image`, or the lines of the step that made a layer; null: nothing is recorded. */
  readonly recorded?: readonly ('image' | readonly number[] | null)[];
};

function toRecord(record: 'image' | readonly number[] | null): RecordedLayer | null {
  if (record === null) return null;
  return record === 'image' ? { kind: 'image' } : { kind: 'step', lines: record };
}

/** Origins as short texts: `base`, a line number, or the reason why unknown. */
function originsOf({ dockerfile, history, base, layers, recorded }: Case): readonly (string | number)[] {
  const count = layers ?? history.filter(({ emptyLayer }) => !emptyLayer).length;
  const origins = attributeLayers({
    config: { diffIDs: Array.from({ length: count }, (_, index) => diffID(String(index))), history },
    finalStage:
      dockerfile === null ? null : finalStage(parseDockerfile(dockerfile, 'Dockerfile'), { buildArgs: [] }),
    baseDiffIDs: base?.map(diffID) ?? null,
    ...(recorded && { recorded: recorded.map(toRecord) }),
  });
  return origins.map((origin) => {
    if (origin.kind === 'base-image')
      return origin.from === null ? 'base' : `base of line ${origin.from.line}`;
    return origin.kind === 'instruction' ? origin.instruction.line : origin.reason;
  });
}

const BASED = 'base of line 1';

describe('the origin of a layer', () => {
  test.each<[string, string, readonly string[], readonly (string | number)[]]>([
    ['a shell command', 'FROM x\nRUN a b', ['RUN /bin/sh -c a b # buildkit'], [2]],
    ['a continued command', 'FROM x\nRUN a \\\n  # no\n\n && b', ['RUN /bin/sh -c a  && b # buildkit'], [2]],
    [
      'arguments before the command',
      'FROM x\nARG A=1\nRUN a',
      ['-ARG A=1', 'RUN |1 A=1 /bin/sh -c a # buildkit'],
      [3],
    ],
    [
      'another shell',
      'FROM x\nSHELL ["bash", "-c"]\nRUN a',
      ['-SHELL [bash -c]', 'RUN bash -c a # buildkit'],
      [3],
    ],
    ['exec form', 'FROM x\nRUN ["/a", "b c"]', ['RUN /a b c # buildkit'], [2]],
    [
      'flags',
      'FROM x\nRUN --mount=type=secret,id="a b" --network=none a',
      ['RUN /bin/sh -c a # buildkit'],
      [2],
    ],
    ['a lone heredoc', 'FROM x\nRUN <<EOF\na \\\n b\nEOF', ['RUN /bin/sh -c a \\\n b\n # buildkit'], [2]],
    [
      'a heredoc with a script',
      'FROM x\nRUN <<S\n#!/bin/a\nb\nS',
      ['RUN /bin/sh -c /dev/pipes/S # buildkit'],
      [2],
    ],
    [
      'a heredoc of the shell',
      'FROM x\nRUN cat <<E >/a\nb\nE',
      ['RUN /bin/sh -c cat <<E >/a\nb\nE # buildkit'],
      [2],
    ],
    ['a copy', 'FROM x\nCOPY --link --chown=1 a b /c/', ['COPY --chown=1 a b /c/ # buildkit'], [2]],
    [
      'a copy with variables',
      'FROM x\nENV D=/opt\nCOPY $D/a ${D}/b',
      ['-ENV D=/opt', 'COPY /opt/a /opt/b # buildkit'],
      [3],
    ],
    ['a copy in JSON', 'FROM x\nCOPY ["a b", "/c d/"]', ['COPY a b /c d/ # buildkit'], [2]],
    ['inline files', 'FROM x\nCOPY <<"A" <<-B /c\n1\nA\n2\nB', ['COPY <<A <<B /c # buildkit'], [2]],
    [
      'an archive',
      'FROM x\nADD --checksum=sha256:1 https://e/x.tar /',
      ['ADD https://e/x.tar / # buildkit'],
      [2],
    ],
    [
      'folders',
      'FROM x\nWORKDIR /a\nWORKDIR b\nWORKDIR /',
      ['WORKDIR /a', 'WORKDIR /a/b', '-WORKDIR /'],
      [2, 3],
    ],
    ['no entry of ONBUILD', 'FROM x\nONBUILD RUN z\nRUN a', ['RUN /bin/sh -c a # buildkit'], [3]],
    [
      'the triggers of an earlier stage',
      'FROM x AS a\nRUN 1\nONBUILD RUN 2\nFROM a\nRUN 3',
      ['RUN /bin/sh -c 1 # buildkit', 'RUN /bin/sh -c 2 # buildkit', 'RUN /bin/sh -c 3 # buildkit'],
      [2, 3, 5],
    ],
    [
      'the classic builder',
      'FROM x\nARG A=1\nWORKDIR /w\nRUN a\nCOPY . /app/\nADD x sub\nONBUILD RUN b\nCMD c',
      [
        '-/bin/sh -c #(nop)  ARG A=1',
        '/bin/sh -c #(nop) WORKDIR /w',
        '|1 A=1 /bin/sh -c a',
        '/bin/sh -c #(nop) COPY dir:0123 in /app/ ',
        '/bin/sh -c #(nop) ADD file:0123 in /w/sub ',
        '-/bin/sh -c #(nop)  ONBUILD RUN b',
        '-/bin/sh -c #(nop)  CMD ["/bin/sh" "-c" "c"]',
      ],
      [3, 4, 5, 6],
    ],
  ])('follows %s', (_what, dockerfile, own, expected) => {
    const history = [...BASE, ...entries(...own)];
    expect(originsOf({ dockerfile, history })).toEqual([BASED, BASED, ...expected]);
    const scratch = dockerfile.replace('FROM x', 'FROM scratch');
    expect(originsOf({ dockerfile: scratch, history: entries(...own) })).toEqual(expected);
    expect(originsOf({ dockerfile, history, base: ['0', '1'] })).toEqual([BASED, BASED, ...expected]);
  });

  test.each([1, 5, 12])('is the base for all of its %i layers', (count) => {
    const base = Array.from({ length: count }, (_, index) => `RUN /bin/sh -c ${index} # buildkit`);
    const history = entries(...base, 'RUN /bin/sh -c a # buildkit');
    expect(originsOf({ dockerfile: 'FROM x\nRUN a', history })).toEqual([
      ...Array.from({ length: count }, () => BASED),
      2,
    ]);
  });

  test('is the FROM line for what its ONBUILD triggers made, where the base is known', () => {
    const history = [...BASE, ...entries('COPY . /app # buildkit', 'RUN /bin/sh -c a # buildkit')];
    const dockerfile = 'FROM x\nRUN a';
    expect(originsOf({ dockerfile, history, base: ['0', '1'] })).toEqual([BASED, BASED, 1, 2]);
    expect(originsOf({ dockerfile, history })).toEqual([BASED, BASED, BASED, 2]);
  });

  test('is found from the end where the base has no history of its own', () => {
    const filler = { comment: 'buildkit.exporter.image.v0', emptyLayer: false };
    const history = [...entries('RUN /bin/sh -c a # buildkit', '-CMD ["b"]'), filler, filler];
    expect(originsOf({ dockerfile: 'FROM x\nRUN a\nCMD ["b"]', history })).toEqual([BASED, BASED, 2]);
  });

  test('is the base by its diffIDs even where the history disagrees', () => {
    const history = [...BASE, ...entries('RUN /bin/sh -c a # buildkit')];
    expect(
      originsOf({
        dockerfile: 'FROM x\nRUN make install\nRUN a',
        history: history.filter((e) => !e.emptyLayer),
        base: ['0', '1'],
      }),
    ).toEqual([BASED, BASED, 3]);
  });

  test('does not take the image itself for its base', () => {
    const history = [...BASE, ...entries('RUN /bin/sh -c a # buildkit')];
    expect(originsOf({ dockerfile: 'FROM x\nRUN a', history, base: ['0', '1', '2'] })).toEqual([
      BASED,
      BASED,
      2,
    ]);
  });

  test('is wholly the base where the Dockerfile adds no layer', () => {
    const history = [...BASE, ...entries('-CMD ["b"]')];
    expect(originsOf({ dockerfile: 'FROM x\nCMD ["b"]', history, base: ['0', '1'] })).toEqual([BASED, BASED]);
    expect(originsOf({ dockerfile: 'FROM x', history: BASE })).toEqual([BASED, BASED]);
  });
});

describe('an unknown origin', () => {
  const history = [...BASE, ...entries('RUN /bin/sh -c a # buildkit')];

  test('is one without a Dockerfile, but the base still counts', () => {
    const reason = 'no Dockerfile was given';
    expect(originsOf({ dockerfile: null, history })).toEqual([reason, reason, reason]);
    expect(originsOf({ dockerfile: null, history, base: ['0', '1'] })).toEqual(['base', 'base', reason]);
    expect(originsOf({ dockerfile: null, history, base: ['other'] })).toEqual([reason, reason, reason]);
  });

  test.each([
    ['another command', 'FROM x\nRUN b'],
    ['the end of another command', 'FROM x\nRUN -c a b'],
    ['another instruction', 'FROM x\nCOPY a /'],
    ['one instruction more', 'FROM x\nRUN a\nUSER b'],
  ])('has the line that does not fit: %s', (_what, dockerfile) => {
    const { length } = dockerfile.split('\n');
    const keyword = dockerfile.split('\n').at(-1)?.split(' ')[0];
    const reason = `the image's history does not have ${keyword} of Dockerfile:${length} in the expected place`;
    expect(originsOf({ dockerfile, history })).toEqual([reason, reason, reason]);
    expect(originsOf({ dockerfile, history, base: ['0', '1'] })).toEqual([BASED, BASED, reason]);
  });

  test.each(['cmake', 'cd /src && make', 'exec make'])(
    'does not take `make` for the end of `%s`',
    (command) => {
      const longer = entries(`RUN /bin/sh -c ${command} # buildkit`);
      expect(originsOf({ dockerfile: 'FROM scratch\nRUN make', history: longer })).toEqual([
        "the image's history does not have RUN of Dockerfile:2 in the expected place",
      ]);
    },
  );

  test('is a squashed image', () => {
    const squashed = [
      ...entries('-RUN /bin/sh -c a # buildkit'),
      { createdBy: '', comment: 'merge sha256:1 to sha256:2', emptyLayer: false },
    ];
    expect(originsOf({ dockerfile: 'FROM scratch\nRUN a', history: squashed })).toEqual([
      "the image's history does not have RUN of Dockerfile:2 in the expected place",
    ]);
  });

  test('is an image without history', () => {
    expect(originsOf({ dockerfile: 'FROM x\nRUN a', history: [], layers: 1 })).toEqual([
      'the image has no history',
    ]);
  });

  test('is an image whose history names more layers than there are', () => {
    const own = entries('RUN /bin/sh -c a # buildkit', 'RUN /bin/sh -c b # buildkit');
    expect(originsOf({ dockerfile: 'FROM scratch\nRUN a\nRUN b', history: own, layers: 1 })).toEqual([
      'the history names 2 layers, but the image has 1',
    ]);
  });

  test.each([
    ['a custom frontend', '# syntax=evil/x\n', 3],
    ['a heredoc that builders read differently', '', 2, "FROM x\nRUN <<'E'F\na\nEF"],
  ])(
    'is what lies below the own layers of %s (issue 8, 4)',
    (what, head, line, text = `${head}FROM x\nRUN a`) => {
      const origins = originsOf({ dockerfile: text, history });
      expect(origins).toEqual([expect.stringContaining(what), expect.stringContaining(what), line]);
      expect(originsOf({ dockerfile: text, history, base: ['0', '1'] }).slice(0, 2)).toEqual(
        ['0', '1'].map(() => `base of line ${line - 1}`),
      );
    },
  );

  test('is what lies below the first instruction of an image from scratch', () => {
    expect(originsOf({ dockerfile: 'FROM scratch\nRUN a', history })).toEqual([
      'the history has more layers than the Dockerfile has instructions',
      'the history has more layers than the Dockerfile has instructions',
      2,
    ]);
  });
});

describe('an origin that the builder recorded', () => {
  const history = [...BASE, ...entries('RUN /bin/sh -c a # buildkit', 'COPY b /b # buildkit')];
  const dockerfile = 'FROM x\nRUN a\nCOPY b /b';
  const squashed: readonly HistoryEntry[] = [{ comment: 'merge', emptyLayer: false }];
  const UNKNOWN = "the image's history does not have COPY of Dockerfile:3 in the expected place";

  test.each<[string, Case, readonly (string | number)[]]>([
    [
      'agrees with the history',
      { dockerfile, history, recorded: ['image', 'image', [2], [3]] },
      [BASED, BASED, 2, 3],
    ],
    [
      'is preferred to the history',
      { dockerfile, history, recorded: ['image', 'image', [3], [2]] },
      [BASED, BASED, 3, 2],
    ],
    [
      'tells where the history does not',
      { dockerfile, history: squashed, layers: 3, recorded: ['image', [2], [3]] },
      [BASED, 2, 3],
    ],
    [
      'tells only what was recorded',
      { dockerfile, history: squashed, layers: 3, recorded: ['image', null, [3]] },
      [BASED, UNKNOWN, 3],
    ],
    [
      'is any of the lines that asked for the step',
      {
        dockerfile: `FROM x AS y\nRUN a\nFROM x\nRUN a\nCOPY b /b`,
        history,
        recorded: [null, null, [2, 4], [5]],
      },
      ['base of line 3', 'base of line 3', 4, 5],
    ],
    [
      'is the instruction that a line lies in',
      { dockerfile: 'FROM x\nRUN a \\\n  b', history: squashed, recorded: [[3]] },
      [2],
    ],
    [
      'is the FROM line for a trigger of the base, where only the history says that it is the base',
      { dockerfile, history, recorded: ['image', [1], [2], [3]] },
      [BASED, 1, 2, 3],
    ],
    [
      'is what the history says, where no instruction stands on its line',
      { dockerfile, history, recorded: ['image', 'image', [1], []] },
      [BASED, BASED, 2, 3],
    ],
    [
      'is none of an instruction that makes no layer',
      { dockerfile: 'FROM x\nENV A=b', history: squashed, recorded: [[2]] },
      ["the image's history does not have ENV of Dockerfile:2 in the expected place"],
    ],
    [
      'never makes the base of what an instruction made',
      { dockerfile, history, recorded: ['image', 'image', 'image', 'image'] },
      [BASED, BASED, 2, 3],
    ],
    [
      'never takes a layer from a base that is known',
      { dockerfile, history, base: ['0', '1'], recorded: [[2], [3], 'image', [3]] },
      [BASED, BASED, 2, 3],
    ],
    [
      'tells the base without a Dockerfile',
      { dockerfile: null, history, recorded: ['image', 'image', [2], [3]] },
      ['base', 'base', 'no Dockerfile was given', 'no Dockerfile was given'],
    ],
  ])('%s', (_what, given, expected) => {
    expect(originsOf(given)).toEqual(expected);
  });
});
