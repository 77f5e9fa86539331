import { maskSecrets } from '../files/secrets/mask.ts';

/** How a container is looked at: by the image's own health check, by a command of the policy, or by how it starts alone. */
export type Probe =
  | { readonly kind: 'healthcheck' }
  | { readonly kind: 'policy'; readonly command: readonly string[] }
  | { readonly kind: 'start' };

/** What a container is denied besides a network, in the order in which it is given back to a candidate that needs it. */
export const DENIALS = ['writing', 'capabilities', 'new privileges'] as const;
export type Denial = (typeof DENIALS)[number];

/** The end of a command, and what it printed: as much of it as is kept. */
export type Answer = { readonly exitCode: number; readonly output: string };

/** What was seen of one container, as it was seen. */
export type Observation = {
  /** Null: it ran until it was stopped. */
  readonly exitCode: number | null;
  /** The last answer of the probe; null where there is none. */
  readonly answer: Answer | null;
  /** TCP ports that it listened on; null where nobody could see them. */
  readonly ports: readonly number[] | null;
  readonly output: string;
};

/** The same so that two containers can be compared. */
export type Behaviour = {
  readonly exitCode: number | null;
  readonly answer: { readonly exitCode: number; readonly lines: readonly string[] } | null;
  /** Ascending. */
  readonly ports: readonly number[] | null;
  /** The first lines that were printed, each once, without times and ids, ascending. */
  readonly lines: readonly string[];
};

/** What two behaviours are compared in. */
export const ASPECTS = ['exit code', 'probe', 'answer', 'ports', 'output'] as const;
export type Aspect = (typeof ASPECTS)[number];

/** What was seen of both images when they were started side by side. */
export type Ran = {
  readonly probe: Probe['kind'];
  /** What the containers did without. */
  readonly denied: readonly ('network' | Denial)[];
  /** What differs between two runs of the candidate, too, and was not compared. */
  readonly unsteady: readonly Aspect[];
  readonly candidate: Behaviour;
  readonly fixed: Behaviour;
};

const MAX_LINES = 40;
const MAX_LINE_CHARACTERS = 200;
/** What is looked at of a container's output. */
export const MAX_OUTPUT_CHARACTERS = 64 * 1024;

export function toBehaviour({ exitCode, answer, ports, output }: Observation): Behaviour {
  return {
    exitCode,
    answer: answer === null ? null : { exitCode: answer.exitCode, lines: toLines(answer.output) },
    ports: ports === null ? null : [...new Set(ports)].sort((a, b) => a - b),
    lines: toLines(output),
  };
}

/** In no order: what runs side by side prints in another order each time. */
function toLines(output: string): readonly string[] {
  const lines = maskSecrets(output.slice(0, MAX_OUTPUT_CHARACTERS)).split(/\r\n|\n|\r/);
  const steady = lines.map(withoutTimes).filter((line) => line !== '');
  return [...new Set(steady)].slice(0, MAX_LINES).sort();
}

/** What is another one in each run: colours, times, durations, processes, addresses and ids. */
const PASSING: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  [/\u001B\[[0-9;?]{0,20}[A-Za-z]/g, ''],
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, '<id>'],
  [/\b\d{4}[-/]\d{2}[-/]\d{2}(?:[T ]|\b)/g, '<date> '],
  [/\b\d{1,2}\/[A-Z][a-z]{2}\/\d{4}\b/g, '<date>'],
  [
    /\b(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? )?(?:\d{1,2} )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) {1,2}\d{1,4}\b/g,
    '<date>',
  ],
  [
    /\b\d{1,2}:\d{2}:\d{2}(?:[.,]\d{1,9})?(?:Z|[ ]?[+-]\d{2}:?\d{2}|[ ](?:AM|PM|UTC|GMT))?(?: (?:19|20)\d{2}\b)?/g,
    '<time>',
  ],
  [/\b0x[0-9a-f]{4,16}\b/gi, '<address>'],
  [/\b\d{1,12}(?:\.\d{1,12})? ?(?:ns|[uµ]s|ms|s|sec|secs|seconds?|milliseconds?)\b/g, '<duration>'],
  [/\b(pid|process|PID|Process)([ =:#]{1,3})\d{1,7}\b/g, '$1$2<process>'],
  [/[[(]\d{1,7}[\])]/g, '<process>'],
  [/\b\d{10,19}(?:\.\d{1,9})?\b|\b\d{1,12}\.\d{4,18}\b/g, '<number>'],
  [/\b(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{8,128}\b/g, '<id>'],
];

function withoutTimes(line: string): string {
  const short = line.slice(0, MAX_LINE_CHARACTERS);
  const steady = PASSING.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), short);
  return steady.replace(/\s{1,200}/g, ' ').trim();
}

/** Whether a container did what it is there for: it runs on, or ended well, and the probe says so where there is one. */
export function isWell({ exitCode, answer }: Pick<Observation, 'exitCode' | 'answer'>): boolean {
  return (exitCode === null || exitCode === 0) && (answer === null || answer.exitCode === 0);
}

const PARTS: Readonly<Record<Aspect, (behaviour: Behaviour) => unknown>> = {
  'exit code': ({ exitCode }) => exitCode,
  probe: ({ answer }) => answer?.exitCode ?? null,
  answer: ({ answer }) => answer?.lines ?? [],
  ports: ({ ports }) => ports,
  output: ({ lines }) => lines,
};

/** In what two behaviours differ. What a container prints counts where no probe says that it is well. */
export function differingAspects(one: Behaviour, other: Behaviour): readonly Aspect[] {
  const isProbed = [one, other].every(({ answer }) => answer?.exitCode === 0);
  const isSeen = [one, other].every(({ ports }) => ports !== null);
  return ASPECTS.filter((aspect) => {
    if ((aspect === 'output' && isProbed) || (aspect === 'ports' && !isSeen)) return false;
    return JSON.stringify(PARTS[aspect](one)) !== JSON.stringify(PARTS[aspect](other));
  });
}
