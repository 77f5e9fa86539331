import { describe, expect, test } from '@jest/globals';
import { sourceMap } from '../../src/rules/source-map.ts';
import { ratedFindings } from '../helpers/rated-findings.ts';
import { layer, whiteout, type FileInputs } from '../helpers/image-builder.ts';
import { ledgerOf, reportOf } from './rule-bench.ts';

const MAP = '{"version":3,"sources":["../src/index.ts"],"sourcesContent":["x"],"mappings":"AAAA"}';
const reported = (own: FileInputs): readonly string[] =>
  reportOf(ledgerOf({ own: [layer(own)] }), [sourceMap]);

describe('source-map', () => {
  test.each<[string, FileInputs]>([
    ['the map of a script', { '/app/dist/main.js.map': MAP }],
    ['one with the guard against inclusion', { '/app/dist/main.js.map': `)]}'\n${MAP}` }],
    ['an indexed one', { '/app/dist/main.js.map': `{"version":3,"sections":[{"map":${MAP}}]}` }],
    ['one that is too large to read, by its name', { '/app/dist/a.css.map': 'x'.repeat(20_000) }],
    ['one behind another name', { '/app/a.js.map': MAP, '/app/b.js.map': { hardlink: '/app/a.js.map' } }],
  ])('catches %s', (_what, files) => {
    expect(reported(files)).toEqual(['source-map: source maps']);
  });

  test.each<[string, FileInputs]>([
    ['JSON that maps nothing', { '/app/data/routes.js.map': '{"a": "b"}' }],
    ['a game level called so', { '/app/levels/one.css.map': 'wall wall wall "mappings":' }],
    ['a link', { '/app/a.js.map': { symlink: '/tmp/x' } }],
    [
      "a package's",
      {
        '/app/node_modules/a/package.json': '{"name":"a","version":"1"}',
        '/app/node_modules/a/x.js.map': MAP,
      },
    ],
  ])('ignores %s', (_what, files) => {
    expect(reported(files)).toEqual([]);
  });

  test.each<[string, string, string]>([
    ['no sources', '/app/dist/a.js.map', '{"version":3,"sources":["../a.ts"],"mappings":"AAAA"}'],
    ['sources that are null', '/app/dist/a.js.map', '{"sourcesContent":[null],"mappings":"AAAA"}'],
  ])('is a note where a map holds %s and nobody serves it', (_what, path, map) => {
    const [finding] = ratedFindings(ledgerOf({ own: [layer({ [path]: map })] }), [sourceMap], {
      'source-map': 'error',
    });
    expect(finding).toMatchObject({ subject: 'source maps without sources', severity: 'note' });
  });

  test.each<[string, string, string]>([
    ['is served', '/usr/share/nginx/html/a.js.map', '{"mappings":"AAAA"}'],
    ['escapes its keys', '/app/dist/a.js.map', '{"sources\\u0043ontent":["x"],"mappings":"AAAA"}'],
    ['has null first', '/app/dist/a.js.map', '{"sourcesContent":[null,"x"],"mappings":"AAAA"}'],
    ['is nested', '/app/dist/a.js.map', `{"sections":[{"map":${MAP}}],"mappings":""}`],
    ['cannot be read', '/app/dist/a.js.map', '{"mappings": oops'],
  ])('is an error where a map %s', (_what, path, map) => {
    const [finding] = ratedFindings(ledgerOf({ own: [layer({ [path]: map })] }), [sourceMap], {
      'source-map': 'error',
    });
    expect(finding).toMatchObject({ subject: 'source maps', severity: 'error' });
  });

  test('ignores what came with the base image, and catches what a later instruction removed', () => {
    const files = layer({ '/srv/a.js.map': MAP });
    expect(reportOf(ledgerOf({ base: [files] }), [sourceMap])).toEqual([]);
    expect(reportOf(ledgerOf({ own: [files, layer(whiteout('/srv/a.js.map'))] }), [sourceMap])).toHaveLength(
      1,
    );
  });
});
