import { catalogLayers } from '../files/build-catalog.ts';
import type { RequiredContent } from '../files/table/layer-table.ts';
import { requiredContent } from '../scan/required-files.ts';
import { attributeBytes, type Attributed } from './attribute.ts';
import type { GatePorts, Side, Sides } from './ports.ts';

/** Opens the images, catalogs their files layer by layer, and attributes every byte. */
export async function readSides(made: Sides<Side>, ports: GatePorts): Promise<Sides<Attributed>> {
  return rereadIfRefuted(ports, async () => {
    const images = await ports.openImages(made, requiredBy(made));
    const catalogs = eachSide(images, ({ layers }) => catalogLayers(layers.map(({ table }) => table)));
    return attributeBytes({ made, images, catalogs }, ports);
  });
}

export function eachSide<From, To>(
  { candidate, baseline }: Sides<From>,
  step: (side: From) => To,
): Sides<To> {
  // The baseline comes first everywhere, so that what both share is read and named by it.
  const before = baseline === null ? null : step(baseline);
  return { candidate: step(candidate), baseline: before };
}

/** Reads once more, without the layer cache, where that proved wrong: nothing that it said may count. */
async function rereadIfRefuted<Read>(ports: GatePorts, read: () => Promise<Read>): Promise<Read> {
  try {
    const first = await read();
    if (!ports.isCacheRefuted()) return first;
  } catch (error) {
    if (!ports.isCacheRefuted()) throw error;
  }
  return read();
}

/** A layer that both images share is read once, so both repositories' file sizes are asked for at once. */
function requiredBy({ candidate, baseline }: Sides<Side>): RequiredContent {
  const sizes = [candidate, baseline].flatMap((side) => (side?.repository ? [...side.repository.sizes] : []));
  return { ...requiredContent({ sizes: new Set(sizes) }), contentSums: baseline === null ? 'large' : true };
}
