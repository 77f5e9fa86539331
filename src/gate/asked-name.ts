import { renderPlatform } from '../image/platform.ts';
import { nameOfAsked } from '../report/report-name.ts';
import type { GateRequest } from './request.ts';

/** What the report calls an image that nobody gave a name. `dockerfile`: its path relative to the repository; null: unknown. */
export function askedName(request: GateRequest, dockerfile: string | null): string {
  const { image, target = null, platform } = partsOf(request);
  return nameOfAsked({
    place: dockerfile ?? image?.name ?? null,
    target,
    platform: platform === undefined ? null : renderPlatform(platform),
  });
}

function partsOf(request: GateRequest) {
  if (request.mode !== 'check') return { ...request, image: request.candidate };
  return { ...request.build, image: request.image };
}
