import { describe, expect, test } from '@jest/globals';
import { parseImportedNames, parsePythonImports } from '../../src/rules/start/python-imports.ts';

describe('parsePythonImports', () => {
  test.each([
    ['import a, b.c as d  # e', ['a', 'b.c']],
    ['from x.y import (z,\n  w)', ['x.y']],
    ['from . import near\nfrom .near import thing', []],
    ['try:\n    import a\nexcept ImportError:\n    import b', []],
    ['if TYPE_CHECKING:\n    import a', []],
    ["'''\nimport a\n'''\nimport b", ['b']],
    ['import a; import b', ['a']],
    ['import a\r\nimport b\r\n', ['a', 'b']],
    ['importlib.reload(x)\nfrom_x = 1', []],
  ])('reads %j', (source, modules) => {
    expect(parsePythonImports(source)).toEqual({ modules, isSure: true });
  });

  test.each(['sys.path.insert(0, "x")', 'site.addsitedir("x")', 'import pip'])(
    'is not sure of %j',
    (source) => {
      expect(parsePythonImports(source).isSure).toBe(false);
    },
  );
});

describe('parseImportedNames', () => {
  test.each([
    ['from a.b import c, d as e  # f', [{ module: 'a.b', names: ['c', 'd'] }]],
    [
      'from . import (\n    x,  # one\n    y,\n)\nimport z',
      [
        { module: '.', names: ['x', 'y'] },
        { module: 'z', names: [] },
      ],
    ],
    ['from ..up.on import *', [{ module: '..up.on', names: [] }]],
    ['try:\n    from . import x\nexcept ImportError:\n    raise', []],
    ['from a import b\nx = 1, c', [{ module: 'a', names: ['b'] }]],
  ])('reads %j', (source, imports) => {
    expect(parseImportedNames(source)).toEqual(imports);
  });
});
