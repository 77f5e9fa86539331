import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  openDockerfileWitness,
  type WitnessAnswer,
  type WitnessRequest,
} from '../../scripts/engine/dockerfile-witness.ts';
import { anyDockerfile, anyFrom } from '../helpers/any-dockerfile.ts';
import {
  completed,
  ourLayers,
  ourLines,
  ourReading,
  ourStage,
  ourWords,
  theirLines,
  theirReading,
} from '../helpers/dockerfile-reading.ts';
import { HARD_DOCKERFILES } from '../helpers/hard-dockerfiles.ts';
import { reportUntested } from '../helpers/untested.ts';

const SEED = 8;

/** What BuildKit refuses and we read: a Dockerfile that does not build brings no image. */
const LENIENT: readonly RegExp[] = [
  // Which flags there are is the builder's business, and changes with its version.
  /unknown flag|missing a value on flag|expecting boolean value|duplicate flag|arg should start with/,
  // Values of flags.
  /mount|invalid field|unexpected key|network|security|platform|duration|retries|csv/i,
  // Of a trigger only whether it may be one is looked at; what is wrong with it shows where it runs.
  /ONBUILD|trigger/,
];

/** Values that the builder has and nobody else knows. */
const UNKNOWN_VALUES = /BUILD(PLATFORM|OS|ARCH|VARIANT)|OSVERSION/;

/** How often something could be compared. */
type Seen = { lines: number; heredocs: number; read: number; words: number; converted: number };

const none = (): Seen => ({ lines: 0, heredocs: 0, read: 0, words: 0, converted: 0 });

function compareLines(request: WitnessRequest, answer: WitnessAnswer, seen: Seen): void {
  if (answer.nodes.length === 0) return;
  expect([request, ourLines(request)]).toEqual([request, theirLines(answer)]);
  expect([request, ourWords(request, answer.escape)]).toEqual([request, answer.words]);
  seen.lines += answer.nodes.length;
  seen.heredocs += answer.nodes.filter(({ heredocs }) => heredocs.length > 0).length;
  seen.words += answer.words.filter((word) => word !== null).length;
}

function compareStages(request: WitnessRequest, answer: WitnessAnswer, seen: Seen): void {
  if (LENIENT.some((reason) => reason.test(answer.refusal))) return;
  expect([request, ourReading(request)]).toEqual([request, theirReading(answer)]);
  if (answer.refusal !== '') return;
  seen.read++;
  if (answer.conversionRefusal !== '') return;
  seen.converted++;
  const stage = ourStage(request);
  const { baseName } = stage;
  // A layer whose entry is not recognised has no origin; none of the Dockerfile's own becomes the base's.
  const bases = ourLayers(stage, answer.history).filter((layer) => layer === 'base').length;
  expect([request, bases <= (answer.baseImage === '' ? 0 : 1)]).toEqual([request, true]);
  if (baseName !== null || !UNKNOWN_VALUES.test(request.text))
    expect([request, completed(baseName)]).toEqual([request, answer.baseImage]);
}

const witness = await openDockerfileWitness();
if (typeof witness !== 'function') reportUntested(witness.unavailable);
else {
  describe('what BuildKit reads of a Dockerfile, we read', () => {
    test.each(Object.entries(HARD_DOCKERFILES))('%s', (_what, { text, buildArgs = {}, reads, base }) => {
      const request = { text, buildArgs };
      const [answer] = witness([request]);
      if (answer === undefined) throw new Error('an answer is missing');
      compareLines(request, answer, none());
      compareStages(request, answer, none());
      expect(answer.refusal === '').toBe(reads !== null);
      // What needs a value, or is no name, is refused only once it is looked for.
      if (answer.conversionRefusal === '' && typeof base === 'string')
        expect(answer.baseImage).toBe(completed(base));
    });

    test.each([
      ['nasty pieces', anyDockerfile, 4000, { lines: 5000, heredocs: 400, read: 500, converted: 400 }],
      ['computed names', anyFrom, 4000, { lines: 5000, words: 3000, read: 2000, converted: 600 }],
    ] as const)('made of %s', (_what, arbitrary, count, expected) => {
      const requests = fc.sample<WitnessRequest>(arbitrary, { numRuns: count, seed: SEED });
      const answers = witness(requests);
      const seen = none();
      for (const [index, request] of requests.entries()) {
        const answer = answers[index];
        if (answer === undefined) throw new Error('an answer is missing');
        compareLines(request, answer, seen);
        compareStages(request, answer, seen);
      }
      // A sample that is refused altogether would prove nothing.
      for (const [what, least] of Object.entries(expected))
        expect([what, seen[what as keyof Seen] >= least]).toEqual([what, true]);
    });
  });
}
