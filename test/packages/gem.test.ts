import { describe, expect, test } from '@jest/globals';
import { parseGemSpecification } from '../../src/packages/gem.ts';
import { layer } from '../helpers/image-builder.ts';
import { ledger, rowOf } from '../ledger/ledger-builder.ts';

/** As RubyGems 3.3 writes it. */
const FAST = `# -*- encoding: utf-8 -*-
# stub: fast-thing 1.2.3 ruby lib
# stub: ext/fast/extconf.rb

Gem::Specification.new do |s|
  s.name = "fast-thing".freeze
  s.version = "1.2.3"

  s.required_rubygems_version = Gem::Requirement.new(">= 0".freeze) if s.respond_to? :required_rubygems_version=
  s.extensions = ["ext/fast/extconf.rb".freeze]
  s.summary = "x".freeze

  if s.respond_to? :add_runtime_dependency then
    s.add_runtime_dependency(%q<base_thing>.freeze, [">= 1.a"])
    s.add_development_dependency(%q<rake>.freeze, [">= 0"])
  else
    s.add_dependency(%q<base_thing>.freeze, [">= 1.a"])
    s.add_dependency(%q<rake>.freeze, [">= 0"])
  end
end
`;

describe('a specification', () => {
  test('names the gem and what it needs to run', () => {
    expect(parseGemSpecification('fast-thing-1.2.3', FAST)).toEqual({
      name: 'fast-thing',
      version: '1.2.3',
      depends: ['base_thing'],
    });
  });

  test.each([
    ['s.add_dependency("a".freeze, [">= 1"])\ns.add_dependency("b".freeze)', ['a', 'b']],
    ["s.add_dependency(%q{a}, ['>= 1'])\ns.add_development_dependency(%q{b})", ['a']],
    ['s.add_runtime_dependency(%q<a b>)', []],
  ])('of another time: %s', (text, depends) => {
    expect(parseGemSpecification('x-1', text)?.depends).toEqual(depends);
  });

  test.each([
    ['nokogiri-1.15.4-x86_64-linux', { name: 'nokogiri', version: '1.15.4' }],
    ['rspec-core-3.12.0.pre', { name: 'rspec-core', version: '3.12.0.pre' }],
    ['noversion', undefined],
    ['bad\u0007name-1.0', undefined],
  ])('that says nothing is what its file is called: %s', (fullName, entry) => {
    expect(parseGemSpecification(fullName, 'nothing')).toEqual(entry && { ...entry, depends: [] });
  });
});

describe('gems', () => {
  const image = ledger([
    layer({
      '/usr/local/bundle/specifications/fast-thing-1.2.3.gemspec': FAST,
      '/usr/local/bundle/gems/fast-thing-1.2.3/lib/fast.rb': 'x',
      '/usr/local/bundle/extensions/x86_64-linux/3.1.0/fast-thing-1.2.3/gem_make.out': 'current directory',
      '/usr/local/bundle/extensions/x86_64-linux/3.1.0/fast-thing-1.2.3/fast.so': 'so',
      '/usr/local/bundle/gems/other-1.0/lib/other.rb': 'y',
      '/usr/lib/ruby/gems/3.1.0/specifications/default/json-2.6.1.gemspec': 's.version = "2.6.1"',
      '/usr/lib/ruby/gems/3.1.0/gems/json-2.6.1/x.rb': 'z',
    }),
  ]);
  test.each([
    ['/usr/local/bundle/gems/fast-thing-1.2.3/lib/fast.rb', 'pkg:gem/fast-thing@1.2.3'],
    ['/usr/local/bundle/extensions/x86_64-linux/3.1.0/fast-thing-1.2.3/fast.so', 'pkg:gem/fast-thing@1.2.3'],
    ['/usr/local/bundle/specifications/fast-thing-1.2.3.gemspec', 'pkg:gem/fast-thing@1.2.3'],
    ['/usr/local/bundle/gems/other-1.0/lib/other.rb', undefined],
    ['/usr/lib/ruby/gems/3.1.0/specifications/default/json-2.6.1.gemspec', 'pkg:gem/json@2.6.1'],
    ['/usr/lib/ruby/gems/3.1.0/gems/json-2.6.1/x.rb', undefined],
  ])('own %s: %s', (path, purl) => {
    expect(image.owner(rowOf(image, path))?.purl).toBe(purl);
  });
});
