import { renderPlatform } from '../image/platform.ts';
import { nameOfAsked } from '../report/report-name.ts';
import type { GateRequest } from './request.ts';

/** `name`: one that somebody gave the image. `dockerfile`: its path relative to the repository; null: unknown. */
type Known = { readonly name: string | undefined; readonly dockerfile: string | null };

/** What the report calls an image: by its name or what it was asked for by, and the platform that was asked for. */
export function askedName(request: GateRequest, { name, dockerfile }: Known): string {
  const { image, target = null, platform } = partsOf(request);
  return nameOfAsked({
    ...(name === undefined
      ? { place: dockerfile ?? image?.name ?? null, target }
      : { place: name, target: null }),
    platform: platform === undefined || isPlanned(request) ? null : renderPlatform(platform),
  });
}

/** One of several images has its name from the plan of all of them. */
function isPlanned(request: GateRequest): boolean {
  return request.mode === 'check' && request.imageName !== undefined;
}

function partsOf(request: GateRequest) {
  if (request.mode !== 'check') return { ...request, image: request.candidate };
  return { ...request.build, image: request.image };
}
