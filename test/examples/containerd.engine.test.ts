import { expect } from '@jest/globals';
import { testWith } from '../helpers/untested.ts';
import { describeExamples } from './describe-examples.ts';
import { exampleFolders } from './example.ts';

const tried = await describeExamples('containerd');

testWith(tried, 'there is no such engine')('every folder of examples is tried', async (names) => {
  expect(names).toEqual(await exampleFolders());
});
