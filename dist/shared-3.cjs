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
  GateError: () => GateError,
  IDENTITY: () => IDENTITY,
  LIST_INPUTS: () => LIST_INPUTS,
  NO_REPORTING: () => NO_REPORTING,
  SCALAR_INPUTS: () => SCALAR_INPUTS,
  SIZE_PATTERN: () => SIZE_PATTERN,
  SIZE_WORDS: () => SIZE_WORDS,
  VERSION: () => VERSION,
  __callDispose: () => __callDispose,
  __commonJS: () => __commonJS,
  __export: () => __export2,
  __require: () => __require,
  __toESM: () => __toESM,
  __using: () => __using,
  collectMistakes: () => collectMistakes,
  diskFull: () => diskFull,
  distinctPlatforms: () => distinctPlatforms,
  exitCodeOf: () => exitCodeOf,
  failureReason: () => failureReason,
  flagOf: () => flagOf,
  isDiskFull: () => isDiskFull,
  isUnknownPlatform: () => isUnknownPlatform,
  logLine: () => logLine,
  matchesPlatform: () => matchesPlatform,
  package_default: () => package_default,
  parseImageReference: () => parseImageReference,
  parsePlatform: () => parsePlatform,
  parseSecrets: () => parseSecrets,
  readCheckInputs: () => readCheckInputs,
  readIdentity: () => readIdentity,
  readMergeInputs: () => readMergeInputs,
  readOneImage: () => readOneImage,
  readOverrides: () => readOverrides,
  readPlatform: () => readPlatform,
  readReading: () => readReading,
  readTelling: () => readTelling,
  renderAtLeast: () => renderAtLeast,
  renderFailure: () => renderFailure,
  renderImageReference: () => renderImageReference,
  renderInUnit: () => renderInUnit,
  renderPlatform: () => renderPlatform,
  severalName: () => severalName,
  shorten: () => shorten,
  toActionTexts: () => toActionTexts,
  toSize: () => toSize,
  variableOf: () => variableOf,
  visible: () => visible,
  watchForCancellation: () => watchForCancellation,
  withoutCommands: () => withoutCommands,
  withoutSecrets: () => withoutSecrets
});
module.exports = __toCommonJS(stdin_exports);
var __create = Object.create;
var __defProp2 = Object.defineProperty;
var __getOwnPropDesc2 = Object.getOwnPropertyDescriptor;
var __getOwnPropNames2 = Object.getOwnPropertyNames;
var __getProtoOf = Object.getPrototypeOf;
var __hasOwnProp2 = Object.prototype.hasOwnProperty;
var __knownSymbol = (name, symbol) => (symbol = Symbol[name]) ? symbol : /* @__PURE__ */ Symbol.for("Symbol." + name);
var __typeError = (msg) => {
  throw TypeError(msg);
};
var __require = /* @__PURE__ */ ((x) => typeof require !== "undefined" ? require : typeof Proxy !== "undefined" ? new Proxy(x, {
  get: (a, b) => (typeof require !== "undefined" ? require : a)[b]
}) : x)(function(x) {
  if (typeof require !== "undefined") return require.apply(this, arguments);
  throw Error('Dynamic require of "' + x + '" is not supported');
});
var __commonJS = (cb, mod) => function __require2() {
  try {
    return mod || (0, cb[__getOwnPropNames2(cb)[0]])((mod = { exports: {} }).exports, mod), mod.exports;
  } catch (e) {
    throw mod = 0, e;
  }
};
var __export2 = (target, all) => {
  for (var name in all)
    __defProp2(target, name, { get: all[name], enumerable: true });
};
var __copyProps2 = (to, from, except, desc) => {
  if (from && typeof from === "object" || typeof from === "function") {
    for (let key of __getOwnPropNames2(from))
      if (!__hasOwnProp2.call(to, key) && key !== except)
        __defProp2(to, key, { get: () => from[key], enumerable: !(desc = __getOwnPropDesc2(from, key)) || desc.enumerable });
  }
  return to;
};
var __toESM = (mod, isNodeMode, target) => (target = mod != null ? __create(__getProtoOf(mod)) : {}, __copyProps2(
  // If the importer is in node compatibility mode or this is not an ESM
  // file that has been converted to a CommonJS file using a Babel-
  // compatible transform (i.e. "__esModule" has not been set), then set
  // "default" to the CommonJS "module.exports" for node compatibility.
  isNodeMode || !mod || !mod.__esModule ? __defProp2(target, "default", { value: mod, enumerable: true }) : target,
  mod
));
var __using = (stack, value, async) => {
  if (value != null) {
    if (typeof value !== "object" && typeof value !== "function") __typeError("Object expected");
    var dispose, inner;
    if (async) dispose = value[__knownSymbol("asyncDispose")];
    if (dispose === void 0) {
      dispose = value[__knownSymbol("dispose")];
      if (async) inner = dispose;
    }
    if (typeof dispose !== "function") __typeError("Object not disposable");
    if (inner) dispose = function() {
      try {
        inner.call(this);
      } catch (e) {
        return Promise.reject(e);
      }
    };
    stack.push([async, dispose, value]);
  } else if (async) {
    stack.push([async]);
  }
  return value;
};
var __callDispose = (stack, error, hasError) => {
  var E = typeof SuppressedError === "function" ? SuppressedError : function(e, s, m, _) {
    return _ = Error(m), _.name = "SuppressedError", _.error = e, _.suppressed = s, _;
  };
  var fail = (e) => error = hasError ? new E(e, error, "An error was suppressed during disposal") : (hasError = true, e);
  var next = (it) => {
    while (it = stack.pop()) {
      try {
        var result = it[1] && it[1].call(it[2]);
        if (it[0]) return Promise.resolve(result).then(next, (e) => (fail(e), next()));
      } catch (e) {
        fail(e);
      }
    }
    if (hasError) throw error;
  };
  return next();
};
// src/visible.ts
var ESCAPES = /* @__PURE__ */ new Map([
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["	", "\\t"],
  ["\x1B", "\\e"]
]);
function visible(text) {
  return text.replace(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}\u00a0]/gu,
    escapeCharacter
  );
}
function withoutCommands(lines) {
  return lines.replace(/^([^\S\n]*)::/gm, "$1\\::").replaceAll("##[", "##\\[");
}
function logLine(text) {
  return withoutCommands(visible(text));
}
function escapeCharacter(character) {
  const known = ESCAPES.get(character);
  if (known !== void 0) return known;
  const code = character.codePointAt(0) ?? 0;
  if (code >= 56448 && code <= 56575) return `\\x${(code - 56320).toString(16)}`;
  return code > 65535 ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, "0")}`;
}
function shorten(text, maxCharacters) {
  if (text.length <= maxCharacters || isShort(text, maxCharacters)) return text;
  const tail = Math.floor((maxCharacters - 1) / 2);
  const head = maxCharacters - 1 - tail;
  const first = Array.from(text.slice(0, 2 * head)).slice(0, head);
  const last = Array.from(text.slice(-2 * tail)).slice(-tail);
  return `${first.join("")}\u2026${last.join("")}`;
}
function isShort(text, maxCharacters) {
  return text.length <= 2 * maxCharacters && Array.from(text).length <= maxCharacters;
}
// src/errors.ts
var GateError = class extends Error {
  code;
  hint;
  constructor(code, message, options = {}) {
    super(linesOf(message), "cause" in options ? { cause: options.cause } : void 0);
    this.name = "GateError";
    this.code = code;
    this.hint = options.hint === void 0 ? void 0 : linesOf(options.hint);
  }
};
function linesOf(text) {
  return typeof text === "string" ? visible(text) : text.map(visible).join("\n");
}
function exitCodeOf(error) {
  return error instanceof GateError && (error.code === "bad-input" || error.code === "bad-policy") ? 2 : 3;
}
function isDiskFull(error) {
  return error instanceof Error && "code" in error && (error.code === "ENOSPC" || error.code === "EDQUOT");
}
function diskFull(reason, cause) {
  return new GateError("disk-full", `the disk is full: ${reason}`, {
    hint: "Free some space, or set `TMPDIR` (`RUNNER_TEMP` on a runner) to a folder on a larger disk.",
    cause
  });
}
// src/build/cancellation.ts
var GRACE_MS = 2e3;
function endForGood(signal) {
  process.kill(process.pid, signal);
}
function watchForCancellation() {
  const controller = new AbortController();
  let code;
  const cancel = (signal) => {
    code ??= signal === "SIGINT" ? 130 : 143;
    controller.abort(new Error(`cancelled by ${signal}`));
  };
  const onInterrupt = () => {
    cancel("SIGINT");
  };
  const onTerminate = () => {
    cancel("SIGTERM");
  };
  process.on("SIGINT", onInterrupt);
  process.on("SIGTERM", onTerminate);
  return {
    signal: controller.signal,
    exitCode: () => code,
    [Symbol.dispose]: () => {
      process.off("SIGINT", onInterrupt);
      process.off("SIGTERM", onTerminate);
      if (code !== void 0) setTimeout(endForGood, GRACE_MS, code === 130 ? "SIGINT" : "SIGTERM").unref();
    }
  };
}
// src/run/failure-text.ts
function renderFailure(error) {
  return withoutCommands(failureText(error));
}
function failureText(error) {
  const failure = toFailure(error);
  if (failure instanceof GateError) {
    const sentence = `${failure.message.slice(0, 1).toUpperCase()}${failure.message.slice(1)}`;
    const whole = /[.?!]$/.test(sentence) ? sentence : `${sentence}.`;
    return failure.hint === void 0 ? whole : `${whole}
${failure.hint}`;
  }
  const message = failure instanceof Error ? failure.message : String(failure);
  return `${visible(message)}
This is a bug in final-stage. Please report it together with the log.`;
}
function failureReason(error, masks) {
  const failure = toFailure(error);
  if (!(failure instanceof GateError)) return "Final Stage itself failed; this is a bug in Final Stage";
  return masks.toSorted((a, b) => b.length - a.length).reduce((text, mask) => text.replaceAll(mask, "***"), failure.message);
}
function toFailure(error) {
  if (isSuppressed(error)) return toFailure(error.suppressed);
  return isDiskFull(error) ? diskFull(error.message, error) : error;
}
function isSuppressed(error) {
  return error instanceof Error && error.name === "SuppressedError" && "suppressed" in error;
}
// src/inputs/input-texts.ts
var SCALAR_INPUTS = [
  "mode",
  "artifact",
  "context",
  "file",
  "target",
  "builder",
  "network",
  "prepare",
  "prepare-candidate",
  "github-token",
  "policy",
  "baseline",
  "fail-on",
  "max-size",
  "max-growth",
  "comment",
  "comment-key",
  "review",
  "check-run",
  "report-url",
  "image",
  "fix",
  "fix-budget",
  "verify",
  "skip-when-unchanged",
  "bake",
  "compose",
  "history",
  "record-baseline",
  "cache-dir",
  "read-in-place",
  "read-timeout"
];
var LIST_INPUTS = [
  "build-args",
  "build-contexts",
  "secrets",
  "platforms",
  "images",
  "bake-targets",
  "reports",
  "cache-from",
  "cache-to",
  "insecure-registries"
];
function splitEntries(text) {
  const entries = [];
  const pattern = /[ \t]*"((?:[^"]|"")*)"[ \t]*(?:\r?\n|$)|([^\n]*)(?:\n|$)/gy;
  for (const match of text.matchAll(pattern)) {
    const entry = match[1] === void 0 ? (match[2] ?? "").trim() : match[1].replaceAll('""', '"');
    if (entry !== "" && !entry.startsWith("#")) entries.push(entry);
  }
  return entries;
}
function toActionTexts(readInput) {
  return {
    one: (name) => readInput(name).trim(),
    many: (name) => splitEntries(readInput(name)),
    spell: (name) => `\`${name}\``
  };
}
function flagOf(name) {
  if (name === "images") return "image-of";
  return isList(name) ? name.replace(/ies$/, "y").replace(/s$/, "") : name;
}
function isList(name) {
  return LIST_INPUTS.some((list) => list === name);
}
// src/image/platform.ts
var ALIASES = new Map([
  ...[
    ["x86_64", "amd64"],
    ["x86-64", "amd64"],
    ["aarch64", "arm64"],
    ["i386", "386"]
  ],
  ...[
    ["armhf", "arm/v7"],
    ["armel", "arm/v6"]
  ]
]);
function parsePlatform(text) {
  const [os, architecture, variant, ...rest] = partsOf(text.toLowerCase());
  if (!os || !architecture || variant === "" || rest.length > 0) {
    throw new GateError("bad-input", `platform \`${text}\` is not \`os/architecture[/variant]\``, {
      hint: "Write it as in `linux/amd64` or `linux/arm64/v8`."
    });
  }
  return { os, architecture, ...variant === void 0 ? {} : { variant } };
}
function partsOf(text) {
  const [os = "", architecture = "", ...rest] = text.split("/");
  return [os, ...(ALIASES.get(architecture) ?? architecture).split("/"), ...rest];
}
function renderPlatform({ os, architecture, variant }) {
  return [os, architecture, variant].filter((part) => part !== void 0).join("/");
}
function distinctPlatforms(platforms) {
  return [...new Map(platforms.map((platform) => [renderPlatform(platform), platform])).values()];
}
function matchesPlatform(asked, found) {
  const same = asked.os === found.os && asked.architecture === found.architecture;
  const [wanted, has] = [variantOf(asked), variantOf(found)];
  return same && (wanted === void 0 || has === void 0 || wanted === has);
}
function variantOf({ architecture, variant }) {
  return variant ?? (architecture === "arm64" ? "v8" : void 0);
}
function isUnknownPlatform({ os, architecture }) {
  return os === "unknown" && architecture === "unknown";
}
// src/image/reference-proposals.ts
var TRANSPORTS = ["docker-daemon", "docker-archive", "oci", "oci-archive", "registry"];
var FOREIGN = /* @__PURE__ */ new Map([
  ["oci-dir", "oci"],
  ["oci-layout", "oci"],
  ["docker-tar", "docker-archive"],
  ["tarball", "docker-archive"],
  ["containers-storage", "docker-daemon"]
]);
var TRANSPORT = /^(?:docker-daemon|docker-archive|oci|oci-archive|registry):/i;
var FILE_TRANSPORT = /^(?:docker-archive|oci|oci-archive):/i;
var FILE = /^(?:docker-daemon:|registry:|file:\/\/)?((?:\.{0,2}|~)\/.*|.+\.(?:tar|tgz|tar\.[a-z0-9]+))$/;
function proposalsFor(text) {
  const given = text.slice(0, MAX_CHARACTERS).trim();
  const spelt = lowerTransport(given);
  const found = PROPOSALS.map((propose) => propose(spelt)).filter((proposal) => proposal !== void 0);
  return [...found, spelt].filter((proposal) => proposal !== text && !TRANSPORTS.includes(proposal));
}
function withKnownTransport(text) {
  const word = /^[a-z_-]{9,20}(?=:.)|^oci-(?:dir|layout)(?=:.)|^tarball(?=:.)/.exec(text)?.[0];
  if (word === void 0 || TRANSPORTS.includes(word)) return void 0;
  const meant = FOREIGN.get(word) ?? TRANSPORTS.find((one) => one.length > 8 && isNearly(word, one));
  return meant && `${meant}${text.slice(word.length)}`;
}
function isNearly(word, transport) {
  const isStart = word.slice(0, 3) === transport.slice(0, 3);
  return isStart && surplus(word, transport) + surplus(transport, word) <= 2;
}
function surplus(text, other) {
  let rest = other;
  let count = 0;
  for (const letter of text) {
    if (rest.includes(letter)) rest = rest.replace(letter, "");
    else count += 1;
  }
  return count;
}
var MAX_CHARACTERS = 1e3;
var PROPOSALS = [
  (text) => after(/^(?:registry:|docker-daemon:)?(?:https?|docker|registry):\/\//i, text, "registry:"),
  (text) => after(/^docker-daemon:\/\//, text, "docker-daemon:"),
  fileProposal,
  digestProposal,
  // A host may be in any case, what follows may not.
  (text) => FILE_TRANSPORT.test(text) ? void 0 : lowerPath(text),
  (text) => FILE_TRANSPORT.test(text) ? text.replace(/:$/, "") : text.replace(/[:@/]+$/, "")
];
function lowerTransport(text) {
  return text.replace(TRANSPORT, (transport) => transport.toLowerCase());
}
function after(start, text, put) {
  return start.test(text) ? text.replace(start, put).replace(/\/+$/, "") : void 0;
}
function fileProposal(text) {
  const file = FILE.exec(text)?.[1];
  return file === void 0 ? void 0 : `docker-archive:${file}`;
}
function digestProposal(text) {
  const found = /^(.+?)(?:@|:|@?:)(?:sha256:)?([0-9a-f]{64})$/i.exec(text);
  return found ? `${found[1] ?? ""}@sha256:${(found[2] ?? "").toLowerCase()}` : void 0;
}
function lowerPath(text) {
  const start = TRANSPORT.exec(text)?.[0] ?? "";
  const rest = text.slice(start.length);
  const slash = rest.indexOf("/");
  const isHost = slash > 0 && /[.:]/.test(rest.slice(0, slash));
  const at = isHost ? slash : 0;
  const tag = rest.indexOf(":", rest.lastIndexOf("/") + 1);
  const end = tag < 0 ? rest.length : tag;
  return start + rest.slice(0, at) + rest.slice(at, end).toLowerCase() + rest.slice(end);
}
// src/image/reference.ts
var TRANSPORTS2 = [
  "docker-daemon",
  "docker-archive",
  "oci",
  "oci-archive",
  "registry"
];
var SPELLINGS = "Write docker-daemon:NAME, docker-archive:FILE[:NAME], oci:DIR[:TAG], oci-archive:FILE[:TAG], registry:HOST/NAME[:TAG] or a bare name.";
var COMPONENT = "[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*";
var LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?";
var HOST = `(?:${LABEL}(?:\\.${LABEL})*|\\[[A-Fa-f0-9:]+\\])(?::\\d+)?`;
var NAME = new RegExp(`^(?:${HOST}/)?${COMPONENT}(?:/${COMPONENT})*$`);
var MAX_NAME_CHARACTERS = 255;
var TAG = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/;
var DIGEST = /^sha256:[0-9a-f]{64}$/;
var ID = /^(?:sha256:)?[0-9a-f]{12,64}$/;
function parseImageReference(text) {
  const colon = text.indexOf(":");
  const transport = TRANSPORTS2.find((candidate) => candidate === text.slice(0, colon));
  const meant = withKnownTransport(text);
  if (meant !== void 0) {
    throw new GateError("bad-input", `image reference \`${text.slice(0, 300)}\` has no known transport`, {
      hint: `Write \`${meant.slice(0, 300)}\`.`
    });
  }
  if (transport === void 0) return { ...parseName("docker-daemon", text, text), isBare: true };
  const rest = text.slice(colon + 1);
  if (transport === "docker-daemon" || transport === "registry") return parseName(transport, rest, text);
  return parseFile(transport, rest, text);
}
function isImageName(text) {
  const [named, digest] = splitAt(text, text.indexOf("@"));
  const [name, tag] = splitAt(named, named.indexOf(":", named.lastIndexOf("/") + 1));
  const isTagged = tag === void 0 || TAG.test(tag);
  return name.length <= MAX_NAME_CHARACTERS && NAME.test(name) && isTagged && digest !== "";
}
function renderImageReference({ transport, name, tag, isBare }) {
  const separator = tag !== void 0 && DIGEST.test(tag) && isNamed(transport) ? "@" : ":";
  const rest = tag === void 0 ? name : `${name}${separator}${tag}`;
  return isBare ? rest : `${transport}:${rest}`;
}
function isNamed(transport) {
  return transport === "docker-daemon" || transport === "registry";
}
function parseFile(transport, rest, text) {
  if (WINDOWS_PATH.test(rest)) throw windowsPath(text);
  if (/^https?:\/\//i.test(rest)) {
    throw new GateError(
      "bad-input",
      `image reference \`${text.slice(0, 300)}\` names a URL instead of a file`,
      {
        hint: `Download it first, for example with \`curl -fLo image.tar URL\`, and write \`${transport}:image.tar\`.`
      }
    );
  }
  const parts = parseFileParts(rest);
  if (parts === void 0) throw badReference(text, "names no file");
  return { transport, ...parts };
}
function parseFileParts(rest) {
  const digest = /^([^:]+)@(sha256:[0-9a-f]{64})$/.exec(rest);
  const [name = "", tag] = digest ? digest.slice(1) : splitAt(rest, rest.indexOf(":"));
  if (name === "" || tag === "") return void 0;
  return { name, ...tag === void 0 ? {} : { tag } };
}
var WINDOWS_PATH = /^(?:[A-Za-z]:[\\/]|\\\\)/;
function windowsPath(text) {
  return new GateError("bad-input", `image reference \`${text.slice(0, 300)}\` has a Windows path`, {
    hint: "Write it relative to the current folder and with `/`, as in `docker-archive:out/app.tar`; in WSL, a drive is `/mnt/c`."
  });
}
function parseName(transport, rest, text) {
  if (WINDOWS_PATH.test(rest)) throw windowsPath(text);
  if (transport === "docker-daemon" && ID.test(rest)) return { transport, name: rest };
  const [named, digest] = splitAt(rest, rest.indexOf("@"));
  const [name, tag] = splitAt(named, named.indexOf(":", named.lastIndexOf("/") + 1));
  checkName(text, { name, tag, digest });
  const chosen = digest ?? tag;
  return { transport, name, ...chosen === void 0 ? {} : { tag: chosen } };
}
function checkName(text, { name, tag, digest }) {
  if (name.length > MAX_NAME_CHARACTERS || !NAME.test(name)) throw badReference(text, "is not an image name");
  if (tag !== void 0 && !TAG.test(tag)) throw badReference(text, "has an invalid tag");
  if (digest !== void 0 && !DIGEST.test(digest))
    throw badReference(text, "has a digest that is not sha256");
}
function splitAt(text, at) {
  return at < 0 ? [text, void 0] : [text.slice(0, at), text.slice(at + 1)];
}
function badReference(text, found) {
  const proposal = proposalsFor(text).find(isReference);
  return new GateError("bad-input", `image reference \`${text.slice(0, 300)}\` ${found}`, {
    hint: proposal === void 0 ? SPELLINGS : `Write \`${proposal.slice(0, 300)}\`${reasonFor(proposal)}.`
  });
}
function isReference(text) {
  const colon = text.indexOf(":");
  const transport = TRANSPORTS2.find((candidate) => candidate === text.slice(0, colon));
  const rest = text.slice(colon + 1);
  if (transport === void 0) return isImageName(text);
  return isNamed(transport) ? isImageName(rest) : parseFileParts(rest) !== void 0;
}
function reasonFor(proposal) {
  return proposal.startsWith("docker-archive:") ? " for a file that `docker save` wrote, `oci:\u2026` for a layout" : "";
}
// src/inputs/gate-identity.ts
var NO_LEG = /* @__PURE__ */ new Set(["", "null", "{}"]);
function readIdentity(texts) {
  const leg = texts.one("comment-key");
  return {
    parts: [
      imageName(texts.one("image")) || severalName(texts) || texts.one("file") || texts.one("context") || ".",
      texts.one("target"),
      platformName(texts.many("platforms").join(","))
    ],
    details: [
      ...["context", "policy", "fail-on", "max-size", "max-growth"].map((name) => texts.one(name)),
      ...["build-args", "build-contexts"].map((name) => namesOf(texts.many(name)))
    ],
    leg: NO_LEG.has(leg) ? "" : leg
  };
}
function severalName(texts) {
  if (texts.one("mode") === "merge") return "merged reports";
  const names = [texts.one("bake"), ...texts.many("bake-targets"), texts.one("compose")];
  return [...names, ...texts.many("images")].filter((name) => name !== "").join(" ");
}
function imageName(reference) {
  return reference === "" ? "" : readOr(reference, () => parseImageReference(reference).name);
}
function platformName(platform) {
  return platform === "" ? "" : readOr(platform, () => renderPlatform(parsePlatform(platform)));
}
function readOr(text, read) {
  try {
    return read();
  } catch {
    return text;
  }
}
function namesOf(entries) {
  return entries.map((entry) => entry.split("=")[0] ?? "").sort().join(",");
}
// src/inputs/mode.ts
var MODES = ["gate", "measure", "comment", "merge"];
var COMMENT = ["auto", "always", "never"];
var DEFAULT_ARTIFACT = "final-stage";
var OF_TELLING = /* @__PURE__ */ new Set([
  "mode",
  "artifact",
  "comment",
  "comment-key",
  "github-token"
]);
var OF_MERGING = /* @__PURE__ */ new Set([
  ...OF_TELLING,
  ...["reports", "images", "review", "check-run", "report-url", "history"]
]);
function readComment(texts, mistakes) {
  const mode = readMode(texts, mistakes);
  const comment = readChoice(texts, mistakes);
  if (mode === "comment") {
    const words = "is `comment`, which only the Action has, on the event `workflow_run`";
    mistakes.note(texts.spell("mode"), words);
  } else if (texts.one("artifact") !== "") {
    mistakes.note(
      texts.spell("artifact"),
      "is given without `mode: comment`, which is what reads an artifact"
    );
  }
  if (mode !== "measure") return comment ?? "auto";
  if (comment !== void 0 && comment !== "never") {
    mistakes.note(texts.spell("comment"), `is \`${comment}\`, but \`mode: measure\` writes no comment`);
  }
  return "never";
}
function noteUnused(texts, mode, mistakes) {
  const given = [
    ...SCALAR_INPUTS.filter((name) => texts.one(name) !== ""),
    ...LIST_INPUTS.filter((name) => texts.many(name).length > 0)
  ];
  const used = mode === "comment" ? OF_TELLING : OF_MERGING;
  for (const name of given.filter((one) => !used.has(one)))
    mistakes.note(texts.spell(name), `is given with \`mode: ${mode}\`, which builds and reads no image`);
}
function readTelling(texts, mistakes) {
  noteUnused(texts, "comment", mistakes);
  return {
    comment: readChoice(texts, mistakes) ?? "auto",
    token: texts.one("github-token") || null,
    artifact: readArtifact(texts, mistakes),
    leg: texts.one("comment-key")
  };
}
function readMode(texts, mistakes) {
  const text = texts.one("mode");
  const mode = MODES.find((one) => one === text);
  if (text === "" || mode !== void 0) return mode ?? "gate";
  mistakes.note(texts.spell("mode"), `is \`${text}\`, expected one of ${listed(MODES)}`);
  return "gate";
}
function readChoice(texts, mistakes) {
  const text = texts.one("comment");
  const choice = COMMENT.find((one) => one === text);
  if (text !== "" && choice === void 0)
    mistakes.note(texts.spell("comment"), `is \`${text}\`, expected one of ${listed(COMMENT)}`);
  return choice;
}
var listed = (values) => values.map((value) => `\`${value}\``).join(", ");
var NOT_IN_NAMES = /["<>|*?:\\/\r\n]/;
function readArtifact(texts, mistakes) {
  const name = texts.one("artifact") || DEFAULT_ARTIFACT;
  if (NOT_IN_NAMES.test(name)) {
    const expected = `expected the name of an artifact, such as \`${DEFAULT_ARTIFACT}\``;
    mistakes.note(texts.spell("artifact"), `is \`${name}\`, ${expected}`);
  }
  return name;
}
// src/inputs/reporting.ts
var NO_REPORTING = { hasReview: false, hasCheckRun: false };
var CHOICES = ["", "auto", "never"];
function readReporting(texts, mistakes) {
  const htmlUrl = readAddress(texts, mistakes);
  const mode = texts.one("mode");
  return {
    hasReview: readAuto("review", texts, mistakes) && (texts.one("fix") === "suggest" || mode === "merge"),
    hasCheckRun: readAuto("check-run", texts, mistakes) && mode !== "measure",
    ...htmlUrl !== void 0 && { htmlUrl }
  };
}
function readAuto(name, texts, mistakes) {
  const text = texts.one(name);
  if (!CHOICES.includes(text))
    mistakes.note(texts.spell(name), `is \`${text}\`, expected one of \`auto\`, \`never\``);
  return text !== "never";
}
function readAddress(texts, mistakes) {
  const text = texts.one("report-url");
  if (text === "") return void 0;
  if (/^https?:\/\/[^\s()<>"'`]+$/.test(text)) return text;
  mistakes.note(
    texts.spell("report-url"),
    `is \`${text}\`, expected an address that begins with \`https://\``
  );
  return void 0;
}
// src/inputs/secrets.ts
var BUILDX_SPELLING = /^(?:id|type|src|source|env)=/;
var NAME2 = /^[A-Za-z0-9_.-]+$/;
function parseSecrets(entries, environment, note) {
  const specs = [];
  const variables = /* @__PURE__ */ new Map();
  const masks = /* @__PURE__ */ new Set();
  entries.forEach((entry, index) => {
    if (BUILDX_SPELLING.test(entry)) {
      specs.push(entry);
      addMasks(masks, environment[variableOf(entry)] ?? "");
      return;
    }
    const end = entry.indexOf("=");
    const name = entry.slice(0, Math.max(end, 0));
    if (!NAME2.test(name)) {
      note(`entry ${index + 1} (not shown), expected \`name=value\` or \`id=name,src=file\``);
      return;
    }
    const variable = `FINAL_STAGE_SECRET_${index}`;
    const value = entry.slice(end + 1);
    specs.push(`id=${name},env=${variable}`);
    variables.set(variable, value);
    addMasks(masks, value);
  });
  return { specs, environment: variables, masks: [...masks] };
}
function variableOf(entry) {
  const fields = entry.split(",").map((field) => field.replaceAll('"', ""));
  const value = (key) => fields.find((field) => key.test(field))?.replace(/^[^=]*=/, "") ?? "";
  const [variable, source, kind] = [value(/^env=/i), value(/^(?:src|source)=/i), value(/^type=/i)];
  if (variable !== "" || kind === "file") return variable;
  if (source !== "") return kind === "env" ? source : "";
  return value(/^id=/i);
}
function addMasks(masks, value) {
  for (const text of [value, ...value.split(/\r?\n/)]) {
    if (text.trim() !== "") masks.add(text);
  }
}
// src/inputs/mistakes.ts
function collectMistakes() {
  const [found, hints] = [[], []];
  const note = (what, message) => void found.push(`${what} ${message}`);
  return {
    note,
    read: (what, parse) => {
      try {
        return parse();
      } catch (error) {
        if (!(error instanceof GateError)) throw error;
        note(what, `is wrong: ${error.message}`);
        if (error.hint !== void 0) hints.push(error.hint);
        return void 0;
      }
    },
    throwIfAny: () => {
      if (found.length === 0) return;
      const hint = found.length === 1 ? (hints[0] ?? HINT).split("\n") : HINT;
      throw new GateError("bad-input", mistakeLines(found), { hint });
    }
  };
}
var HINT = "`--help` after the command lists its flags; README.md has a table of the inputs of the Action.";
function mistakeLines(found) {
  if (found.length === 1) return found;
  return [`${found.length} inputs are wrong:`, ...found.map((mistake) => `  - ${mistake}`)];
}
// src/policy/size.ts
var UNITS = {
  kB: 1e3,
  MB: 1e3 ** 2,
  GB: 1e3 ** 3,
  KiB: 1024,
  MiB: 1024 ** 2,
  GiB: 1024 ** 3
};
var SIZE_PATTERN = "^\\s*(\\d+|\\d+(\\.\\d+)?\\s*(kB|MB|GB|KiB|MiB|GiB))\\s*$";
var SIZE_WORDS = "an integer number of bytes, or a number with `kB`, `MB`, `GB`, `KiB`, `MiB` or `GiB`";
var SIZE = new RegExp(SIZE_PATTERN);
var PERCENT = /(\d+(?:\.\d+)?)\s*%/;
var MAX_SIZE_CHARACTERS = 64;
function parseSize(text) {
  const size = toSize(text);
  if (size !== void 0) return size;
  throw new GateError("bad-input", `size is \`${excerpt(text)}\`, expected ${SIZE_WORDS}`, {
    hint: "Write it as `250 MB` or `200 MiB`."
  });
}
function toSize(text) {
  if (text.length > MAX_SIZE_CHARACTERS || !SIZE.test(text)) return void 0;
  const word = /[A-Za-z]+/.exec(text)?.[0];
  const unit = isUnit(word) ? word : void 0;
  const bytes = Math.round(Number.parseFloat(text) * (unit === void 0 ? 1 : UNITS[unit]));
  if (!Number.isSafeInteger(bytes)) return void 0;
  return { bytes, ...unit !== void 0 && { unit } };
}
function isUnit(word) {
  return word !== void 0 && Object.hasOwn(UNITS, word);
}
function renderInUnit(bytes, unit, decimals) {
  return `${(bytes / UNITS[unit]).toLocaleString("en-US", { maximumFractionDigits: decimals })} ${unit}`;
}
var SIGNIFICANT_DIGITS = 3;
var MAX_DECIMALS = 3;
function renderAtLeast(bytes, unit) {
  if (unit === void 0 || bytes === 0) return String(bytes);
  const units = bytes / UNITS[unit];
  const wanted = SIGNIFICANT_DIGITS - 1 - Math.floor(Math.log10(units));
  const decimals = Math.min(MAX_DECIMALS, Math.max(0, wanted));
  const render = (steps2) => (steps2 / 10 ** decimals).toFixed(decimals);
  let steps = Math.ceil(units * 10 ** decimals);
  while ((toSize(`${render(steps)} ${unit}`)?.bytes ?? bytes) < bytes) steps++;
  return decimals === 0 ? render(steps) : render(steps).replace(/\.?0+$/, "");
}
function parseGrowth(text) {
  const { sizeText, percent } = splitGrowth(text);
  const size = toSize(sizeText);
  if (sizeText === "" && percent !== void 0) return { percent };
  if (size !== void 0) return { ...size, ...percent !== void 0 && { percent } };
  throw new GateError(
    "bad-input",
    `growth limit is \`${excerpt(text)}\`, expected a size, a percentage, or both`,
    { hint: "Write it as `10 MiB 10%`, `10 MiB` or `10%`." }
  );
}
function splitGrowth(text) {
  const [whole, percent] = text.length > MAX_SIZE_CHARACTERS ? [] : PERCENT.exec(text) ?? [];
  if (whole === void 0) return { sizeText: text.trim() };
  return { sizeText: text.replace(whole, "").trim(), percent: Number(percent) };
}
function excerpt(text) {
  return text.slice(0, MAX_SIZE_CHARACTERS).replaceAll("`", "'");
}
// src/inputs/build-contexts.ts
function readBuildContexts(texts, mistakes) {
  const entries = texts.many("build-contexts");
  const what = texts.spell("build-contexts");
  for (const entry of entries) {
    const name = /^([^=]+)=./.exec(entry)?.[1];
    if (name === void 0) mistakes.note(what, `has \`${entry}\`, expected \`name=source\``);
    else if (name.includes("$")) {
      const example = name.replace(/\$(?:\{[^}]*\}|\w+)/g, "1.0");
      const words = `has \`${name}\`, whose variable nothing replaces, expected the name that \`FROM\` has after replacement`;
      mistakes.note(what, `${words}, such as \`${example}\``);
    } else if (!isImageName(name)) {
      mistakes.note(what, `has \`${name}\`, expected a stage's or an image's name in lower case`);
    }
  }
  return entries;
}
// src/inputs/fix.ts
function readFix(texts, mistakes) {
  const fix = readOneOf(["off", "suggest"], "fix", { texts, mistakes });
  const verify = readOneOf(["static", "run"], "verify", { texts, mistakes });
  const fixMilliseconds = readBudget(texts, mistakes);
  return {
    ...fix === "suggest" && { suggestFixes: true },
    ...fixMilliseconds !== void 0 && { fixMilliseconds },
    ...verify !== void 0 && { verify }
  };
}
function readOneOf(values, name, { texts, mistakes }) {
  const text = texts.one(name);
  const value = values.find((one) => one === text);
  const expected = values.map((one) => `\`${one}\``).join(", ");
  if (text !== "" && value === void 0)
    mistakes.note(texts.spell(name), `is \`${text}\`, expected one of ${expected}`);
  return value;
}
var UNITS2 = { s: 1e3, min: 6e4, h: 36e5 };
function readBudget(texts, mistakes) {
  const text = texts.one("fix-budget");
  if (text === "") return void 0;
  const [, number = "", unit = "min"] = /^(\d{1,4}) ?(s|min|h)?$/.exec(text) ?? [];
  const milliseconds = Number(number) * (UNITS2[unit] ?? 0);
  if (milliseconds > 0) return milliseconds;
  mistakes.note(texts.spell("fix-budget"), `is \`${text}\`, expected a time such as \`10 min\` or \`90 s\``);
  return void 0;
}
// src/inputs/history.ts
var BRANCH = /^(?!.*(?:\.\.|\/\/|\/\.|\.lock(?:\/|$)))[A-Za-z0-9_][\w./-]{0,199}(?<![./])$/;
function readRunHistory(texts, mistakes) {
  const choice = readHistory(texts, mistakes);
  if (choice.kind === "file")
    mistakes.note(
      texts.spell("history"),
      `is \`${texts.one("history")}\`, but a file holds the sizes of one image, expected \`cache\` or \`branch:NAME\` for several`
    );
  return choice;
}
function readHistory(texts, mistakes) {
  const text = texts.one("history");
  if (text === "" || text === "off") return { kind: "off" };
  if (text === "cache") return { kind: "cache" };
  const named = namedPlace(text);
  if (named !== void 0) return named;
  mistakes.note(
    texts.spell("history"),
    `is \`${text}\`, expected \`off\`, \`cache\`, \`branch:NAME\` or \`file:PATH\``
  );
  return { kind: "off" };
}
function namedPlace(text) {
  const [, kind = "", name = ""] = /^(branch|file):(.+)$/.exec(text) ?? [];
  if (kind === "file") return { kind, path: name };
  return kind === "branch" && BRANCH.test(name) ? { kind, branch: name } : void 0;
}
// src/inputs/read-timeout.ts
var DEFAULT_READ_MINUTES = 180;
var MAX_READ_MINUTES = 7 * 24 * 60;
function readMinutes(texts, mistakes) {
  const text = texts.one("read-timeout");
  if (text === "") return DEFAULT_READ_MINUTES;
  const minutes = /^\d{1,9}(?:\.\d{1,9})?$/.test(text) ? Number(text) : 0;
  if (minutes > 0 && minutes <= MAX_READ_MINUTES) return minutes;
  const expected = `expected minutes, more than 0 and at most ${MAX_READ_MINUTES}`;
  mistakes.note(texts.spell("read-timeout"), `is \`${text}\`, ${expected}`);
  return DEFAULT_READ_MINUTES;
}
// src/inputs/prepare.ts
function readPrepare(texts, mistakes) {
  const [command, inCandidate] = [texts.one("prepare"), texts.one("prepare-candidate")];
  const what = texts.spell("prepare-candidate");
  if (!["", "true", "false"].includes(inCandidate)) {
    mistakes.note(what, `is \`${inCandidate}\`, expected one of \`true\`, \`false\``);
  } else if (inCandidate === "true" && command === "") {
    mistakes.note(what, `is given without ${texts.spell("prepare")}, expected the command that it runs`);
  }
  return command === "" ? {} : { prepare: { command, inCandidate: inCandidate === "true" } };
}
// src/inputs/several.ts
var OF_ONE_IMAGE = ["context", "file", "target", "image", "baseline"];
var SOURCES = ["images", "bake", "compose"];
var TARGET = /^[A-Za-z0-9_*][A-Za-z0-9_.*-]*$/;
function readSeveral(texts, platforms, mistakes) {
  const [images, bake, compose] = [texts.many("images"), texts.one("bake"), texts.one("compose")];
  const bakeTargets = texts.many("bake-targets");
  const given = SOURCES.filter((name) => ({ images: images.length > 0, bake, compose })[name]);
  noteClashes(texts, given, mistakes);
  if (bakeTargets.length > 0 && bake === "") {
    mistakes.note(texts.spell("bake-targets"), `is given without ${texts.spell("bake")}`);
  }
  for (const name of bakeTargets.filter((one) => !TARGET.test(one))) {
    mistakes.note(texts.spell("bake-targets"), `has \`${name}\`, expected the name of a target or a group`);
  }
  if (given.length === 0 && platforms.length < 2) return void 0;
  return { images, bake: bake || null, bakeTargets, compose: compose || null, platforms };
}
function noteClashes(texts, given, mistakes) {
  const [source, ...others] = given;
  if (source === void 0) return;
  for (const name of others) {
    mistakes.note(texts.spell(name), `is given beside ${texts.spell(source)}, expected one of them`);
  }
  for (const name of OF_ONE_IMAGE.filter((one) => !isDefault(one, texts.one(one)))) {
    mistakes.note(texts.spell(name), `describes one image, but ${texts.spell(source)} asks for several`);
  }
}
function isDefault(name, value) {
  return value === "" || name === "baseline" && value === "none" || name === "context" && value === ".";
}
function readPlatforms(entries, what, mistakes) {
  const texts = entries.flatMap((entry) => entry.split(",")).map((text) => text.trim());
  return distinctPlatforms(
    texts.filter((text) => text !== "").flatMap((text) => mistakes.read(what, () => parsePlatform(text)) ?? [])
  );
}
// src/inputs/inputs.ts
var FAIL_ON = ["introduced", "any", "never"];
var YES_OR_NO = ["true", "false"];
var NETWORK = ["default", "none", "host"];
var NO_IDENTITY = { parts: [], details: [], leg: "" };
var NO_HISTORY = { kind: "off" };
var NO_SECRETS = { specs: [], environment: /* @__PURE__ */ new Map(), masks: [] };
function readCheckInputs(texts, environment, baseRef) {
  const mistakes = collectMistakes();
  const { build, secrets, platforms } = readBuild(texts, environment, mistakes);
  const several = readSeveral(texts, platforms, mistakes);
  const policyPath = texts.one("policy");
  const image = readReference(texts, "image", mistakes);
  const request = {
    mode: "check",
    build,
    ...readPrepare(texts, mistakes),
    ...readFix(texts, mistakes),
    ...isYes(texts, "skip-when-unchanged", mistakes) && { skipWhenUnchanged: true },
    ...isYes(texts, "record-baseline", mistakes) && { recordBaseline: true },
    ...image && { image },
    baseline: readBaseline(texts, baseRef, mistakes),
    ...policyPath !== "" && { policyPath },
    ...isYes(texts, "read-in-place", mistakes) && { readInPlace: true },
    overrides: readOverrides(texts, mistakes),
    event: environment.event,
    today: environment.today
  };
  if (texts.one("mode") === "merge")
    mistakes.note(texts.spell("mode"), "is `merge`, which is a command of its own");
  const publishing = readPublishing(texts, several, mistakes);
  const reading = readReading(texts, mistakes);
  mistakes.throwIfAny();
  return { request, secrets, ...several && { several }, ...publishing, ...reading };
}
function readPublishing(texts, several, mistakes) {
  const comment = readComment(texts, mistakes);
  const reporting = readReporting(texts, mistakes);
  const history = (several === void 0 ? readHistory : readRunHistory)(texts, mistakes);
  const token = texts.one("github-token") || null;
  return { comment, reporting, token, identity: readIdentity(texts), history };
}
function readOneImage(texts, environment) {
  const inputs = readCheckInputs(texts, environment);
  if (inputs.several === void 0) return inputs;
  throw new GateError("bad-input", `${texts.spell("platforms")} names several platforms, expected one`, {
    hint: "Give one; `final-stage check` takes several."
  });
}
function readReading(texts, mistakes) {
  const insecureRegistries = texts.many("insecure-registries");
  for (const host of insecureRegistries.filter((entry) => !/^[\w.-]+(?::\d+)?$/.test(entry)))
    mistakes.note(texts.spell("insecure-registries"), `has \`${host}\`, expected \`HOST[:PORT]\``);
  const cacheDirectory = texts.one("cache-dir") || null;
  return { cacheDirectory, insecureRegistries, readMinutes: readMinutes(texts, mistakes) };
}
function readBuild(texts, environment, mistakes) {
  const secrets = parseSecrets(texts.many("secrets"), environment.environment, (mistake) => {
    mistakes.note(texts.spell("secrets"), `has ${mistake}`);
  });
  const platforms = readPlatforms(texts.many("platforms"), texts.spell("platforms"), mistakes);
  const platform = platforms.length === 1 ? platforms[0] : void 0;
  const optional = {
    dockerfile: texts.one("file"),
    target: texts.one("target"),
    builder: texts.one("builder"),
    network: readChoice2(texts, "network", { among: NETWORK, mistakes }) ?? ""
  };
  const build = {
    context: readContext(texts, mistakes),
    buildArgs: readBuildArgs(texts, environment, mistakes),
    buildContexts: readBuildContexts(texts, mistakes),
    secrets: secrets.specs,
    cacheFrom: texts.many("cache-from"),
    cacheTo: texts.many("cache-to"),
    ...platform && { platform },
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== ""))
  };
  return { build, secrets, platforms };
}
function readContext(texts, mistakes) {
  const context = texts.one("context") || ".";
  if (/^(?:-|[a-z+]+:\/\/|git@)/.test(context)) {
    mistakes.note(texts.spell("context"), `is \`${context}\`, expected a folder of the checkout`);
  }
  return context;
}
function readBuildArgs(texts, environment, mistakes) {
  return texts.many("build-args").map((entry) => {
    if (/^[^=\s]+=/.test(entry)) return entry;
    const value = environment.environment[entry];
    if (value === void 0) {
      mistakes.note(
        texts.spell("build-args"),
        `has \`${entry}\`, expected \`NAME=value\` or the name of a set variable`
      );
    }
    return `${entry}=${value ?? ""}`;
  });
}
function readPlatform(entries, what, mistakes) {
  const [first, ...others] = readPlatforms(entries, what, mistakes);
  if (others.length > 0) mistakes.note(what, `has ${others.length + 1} platforms, expected one`);
  return first;
}
function readReference(texts, name, mistakes) {
  const text = texts.one(name);
  return text === "" ? void 0 : mistakes.read(texts.spell(name), () => parseImageReference(text));
}
function readBaseline(texts, baseRef, mistakes) {
  const text = texts.one("baseline");
  if (text === "none") return { kind: "none" };
  if (text === "" && baseRef === void 0 && texts.one("image") !== "") return { kind: "none" };
  if (text === "") return { kind: "git", ...baseRef !== void 0 && { baseRef } };
  const reference = readReference(texts, "baseline", mistakes);
  return reference === void 0 ? { kind: "none" } : { kind: "reference", reference };
}
function readOverrides(texts, mistakes) {
  const failOn = readChoice2(texts, "fail-on", { among: FAIL_ON, mistakes });
  const sizeText = texts.one("max-size");
  const growthText = texts.one("max-growth");
  const maxSize = sizeText === "" ? void 0 : mistakes.read(texts.spell("max-size"), () => parseSize(sizeText));
  const maxGrowth = growthText === "" ? void 0 : mistakes.read(texts.spell("max-growth"), () => parseGrowth(growthText));
  return {
    ...failOn && { failOn },
    ...maxSize !== void 0 && { maxSize },
    ...maxGrowth && { maxGrowth }
  };
}
function isYes(texts, name, mistakes) {
  return readChoice2(texts, name, { among: YES_OR_NO, mistakes }) === "true";
}
function readChoice2(texts, name, { among, mistakes }) {
  const text = texts.one(name);
  const choice = among.find((value) => value === text);
  if (text !== "" && choice === void 0) {
    const choices = among.map((value) => `\`${value}\``).join(", ");
    mistakes.note(texts.spell(name), `is \`${text}\`, expected one of ${choices}`);
  }
  return choice;
}
function withoutSecrets(request, reading) {
  const nothing = { comment: "never", reporting: NO_REPORTING, token: null, history: NO_HISTORY };
  return { request, ...nothing, secrets: NO_SECRETS, identity: NO_IDENTITY, ...reading };
}
// src/inputs/merge.ts
function readMergeInputs(texts) {
  const mistakes = collectMistakes();
  const reports = texts.many("reports");
  if (reports.length === 0)
    mistakes.note(texts.spell("reports"), "is missing, expected the JSON reports to merge");
  if (reports.some((path) => path.trim() === ""))
    mistakes.note(texts.spell("reports"), "has an empty path, expected files, folders or patterns");
  const unnamed = texts.many("images").find((name) => name === "all" || /[*?[\]{}]/.test(name));
  if (unnamed !== void 0)
    mistakes.note(
      texts.spell("images"),
      `is \`${unnamed}\`, expected the names of images of which there has to be a report`
    );
  noteUnused(texts, "merge", mistakes);
  if (texts.many("images").some((name) => name.trim() === ""))
    mistakes.note(texts.spell("images"), "has an empty name, expected names of images");
  const comment = readComment(texts, mistakes);
  const reporting = readReporting(texts, mistakes);
  const history = readRunHistory(texts, mistakes);
  mistakes.throwIfAny();
  const token = texts.one("github-token") || null;
  return {
    reports,
    expected: texts.many("images"),
    comment,
    token,
    reporting,
    history,
    identity: readIdentity(texts)
  };
}
// package.json
var package_default = { version: "0.1.0", homepage: "https://github.com/final-stage/final-stage" };
// src/version.ts
var VERSION = package_default.version;
var IDENTITY = { homepage: package_default.homepage, version: package_default.version };
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  GateError,
  IDENTITY,
  LIST_INPUTS,
  NO_REPORTING,
  SCALAR_INPUTS,
  SIZE_PATTERN,
  SIZE_WORDS,
  VERSION,
  __callDispose,
  __commonJS,
  __export,
  __require,
  __toESM,
  __using,
  collectMistakes,
  diskFull,
  distinctPlatforms,
  exitCodeOf,
  failureReason,
  flagOf,
  isDiskFull,
  isUnknownPlatform,
  logLine,
  matchesPlatform,
  package_default,
  parseImageReference,
  parsePlatform,
  parseSecrets,
  readCheckInputs,
  readIdentity,
  readMergeInputs,
  readOneImage,
  readOverrides,
  readPlatform,
  readReading,
  readTelling,
  renderAtLeast,
  renderFailure,
  renderImageReference,
  renderInUnit,
  renderPlatform,
  severalName,
  shorten,
  toActionTexts,
  toSize,
  variableOf,
  visible,
  watchForCancellation,
  withoutCommands,
  withoutSecrets
});
