/** What reads documents that people wrote: parsers are one part of `dist`, loaded by those who need them. */
export { parsePolicy, ratchetPolicy, readMeasuredBudgets } from '../policy/policy-file.ts';
export { readYaml } from '../policy/read-yaml.ts';
