/** The client that knows proxies, for those who have one: it is large. */
export { EnvHttpProxyAgent, Pool, request } from 'undici';
