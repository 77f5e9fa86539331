/** Why there is no engine, in one sentence that says what to install. */
export type NoEngine = { readonly unavailable: string };
