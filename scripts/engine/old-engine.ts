import type { ImageTools } from './image-tools.ts';
import { startLoneEngine } from './lone-engine.ts';
import type { LoneEngine } from './lone-engine.ts';

/** The distribution's own engine (Debian bookworm: 20.10). */
export function startOldEngine({ env }: ImageTools): Promise<LoneEngine> {
  return startLoneEngine({ program: 'dockerd', args: [], env });
}
