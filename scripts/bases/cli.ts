import { openEngine } from '../engine/engine.ts';
import { IMAGE_STORES } from '../engine/folders.ts';
import { openBases } from './bases.ts';

const USAGE =
  'usage: node scripts/bases/cli.ts overlay2|containerd REFERENCE... (prints --build-context flags)';

async function main([wanted = '', ...references]: readonly string[]): Promise<void> {
  const store = IMAGE_STORES.find((name) => name === wanted);
  if (store === undefined || references.length === 0) throw new Error(USAGE);
  const engine = await openEngine(store);
  if ('unavailable' in engine) throw new Error(engine.unavailable);
  const { buildContexts, unavailable } = await openBases(engine, references, (line) => {
    console.error(line);
  });
  for (const [reference, value] of Object.entries(buildContexts))
    console.log(`--build-context ${reference}=${value}`);
  for (const { reference, why } of unavailable) console.error(`${reference}: ${why}`);
  process.exitCode = unavailable.length > 0 ? 1 : 0;
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
