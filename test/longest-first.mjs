import { statSync } from 'node:fs';

/** Test files that take longest, in this order; all others follow, the largest first. */
const LONGEST = [
  'examples/overlay2.engine.test.ts',
  'examples/containerd.engine.test.ts',
  'image-source/ways.engine.test.ts',
  'examples/agreement.engine.test.ts',
  'examples/rebuild.engine.test.ts',
  'bundle/events.engine.test.ts',
  'examples/moved-image.engine.test.ts',
  'build/build-image.engine.test.ts',
  'bundle/action.engine.test.ts',
  'image-source/root-filesystem.engine.test.ts',
  'threats/hostile-strings.test.ts',
  'report/html-page.test.ts',
  'build/submodules.test.ts',
  'bundle/action.test.ts',
  'bundle/registry.test.ts',
  'files/elf.test.ts',
  'bundle/cli.test.ts',
  'layer-cache/report.test.ts',
  'build/baseline-commit.test.ts',
  'image-source/registry.test.ts',
];

/** What takes long begins first, so that no worker is left with it at the end. https://jestjs.io/docs/configuration#testsequencer-string */
export default class LongestFirst {
  sort(tests) {
    const order = tests.map((test) => ({ test, rank: rankOf(test.path), bytes: statSync(test.path).size }));
    order.sort((a, b) => a.rank - b.rank || b.bytes - a.bytes);
    return order.map(({ test }) => test);
  }

  allFailedTests(tests) {
    return tests;
  }

  cacheResults() {}
}

function rankOf(path) {
  const place = LONGEST.findIndex((name) => path.endsWith(`/test/${name}`));
  return place < 0 ? LONGEST.length : place;
}
