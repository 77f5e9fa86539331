import { type Aspect, type Behaviour, differingAspects, type Ran } from './behaviour.ts';
import { failed, passed, skipped } from './checks.ts';
import type { Check } from './fix.ts';

/** In what both images differ from each other, and the candidate does not differ from itself. */
export function differing({ candidate, fixed, unsteady }: Ran): readonly Aspect[] {
  return differingAspects(candidate, fixed).filter((aspect) => !unsteady.includes(aspect));
}

/** What follows from that. */
export function checkRan(ran: Ran): Check {
  const { candidate, fixed, denied } = ran;
  const [aspect] = differing(ran);
  if (aspect !== undefined) {
    const [one, other] = [describe(aspect, candidate), describe(aspect, fixed)];
    return failed('runs', `the candidate ${one}, the fixed image ${other}`);
  }
  if (!isSteady(ran))
    return skipped(
      'runs',
      'the candidate behaves differently each time it starts, so there is nothing to compare',
    );
  return passed('runs', `started side by side without ${listed(denied)}: both ${describeBoth(ran)}`);
}

/** Whether something was compared that says more than that both run. */
function isSteady(ran: Ran): boolean {
  const { probe, unsteady } = ran;
  if (unsteady.includes('exit code')) return false;
  if (probe !== 'start') return !unsteady.includes('probe');
  return !unsteady.includes('output') || listedPorts(ran).length > 0;
}

/** Ports that both listen on, and always. */
function listedPorts({ candidate: { ports }, unsteady }: Ran): readonly number[] {
  return unsteady.includes('ports') ? [] : (ports ?? []);
}

function describe(aspect: Aspect, { exitCode, answer, ports }: Behaviour): string {
  const texts: Readonly<Record<Aspect, string>> = {
    'exit code': exitCode === null ? 'keeps running' : `exits with code ${exitCode}`,
    answer: 'answers the probe differently',
    probe:
      answer === null ? 'does not answer the probe' : `answers the probe with exit code ${answer.exitCode}`,
    ports: ports?.length === 0 ? 'listens on no port' : `listens on port ${ports?.join(', ') ?? ''}`,
    output: 'prints different lines',
  };
  return texts[aspect];
}

const PROBES = { healthcheck: 'the health check', policy: 'the probe of the policy' } as const;

function describeBoth(ran: Ran): string {
  const { candidate, probe, unsteady } = ran;
  const { exitCode, lines } = candidate;
  const ports = listedPorts(ran);
  const printed = lines.length === 1 ? 'line' : `${lines.length} lines`;
  return listed([
    exitCode === null ? 'keep running' : `exit with code ${exitCode}`,
    ...(ports.length > 0 ? [`listen on port ${ports.join(', ')}`] : []),
    ...(probe === 'start' ? [] : [describeAnswer(PROBES[probe], candidate)]),
    ...(probe === 'start' && !unsteady.includes('output') ? [`print the same ${printed}`] : []),
  ]);
}

/** `a, b and c`. */
function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}

function describeAnswer(name: string, { answer }: Behaviour): string {
  return answer === null ? `do not answer ${name}` : `answer ${name} with exit code ${answer.exitCode}`;
}
