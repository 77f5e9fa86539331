/**
 * Milliseconds of processor time that this process has used. Time by the clock says as much about what else the machine does; a
 * loop in a square of its input takes its processor time on any machine.
 */
export function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
