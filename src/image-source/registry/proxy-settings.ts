type Environment = Readonly<Record<string, string | undefined>>;

/** Of what is asked for. */
export type Scheme = 'http' | 'https';

/** Whether a proxy is named for addresses of this protocol. */
export function hasProxy({ protocol }: URL, environment: Environment = process.env): boolean {
  return readProxy(protocol === 'https:' ? 'https' : 'http', environment) !== '';
}

/** The address of the proxy, or nothing. curl, Go and Docker take `HOST:PORT` for one without TLS, too. */
export function readProxy(scheme: Scheme, environment: Environment = process.env): string {
  const address = environment[proxyVariable(scheme, environment)] ?? '';
  return address === '' || address.includes('://') ? address : `http://${address}`;
}

/** The variable that names the proxy: the one in lower case wins. */
export function proxyVariable(scheme: Scheme, environment: Environment = process.env): string {
  const name = `${scheme}_proxy`;
  return environment[name] === undefined ? name.toUpperCase() : name;
}

/** Hosts that are asked without a proxy. A name counts for the names below it, too, which undici would have written as `.name`. */
export function readNoProxy(environment: Environment = process.env): string {
  const entries = (environment['no_proxy'] ?? environment['NO_PROXY'] ?? '').split(/[,\s]+/);
  return entries.flatMap((entry) => (/^\w/.test(entry) ? [entry, `.${entry}`] : [entry])).join(',');
}
