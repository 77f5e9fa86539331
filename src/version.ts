import manifest from '../package.json' with { type: 'json' };

/** Version of this tool, from package.json. */
export const VERSION: string = manifest.version;

/** Address of the repository, and the version. */
export const IDENTITY = { homepage: manifest.homepage, version: manifest.version };
