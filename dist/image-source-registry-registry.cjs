var __create = Object.create;
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __getProtoOf = Object.getPrototypeOf;
var __hasOwnProp = Object.prototype.hasOwnProperty;
var __export = (target, all) => {
  for (var name in all)
    __defProp(target, name, { get: all[name], enumerable: true });
};
var __copyProps = (to, from, except, desc) => {
  if (from && typeof from === "object" || typeof from === "function") {
    for (let key of __getOwnPropNames(from))
      if (!__hasOwnProp.call(to, key) && key !== except)
        __defProp(to, key, { get: () => from[key], enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable });
  }
  return to;
};
var __toESM = (mod, isNodeMode, target) => (target = mod != null ? __create(__getProtoOf(mod)) : {}, __copyProps(
  // If the importer is in node compatibility mode or this is not an ESM
  // file that has been converted to a CommonJS file using a Babel-
  // compatible transform (i.e. "__esModule" has not been set), then set
  // "default" to the CommonJS "module.exports" for node compatibility.
  isNodeMode || !mod || !mod.__esModule ? __defProp(target, "default", { value: mod, enumerable: true }) : target,
  mod
));
var __toCommonJS = (mod) => __copyProps(__defProp({}, "__esModule", { value: true }), mod);
var stdin_exports = {};
__export(stdin_exports, {
  openRegistryImage: () => openRegistryImage
});
module.exports = __toCommonJS(stdin_exports);
var import_shared_2 = require("./shared-2.cjs");
var import_shared_3 = require("./shared-3.cjs");
var import_node_http = require("node:http");
var import_node_https = require("node:https");
var import_promises = require("node:timers/promises");
var import_promises2 = require("node:fs/promises");
var import_node_os = require("node:os");
var import_node_path = require("node:path");
var import_node_child_process = require("node:child_process");
var import_promises3 = require("node:dns/promises");
var import_node_net = require("node:net");
// src/image-source/registry/direct.ts
// src/image-source/registry/exchange.ts
var NoResponse = class extends Error {
};
var ProxyRefusal = class extends import_shared_3.GateError {
};
var MAX_INFORMATIONAL = 16;
function countAnnouncements(tooMany2) {
  let count = 0;
  return () => {
    count += 1;
    if (count === MAX_INFORMATIONAL + 1) {
      tooMany2(new NoResponse(`announced a response more than ${MAX_INFORMATIONAL} times`));
    }
  };
}
function toHeaders({ headers, form }) {
  return { "accept-encoding": "identity", "user-agent": "final-stage", ...headers, ...formHeaders(form) };
}
function formHeaders(form) {
  if (form === void 0) return {};
  return {
    "content-type": "application/x-www-form-urlencoded",
    "content-length": String(Buffer.byteLength(form))
  };
}
function joinHeaders(headers) {
  const joined = Object.entries(headers).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.join(", ") : value
  ]);
  return Object.fromEntries(joined);
}
var UNTRUSTED = /^(?:CERT_|ERR_TLS_CERT|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_(?:GET|VERIFY))/;
function explainTrust(whose, cause) {
  const code = "code" in cause ? String(cause.code) : "";
  if (!UNTRUSTED.test(code)) return cause;
  return new import_shared_3.GateError("image-unreadable", `the certificate of ${whose} is not trusted: ${code}`, {
    hint: "Set the environment variable `NODE_EXTRA_CA_CERTS` to the file with the certificate of its authority.",
    cause
  });
}
// src/image-source/registry/direct.ts
var AGENTS = { "https:": new import_node_https.Agent({ keepAlive: true }), "http:": new import_node_http.Agent({ keepAlive: true }) };
async function exchangeDirectly(httpRequest, signal) {
  const { url, form } = httpRequest;
  const isTls = url.protocol === "https:";
  const options = {
    agent: AGENTS[isTls ? "https:" : "http:"],
    method: form === void 0 ? "GET" : "POST",
    headers: toHeaders(httpRequest)
  };
  const opened = isTls ? (0, import_node_https.request)(url, options) : (0, import_node_http.request)(url, options);
  opened.end(form);
  const body = await firstAnswer(opened, url, signal);
  return { status: body.statusCode ?? 0, headers: joinHeaders(body.headers), body };
}
async function firstAnswer(opened, url, signal) {
  var _stack = [];
  try {
    const { promise: answered, resolve, reject } = Promise.withResolvers();
    const stop = (cause) => opened.destroy(cause);
    opened.on("information", countAnnouncements(stop));
    opened.once("response", resolve);
    opened.on("error", (cause) => {
      reject(explainTrust(`\`${url.host}\``, cause));
    });
    const _stopping = (0, import_shared_3.__using)(_stack, (0, import_shared_2.onAbort)(signal, stop));
    return await answered;
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    (0, import_shared_3.__callDispose)(_stack, _error, _hasError);
  }
}
// src/image-source/registry/name.ts
var HUB = "docker.io";
var HUB_API = "registry-1.docker.io";
var HUB_HOSTS = /* @__PURE__ */ new Set([HUB, "index.docker.io", HUB_API]);
function toRegistryName({ name, tag = "latest" }) {
  const slash = name.indexOf("/");
  const first = name.slice(0, Math.max(slash, 0));
  if (isHost(first) && !HUB_HOSTS.has(first)) {
    return { host: first, apiHost: first, repository: name.slice(slash + 1), tag };
  }
  const rest = HUB_HOSTS.has(first) ? name.slice(slash + 1) : name;
  const repository = rest.includes("/") ? rest : `library/${rest}`;
  return { host: HUB, apiHost: HUB_API, repository, tag };
}
function renderRegistryName({ host, repository, tag }) {
  return `${host}/${repository}${tag.startsWith("sha256:") ? "@" : ":"}${tag}`;
}
function isHost(first) {
  return first.includes(".") || first.includes(":") || first === "localhost";
}
function isLoopback(host) {
  return /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?::\d+)?$/.test(host);
}
// src/image-source/registry/proxy-settings.ts
function hasProxy({ protocol }, environment = process.env) {
  return readProxy(protocol === "https:" ? "https" : "http", environment) !== "";
}
function readProxy(scheme, environment = process.env) {
  const address = environment[proxyVariable(scheme, environment)] ?? "";
  return address === "" || address.includes("://") ? address : `http://${address}`;
}
function proxyVariable(scheme, environment = process.env) {
  const name = `${scheme}_proxy`;
  return environment[name] === void 0 ? name.toUpperCase() : name;
}
function readNoProxy(environment = process.env) {
  const entries = (environment["no_proxy"] ?? environment["NO_PROXY"] ?? "").split(/[,\s]+/);
  return entries.flatMap((entry) => /^\w/.test(entry) ? [entry, `.${entry}`] : [entry]).join(",");
}
// src/image-source/registry/proxied.ts
var agents = /* @__PURE__ */ new Map();
async function exchangeByProxy(httpRequest, signal) {
  var _stack = [];
  try {
    const scheme = httpRequest.url.protocol === "https:" ? "https" : "http";
    const { EnvHttpProxyAgent, Pool, request } = await Promise.resolve().then(() => __toESM(require("./image-source-registry-undici.cjs")));
    const dispatcher = openAgent(scheme, { EnvHttpProxyAgent, Pool });
    const _stopping = (0, import_shared_3.__using)(_stack, (0, import_shared_2.onAbort)(signal, () => {
      agents.delete(scheme);
      void dispatcher.destroy();
    }));
    try {
      return await (0, import_shared_2.orAborted)(ask(httpRequest, { request, dispatcher }), signal);
    } catch (cause) {
      throw cause instanceof Error ? explain(httpRequest.url.host, scheme, cause) : cause;
    }
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    (0, import_shared_3.__callDispose)(_stack, _error, _hasError);
  }
}
async function ask(httpRequest, { request, dispatcher }) {
  const { url, form } = httpRequest;
  const stop = new AbortController();
  const onInfo = countAnnouncements((cause) => {
    stop.abort(cause);
  });
  const { statusCode, headers, body } = await request(url, {
    dispatcher,
    method: form === void 0 ? "GET" : "POST",
    headers: { ...toHeaders(httpRequest) },
    body: form ?? null,
    onInfo,
    signal: stop.signal
  });
  body.on("error", () => void 0);
  return { status: statusCode, headers: joinHeaders(headers), body };
}
function openAgent(scheme, library) {
  const known = agents.get(scheme);
  if (known !== void 0) return known;
  try {
    const agent = new library.EnvHttpProxyAgent(toOptions(scheme, library));
    agents.set(scheme, agent);
    return agent;
  } catch (cause) {
    throw new import_shared_3.GateError("bad-input", `\`${proxyVariable(scheme)}\` is not the address of a proxy`, {
      hint: "Write it as `http://HOST:PORT`.",
      cause
    });
  }
}
function toOptions(scheme, { Pool }) {
  const proxy = readProxy(scheme);
  return {
    // An address for one scheme is none for the other, as curl, Go and Docker have it.
    httpProxy: scheme === "http" ? proxy : "",
    httpsProxy: scheme === "https" ? proxy : "",
    noProxy: readNoProxy(),
    // A tunnel is only for TLS: as a rule proxies refuse others.
    proxyTunnel: false,
    // How long is waited is up to those who ask.
    headersTimeout: 0,
    bodyTimeout: 0,
    factory: (origin, options) => surrendering(new Pool(origin, options))
  };
}
function surrendering(pool) {
  return pool.on("connectionError", (_origin, targets, error) => {
    void targets.at(-1)?.destroy(error);
  });
}
function explain(host, scheme, cause) {
  if (cause instanceof import_shared_3.GateError || cause instanceof NoResponse) return cause;
  const status = Number(/^Proxy (?:response|Authentication Required) \((\d+)\)/.exec(cause.message)?.[1]);
  if (status >= 500) return new NoResponse(`is behind a proxy that responds with ${status}`);
  if (status > 0) return refused(host, scheme, status);
  const inner = cause.cause instanceof Error ? cause.cause : cause;
  return explainTrust(`\`${host}\`, or of the proxy to it,`, inner);
}
function refused(host, scheme, status) {
  const variable = proxyVariable(scheme);
  return new ProxyRefusal(
    "image-unreadable",
    `the proxy of \`${variable}\` does not connect to \`${host}\`: it responded with ${status}`,
    {
      hint: status === 407 ? `Write the user and password into \`${variable}\`: \`http://USER:PASSWORD@HOST:PORT\`.` : "Allow the host there, or name it in `NO_PROXY`."
    }
  );
}
// src/image-source/registry/http.ts
var MAX_REDIRECTS = 5;
var HEAD_SECONDS = 60;
var BODY_FLOOR = { bytes: 60 * 1024, seconds: 60 };
function isNoResponse(cause) {
  return cause instanceof NoResponse;
}
function bodyOf({ body, url }, what, options) {
  const watch = (stop) => (0, import_shared_2.watchPace)(
    BODY_FLOOR,
    (bytes) => {
      stop(bytes === 0 ? new NoResponse(`silent for ${BODY_FLOOR.seconds} s`) : tooSlow(url, what, bytes));
    },
    options.clock
  );
  return (0, import_shared_2.fromStream)(body, { ...options, watch });
}
function tooSlow({ host }, what, bytes) {
  const { bytes: least, seconds } = BODY_FLOOR;
  return new import_shared_3.GateError(
    "image-unreadable",
    `\`${host}\` is too slow: it sent ${bytes} bytes of ${what} in ${seconds} s, expected at least ${least}`,
    { hint: "Try again later, or pull the image with an engine and judge it from the engine." }
  );
}
async function send(request) {
  var _stack = [];
  try {
    const limit = (0, import_shared_3.__using)(_stack, (0, import_shared_2.startLimit)({
      milliseconds: HEAD_SECONDS * 1e3,
      late: () => new NoResponse(`did not respond within ${HEAD_SECONDS} s`),
      signal: request.signal,
      clock: request.clock
    }));
    return await follow(request, limit.signal);
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    (0, import_shared_3.__callDispose)(_stack, _error, _hasError);
  }
}
async function follow(request, signal) {
  let { url, headers } = request;
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
    const httpResponse = await exchange({ url, headers, form: request.form }, signal);
    const next = request.form === void 0 ? redirectOf(httpResponse, url) : void 0;
    if (next === void 0) return { ...httpResponse, url };
    httpResponse.body.destroy();
    if (!await mayFollow(next, request)) throw refusedRedirect(url, next);
    if (next.origin !== url.origin) headers = withoutAuthorization(headers);
    url = next;
  }
  throw new import_shared_3.GateError(
    "image-unreadable",
    `\`${request.url.host}\` redirects more than ${MAX_REDIRECTS} times`
  );
}
var REDIRECTS = /* @__PURE__ */ new Set([301, 302, 303, 307, 308]);
function redirectOf({ status, headers }, from) {
  if (!REDIRECTS.has(status) || headers["location"] === void 0) return void 0;
  if (!URL.canParse(headers["location"], from.href)) return void 0;
  const next = new URL(headers["location"], from);
  next.username = "";
  next.password = "";
  return next;
}
async function mayFollow({ protocol, host }, request) {
  return protocol === "https:" || protocol === "http:" && await request.mayBePlain(host);
}
function withoutAuthorization(headers) {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name !== "authorization"));
}
function refusedRedirect(from, to) {
  const what = to.protocol === "http:" ? "without TLS" : `by \`${to.protocol.slice(0, 20)}\``;
  return new import_shared_3.GateError("image-unreadable", `\`${from.host}\` redirects to \`${to.host}\` ${what}`, {
    hint: "Plain HTTP is allowed only for this machine and for `insecure-registries`, yours or the Docker engine's."
  });
}
async function exchange(httpRequest, signal) {
  const { url } = httpRequest;
  if (isLoopback(url.host) || !hasProxy(url)) return await exchangeDirectly(httpRequest, signal);
  return await exchangeByProxy(httpRequest, signal);
}
// src/image-source/registry/retry.ts
var MAX_ATTEMPTS = 5;
var BACKOFF_MS = [250, 1e3, 2e3, 4e3];
var MAX_RETRY_AFTER_SECONDS = 60;
var PASSING = /* @__PURE__ */ new Set([429, 500, 502, 503, 504]);
async function realPause(milliseconds, signal) {
  await (0, import_promises.setTimeout)(milliseconds, void 0, signal === void 0 ? {} : { signal });
}
async function askWithRetries(ask3, retrying, host) {
  for (let attempt = 1; ; attempt++) {
    const { response, failure } = await tryOnce(ask3, retrying);
    const wait = waitAfter(response, attempt);
    if (response !== void 0 && wait === void 0) return response;
    if (wait === void 0) throw noResponse(host, failure);
    response?.body.destroy();
    await retrying.pause(wait, retrying.signal);
  }
}
async function tryOnce(ask3, { signal }) {
  try {
    return { response: await ask3() };
  } catch (failure) {
    signal?.throwIfAborted();
    if (failure instanceof import_shared_3.GateError) throw failure;
    return { failure };
  }
}
function noResponse(host, cause) {
  if (isNoResponse(cause)) {
    return new import_shared_3.GateError("image-unreadable", `\`${host}\` ${cause.message}, ${MAX_ATTEMPTS} times in a row`, {
      hint: "Check that it is not overloaded, and try again later.",
      cause
    });
  }
  const code = typeof cause === "object" && cause !== null && "code" in cause ? ` (${String(cause.code)})` : "";
  return new import_shared_3.GateError("image-unreadable", `\`${host}\` does not respond${code}`, {
    hint: "Check the host name and the network. Plain HTTP is allowed only for this machine and for `insecure-registries`, yours or the Docker engine's.",
    cause
  });
}
function waitAfter(response, attempt) {
  if (attempt >= MAX_ATTEMPTS) return void 0;
  if (response === void 0) return backoff(attempt);
  if (!PASSING.has(response.status)) return void 0;
  const seconds = retryAfterSeconds(response);
  if (seconds === void 0) return backoff(attempt);
  return seconds > MAX_RETRY_AFTER_SECONDS ? void 0 : seconds * 1e3;
}
function backoff(attempt) {
  const [last = 0] = BACKOFF_MS.slice(-1);
  return (BACKOFF_MS[attempt - 1] ?? last) * (0.75 + Math.random() / 2);
}
function retryAfterSeconds({ headers }) {
  const text = headers["retry-after"];
  if (text === void 0) return void 0;
  const seconds = /^\d+$/.test(text) ? Number(text) : (Date.parse(text) - Date.now()) / 1e3;
  return Number.isNaN(seconds) ? void 0 : Math.max(0, Math.ceil(seconds));
}
// src/image-source/registry/blob.ts
var GOOD_PROGRESS_BYTES = 1024 * 1024;
function toResumableSource(part, first) {
  return async (sink) => {
    const progress = { at: 0, breaks: 0, sinceBreak: 0 };
    let response = first;
    for (; ; ) {
      const broken = await readOn({ part, response, progress }, sink);
      if (progress.at === part.size) return;
      await pauseAfterBreak(part, progress, broken);
      response = await part.open(progress.at);
    }
  };
}
async function readOn({ part, response, progress }, sink) {
  const network = [];
  const explain3 = (cause) => {
    if (!(cause instanceof import_shared_3.GateError)) network.push({ cause });
    return cause;
  };
  const source = bodyOf(response, part.what, { explain: explain3, ...part.retrying });
  try {
    let skip = bytesToSkip(part, response, progress.at);
    await source((chunk) => {
      const fresh = chunk.subarray(Math.min(skip, chunk.length));
      skip -= chunk.length - fresh.length;
      if (fresh.length === 0) return void 0;
      progress.at += fresh.length;
      progress.sinceBreak += fresh.length;
      if (progress.at > part.size) throw wrongLength(part, "more");
      return sink(fresh);
    });
    verifyEnd(part, response, progress.at);
    return void 0;
  } catch (error) {
    const [broken] = network;
    if (broken === void 0) throw error;
    return broken.cause;
  } finally {
    response.body.destroy();
  }
}
function verifyEnd(part, { headers }, at) {
  if (at < part.size && headers["transfer-encoding"] !== void 0) throw wrongLength(part, String(at));
}
function bytesToSkip(part, { status, headers }, at) {
  if (status === 206) {
    verifyRange(part, headers["content-range"] ?? "", at);
    return 0;
  }
  const length = headers["content-length"];
  if (length !== void 0 && Number(length) !== part.size) throw wrongLength(part, length);
  return at;
}
function verifyRange({ what, size }, range, at) {
  const rest = `bytes ${at}-${size - 1}/`;
  if (range === `${rest}${size}` || range === `${rest}*`) return;
  throw new import_shared_3.GateError(
    "image-unreadable",
    `${what} continues with \`${range.slice(0, 80)}\`, expected \`${rest}${size}\``,
    {
      hint: "The registry sent a different part than was requested. Pull the image and judge it from the engine."
    }
  );
}
async function pauseAfterBreak(part, progress, cause) {
  part.retrying.signal?.throwIfAborted();
  progress.breaks = progress.sinceBreak >= GOOD_PROGRESS_BYTES ? 1 : progress.breaks + 1;
  progress.sinceBreak = 0;
  if (progress.breaks >= MAX_ATTEMPTS) throw brokenOff(part, progress.at, cause);
  await part.retrying.pause(backoff(progress.breaks), part.retrying.signal);
}
function brokenOff({ what, size }, at, cause) {
  return new import_shared_3.GateError(
    "image-unreadable",
    `${what} broke off after ${at} bytes of ${size}, ${MAX_ATTEMPTS} times in a row`,
    { hint: "Check the network and try again later.", cause }
  );
}
function wrongLength({ what, size }, length) {
  return new import_shared_3.GateError("image-unreadable", `${what} has ${length} bytes, expected ${size}`, {
    hint: "The registry has damaged the image: push it again."
  });
}
async function readWhole(part, first) {
  let response = first;
  for (let attempt = 1; ; attempt++) {
    const { bytes, broken } = await readResponse(response, part);
    if (bytes !== void 0) return bytes;
    part.retrying.signal?.throwIfAborted();
    if (attempt === MAX_ATTEMPTS) {
      throw new import_shared_3.GateError("image-unreadable", `${part.what} broke off, ${MAX_ATTEMPTS} times in a row`, {
        hint: "Check the network and try again later.",
        cause: broken
      });
    }
    await part.retrying.pause(backoff(attempt), part.retrying.signal);
    response = await part.open(0);
  }
}
async function readResponse(response, { what, retrying }) {
  try {
    return { bytes: await (0, import_shared_2.readSmall)(bodyOf(response, what, retrying), what) };
  } catch (broken) {
    if (broken instanceof import_shared_3.GateError) throw broken;
    return { broken };
  }
}
// src/image-source/registry/challenge.ts
var MAX_CHALLENGE_CHARACTERS = 8192;
var PART = /([\w!#$%&'*+.^`|~-]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s",]*)))?/g;
function parseChallenges(header) {
  const challenges = [];
  for (const [whole, word = "", quoted, bare] of header.slice(0, MAX_CHALLENGE_CHARACTERS).matchAll(PART)) {
    if (whole === word) challenges.push({ scheme: word.toLowerCase(), parameters: /* @__PURE__ */ new Map() });
    else challenges.at(-1)?.parameters.set(word.toLowerCase(), quoted?.replace(/\\(.)/g, "$1") ?? bare ?? "");
  }
  return challenges;
}
// src/image-source/registry/token.ts
async function authorize(challenges, access) {
  const { credentials } = access.login;
  if (credentials?.registryToken !== void 0) return `Bearer ${credentials.registryToken}`;
  const bearer = challenges.find(({ scheme }) => scheme === "bearer");
  if (bearer !== void 0) return `Bearer ${await fetchToken(bearer, access)}`;
  const hasBasic = challenges.some(({ scheme }) => scheme === "basic");
  if (hasBasic && credentials?.username !== void 0) return basic(credentials);
  throw denied(access);
}
function denied({ what, host, login }) {
  const { credentials, trouble } = login;
  const again = credentials === void 0 ? "Log in" : "Log in again, as somebody who may read it,";
  const hint = `${again} with \`docker login ${host}\` or docker/login-action before this step.`;
  const who = credentials === void 0 ? "us" : "the login of Docker's config";
  return new import_shared_3.GateError("registry-denied", `registry \`${host}\` does not let ${who} read ${what}`, {
    hint: trouble === void 0 ? hint : `${hint} ${trouble}`
  });
}
async function fetchToken({ parameters }, access) {
  const realm = await checkRealm(parameters.get("realm") ?? "", access);
  const query = {
    service: parameters.get("service") ?? "",
    scope: parameters.get("scope") ?? `repository:${access.repository}:pull`
  };
  const request = toRequest(realm, { query, access });
  const response = await askWithRetries(() => send(request), access.retrying, realm.host);
  const token = response.status === 200 ? await readToken(response, access) : void 0;
  response.body.destroy();
  if (token !== void 0) return token;
  if (REFUSALS.has(response.status)) throw denied(access);
  throw new import_shared_3.GateError(
    "image-unreadable",
    `\`${realm.host}\` gave no token for ${access.what}, but responded with ${response.status}`,
    { hint: "Try again later." }
  );
}
var REFUSALS = /* @__PURE__ */ new Set([400, 401, 403, 404]);
async function checkRealm(realm, access) {
  const url = URL.canParse(realm) ? new URL(realm) : void 0;
  if (url?.protocol === "https:") return url;
  if (url?.protocol === "http:" && await access.mayBePlain(url.host)) return url;
  throw new import_shared_3.GateError("registry-denied", `registry \`${access.host}\` asks for a login without TLS`, {
    hint: "Plain HTTP is allowed only for this machine and for `insecure-registries`, yours or the Docker engine's."
  });
}
function toRequest(realm, { query, access }) {
  const { credentials } = access.login;
  const { signal, clock } = access.retrying;
  const shared = { signal, clock, mayBePlain: () => Promise.resolve(false) };
  const identityToken = credentials?.identityToken;
  if (identityToken !== void 0) {
    const grant = { grant_type: "refresh_token", client_id: "final-stage", refresh_token: identityToken };
    return {
      ...shared,
      url: realm,
      headers: {},
      form: new URLSearchParams({ ...grant, ...query }).toString()
    };
  }
  const headers = credentials?.username === void 0 ? {} : { authorization: basic(credentials) };
  return { ...shared, url: withQuery(realm, query), headers };
}
function withQuery(realm, query) {
  const url = new URL(realm);
  for (const [key, value] of Object.entries(query)) if (value !== "") url.searchParams.set(key, value);
  return url;
}
async function readToken(response, { what, retrying }) {
  const token = `the token for ${what}`;
  const bytes = await (0, import_shared_2.readSmall)(bodyOf(response, token, retrying), token);
  try {
    const json = JSON.parse(Buffer.from(bytes).toString("utf8"));
    return textField(json, "token") ?? textField(json, "access_token");
  } catch {
    return void 0;
  }
}
function textField(json, field) {
  if (typeof json !== "object" || json === null) return void 0;
  const value = Reflect.get(json, field);
  return typeof value === "string" && /^[\x21-\x7e]+$/.test(value) ? value : void 0;
}
function basic({ username, password }) {
  return `Basic ${Buffer.from(`${username ?? ""}:${password ?? ""}`).toString("base64")}`;
}
// src/image-source/registry/client.ts
function createRegistryClient(repository) {
  const state = { ...repository, authorizations: /* @__PURE__ */ new Map(), failed: /* @__PURE__ */ new Set() };
  return { request: (request) => askAll(state, request) };
}
async function askAll(state, request) {
  for (const endpoint of state.endpoints.filter(({ isMirror }) => isMirror)) {
    const response = state.failed.has(endpoint) ? void 0 : await askMirror(state, endpoint, request);
    if (response !== void 0) return response;
  }
  const own = state.endpoints.find(({ isMirror }) => !isMirror);
  return own && askRegistry(state, own, request);
}
async function askMirror(state, mirror, request) {
  try {
    const response = await ask2(state, mirror, request);
    if (response.status === 200 || response.status === 206) return response;
    response.body.destroy();
    if (response.status !== 404) state.failed.add(mirror);
  } catch {
    state.retrying.signal?.throwIfAborted();
    state.failed.add(mirror);
  }
  return void 0;
}
async function askRegistry(state, own, request) {
  const response = await askWithRetries(() => ask2(state, own, request), state.retrying, own.host);
  if (response.status === 200 || response.status === 206) return response;
  response.body.destroy();
  if (response.url.origin !== originOf(own)) throw unexpected(response, response.url.host, request.part);
  if (response.status === 404) return void 0;
  if (response.status === 401 || response.status === 403)
    throw denied({ what: request.part, host: own.host, login: await own.login() });
  throw unexpected(response, own.host, request.part);
}
function originOf({ base }) {
  return new URL(base).origin;
}
async function ask2(state, endpoint, request) {
  const first = await askOnce(state, endpoint, request);
  if (first.status !== 401 || first.url.origin !== originOf(endpoint)) return first;
  first.body.destroy();
  const challenges = parseChallenges(first.headers["www-authenticate"] ?? "");
  const access = {
    what: request.part,
    host: endpoint.host,
    repository: state.repository,
    login: await endpoint.login(),
    retrying: state.retrying,
    mayBePlain: (host) => endpoint.mayBePlain(host)
  };
  state.authorizations.set(endpoint, await authorize(challenges, access));
  return askOnce(state, endpoint, request);
}
function askOnce(state, endpoint, { path, accept, from = 0 }) {
  const authorization = state.authorizations.get(endpoint);
  return send({
    url: new URL(`${endpoint.base}/v2/${state.repository}/${path}`),
    headers: {
      accept,
      ...authorization === void 0 ? {} : { authorization },
      ...from === 0 ? {} : { range: `bytes=${from}-` }
    },
    signal: state.retrying.signal,
    clock: state.retrying.clock,
    mayBePlain: (host) => endpoint.mayBePlain(host)
  });
}
function unexpected(response, host, part) {
  const { status } = response;
  const asked = `\`${host}\` responded with ${status} when asked for ${part}`;
  if (status === 429) return tooMany(response, asked);
  const isBroken = status >= 500;
  return new import_shared_3.GateError("image-unreadable", isBroken ? `${asked}, ${MAX_ATTEMPTS} times in a row` : asked, {
    hint: isBroken ? "The registry is out of order: try again later." : "Check that this is a registry."
  });
}
function tooMany(response, asked) {
  const seconds = retryAfterSeconds(response);
  const wait = seconds === void 0 ? "" : `, and asks to wait for ${seconds} s`;
  return new import_shared_3.GateError("image-unreadable", `${asked} (too many requests)${wait}`, {
    hint: "Log in, because registries allow more requests to users who are logged in, or try again later."
  });
}
// src/image-source/registry/auth.ts
// src/image-source/registry/credential-helper.ts
var HELPER_MS = 3e4;
var NOT_FOUND = "credentials not found";
function askHelper(name, key, env) {
  const program = `docker-credential-${name}`;
  if (!/^[\w.-]+$/.test(name))
    return Promise.resolve({ trouble: "Docker's config names a credential helper with an invalid name." });
  return new Promise((resolve) => {
    const child = (0, import_node_child_process.execFile)(
      program,
      ["get"],
      { timeout: HELPER_MS, killSignal: "SIGKILL", env },
      (error, stdout) => {
        if (error === null) resolve(parseAnswer(stdout, program));
        else resolve(stdout.includes(NOT_FOUND) ? {} : { trouble: explain2(error, program) });
      }
    );
    child.stdin?.on("error", () => void 0);
    child.stdin?.end(key);
  });
}
function explain2({ code, killed }, program) {
  if (code === "ENOENT") return `The credential helper \`${program}\` of Docker's config is not on PATH.`;
  const how = killed === true ? `took longer than ${HELPER_MS / 1e3} s` : `ended with code ${String(code)}`;
  return `The credential helper \`${program}\` of Docker's config ${how}.`;
}
function parseAnswer(stdout, program) {
  const trouble = `The credential helper \`${program}\` of Docker's config returned no login.`;
  try {
    const response = JSON.parse(stdout);
    if (typeof response !== "object" || response === null) return { trouble };
    const { Username, Secret } = response;
    if (typeof Username !== "string" || typeof Secret !== "string") return { trouble };
    const isIdentity = Username === "<token>";
    return { credentials: isIdentity ? { identityToken: Secret } : { username: Username, password: Secret } };
  } catch {
    return { trouble };
  }
}
// src/image-source/registry/auth.ts
var HUB_KEYS = ["https://index.docker.io/v1/", "index.docker.io", HUB, "registry-1.docker.io"];
async function readLogin(host, env = process.env) {
  const config = await readDockerConfig(env);
  const keys = host === HUB ? HUB_KEYS : [host, `https://${host}`];
  const stored = await askStores(config, keys, env);
  const credentials = stored.credentials ?? fromAuths(config, keys);
  return credentials === void 0 ? stored : { credentials };
}
async function askStores({ credHelpers, credsStore }, keys, env) {
  const key = keys.find((candidate) => credHelpers?.[candidate] !== void 0);
  if (key !== void 0) return askHelper(credHelpers?.[key] ?? "", key, env);
  return credsStore ? askStore(credsStore, keys, env) : {};
}
async function askStore(store, keys, env) {
  for (const key of keys) {
    const login = await askHelper(store, key, env);
    if (login.credentials !== void 0 || login.trouble !== void 0) return login;
  }
  return {};
}
async function readDockerConfig(env) {
  const file = (0, import_node_path.join)(env["DOCKER_CONFIG"] || (0, import_node_path.join)((0, import_node_os.homedir)(), ".docker"), "config.json");
  let text;
  try {
    text = await (0, import_promises2.readFile)(file, "utf8");
  } catch {
    return {};
  }
  try {
    const json = JSON.parse(text);
    return typeof json === "object" && json !== null ? json : {};
  } catch {
    throw new import_shared_3.GateError("registry-denied", `Docker's config \`${file}\` is not JSON`, {
      hint: "Repair it, or remove it and log in again with `docker login`."
    });
  }
}
function fromAuths({ auths }, keys) {
  const hosts = new Set(keys.map(hostOf));
  const [, entry] = Object.entries(auths ?? {}).find(([key]) => keys.includes(key)) ?? Object.entries(auths ?? {}).find(([key]) => hosts.has(hostOf(key))) ?? [];
  return entry && toCredentials(entry);
}
function hostOf(key) {
  return key.replace(/^https?:\/\//, "").replace(/\/.*$/, "");
}
function toCredentials(entry) {
  const identityToken = textOf(entry.identitytoken);
  const registryToken = textOf(entry.registrytoken);
  const credentials = {
    ...toPassword(entry),
    ...identityToken === void 0 ? {} : { identityToken },
    ...registryToken === void 0 ? {} : { registryToken }
  };
  return Object.keys(credentials).length === 0 ? void 0 : credentials;
}
function toPassword({ auth, username, password }) {
  const decoded = Buffer.from(textOf(auth) ?? "", "base64").toString("utf8");
  const colon = decoded.indexOf(":");
  if (colon > 0)
    return { username: decoded.slice(0, colon), password: decoded.slice(colon + 1).replace(/\0+$/, "") };
  const [user, secret] = [textOf(username), textOf(password)];
  return user === void 0 || secret === void 0 ? {} : { username: user, password: secret };
}
function textOf(value) {
  return typeof value === "string" && value !== "" ? value : void 0;
}
// src/image-source/registry/endpoint.ts
async function openEndpoints({ host, apiHost }, { settings, signal }) {
  const protocol = await mayBePlain(apiHost, settings) ? await findProtocol(apiHost, signal) : "https:";
  const own = toEndpoint(new URL(`${protocol}//${apiHost}`), { host, isMirror: false, settings });
  if (host !== HUB) return [own];
  const mirrors = settings.mirrors.map(
    (url) => toEndpoint(url, { host: url.host, isMirror: true, settings })
  );
  return [...mirrors, own];
}
function toEndpoint(url, { host, isMirror, settings }) {
  let login;
  return {
    base: `${url.protocol}//${url.host}${url.pathname.replace(/\/+$/, "")}`,
    host,
    isMirror,
    login: () => login ??= readLogin(host),
    mayBePlain: async (other) => {
      if (url.protocol !== "http:") return false;
      if (other === url.host) return true;
      return isLoopback(other) ? isLoopback(url.host) : settings.isInsecure(other);
    }
  };
}
async function mayBePlain(host, settings) {
  return isLoopback(host) || settings.isInsecure(host);
}
var FIRST_CONTACT_MS = 5e3;
async function findProtocol(host, signal) {
  const timeout = AbortSignal.timeout(FIRST_CONTACT_MS);
  const request = {
    url: new URL(`https://${host}/v2/`),
    headers: {},
    signal: signal === void 0 ? timeout : AbortSignal.any([signal, timeout]),
    mayBePlain: () => Promise.resolve(false)
  };
  try {
    const { body } = await send(request);
    body.destroy();
    return "https:";
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof import_shared_3.GateError && !(error instanceof ProxyRefusal)) throw error;
    return "http:";
  }
}
// src/image-source/registry/settings.ts
var ENGINE_MS = 2e3;
var texts = (0, import_shared_2.array)((0, import_shared_2.string)()).catch([]);
var info = (0, import_shared_2.object)({
  RegistryConfig: (0, import_shared_2.object)({
    IndexConfigs: (0, import_shared_2.record)((0, import_shared_2.string)(), (0, import_shared_2.object)({ Secure: (0, import_shared_2.boolean)() })).catch({}),
    InsecureRegistryCIDRs: texts,
    Mirrors: texts
  })
});
async function readRegistrySettings({
  daemon,
  insecureRegistries = []
}) {
  const found = info.safeParse(await askInfo(daemon));
  const { IndexConfigs, InsecureRegistryCIDRs, Mirrors } = found.success ? found.data.RegistryConfig : { IndexConfigs: {}, InsecureRegistryCIDRs: [], Mirrors: [] };
  const insecure = Object.entries(IndexConfigs).flatMap(([host, { Secure }]) => Secure ? [] : [host]);
  const named = [...insecure, ...insecureRegistries];
  const networks = toNetworks(InsecureRegistryCIDRs);
  return {
    mirrors: Mirrors.flatMap(toMirror),
    isInsecure: async (host) => named.includes(host) || await isInside(host, networks)
  };
}
async function askInfo(daemon) {
  const late = () => new Error("the engine takes too long");
  try {
    const engine = daemon ?? await (0, import_shared_2.openDocker)();
    const ask3 = (signal) => (0, import_shared_2.askEngine)(engine, { path: "/info", signal });
    return await (0, import_shared_2.withEnd)(ask3, { milliseconds: ENGINE_MS, late });
  } catch {
    return void 0;
  }
}
function toMirror(text) {
  if (!URL.canParse(text)) return [];
  const url = new URL(text);
  return url.protocol === "https:" || url.protocol === "http:" ? [url] : [];
}
function toNetworks(ranges) {
  const networks = new import_node_net.BlockList();
  for (const range of ranges) {
    const [, address = "", bits] = /^([\d.]+|[\da-f:]+)\/(\d{1,3})$/i.exec(range) ?? [];
    const family = (0, import_node_net.isIP)(address);
    const isNetwork = family !== 0 && Number(bits) <= (family === 4 ? 32 : 128);
    if (isNetwork) networks.addSubnet(address, Number(bits), family === 4 ? "ipv4" : "ipv6");
  }
  return networks;
}
async function isInside(host, networks) {
  if (networks.rules.length === 0) return false;
  const name = new URL(`http://${host}`).hostname.replace(/^\[|\]$/g, "");
  try {
    const addresses = await (0, import_promises3.lookup)(name, { all: true });
    return addresses.some(({ address, family }) => networks.check(address, family === 6 ? "ipv6" : "ipv4"));
  } catch {
    return false;
  }
}
// src/image-source/registry/registry.ts
var ACCEPTED = [
  "application/vnd.oci.image.index.v1+json",
  "application/vnd.oci.image.manifest.v1+json",
  "application/vnd.docker.distribution.manifest.list.v2+json",
  "application/vnd.docker.distribution.manifest.v2+json"
].join(", ");
var REAL_WORLD = {
  pause: realPause,
  settings: readRegistrySettings
};
async function openRegistryImage(reference, options, world = REAL_WORLD) {
  const name = toRegistryName(reference);
  const what = `\`${renderRegistryName(name)}\``;
  const retrying = { pause: world.pause, signal: options.signal, clock: world.clock };
  const settings = await world.settings(options);
  const endpoints = await openEndpoints(name, { settings, signal: options.signal });
  const client = createRegistryClient({ endpoints, repository: name.repository, retrying });
  const root = await readPart({ client, retrying }, { path: `manifests/${name.tag}`, part: what });
  if (root === void 0) throw missing(what);
  if ((0, import_shared_2.isDigest)(name.tag)) verifyRoot(root, name.tag, what);
  const image = { client, what, root, retrying };
  return {
    what,
    readJson: (path, kind) => readJson(image, path, kind),
    readLayer: (path, descriptor) => readLayer(image, { path, descriptor }, options)
  };
}
function missing(what) {
  return new import_shared_3.GateError("image-not-found", `the registry has no image ${what}`, {
    hint: "Check the name and the tag. A private image looks the same as a missing one if you are not logged in."
  });
}
function verifyRoot(root, expected, what) {
  const digest = (0, import_shared_2.digestOf)(root);
  if (digest === expected) return;
  throw new import_shared_3.GateError(
    "image-unreadable",
    `manifest of ${what} has digest \`${digest}\`, expected \`${expected}\``,
    {
      hint: "The registry, or something in front of it, has changed the image: push it again."
    }
  );
}
async function readJson(image, path, kind) {
  if (path === "index.json") return image.root;
  const digest = (0, import_shared_2.claimedDigest)(path);
  if (digest === void 0) return void 0;
  const folder = kind === "manifest" ? "manifests" : "blobs";
  return readPart(image, { path: `${folder}/${digest}`, part: `\`${digest}\` of ${image.what}` });
}
async function readPart({ client, retrying }, { path, part }) {
  const request = { path, part, accept: path.startsWith("manifests/") ? ACCEPTED : "*/*" };
  const first = await client.request(request);
  const remote = { what: part, retrying, open: () => reopen(client, request) };
  return first && readWhole(remote, first);
}
async function readLayer({ client, what, retrying }, { path, descriptor }, options) {
  if (descriptor === void 0) return void 0;
  const { digest, size } = descriptor;
  const known = (0, import_shared_2.findKnownBlob)({ path, size, isServed: true }, options);
  if (known !== void 0) return known;
  const request = { path: `blobs/${digest}`, part: `\`${digest}\` of ${what}`, accept: "*/*" };
  const first = await client.request(request);
  if (first === void 0) return void 0;
  const remote = {
    what: request.part,
    size,
    retrying,
    open: (from) => reopen(client, { ...request, from })
  };
  const source = toResumableSource(remote, first);
  return (0, import_shared_2.readLayerBlob)({ path, size, what: request.part, source, isServed: true }, options);
}
async function reopen(client, request) {
  const response = await client.request(request);
  if (response !== void 0) return response;
  throw new import_shared_3.GateError("image-unreadable", `${request.part} disappeared from the registry while it was read`, {
    hint: "Push the image again."
  });
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  openRegistryImage
});
