// What reads and writes policy files, and loads the YAML parser: one part of `dist`.
export { parsePolicy } from './parse-policy.ts';
export { ratchetPolicy } from './ratchet.ts';
export { readMeasuredBudgets } from './measured-reports.ts';
