import { describe, expect, test } from '@jest/globals';
import { GateError } from '../../src/errors.ts';
import { runGate } from '../../src/gate/gate.ts';
import type { ImageRecord } from '../../src/image/image-record.ts';
import { checkRequest, gateWorld, recordingPorts } from '../helpers/recording-ports.ts';
import type { GateWorld } from '../helpers/recording-ports.ts';

const RECORD = { commit: 'c'.repeat(40) } as ImageRecord;

async function gate(change: Partial<GateWorld>, isAsked = true) {
  const ports = recordingPorts(gateWorld(change));
  const request = checkRequest(isAsked ? { recordBaseline: true } : {});
  const report = await runGate(request, ports);
  return { report, made: ports.calls.filter((call) => /^(?:make|record)/.test(call)) };
}

describe('images', () => {
  test('are recorded where that is asked for, once both were read', async () => {
    const { made } = await gate({});
    expect(made).toEqual(['makeBaseline bbbb', 'makeCandidate', 'recordImages baseline candidate bbbb']);
    expect((await gate({}, false)).made).not.toContain('recordImages baseline candidate bbbb');
  });
});

describe('a recorded baseline', () => {
  const unreadable = new GateError(
    'image-unreadable',
    'a layer was recorded without what this run needs of it',
  );

  test('is made where its record turns out to be of no use, and the candidate is not made again', async () => {
    const refused = { record: RECORD, isRecordRefused: true, unreadable: { baseline: [unreadable] } };
    const { report, made } = await gate(refused);
    expect(made.slice(0, 3)).toEqual(['makeBaseline bbbb', 'makeCandidate', 'makeBaseline bbbb']);
    const built = (await gate({})).report;
    expect(report).toEqual(built);
  });

  test('that was built and cannot be read is no verdict', async () => {
    await expect(gate({ unreadable: { baseline: [unreadable] } })).rejects.toBe(unreadable);
  });
});
