import { parseDistribution, parseRecord } from '../../../src/packages/python.ts';
import { expectOwners } from '../owners.ts';

const SITE = '/usr/lib/python3/site-packages';

export function seeds(): readonly Uint8Array[] {
  return [
    'Metadata-Version: 2.1\nName: Flask.Demo\nVersion: 3.0\n\ntext',
    'a/__init__.py,sha256=x,3\n"b,""c"".py",,\n../../bin/x,,\n/abs,,\n',
  ].map((text) => Buffer.from(text));
}

export function fuzz(data: Uint8Array): void {
  const text = Buffer.from(data).toString();
  parseDistribution(`/x/${text.slice(0, 200)}`, text);
  parseRecord(text);
  expectOwners({
    [`${SITE}/a-1.0.dist-info/METADATA`]: data,
    [`${SITE}/a-1.0.dist-info/RECORD`]: data,
    [`${SITE}/b-2.egg-info/PKG-INFO`]: data,
    [`${SITE}/b-2.egg-info/installed-files.txt`]: data,
    [`${SITE}/c-3.egg-info`]: data,
    [`${SITE}/a/__init__.py`]: 'x',
  });
}
