import { describeExamples } from './describe-examples.ts';

await describeExamples('overlay2');
