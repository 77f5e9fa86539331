// What the unit tests import from `@jest/globals`, kept as a tree that can be run again and again in one process: a mutant is
// then a number that is set, and not some seconds of loading modules. Only what the tests of decisions use is here.
import { expect as jestExpect } from 'expect';
import { bind } from 'jest-each';

/** A file of tests, or one `describe` in it. */
const makeBlock = (title, parent, isSkipped) => ({
  title,
  parent,
  isSkipped,
  children: [],
  beforeAll: [],
  beforeEach: [],
  afterEach: [],
  afterAll: [],
});

let current = makeBlock('', undefined, false);

/** Loads the file's tests as one block. */
export async function loadFile(url) {
  const file = makeBlock('', undefined, false);
  current = file;
  await import(url);
  return file;
}

function addBlock(title, fill, isSkipped) {
  const block = makeBlock(title, current, current.isSkipped || isSkipped);
  current.children.push(block);
  current = block;
  try {
    fill();
  } finally {
    current = block.parent;
  }
}

function addTest(title, work, isSkipped) {
  current.children.push({ title, parent: current, work, isSkipped: current.isSkipped || isSkipped });
}

/** `describe` or `test` with its variants. */
function withVariants(add) {
  const plain = (title, work) => add(title, work, false);
  const skip = (title, work) => add(title, work, true);
  skip.each = bind(skip, false);
  return Object.assign(plain, { each: bind(plain, false), skip });
}

const hook = (name) => (work) => void current[name].push(work);

export const describe = withVariants(addBlock);
export const test = withVariants(addTest);
export const it = test;
export const expect = jestExpect;
export const beforeAll = hook('beforeAll');
export const beforeEach = hook('beforeEach');
export const afterEach = hook('afterEach');
export const afterAll = hook('afterAll');

/** All tests below a block, in their order. */
export function testsOf(block) {
  return block.children.flatMap((child) => (child.children === undefined ? [child] : testsOf(child)));
}

export function fullName({ title, parent }) {
  return parent === undefined ? title : `${fullName(parent)} ${title}`.trim();
}

/** Runs what `isWanted` of a block with its hooks; `runOne` is given each test and what runs it. */
export async function runBlock(block, isWanted, runOne) {
  if (!testsOf(block).some(isWanted)) return;
  for (const work of block.beforeAll) await work();
  try {
    for (const child of block.children) {
      if (child.children !== undefined) await runBlock(child, isWanted, runOne);
      else if (isWanted(child)) await runOne(child, () => runTest(child));
    }
  } finally {
    for (const work of block.afterAll) await work();
  }
}

async function runTest({ work, parent }) {
  const around = blocksAround(parent);
  try {
    for (const block of around) for (const before of block.beforeEach) await before();
    await work();
  } finally {
    for (const block of around.toReversed()) for (const after of block.afterEach) await after();
  }
}

function blocksAround(block) {
  return block === undefined ? [] : [...blocksAround(block.parent), block];
}
