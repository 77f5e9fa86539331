var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
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
var __toCommonJS = (mod) => __copyProps(__defProp({}, "__esModule", { value: true }), mod);
var stdin_exports = {};
__export(stdin_exports, {
  describeFailure: () => describeFailure,
  openCacheService: () => openCacheService,
  readRepositoryFacts: () => readRepositoryFacts,
  toNotice: () => toNotice
});
module.exports = __toCommonJS(stdin_exports);
var import_shared_2 = require("./shared-2.cjs");
var import_node_crypto = require("node:crypto");
var import_promises = require("node:fs/promises");
// src/github/failure.ts
var MAX_MESSAGE_CHARS = 200;
function toNotice(attempt, error, event) {
  const failure = (0, import_shared_2.toApiFailure)(error);
  return {
    code: attempt.code,
    message: `${attempt.what} could not be ${attempt.verb ?? "written"}: ${reasonOf(failure, attempt, event)}`
  };
}
function reasonOf(failure, attempt, event) {
  const isDenied = failure.status === 403 || failure.status === 404;
  if (isDenied && !(0, import_shared_2.isRateLimit)(failure) && event.kind === "pull_request" && event.isFork)
    return `a pull request from a fork gets a read-only token (${failure.status}). The job summary has the report`;
  return describeFailure(failure, attempt.permission);
}
function describeFailure(failure, permission) {
  if ((0, import_shared_2.isRateLimit)(failure)) return "the rate limit of the GitHub API is exhausted. The next run tries again";
  if (failure.status === 401)
    return "`github-token` is not valid (401). Give a valid token, or omit the input";
  if (failure.status === 403 || failure.status === 404) return missingPermission(failure, permission);
  const status = failure.status === 0 ? "no response from" : `${failure.status} from`;
  return `${status} the GitHub API: ${oneLine(failure.message)}`;
}
function missingPermission({ status, headers }, permission) {
  const needed = toPermission(headers["x-accepted-github-permissions"]) ?? permission;
  return `the token lacks the permission (${status}). Add \`${needed}\` to the job's \`permissions\``;
}
function toPermission(header) {
  if (typeof header !== "string") return null;
  const alternatives = header.split(";").map((text) => text.trim());
  const chosen = alternatives.find((text) => text.startsWith("pull_requests=")) ?? alternatives[0] ?? "";
  const spelled = chosen.split(",").map((part) => /^([a-z_]+)=(read|write)$/.exec(part.trim()));
  if (spelled.length === 0 || spelled.includes(null)) return null;
  return spelled.map((match) => `${match?.[1]?.replaceAll("_", "-") ?? ""}: ${match?.[2] ?? ""}`).join("`, `");
}
function oneLine(text) {
  return text.replace(/\s+/g, " ").slice(0, MAX_MESSAGE_CHARS);
}
// src/github/cache-service.ts
var SERVICE = "twirp/github.actions.results.api.v1.CacheService";
var VERSION = (0, import_node_crypto.createHash)("sha256").update("final-stage layers").digest("hex");
var CALL_MS = 1e4;
var TRANSFER_MS = 12e4;
var MAX_PIECE_BYTES = 192 * 1024 * 1024;
var AZURE_VERSION = "2020-10-02";
function openCacheService(environment) {
  const base = environment["ACTIONS_RESULTS_URL"] ?? "";
  const token = environment["ACTIONS_RUNTIME_TOKEN"] ?? "";
  if (!environment["ACTIONS_CACHE_SERVICE_V2"] || token === "" || !isSafe(base)) return null;
  const call = (method, body) => callService(new URL(`/${SERVICE}/${method}`, base), token, body);
  return {
    restore: (prefix) => restore(call, prefix),
    save: (piece) => save(call, piece),
    ...permissions(environment["ACTIONS_CACHE_MODE"] ?? "")
  };
}
function permissions(mode) {
  return {
    mayRestore: mode !== "none" && mode !== "write-only",
    maySave: mode !== "none" && mode !== "read"
  };
}
async function restore(call, prefix) {
  const found = await call("GetCacheEntryDownloadURL", {
    key: prefix,
    restore_keys: [prefix],
    version: VERSION
  });
  const url = fieldOf(found, "signed_download_url", "signedDownloadUrl");
  const key = fieldOf(found, "matched_key", "matchedKey");
  if (Reflect.get(Object(found), "ok") !== true || url === "" || !key.startsWith(prefix)) return void 0;
  const response = await transfer(url, {});
  return { key, bytes: await readBounded(response) };
}
async function save(call, { key, bytes }) {
  const made = await call("CreateCacheEntry", { key, version: VERSION });
  const url = fieldOf(made, "signed_upload_url", "signedUploadUrl");
  if (Reflect.get(Object(made), "ok") !== true || url === "") return false;
  const headers = {
    "content-type": "application/octet-stream",
    "x-ms-blob-type": "BlockBlob",
    "x-ms-version": AZURE_VERSION
  };
  const response = await transfer(url, { method: "PUT", headers, body: bytes.slice() });
  await response.body?.cancel();
  const finalized = { key, version: VERSION, size_bytes: String(bytes.length) };
  return Reflect.get(Object(await call("FinalizeCacheEntryUpload", finalized)), "ok") === true;
}
async function callService(url, token, body) {
  const response = await fetch(url, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify(body),
    redirect: "error",
    signal: AbortSignal.timeout(CALL_MS)
  });
  const text = await response.text();
  if (response.status === 409) return { ok: false };
  if (!response.ok) throw new Error(`the cache service responded with ${response.status}`);
  return JSON.parse(text);
}
async function transfer(url, init) {
  if (!isSafe(url)) throw new Error("the cache service named an address that is not safe");
  const response = await fetch(url, {
    ...init,
    redirect: "error",
    signal: AbortSignal.timeout(TRANSFER_MS)
  });
  if (response.ok) return response;
  await response.body?.cancel();
  throw new Error(`the cache's storage responded with ${response.status}`);
}
async function readBounded(response) {
  const chunks = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > MAX_PIECE_BYTES) throw new Error(`the cache has more than ${MAX_PIECE_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
function fieldOf(answer, name, jsonName) {
  const fields = Object(answer);
  const value = fields[name] ?? fields[jsonName];
  return typeof value === "string" ? value : "";
}
function isSafe(url) {
  return /^https:\/\/|^http:\/\/(?:127\.0\.0\.1|\[::1\]|localhost)(?::\d+)?\//.test(url);
}
// src/github/repository-facts.ts
var seconds = (0, import_shared_2.int)().min(0).max(253402300799);
var payload = (0, import_shared_2.object)({
  repository: (0, import_shared_2.object)({
    default_branch: (0, import_shared_2.string)().optional(),
    private: (0, import_shared_2.boolean)().optional(),
    pushed_at: seconds.optional().catch(void 0)
  })
});
var UNKNOWN = { defaultBranch: null, isPublic: false, pushedAt: null };
async function readRepositoryFacts(environment) {
  const path = environment["GITHUB_EVENT_PATH"];
  if (!path) return UNKNOWN;
  try {
    const { repository } = payload.parse(JSON.parse(await (0, import_promises.readFile)(path, "utf8")));
    return {
      defaultBranch: repository.default_branch ?? null,
      isPublic: repository.private === false,
      pushedAt: repository.pushed_at === void 0 ? null : toTime(repository.pushed_at)
    };
  } catch {
    return UNKNOWN;
  }
}
function toTime(sinceEpoch) {
  return `${new Date(sinceEpoch * 1e3).toISOString().slice(0, 19)}Z`;
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  describeFailure,
  openCacheService,
  readRepositoryFacts,
  toNotice
});
