import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { archiveOf, dockerFiles } from '../helpers/archive-builder.ts';
import { layer } from '../helpers/image-builder.ts';
import { describeIf } from '../helpers/untested.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';
import { memberShape, writeKanikoArchive } from './ways/kaniko.ts';

const folder = temporaryFolder();
const recorded = join(
  import.meta.dirname,
  '../../../shared/corpus/images/snyk-kaniko-archives_kaniko-busybox.tar',
);

const describeRecorded = describeIf(existsSync(recorded), 'no archive that kaniko wrote is at hand');

describeRecorded("kaniko's shape", () => {
  test('is the one that was recorded', async () => {
    const saved = join(folder, 'saved.tar');
    const file = join(folder, 'kaniko.tar');
    const input = { layers: [layer({ '/bin/busybox': 'x' })] };
    await writeFile(saved, archiveOf(dockerFiles(input, 'legacy')));
    await writeKanikoArchive({ archive: saved, name: 'busybox:latest', file });
    expect(await memberShape(file)).toEqual(await memberShape(recorded));
  });
});
