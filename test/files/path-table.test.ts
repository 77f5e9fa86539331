import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createPathTable } from '../../src/files/table/path-table.ts';
import { decodePathText, encodePathText } from '../../src/files/table/path-text.ts';

describe('createPathTable', () => {
  test.each([
    ['/', '/'],
    ['', '/'],
    ['./', '/'],
    ['etc/passwd', '/etc/passwd'],
    ['./etc//passwd', '/etc/passwd'],
    ['/etc/./x/../passwd/', '/etc/passwd'],
    ['../../../etc/passwd', '/etc/passwd'],
    ['/a/../../b', '/b'],
    ['/ünï/文', '/ünï/文'],
  ])('resolves %j to %j as in a chroot', (written, path) => {
    const paths = createPathTable();
    expect(paths.path(paths.intern(written))).toBe(path);
    expect(paths.find(path)).toBe(paths.intern(written));
  });

  test('gives one node to a path and -1 to what it does not know', () => {
    const paths = createPathTable();
    const node = paths.intern('/usr/bin/node');
    expect(paths.intern('usr/bin/node')).toBe(node);
    expect(paths.find('/usr/bin/npm')).toBe(-1);
    expect(paths.find('/var/x')).toBe(-1);
    expect(paths.size).toBe(4);
    expect(paths.name(node)).toBe('node');
    expect(paths.path(paths.parent(node))).toBe('/usr/bin');
    expect(paths.parent(0)).toBe(-1);
    expect(paths.findChild(paths.parent(node), 'node')).toBe(node);
  });

  test('lists children in the order of their making', () => {
    const paths = createPathTable();
    for (const path of ['/b', '/a', '/c/d', '/b/x']) paths.intern(path);
    const names: string[] = [];
    for (let at = paths.firstChild(0); at >= 0; at = paths.nextSibling(at)) names.push(paths.name(at));
    expect(names).toEqual(['b', 'a', 'c']);
  });

  test('keeps a hundred thousand paths apart', () => {
    const paths = createPathTable();
    const written = Array.from({ length: 100_000 }, (_, index) => `/d${index % 317}/f${index}`);
    const nodes = written.map((path) => paths.intern(path));
    expect(new Set(nodes).size).toBe(written.length);
    expect(nodes.map((node) => paths.path(node))).toEqual(written);
    expect(written.map((path) => paths.find(path))).toEqual(nodes);
  });
});

describe('path text', () => {
  test('keeps any bytes, so that they can be turned back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        const text = decodePathText(bytes);
        expect(Buffer.from(encodePathText(text)).equals(Buffer.from(bytes))).toBe(true);
        const paths = createPathTable();
        const name = text.replaceAll('/', '_').replaceAll('\0', '_');
        if (name !== '' && name !== '.' && name !== '..') expect(paths.name(paths.child(0, name))).toBe(name);
      }),
    );
  });

  test('escapes a Latin-1 byte', () => {
    expect(decodePathText(Uint8Array.of(0x63, 0x61, 0x66, 0xe9))).toBe('caf\udce9');
  });

  test('reads UTF-8 as Node does', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(decodePathText(Buffer.from(text))).toBe(text);
      }),
    );
  });
});
