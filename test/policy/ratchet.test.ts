import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parsePolicy } from '../../src/policy/parse-policy.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { ratchetPolicy } from '../../src/policy/ratchet.ts';
import type { ReportBudget } from '../../src/policy/verdict.ts';

const FILE = '.github/final-stage.yml';

/** What a report says of a budget; `change` replaces fields. */
function measured(actual: number | null, change: Partial<ReportBudget> = {}): ReportBudget {
  return {
    ...{ image: 'image', size: 'content', max: null, maxUnit: null, maxGrowth: null },
    ...{ actual, baseline: null, growth: null },
    ...change,
  };
}

const ratchet = (text: string, sizes: readonly ReportBudget[], headroom = 0) =>
  ratchetPolicy(text, { file: FILE, measured: sizes, headroom });

/** The text after content of so many bytes was measured. */
const after = (text: string, bytes: number, headroom = 0) => ratchet(text, [measured(bytes)], headroom).text;

/** Why a policy's only budget stays. */
const whyKept = (text: string, sizes: readonly ReportBudget[]) => {
  const result = ratchet(text, sizes);
  expect(result).toMatchObject({ text, lowered: [] });
  return result.kept.map(({ why }) => why);
};

describe('a budget is lowered', () => {
  test.each([
    ['250 MB', '124 MB'],
    ['250MB', '124MB'],
    ['"250  MB"', '"124  MB"'],
    ["' 250 MB '", "' 124 MB '"],
    ['1 GB', '0.124 GB'],
    ['0.5 GiB', '0.115 GiB'],
    ['200.75 MiB', '118 MiB'],
    ['900000 kB', '123457 kB'],
    ['250000000', '123456789'],
    ["'250000000'", "'123456789'"],
    ['0xfffffff', '123456789'],
    ['2.5e8', '123456789'],
    ['!!str 250 MB', '!!str 124 MB'],
  ])('from %s to %s, as it is written', (before, expected) => {
    const text = (max: string) => `budgets:\n  - { size: content, max: ${max} } # why\n`;
    expect(after(text(before), 123_456_789)).toBe(text(expected));
  });

  test('and all else stays: comments, order, line ends, quotes, a mark at the beginning', () => {
    const policy = (max: string) =>
      `\uFEFF# ours\r\nversion: 1\r\n\r\nbudgets: # limits\r\n- max:   "${max}"   # not more\r\n  size:  'content'\r\n- {size: content, max-growth: {bytes: 250 MB}}\r\nfail-on: any`;
    expect(after(policy('250 MB'), 99_000_001)).toBe(policy('99.1 MB'));
  });

  test('to no less than what is measured, with the room that is asked for', () => {
    const text = 'budgets: [{ size: content, max: 250 MB }]\n';
    expect(after(text, 100_000_000)).toContain('max: 100 MB');
    expect(after(text, 100_000_001)).toContain('max: 101 MB');
    expect(after(text, 100_000_000, 5)).toContain('max: 105 MB');
    expect(after(text, 0)).toContain('max: 0 MB');
    expect(after(text, 1)).toContain('max: 0.001 MB');
    expect(after(text, 100_000_000, 200)).toBe(text);
  });

  test.each<[string, Partial<ReportBudget>]>([
    ['path: "/usr/share/doc/**"', { path: '/usr/share/doc/**' }],
    ['class: dev-files', { class: 'dev-files' }],
    ['package: "pkg:npm/*"', { package: 'pkg:npm/*' }],
    ['dockerfile-stage: runtime', { stage: 'runtime' }],
    ['path: /a/*, dockerfile-stage: runtime', { path: '/a/*', stage: 'runtime' }],
  ])('of a part by what that part measures: %s', (part, place) => {
    const text = (max: string) =>
      `budgets: [{ size: content, max: 9 MB }, { size: content, ${part}, max: ${max} }]\n`;
    const { text: lowered, kept } = ratchet(text('8 MB'), [measured(9e6), measured(2e6, place)]);
    expect(lowered).toBe(text('2 MB'));
    expect(kept).toEqual([{ name: 'content size', why: 'it is 9 MB already' }]);
  });

  test('to the most of several reports about one image', () => {
    const text = 'budgets: [{ size: content, max: 9 MB }]\n';
    expect(ratchet(text, [measured(2e6), measured(null), measured(3e6)]).text).toContain('max: 3 MB');
  });
});

describe('a budget stays', () => {
  const text = 'budgets: [{ size: content, max: 5 MB }]\n';

  test.each([
    ['it is 5 MB already', text, measured(4_999_999)],
    ['6.0 MB was measured, more than 5 MB', text, measured(6e6)],
    ['no report has measured it', text, measured(1, { size: 'rootfs' })],
    ['no report has measured it', text, measured(1, { path: '/a' })],
    ['no report has measured it', text, measured(null)],
    [
      'it limits a change, as growth budgets do',
      text.replace('content', 'pull'),
      measured(1, { size: 'pull' }),
    ],
    [
      'its number is written in a way that is not edited',
      'budgets:\n  - size: content\n    max: >-\n      5\n      MB\n',
      measured(1),
    ],
    [
      'its number is written in a way that is not edited',
      'budgets: [{ size: content, max: "\\x35 MB" }]\n',
      measured(1),
    ],
  ])('where %s', (why, policy, size) => {
    expect(whyKept(policy, [size])).toEqual([why]);
  });

  test('where it has no limit but growth', () => {
    expect(whyKept('budgets: [{ size: content, max-growth: { percent: 3 } }]\n', [measured(1)])).toEqual([]);
  });

  test('where the file has a mistake: then nothing is done', () => {
    expect(() => ratchet('budgets: [{ size: content, max: 5 Mb }]\n', [measured(1)])).toThrow('max');
  });
});

describe('several images', () => {
  const text = (file: string, api: string) => `
budgets: [{ size: content, max: ${file} }]
images:
  - { name: api, context: api, budgets: [{ size: content, max: ${api} }] }
  - { name: web, context: web }
  - { name: jobs, context: jobs, rules: { waste: error } }
`;
  const [api, web, jobs] = [100e6, 200e6, 30e6].map((bytes, index) =>
    measured(bytes, { image: ['api', 'web', 'jobs'][index]! }),
  ) as [ReportBudget, ReportBudget, ReportBudget];

  test('have their own budgets, and those of the file together', () => {
    expect(ratchet(text('900 MB', '900 MB'), [api, web, jobs]).text).toBe(text('200 MB', '100 MB'));
  });

  test('keep what an image needs that was not measured', () => {
    const { text: lowered, kept } = ratchet(text('900 MB', '900 MB'), [api, web]);
    expect(lowered).toBe(text('900 MB', '100 MB'));
    expect(kept).toEqual([{ name: 'content size', why: 'it is for `jobs`, too, which was not measured' }]);
    expect(ratchet(text('900 MB', '900 MB'), [web, jobs]).kept).toEqual([
      { name: 'content size in api', why: 'it is for `api`, too, which was not measured' },
    ]);
  });

  test('keep what was measured in one of them alone', () => {
    const { text: lowered, kept } = ratchet(text('900 MB', '900 MB'), [
      api,
      web,
      { ...jobs, size: 'rootfs' },
    ]);
    expect(lowered).toBe(text('900 MB', '100 MB'));
    expect(kept).toEqual([{ name: 'content size', why: 'it was not measured in `jobs`' }]);
  });

  test('lower a limit that the list of the file has for none of them', () => {
    const policy = (max: string) => `
budgets: &limits [&content { size: content, max: ${max} }]
images:
  - { name: api, context: api, budgets: [*content, { size: pull, max: 50 MB }] }
`;
    expect(ratchet(policy('250 MB'), [api]).text).toBe(policy('100 MB'));
  });

  const shared = (list: string) => `
budgets: &limits
  - { size: content, max: ${list} }
images:
  - { name: api, context: api, budgets: *limits }
`;

  test('share a list by its anchor, and with it the largest of what they need', () => {
    expect(ratchet(shared('900 MB'), [measured(50e6), api]).text).toBe(shared('100 MB'));
  });
});

describe('an anchor', () => {
  const text = (first: string, second: string) => `
budgets:
  - { size: content, max: ${first} }
  - { size: rootfs, max: ${second} }
`;
  const sizes = [measured(100e6), measured(50e6, { size: 'rootfs' })];

  test('stays where its number is lowered, and what refers to it gets a number of its own', () => {
    expect(ratchet(text('&limit 250 MB', '*limit'), sizes).text).toBe(text('&limit 100 MB', '50 MB'));
  });

  test('is not lowered where something else still refers to it', () => {
    const before = `${text('&limit 250 MB', '90 MB')}allow:\n  - { rule: source, path: /a, reason: *limit, permanent: true }\n`;
    const { text: lowered, kept } = ratchet(before, sizes);
    expect(lowered).toBe(before.replace('90 MB', '50 MB'));
    expect(kept).toEqual([
      { name: 'content size', why: 'its number is an anchor that something else refers to' },
    ]);
  });
});

const UNITS = ['', ' kB', ' MB', 'GB', ' KiB', '  MiB', ' GiB'];
const STYLES: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => `"${text}"`,
  (text) => `' ${text}'`,
];
const PARTS = ['', ', path: "/opt/**"', ', class: dev-files', ', dockerfile-stage: "a # b"'];

/** A budget as somebody may have written it. */
const anyBudget = fc
  .record({
    size: fc.constantFrom('content', 'rootfs', 'hidden'),
    number: fc.oneof(
      fc.nat(100_000).map(String),
      fc.tuple(fc.nat(2000), fc.nat(999)).map((two) => two.join('.')),
    ),
    unit: fc.constantFrom(...UNITS),
    style: fc.constantFrom(...STYLES),
    part: fc.constantFrom(...PARTS),
    comment: fc.constantFrom('', ' # max: 5 MB', '\n  # - size: content'),
    growth: fc.boolean(),
  })
  .map(({ size, number, unit, style, part, comment, growth }) => {
    const whole = unit === '' ? number.replace('.', '') : number;
    const more = growth ? ', max-growth: { bytes: 7 MiB }' : '';
    return `  - { max: ${style(`${whole}${unit}`)}, size: ${size}${part}${more} }${comment}\n`;
  });

const anyPolicy = fc
  .record({
    budgets: fc.array(anyBudget, { minLength: 1, maxLength: 6 }),
    own: fc.array(anyBudget, { maxLength: 3 }),
    end: fc.constantFrom('\n', '\r\n'),
  })
  .map(({ budgets, own, end }) => {
    const images =
      own.length === 0 ? '' : `images:\n- name: api\n  context: api\n  budgets:\n${own.join('')}`;
    return `# top\nbudgets:\n${budgets.join('')}${images}fail-on: any # last`.replaceAll('\n', end);
  });

type Limits = readonly (number | undefined)[];

function limitsOf({ budgets, images }: Policy): Limits {
  return [budgets, ...images.map((image) => image.budgets ?? [])].flat().map(({ max }) => max);
}

const withoutLimits = (policy: Policy) =>
  JSON.stringify(policy, (key, value: unknown) => (key === 'max' ? 0 : value));
const withoutNumbers = (text: string) => text.replace(/- \{ max: (["' ]*)[\d.]+/g, '- { max: $1N');

test('whatever the file looks like, only its limits are others, lower, and none is below what was measured', () => {
  fc.assert(
    fc.property(anyPolicy, fc.nat(3_000_000_000), fc.nat(300), (text, most, tenths) => {
      const before = parsePolicy(text, FILE).policy;
      const headroom = tenths / 10;
      const lists = [
        ['image', before.budgets],
        ...before.images.map(({ name, budgets }) => [name, budgets]),
      ] as const;
      const sizes = lists.flatMap(([image, budgets]) =>
        (budgets as Policy['budgets']).map(({ dockerfileStage, ...budget }, index) =>
          measured(Math.floor(most / (index + 1)), {
            ...{ image: image as string, size: budget.size },
            ...(budget.path !== undefined && { path: budget.path }),
            ...(budget.class !== undefined && { class: budget.class }),
            ...(dockerfileStage !== undefined && { stage: dockerfileStage }),
          }),
        ),
      );
      const result = ratchet(text, sizes, headroom);
      const policy = parsePolicy(result.text, FILE).policy;
      expect(withoutLimits(policy)).toBe(withoutLimits(before));
      expect(withoutNumbers(result.text)).toBe(withoutNumbers(text));
      const [old, now] = [limitsOf(before), limitsOf(policy)];
      const changed = now.flatMap((limit, index) =>
        limit === old[index] ? [] : [{ limit, was: old[index] }],
      );
      expect(changed).toHaveLength(result.lowered.length);
      for (const { limit = 0, was = 0 } of changed) expect(limit).toBeLessThan(was);
      const needed = sizes.map(({ actual }) => ((actual ?? 0) * (100 + headroom)) / 100);
      now.forEach((limit = 0, index) => {
        if (limit !== old[index]) expect(limit).toBeGreaterThanOrEqual(Math.floor(needed[index] ?? 0));
      });
      expect(ratchet(result.text, sizes, headroom)).toMatchObject({ text: result.text, lowered: [] });
    }),
    { numRuns: 150 },
  );
});
