import { stripTypeScriptTypes } from 'node:module';

/** A Jest transformer: positions are kept, so no source map is needed. */
export default {
  process: (source) => ({ code: stripTypeScriptTypes(source) }),
};
