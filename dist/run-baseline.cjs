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
  baselineCommit: () => baselineCommit,
  fixPorts: () => fixPorts,
  gateImages: () => gateImages,
  keepNoVerdict: () => keepNoVerdict,
  listFiles: () => listFiles2,
  makeBaseline: () => makeBaseline,
  makeStarters: () => makeStarters,
  mergeAndPublish: () => mergeAndPublish,
  mergeReports: () => mergeReports,
  nameOfInputs: () => nameOfInputs,
  openGroups: () => openGroups,
  openLines: () => openLines,
  planImages: () => planImages,
  prepare: () => prepare,
  publishSeveral: () => publishSeveral,
  readRecordedImage: () => readRecordedImage,
  recordImages: () => recordImages,
  reportRun: () => reportRun,
  whyChanged: () => whyChanged
});
module.exports = __toCommonJS(stdin_exports);
var import_shared_2 = require("./shared-2.cjs");
var import_shared_3 = require("./shared-3.cjs");
var import_node_fs = require("node:fs");
var import_node_path = require("node:path");
var import_promises = require("node:fs/promises");
var import_node_path2 = require("node:path");
var import_node_path3 = require("node:path");
var import_posix = require("node:path/posix");
var import_node_path4 = require("node:path");
var import_promises2 = require("node:fs/promises");
var import_node_path5 = require("node:path");
var import_node_path6 = require("node:path");
var import_node_fs2 = require("node:fs");
var import_promises3 = require("node:fs/promises");
var import_node_path7 = require("node:path");
var import_promises4 = require("node:fs/promises");
var import_node_path8 = require("node:path");
var import_promises5 = require("node:fs/promises");
var import_node_path9 = require("node:path");
var import_node_path10 = require("node:path");
var import_promises6 = require("node:fs/promises");
var import_node_path11 = require("node:path");
var import_promises7 = require("node:fs/promises");
var import_node_path12 = require("node:path");
var import_node_child_process = require("node:child_process");
var import_node_events = require("node:events");
var import_promises8 = require("node:fs/promises");
var import_node_path13 = require("node:path");
var import_promises9 = require("node:timers/promises");
var import_promises10 = require("node:fs/promises");
var import_node_path14 = require("node:path");
var import_promises11 = require("node:fs/promises");
var import_posix2 = require("node:path/posix");
var import_posix3 = require("node:path/posix");
var import_node_crypto = require("node:crypto");
var import_node_path15 = require("node:path");
var import_posix4 = require("node:path/posix");
var import_promises12 = require("node:fs/promises");
var import_promises13 = require("node:fs/promises");
var import_node_path16 = require("node:path");
var import_promises14 = require("node:timers/promises");
var import_promises15 = require("node:fs/promises");
var import_node_fs3 = require("node:fs");
var import_promises16 = require("node:fs/promises");
var import_node_path17 = require("node:path");
var import_promises17 = require("node:stream/promises");
var import_node_os = require("node:os");
var import_node_path18 = require("node:path");
var import_promises18 = require("node:fs/promises");
var import_node_os2 = require("node:os");
var import_node_path19 = require("node:path");
var import_node_path20 = require("node:path");
var import_node_util = require("node:util");
var import_node_path21 = require("node:path");
var import_node_fs4 = require("node:fs");
var import_node_path22 = require("node:path");
var import_promises19 = require("node:fs/promises");
var import_node_path23 = require("node:path");
var import_promises20 = require("node:fs/promises");
var import_node_path24 = require("node:path");
var import_promises21 = require("node:fs/promises");
var import_node_path25 = require("node:path");
var import_node_path26 = require("node:path");
// src/run/baseline.ts
// src/build/git/share-history.ts
var IGNORES_HISTORY = /^(?:\/|\.\/|\*\*\/)?(?:\.git(?:\/(?:\*\*?)?)?|\*\*?)$/;
function ignoresHistory(text) {
  const lines = (text ?? "").split(/\r?\n/).map((line) => line.trim());
  return lines.some((line) => IGNORES_HISTORY.test(line)) && !lines.some((line) => line.startsWith("!"));
}
async function shareHistory(worktree, repository) {
  const source = (0, import_node_path2.join)(repository, ".git");
  const pointer = (0, import_node_path2.join)(worktree, ".git");
  const status = await (0, import_promises.lstat)(source).catch(() => void 0);
  if (!status?.isDirectory()) return null;
  const text = await (0, import_promises.readFile)(pointer, "utf8");
  await (0, import_promises.rm)(pointer);
  await linkTree(source, pointer);
  return {
    [Symbol.asyncDispose]: async () => {
      await (0, import_promises.rm)(pointer, { recursive: true, force: true });
      await (0, import_promises.writeFile)(pointer, text);
    }
  };
}
async function linkTree(from, to, root = from) {
  await (0, import_promises.mkdir)(to);
  for (const entry of await (0, import_promises.readdir)(from, { withFileTypes: true })) {
    const [source, target] = [(0, import_node_path2.join)(from, entry.name), (0, import_node_path2.join)(to, entry.name)];
    if ((0, import_node_path2.relative)(root, source) === "worktrees") continue;
    if (entry.isDirectory()) await linkTree(source, target, root);
    else if (entry.isSymbolicLink()) await (0, import_promises.symlink)(await (0, import_promises.readlink)(source), target);
    else if (entry.isFile()) await linkOrCopy(source, target);
  }
}
async function linkOrCopy(source, target) {
  try {
    await (0, import_promises.link)(source, target);
  } catch {
    await (0, import_promises.cp)(source, target, { preserveTimestamps: true });
  }
}
// src/build/git/ignored-files.ts
// src/dockerfile/ignore-file.ts
function parseIgnoreFile(text) {
  const lines = text.replace(/^\uFEFF/, "").split(/\r?\n/).flatMap(toLine);
  return (path) => {
    const names = path.split("/").map((_name, index, all) => all.slice(0, index + 1).join("/"));
    const last = lines.findLast(({ matches }) => names.some((name) => matches(name)));
    return last !== void 0 && !last.isException;
  };
}
function toLine(line) {
  const trimmed = line.trim();
  if (trimmed === "" || line.startsWith("#")) return [];
  const isException = trimmed.startsWith("!");
  const written = (isException ? trimmed.slice(1) : trimmed).trim();
  const path = (0, import_posix.normalize)(written).replace(/^\/+|\/+$/g, "");
  return path === "" ? [] : [{ matches: contextPattern(path), isException }];
}
function contextPattern(pattern) {
  return (0, import_shared_2.pathMatcher)(pattern);
}
// src/build/context-sources.ts
var SETTING = /* @__PURE__ */ new Set(["ARG", "ENV"]);
function variablesAfter(instructions, { globalArgs, escape }, buildArgs) {
  const given2 = toVariables(buildArgs);
  const outer = new Map([...toVariables(globalArgs.map((word) => (0, import_shared_2.unquote)(word, escape))), ...given2]);
  const variables = /* @__PURE__ */ new Map();
  const lookup = (name) => variables.get(name) ?? null;
  const fromOutside = ({ name, value }) => given2.get(name) ?? value ?? outer.get(name);
  for (const { ref, source } of instructions.filter(({ ref: { keyword } }) => SETTING.has(keyword))) {
    for (const word of (0, import_shared_2.splitAssignments)(source.rest, escape)) {
      const set = toVariable((0, import_shared_2.lexWord)(word, lookup, { escape }) ?? "");
      variables.set(set.name, (ref.keyword === "ARG" ? fromOutside(set) : set.value) ?? null);
    }
  }
  return lookup;
}
function toVariable(word) {
  const end = word.indexOf("=");
  return end < 0 ? { name: word, value: void 0 } : { name: word.slice(0, end), value: word.slice(end + 1) };
}
function toVariables(words) {
  return new Map(
    words.map(toVariable).flatMap(({ name, value }) => value === void 0 ? [] : [[name, value]])
  );
}
function sourcesOf({ instruction: { ref, source }, lookup }) {
  const named2 = ref.keyword === "RUN" ? source.flags.flatMap(sourceOfMount) : sourcesOfCopy(source);
  return named2.map((path) => (0, import_shared_2.lexWord)(path, lookup) ?? "").filter((path) => !/^$|^<<|^[a-z][a-z0-9+.-]*:\/\/|^git@/i.test(path)).map((path) => import_node_path4.posix.join(".", path).replace(/\/$/, "")).filter((path) => !path.startsWith("../"));
}
function sourcesOfCopy({ flags, rest }) {
  return flags.some((flag) => /^--from=/i.test(flag)) ? [] : (0, import_shared_2.splitPaths)(rest).slice(0, -1);
}
function sourceOfMount(flag) {
  const fields = /^--mount=(.*)$/i.exec(flag)?.[1]?.split(",") ?? [];
  const value = (key) => fields.find((field) => key.test(field))?.replace(/^[^=]*=/, "");
  const isContext = (value(/^type=/i) ?? "bind") === "bind" && value(/^from=/i) === void 0;
  const source = isContext ? value(/^(?:source|src)=/i) : void 0;
  return source === void 0 ? [] : [source];
}
// src/build/git/index-entries.ts
async function readIndex(repository) {
  return parseIndex(await listed(repository, ["ls-files", "-t", "-s", "-z"]));
}
async function matchingPaths(repository, pathspec) {
  const listing = await listed(repository, ["ls-files", "-z", "--", pathspec]);
  return listing.toString("latin1").split("\0").slice(0, -1);
}
async function listed(repository, args) {
  const { exitCode, stdout, stderr } = await (0, import_shared_2.runGit)(repository, args);
  if (exitCode === 0) return stdout;
  throw new import_shared_3.GateError("git-unavailable", `\`git ls-files\` failed: ${(0, import_shared_2.lastLine)(stderr)}`, {
    hint: "Run `git status` in the checkout for details."
  });
}
function parseIndex(listing) {
  return listing.toString("latin1").split("\0").flatMap((line) => {
    const [, tag, mode, object, path] = /^(\S) (\d+) ([0-9a-f]+) \d\t([^]*)$/.exec(line) ?? [];
    if (mode === void 0 || object === void 0 || path === void 0) return [];
    return [{ path, mode, object, isSkipped: tag === "S" || tag === "s" }];
  });
}
function placeOf(directory, path) {
  return Buffer.concat([Buffer.from(`${directory}/`), Buffer.from(path, "latin1")]);
}
async function checkOutPaths(repository, { paths, list: list2 }, { settings = [], environment = {} }) {
  await (0, import_promises2.writeFile)(list2, Buffer.from(paths.map((path) => `${path}\0`).join(""), "latin1"));
  const from = [`--pathspec-from-file=${list2}`, "--pathspec-file-nul"];
  return (0, import_shared_2.runGit)(repository, ["checkout", "--quiet", "--ignore-skip-worktree-bits", ...from], {
    settings,
    environment: { ...environment, GIT_LITERAL_PATHSPECS: "1" }
  });
}
async function exists(path) {
  return await (0, import_promises2.lstat)(path).catch(() => void 0) !== void 0;
}
// src/build/git/ignored-files.ts
async function findIgnoredFiles(built) {
  const { context, worktree } = built;
  const isIgnored = parseIgnoreFile(built.ignoreFile ?? "");
  const takes2 = takenBy(built);
  if (takes2 === void 0) return [];
  const found = [];
  for (const path of await listIgnored(built)) {
    const name = path.replace(/\/$/, "");
    const line = isIgnored(name) ? void 0 : takes2(name);
    if (line !== void 0 && !await exists((0, import_node_path3.join)(worktree.directory, context, name)))
      found.push({ path, line });
  }
  return found;
}
async function listIgnored({ checkout, context }) {
  const args = [
    "ls-files",
    "--others",
    "--ignored",
    "--exclude-standard",
    "--directory",
    "-z",
    "--",
    `:(top)${context}`
  ];
  const { exitCode, stdout } = await (0, import_shared_2.runGit)(checkout, args);
  const start = context === "" ? "" : `${context}/`;
  const paths = exitCode === 0 ? stdout.toString("utf8").split("\0") : [];
  return paths.filter((path) => path.startsWith(start) && path.length > start.length).map((path) => path.slice(start.length));
}
function takenBy({ dockerfile: { path, text }, stage }) {
  try {
    const dockerfile = (0, import_shared_2.parseDockerfile)(text, path);
    return takesOf(dockerfile, (0, import_shared_2.finalStage)(dockerfile, stage).ownInstructions, stage.buildArgs);
  } catch (error) {
    if (error instanceof import_shared_3.GateError) return void 0;
    throw error;
  }
}
function takesOf(dockerfile, own, buildArgs) {
  const sources = own.flatMap((instruction, index) => {
    if (instruction.ref.keyword !== "COPY" && instruction.ref.keyword !== "ADD") return [];
    const lookup = variablesAfter(own.slice(0, index), dockerfile, buildArgs);
    const { line } = instruction.ref;
    return sourcesOf({ instruction, lookup }).map((source) => ({ source, line }));
  });
  return (name) => sources.find(({ source }) => takes(source, name))?.line;
}
function takes(source, name) {
  if (source === ".") return true;
  const [theirs, ours] = [source.split("/"), name.split("/")];
  const depth = Math.min(theirs.length, ours.length);
  return contextPattern(theirs.slice(0, depth).join("/"))(ours.slice(0, depth).join("/"));
}
// src/build/git/uncommitted-sources.ts
var WAYS_OUT = "There are three solutions: let `prepare` make it in the base commit's tree as well, compare with an existing image (`baseline: registry:\u2026`), or build it inside of Docker";
async function explainFailure(failed2) {
  const { error, dockerfile, isPrepared } = failed2;
  const failing = failingInstruction((0, import_shared_2.parseDockerfile)(dockerfile.text, dockerfile.path), failed2);
  if (failing === void 0) return error;
  const missing = [];
  for (const source of sourcesOf(failing).filter((path) => path !== ".")) {
    if (await isUncommitted(source, failed2)) missing.push(source);
  }
  if (missing.length === 0) return error;
  const { ref } = failing.instruction;
  const paths = missing.map((source) => `\`${source.replaceAll("`", "'").slice(0, 200)}\``).join(", ");
  const which = isPrepared ? "which no commit contains and `prepare` did not make" : "which no commit contains";
  return new import_shared_3.GateError(
    "build-failed",
    `\`${dockerfile.path}:${ref.line}\` takes ${paths} from the context, ${which}. ${WAYS_OUT}`,
    { hint: "See the build log above.", cause: error }
  );
}
function failingInstruction(dockerfile, failed2) {
  const line = Number(/^the baseline's `[^`]*:(\d+)` \(`/.exec(failed2.error.message)?.[1] ?? 0);
  const holds = ({ ref }) => ref.line <= line && line <= ref.endLine;
  for (const { instructions } of dockerfile.stages) {
    const at = instructions.findIndex(holds);
    const instruction = instructions[at];
    if (instruction === void 0) continue;
    return { instruction, lookup: variablesAfter(instructions.slice(0, at), dockerfile, failed2.buildArgs) };
  }
  return void 0;
}
async function isUncommitted(source, { context, checkout, worktree }) {
  const path = import_node_path5.posix.join(context, source.replace(/^\/+/, ""));
  const pathspec = `:(top,glob)${path}`;
  for (const tree of [worktree, checkout]) {
    if ((await matchingPaths(tree, pathspec)).length > 0) return false;
  }
  const submodules = (await readIndex(worktree)).filter(({ mode }) => mode === "160000");
  return !submodules.some((one) => `${path}/`.startsWith(`${Buffer.from(one.path, "latin1").toString()}/`));
}
// src/build/git/worktree.ts
// src/build/git/lfs-contents.ts
// src/build/git/sparse-checkout.ts
var SWITCHES = ["core.sparseCheckout", "core.sparseCheckoutCone"];
async function copyPatterns({ checkout, worktree }) {
  const path = ["rev-parse", "--git-path", "info/sparse-checkout"];
  const from = (0, import_node_path8.resolve)(checkout.directory, await (0, import_shared_2.readGit)(checkout, path));
  const to = (0, import_node_path8.resolve)(worktree.directory, await (0, import_shared_2.readGit)(worktree, path));
  if (await exists(from)) {
    await (0, import_promises4.mkdir)((0, import_node_path8.dirname)(to), { recursive: true });
    await (0, import_promises4.copyFile)(from, to);
  }
  const switches = await Promise.all(
    SWITCHES.map(
      async (key) => `${key}=${await (0, import_shared_2.tryGit)(checkout, ["config", "--type=bool", key]) ?? "false"}`
    )
  );
  return [...switches, "index.sparse=false"];
}
async function leaveOutTheSame({ checkout, worktree, list: list2 }) {
  const [theirs, ours] = await Promise.all([readIndex(checkout), readIndex(worktree)]);
  if (![...theirs, ...ours].some(({ isSkipped }) => isSkipped)) return;
  const skipped = new Map(theirs.map((entry) => [entry.path, entry.isSkipped]));
  const differs = (entry) => (skipped.get(entry.path) ?? entry.isSkipped) !== entry.isSkipped;
  const different = ours.filter(differs);
  for (const { path } of different.filter(({ isSkipped }) => !isSkipped)) {
    await removeFile(worktree.directory, path);
  }
  const missing = different.filter(({ isSkipped }) => isSkipped).map(({ path }) => path);
  if (missing.length > 0)
    await checkOutPaths(worktree, { paths: missing, list: list2 }, { settings: WITHOUT_CONTENTS });
}
var WITHOUT_CONTENTS = [
  "filter.lfs.smudge=",
  "filter.lfs.process=",
  "filter.lfs.required=false"
];
async function removeFile(directory, path) {
  await (0, import_promises4.rm)(placeOf(directory, path), { recursive: true, force: true });
  for (let folder = (0, import_node_path8.dirname)(path); folder !== "."; folder = (0, import_node_path8.dirname)(folder)) {
    const isRemoved = await (0, import_promises4.rmdir)(placeOf(directory, folder)).then(
      () => true,
      () => false
    );
    if (!isRemoved) return;
  }
}
// src/build/git/lfs-contents.ts
var LFS_FILES = ":(attr:filter=lfs)";
var MAX_POINTER_BYTES = 1024;
var POINTER = /^version https?:\/\/(?:git-lfs\.github\.com|hawser\.github\.com)\/spec\//;
var CONTENTS = [
  "filter.lfs.smudge=git-lfs smudge -- %f",
  "filter.lfs.process=git-lfs filter-process",
  "filter.lfs.required=true"
];
var ENVIRONMENT = { GIT_LFS_SKIP_SMUDGE: "0", GIT_LFS_SKIP_DOWNLOAD_ERRORS: "1" };
async function readLfsState(checkout) {
  const paths = new Set(await matchingPaths(checkout, LFS_FILES));
  const files = paths.size === 0 ? [] : (await readIndex(checkout)).filter(({ path }) => paths.has(path));
  const heads = await Promise.all(files.map(({ path }) => readHead(checkout.directory, path)));
  const present = files.filter((_file, index) => heads[index] !== void 0);
  const pointers = await committedPointers(checkout, present);
  const byPath = /* @__PURE__ */ new Map();
  files.forEach(({ path, object }, index) => {
    const head = heads[index];
    if (head !== void 0 && pointers.has(object)) byPath.set(path, !POINTER.test(head));
  });
  const others = byPath.size > 0 ? [...byPath.values()].includes(true) : await fetchesContents(checkout);
  return { byPath, others };
}
async function committedPointers(checkout, files) {
  const listed2 = await readObjects(
    checkout,
    "--batch-check",
    files.map(({ object }) => object)
  );
  const small = [...listed2.toString().matchAll(/^([0-9a-f]+) blob (\d+)$/gm)].filter(
    ([, , size]) => Number(size) < MAX_POINTER_BYTES
  );
  return pointersOf(
    await readObjects(
      checkout,
      "--batch",
      small.map(([, object = ""]) => object)
    )
  );
}
async function readObjects(repository, how, objects) {
  if (objects.length === 0) return Buffer.alloc(0);
  const input = Buffer.from(objects.map((object) => `${object}
`).join(""));
  return (await (0, import_shared_2.runGit)(repository, ["cat-file", how], { input })).stdout;
}
function pointersOf(batch) {
  const pointers = /* @__PURE__ */ new Set();
  let at = 0;
  while (at < batch.length) {
    const end = batch.indexOf("\n", at);
    const [object = "", , size = "0"] = batch.toString("latin1", at, end).split(" ");
    const next = end + 1 + Number(size);
    if (POINTER.test(batch.toString("latin1", end + 1, next))) pointers.add(object);
    at = next + 1;
  }
  return pointers;
}
async function fetchesContents(checkout) {
  const filter = await (0, import_shared_2.tryGit)(checkout, ["config", "--local", "filter.lfs.smudge"]);
  if (filter !== void 0 && !filter.includes("--skip")) return true;
  const store = (0, import_node_path7.resolve)(
    checkout.directory,
    await (0, import_shared_2.readGit)(checkout, ["rev-parse", "--git-common-dir"]),
    "lfs/objects"
  );
  return (await (0, import_promises3.readdir)(store).catch(() => [])).some((name) => /^[0-9a-f]{2}$/.test(name));
}
async function fillContents({ worktree, list: list2 }, state) {
  const paths = await matchingPaths(worktree, LFS_FILES);
  const wanted = await pointersAmong(
    worktree.directory,
    paths.filter((path) => state.byPath.get(path) ?? state.others)
  );
  const { token: _, ...asConfigured } = worktree;
  let missing = wanted;
  for (const repository of worktree.token === void 0 ? [asConfigured] : [asConfigured, worktree]) {
    if (missing.length === 0) break;
    missing = await smudge(repository, { paths: missing, list: list2 });
  }
  return missing.map((path) => Buffer.from(path, "latin1").toString("utf8"));
}
async function smudge(repository, { paths, list: list2 }) {
  const { directory } = repository;
  for (const path of paths) await (0, import_promises3.rm)(placeOf(directory, path));
  await checkOutPaths(repository, { paths, list: list2 }, { settings: CONTENTS, environment: ENVIRONMENT });
  const absent = [];
  for (const path of paths) {
    if (await readHead(directory, path) === void 0) absent.push(path);
  }
  if (absent.length > 0)
    await checkOutPaths(repository, { paths: absent, list: list2 }, { settings: WITHOUT_CONTENTS });
  return pointersAmong(directory, paths);
}
async function pointersAmong(directory, paths) {
  const pointers = [];
  for (const path of paths) {
    if (POINTER.test(await readHead(directory, path) ?? "")) pointers.push(path);
  }
  return pointers;
}
var HARMLESSLY = import_node_fs2.constants.O_RDONLY | import_node_fs2.constants.O_NOFOLLOW | import_node_fs2.constants.O_NONBLOCK;
async function readHead(directory, path) {
  const file = await (0, import_promises3.open)(placeOf(directory, path), HARMLESSLY).catch(() => void 0);
  if (file === void 0) return void 0;
  try {
    const status = await file.stat();
    if (!status.isFile()) return void 0;
    if (status.size >= MAX_POINTER_BYTES) return "contents";
    return (await file.readFile()).toString("latin1");
  } finally {
    await file.close();
  }
}
// src/build/git/own-filters.ts
async function unfilteredFiles({
  checkout,
  worktree
}) {
  const pattern = String.raw`^filter\..*\.(smudge|process)$`;
  const keys = await (0, import_shared_2.tryGit)(checkout, ["config", "--local", "--name-only", "--get-regexp", pattern]);
  const names = new Set((keys ?? "").split("\n").map((key) => /^filter\.([\w.-]+)\.\w+$/.exec(key)?.[1]));
  const clauses = [];
  for (const name of names) {
    if (name === void 0 || name === "lfs") continue;
    const paths = await matchingPaths(worktree, `:(attr:filter=${name})`);
    const [first] = paths;
    if (first === void 0) continue;
    const others = paths.length > 1 ? ` and ${paths.length - 1} more` : "";
    const shown = Buffer.from(first, "latin1").toString("utf8").replaceAll("`", "'").slice(0, 200);
    clauses.push(
      `\`${shown}\`${others} went through the filter \`${name}\` in the checkout, a program that is not run for the baseline`
    );
  }
  return clauses;
}
// src/build/git/submodules.ts
// src/build/git/gitmodules.ts
async function readModules(repository, commit) {
  const pattern = String.raw`^submodule\..*\.(path|url)$`;
  const args = ["config", "-z", "--no-includes", `--blob=${commit}:.gitmodules`, "--get-regexp", pattern];
  return parseModules(await (0, import_shared_2.tryGit)(repository, args) ?? "");
}
function parseModules(listing) {
  const values = /* @__PURE__ */ new Map();
  for (const setting of listing.split("\0")) {
    const [, name, key, value] = /^submodule\.([^]*)\.(path|url)\n([^]*)$/.exec(setting) ?? [];
    if (name === void 0 || key === void 0 || value === void 0) continue;
    values.set(name, { ...values.get(name), [key]: value });
  }
  return [...values].flatMap(
    ([name, { path, url }]) => path === void 0 || !isName(name) ? [] : [{ name, path, url: url !== void 0 && isAddress(url) ? url : null }]
  );
}
function isName(name) {
  return name !== "" && !name.startsWith("/") && !name.split(/[/\\]/).includes("..") && !/[\0-\x1f]/.test(name);
}
function isAddress(url) {
  return url !== "" && !url.startsWith("-") && !/[\0-\x1f]|%0[ad]|^\w+::/i.test(url);
}
function absoluteAddress(url, around) {
  if (!/^\.\.?\//.test(url)) return url;
  const [, start, path] = /^((?:[a-z+]+:\/\/[^/]*|[^/:]+@[^/:]+:|))(.*)$/i.exec(around ?? "") ?? [];
  if (start === void 0 || path === void 0 || path === "") return null;
  const isAbsolute2 = path.startsWith("/");
  const joined = import_node_path10.posix.join("/", path, url);
  return `${start}${isAbsolute2 ? joined : joined.slice(1)}`;
}
// src/build/git/submodule-clone.ts
var MAX_POINTER_BYTES2 = 4096;
async function gitFolderOf(directory) {
  const path = (0, import_node_path11.join)(directory, ".git");
  const status = await (0, import_promises6.lstat)(path).catch(() => void 0);
  if (status?.isDirectory()) return path;
  if (!status?.isFile() || status.size > MAX_POINTER_BYTES2) return void 0;
  const target = /^gitdir: (.+)\n?$/.exec(await (0, import_promises6.readFile)(path, "utf8"))?.[1];
  return target === void 0 ? void 0 : (0, import_node_path11.resolve)(directory, target);
}
async function homesOf(checkout) {
  const common = await (0, import_shared_2.readGit)(checkout, ["rev-parse", "--git-common-dir"]);
  return Promise.all([(0, import_promises6.realpath)(checkout.directory), (0, import_promises6.realpath)((0, import_node_path11.resolve)(checkout.directory, common))]);
}
async function findClone(folders, homes) {
  for (const folder of folders) {
    const place = folder === void 0 ? void 0 : await (0, import_promises6.realpath)(folder).catch(() => void 0);
    if (place === void 0 || !homes.some((home) => place.startsWith(`${home}${import_node_path11.sep}`))) continue;
    const objects = await (0, import_promises6.lstat)((0, import_node_path11.join)(place, "objects")).catch(() => void 0);
    if (objects?.isDirectory()) return place;
  }
  return void 0;
}
async function checkOutSubmodule(directory, source) {
  const { url, commit, remote } = source;
  const { objects, why } = await borrow(source);
  if (objects === void 0 && url === null) return why ?? "there is no address to fetch it from";
  await plant(directory, { commit, url, objects });
  const failed2 = objects === void 0 ? await fetchInto({ directory }, source, true) : void 0;
  if (failed2 !== void 0) return failed2;
  const args = ["reset", "--hard", "--quiet", "--no-recurse-submodules", commit];
  const { exitCode, stderr } = await (0, import_shared_2.runGit)({ directory, ...remote }, args, { settings: WITHOUT_CONTENTS });
  return exitCode === 0 ? void 0 : (0, import_shared_2.lastLine)(stderr);
}
async function borrow(source) {
  const { clone } = source;
  if (clone === void 0 || clone.includes("\n")) return {};
  const why = await fetchInto({ directory: clone, gitDirectory: clone }, source);
  return why === void 0 ? { objects: (0, import_node_path11.join)(clone, "objects") } : { why };
}
async function fetchInto(repository, { commit, remote }, isNew = false) {
  const { token, ...asConfigured } = remote;
  const why = await (0, import_shared_2.fetchOrExplain)({ ...repository, ...asConfigured }, commit, isNew);
  if (why === void 0 || token === void 0) return why;
  return (0, import_shared_2.fetchOrExplain)({ ...repository, ...remote }, commit, isNew);
}
async function addressOf(clone) {
  const repository = { directory: clone, gitDirectory: clone };
  const url = await (0, import_shared_2.tryGit)(repository, ["config", "--local", "remote.origin.url"]);
  return url !== void 0 && isAddress(url) ? url : null;
}
async function plant(directory, { commit, url, objects }) {
  const folder = (0, import_node_path11.join)(directory, ".git");
  await (0, import_promises6.mkdir)((0, import_node_path11.join)(folder, "objects", "info"), { recursive: true });
  await (0, import_promises6.mkdir)((0, import_node_path11.join)(folder, "refs"));
  const isSha256 = commit.length === 64;
  const lines = [
    "[core]",
    `repositoryformatversion = ${isSha256 ? 1 : 0}`,
    "bare = false",
    ...isSha256 ? ["[extensions]", "objectFormat = sha256"] : [],
    ...url === null ? [] : ['[remote "origin"]', `url = "${url.replace(/["\\]/g, String.raw`\$&`)}"`]
  ];
  await (0, import_promises6.writeFile)((0, import_node_path11.join)(folder, "config"), `${lines.join("\n")}
`);
  await (0, import_promises6.writeFile)((0, import_node_path11.join)(folder, "HEAD"), `${commit}
`);
  if (objects !== void 0) await (0, import_promises6.writeFile)((0, import_node_path11.join)(folder, "objects", "info", "alternates"), `${objects}
`);
}
// src/build/git/submodule-folder.ts
async function settleGitFolder(directory, one) {
  const place = (0, import_node_path12.join)(directory, ".git");
  await (0, import_promises7.rm)(place, { recursive: true, force: true });
  if (!await exists(directory)) return;
  const theirs = one.checkout === null ? void 0 : (0, import_node_path12.join)(one.checkout, ".git");
  const status = theirs === void 0 ? void 0 : await (0, import_promises7.lstat)(theirs).catch(() => void 0);
  if (theirs === void 0 || status === void 0) {
    await (0, import_promises7.writeFile)(place, `gitdir: ${(0, import_node_path12.relative)(directory, one.gitFolder)}
`);
  } else if (status.isDirectory()) await linkTree(theirs, place);
  else if (status.isFile()) await (0, import_promises7.writeFile)(place, await (0, import_promises7.readFile)(theirs));
}
// src/build/git/submodules.ts
async function fillSubmodules({ checkout, worktree, list: list2 }, { commit, lfs }) {
  const { token, signal } = worktree;
  const work = {
    homes: await homesOf(checkout),
    remote: {
      submodule: { server: await (0, import_shared_2.serverOf)(checkout) },
      ...token !== void 0 && { token },
      ...signal && { signal }
    },
    list: list2,
    lacking: [],
    settling: []
  };
  await fillLevel(
    {
      checkout: checkout.directory,
      isDeep: false,
      worktree: worktree.directory,
      commit,
      prefix: "",
      clone: await (0, import_promises5.realpath)(await (0, import_shared_2.readGit)(checkout, ["rev-parse", "--absolute-git-dir"])),
      gitFolder: (0, import_node_path9.join)(worktree.directory, ".git"),
      url: await (0, import_shared_2.tryGit)(checkout, ["remote", "get-url", "origin"]) ?? null,
      lfs
    },
    work
  );
  return {
    lacking: work.lacking,
    settle: async () => {
      for (const one of work.settling.toReversed()) await one();
    }
  };
}
async function fillLevel(level, work) {
  const links = submodulesOf(await readIndex({ directory: level.worktree }));
  if (links.length === 0) return;
  const modules = await readModules({ directory: level.worktree }, level.commit);
  const theirs = await submodulesOfCheckout(level.checkout);
  for (const { path, object } of links) {
    const module2 = modules.find((one) => one.path === path) ?? { name: path, path, url: null };
    await fillOne({ module: module2, commit: object, level, theirs }, work);
  }
}
function submodulesOf(index) {
  return index.filter(({ mode, isSkipped }) => mode === "160000" && !isSkipped).map(({ path, object }) => ({ path: Buffer.from(path, "latin1").toString("utf8"), object }));
}
async function submodulesOfCheckout(checkout) {
  if (checkout === null) return { pathOf: /* @__PURE__ */ new Map(), filled: /* @__PURE__ */ new Map() };
  const links = submodulesOf(await readIndex({ directory: checkout }));
  const modules = links.length === 0 ? [] : await readModules({ directory: checkout }, "");
  const filled = await Promise.all(
    links.map(async ({ path }) => [path, await exists((0, import_node_path9.join)(checkout, path, ".git"))])
  );
  return { pathOf: new Map(modules.map(({ name, path }) => [name, path])), filled: new Map(filled) };
}
async function fillOne(one, work) {
  const { module: module2, commit, level, theirs } = one;
  const shown = `${level.prefix}${module2.path}`;
  const directory = (0, import_node_path9.join)(level.worktree, module2.path);
  const found = await findInCheckout(one, work);
  const { checkout, clone, isWanted } = found;
  if (isWanted === void 0)
    work.lacking.push(`submodule \`${shown}\` is left empty, because ${NONE_TO_COMPARE}`);
  if (isWanted !== true || !await isEmptyFolder(level.worktree, directory)) return;
  const gitFolder = (0, import_node_path9.join)(level.gitFolder, "modules", module2.name);
  const url = await addressFor(module2, level, clone);
  const why = await checkOutSubmodule(directory, { commit, clone, url, remote: work.remote });
  work.settling.push(() => settleGitFolder(directory, { checkout, gitFolder }));
  if (why !== void 0) {
    work.lacking.push(`submodule \`${shown}\` at commit ${commit.slice(0, 12)} cannot be fetched: ${why}`);
    return;
  }
  const isDeep = checkout === null && await goesDeeper(level, theirs);
  const lfs = checkout === null ? level.lfs : await readLfsState({ directory: checkout });
  const inner = {
    checkout,
    isDeep,
    worktree: directory,
    commit,
    prefix: `${shown}/`,
    clone,
    gitFolder,
    url,
    lfs
  };
  await fillPointers(inner, work);
  await fillLevel(inner, work);
}
async function fillPointers({ worktree, prefix, lfs }, { remote, list: list2, lacking }) {
  const pointers = await fillContents({ worktree: { directory: worktree, ...remote }, list: list2 }, lfs);
  lacking.push(...pointers.map((path) => pointerWords(`${prefix}${path}`)));
}
async function findInCheckout({ module: module2, level, theirs }, { homes }) {
  const there = placeInCheckout(module2, theirs);
  const checkout = there === void 0 || level.checkout === null ? null : (0, import_node_path9.join)(level.checkout, there);
  const folders = [
    checkout === null ? void 0 : await gitFolderOf(checkout),
    level.clone === void 0 ? void 0 : (0, import_node_path9.join)(level.clone, "modules", module2.name)
  ];
  const clone = await findClone(folders, homes);
  const isWanted = there === void 0 ? isFilledElsewhere({ level, theirs, clone }) : theirs.filled.get(there);
  return { checkout, clone, isWanted };
}
function pointerWords(path) {
  return `the contents of \`${path}\`, which Git LFS stores, cannot be fetched`;
}
function placeInCheckout({ name, path }, { pathOf, filled }) {
  return [pathOf.get(name), path].find((place) => place !== void 0 && filled.has(place));
}
var NONE_TO_COMPARE = "the checkout has no submodule that shows whether it would have this one";
function isFilledElsewhere({ level, theirs: { filled }, clone }) {
  if (level.checkout === null) return level.isDeep;
  if (filled.size > 0) return [...filled.values()].includes(true);
  return clone === void 0 ? void 0 : true;
}
async function goesDeeper({ checkout, isDeep }, { filled }) {
  if (checkout === null) return isDeep;
  for (const [path, isFilled] of filled) {
    const inner = isFilled ? await submodulesOfCheckout((0, import_node_path9.join)(checkout, path)) : void 0;
    if (inner !== void 0 && [...inner.filled.values()].includes(true)) return true;
  }
  return false;
}
async function isEmptyFolder(top, directory) {
  const status = await (0, import_promises5.lstat)(directory).catch(() => void 0);
  if (!status?.isDirectory()) return false;
  const real = await (0, import_promises5.realpath)(directory);
  const isInside = real === (0, import_node_path9.join)(await (0, import_promises5.realpath)(top), (0, import_node_path9.relative)(top, directory)) && !real.includes(`${import_node_path9.sep}.git${import_node_path9.sep}`);
  return isInside && (await (0, import_promises5.readdir)(directory)).length === 0;
}
async function addressFor(module2, level, clone) {
  const known = clone === void 0 ? null : await addressOf(clone);
  return known ?? (module2.url === null ? null : absoluteAddress(module2.url, level.url));
}
// src/build/git/worktree.ts
async function openWorktree(source, runFolder) {
  const { commit, ...repository } = source;
  const directory = (0, import_node_path6.join)(runFolder.directory, `baseline-${commit.slice(0, 12)}`);
  await runFolder.note({ kind: "worktree", repository: repository.directory, directory });
  const trees = {
    checkout: repository,
    worktree: { ...repository, directory },
    list: (0, import_node_path6.join)(runFolder.directory, "paths")
  };
  await writeFiles(trees, commit);
  await leaveOutTheSame(trees);
  const lfs = await readLfsState(repository);
  const pointers = await fillContents(trees, lfs);
  const submodules = await fillSubmodules(trees, { commit, lfs });
  return {
    directory,
    lacking: [...pointers.map(pointerWords), ...await unfilteredFiles(trees), ...submodules.lacking],
    settle: submodules.settle,
    [Symbol.asyncDispose]: async () => {
      const gone = { directory: repository.directory };
      await (0, import_shared_2.runGit)(gone, ["worktree", "remove", "--force", "--force", directory]);
    }
  };
}
async function writeFiles(trees, commit) {
  const { checkout, worktree } = trees;
  const { directory } = worktree;
  const add = ["worktree", "add", "--quiet", "--detach", "--force", "--no-checkout", directory, commit];
  await succeed(checkout, { args: add, commit });
  const settings = [...await copyPatterns(trees), ...WITHOUT_CONTENTS];
  const reset = ["reset", "--hard", "--quiet", "--no-recurse-submodules"];
  await succeed(worktree, { args: reset, commit, settings });
}
async function succeed(repository, { args, commit, settings = [] }) {
  const { exitCode, stderr } = await (0, import_shared_2.runGit)(repository, args, { settings });
  if (exitCode === 0) return;
  throw new import_shared_3.GateError(
    "git-unavailable",
    `commit \`${commit.slice(0, 12)}\` cannot be checked out into a worktree: ${(0, import_shared_2.lastLine)(stderr)}`,
    {
      hint: "Check that there is enough free disk space and, for a partial clone, that the remote responds."
    }
  );
}
// src/build/prepare.ts
var MAX_MILLISECONDS = 60 * 60 * 1e3;
var KILL_AFTER_MILLISECONDS = 8e3;
var GONE_AFTER_MILLISECONDS = 2e3;
var DRAIN_MILLISECONDS = 2e3;
var FOR_THE_ACTION = /^(?:INPUT_.*|ACTIONS_.*|STATE_.*|GITHUB_(?:TOKEN|ENV|OUTPUT|PATH|STATE|STEP_SUMMARY)|GH_TOKEN|GH_ENTERPRISE_TOKEN|GITHUB_ENTERPRISE_TOKEN|FINAL_STAGE_SECRET_.*)$/i;
async function prepareTree(preparation) {
  var _stack = [];
  try {
    const { command, label, directory, signal } = preparation;
    signal?.throwIfAborted();
    const log = (0, import_shared_3.__using)(_stack, (0, import_shared_2.openBuildLog)(preparation.log, `Prepare ${label}`));
    const shell = await isOnPath("bash") ? "bash" : "sh";
    const child = (0, import_node_child_process.spawn)(shell, ["-e", "-c", command], {
      cwd: directory,
      env: environmentWithout(preparation.secrets),
      stdio: ["ignore", "pipe", "pipe"],
      // A process group of its own, so that all of it can be ended.
      detached: true
    });
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (data) => {
        log.write(data);
      });
    const milliseconds = MAX_MILLISECONDS;
    const limit = (0, import_shared_3.__using)(_stack, (0, import_shared_2.startLimit)({
      milliseconds,
      signal,
      late: () => failed(label, "did not finish within 60 minutes")
    }));
    const how = await untilEnd(child, limit.signal);
    limit.signal.throwIfAborted();
    if (how !== void 0) throw failed(label, how);
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    (0, import_shared_3.__callDispose)(_stack, _error, _hasError);
  }
}
async function untilEnd(child, signal) {
  var _stack = [];
  try {
    const closed = (0, import_node_events.once)(child, "close").catch(() => void 0);
    const _ending = (0, import_shared_3.__using)(_stack, (0, import_shared_2.onAbort)(signal, () => void endGroup(child)));
    try {
      return outcome(await (0, import_node_events.once)(child, "exit"));
    } catch (error) {
      return `could not be started: ${error instanceof Error ? error.message : String(error)}`;
    } finally {
      await endGroup(child);
      await Promise.race([closed, (0, import_promises9.setTimeout)(DRAIN_MILLISECONDS, void 0, { ref: false })]);
      child.stdout?.destroy();
      child.stderr?.destroy();
    }
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    (0, import_shared_3.__callDispose)(_stack, _error, _hasError);
  }
}
function outcome([code, name]) {
  if (code === 0) return void 0;
  return code === null ? `was ended by ${name ?? "a signal"}` : `failed with exit code ${code}`;
}
async function endGroup({ pid }) {
  if (pid === void 0 || !send(pid, "SIGTERM")) return;
  await untilGone(pid, KILL_AFTER_MILLISECONDS);
  if (send(pid, "SIGKILL")) await untilGone(pid, GONE_AFTER_MILLISECONDS);
}
async function untilGone(group, milliseconds) {
  const end = Date.now() + milliseconds;
  while (Date.now() < end && send(group, 0)) await (0, import_promises9.setTimeout)(20);
}
function send(group, signal) {
  try {
    return process.kill(-group, signal);
  } catch {
    return false;
  }
}
function failed(label, how) {
  return new import_shared_3.GateError("build-failed", `the ${label}'s \`prepare\` ${how}`, {
    hint: "See its output above."
  });
}
var MIN_SECRET_CHARACTERS = 8;
function environmentWithout({ values, variables }) {
  const long = values.filter(({ length }) => length >= MIN_SECRET_CHARACTERS);
  const isKept = ([name, value = ""]) => !FOR_THE_ACTION.test(name) && !variables.includes(name) && !long.some((text) => value.includes(text));
  return Object.fromEntries(Object.entries(process.env).filter(isKept));
}
async function isOnPath(program) {
  for (const folder of (process.env["PATH"] ?? "").split(import_node_path13.delimiter)) {
    const isThere = await (0, import_promises8.access)((0, import_node_path13.join)(folder, program), import_promises8.constants.X_OK).then(
      () => folder !== "",
      () => false
    );
    if (isThere) return true;
  }
  return false;
}
// src/run/prepare.ts
async function prepare({ prepare: prepare2, build }, place, { environment }) {
  if (prepare2 === void 0) return;
  environment.log(`preparing the ${place.label}: ${prepare2.command}`);
  await prepareTree({
    ...place,
    command: prepare2.command,
    log: environment.buildLog ?? import_shared_2.STANDARD_ERROR,
    secrets: {
      values: [...environment.token === null ? [] : [environment.token], ...environment.secrets.values()],
      variables: build.secrets.map(import_shared_3.variableOf)
    },
    signal: environment.signal
  });
}
// src/layer-cache/record/image-record-schema.ts
var digest = (0, import_shared_2.string)().refine(import_shared_2.isDigest);
var bytes = (0, import_shared_2.int)().nonnegative();
var texts = (0, import_shared_2.array)((0, import_shared_2.string)());
var platform = (0, import_shared_2.strictObject)({
  os: (0, import_shared_2.string)(),
  architecture: (0, import_shared_2.string)(),
  variant: (0, import_shared_2.string)().exactOptional()
});
var config = (0, import_shared_2.strictObject)({
  platform,
  user: (0, import_shared_2.string)().exactOptional(),
  workingDir: (0, import_shared_2.string)().exactOptional(),
  volumes: texts.exactOptional(),
  exposedPorts: texts.exactOptional(),
  stopSignal: (0, import_shared_2.string)().exactOptional(),
  shell: texts.exactOptional(),
  onBuild: texts.exactOptional(),
  argsEscaped: (0, import_shared_2.boolean)().exactOptional(),
  env: texts,
  entrypoint: texts,
  cmd: texts,
  healthcheck: texts.exactOptional(),
  healthcheckTimes: (0, import_shared_2.strictObject)({
    interval: (0, import_shared_2.number)().exactOptional(),
    timeout: (0, import_shared_2.number)().exactOptional(),
    startPeriod: (0, import_shared_2.number)().exactOptional(),
    startInterval: (0, import_shared_2.number)().exactOptional(),
    retries: (0, import_shared_2.number)().exactOptional()
  }).exactOptional(),
  labels: (0, import_shared_2.record)((0, import_shared_2.string)(), (0, import_shared_2.string)()),
  diffIDs: (0, import_shared_2.array)(digest),
  history: (0, import_shared_2.array)(
    (0, import_shared_2.strictObject)({
      createdBy: (0, import_shared_2.string)().exactOptional(),
      comment: (0, import_shared_2.string)().exactOptional(),
      created: (0, import_shared_2.string)().exactOptional(),
      emptyLayer: (0, import_shared_2.boolean)()
    })
  )
});
var provenance = (0, import_shared_2.strictObject)({
  dockerfile: (0, import_shared_2.strictObject)({ name: (0, import_shared_2.string)(), text: (0, import_shared_2.string)() }).nullable(),
  target: (0, import_shared_2.string)().exactOptional(),
  steps: (0, import_shared_2.array)(
    (0, import_shared_2.strictObject)({
      id: (0, import_shared_2.string)(),
      isImage: (0, import_shared_2.boolean)(),
      image: (0, import_shared_2.string)().exactOptional(),
      below: (0, import_shared_2.string)().exactOptional(),
      inputs: texts,
      lines: (0, import_shared_2.array)((0, import_shared_2.int)()),
      chains: (0, import_shared_2.array)((0, import_shared_2.array)(digest))
    })
  ),
  materials: (0, import_shared_2.array)((0, import_shared_2.strictObject)({ uri: (0, import_shared_2.string)(), digest }))
});
var imageRecordSchema = (0, import_shared_2.strictObject)({
  commit: (0, import_shared_2.string)().regex(/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/),
  image: (0, import_shared_2.strictObject)({
    imageID: digest,
    platform,
    config,
    provenance: provenance.exactOptional()
  }),
  layers: (0, import_shared_2.array)(
    (0, import_shared_2.strictObject)({ diffID: digest, digest, transferBytes: bytes, transferEstimated: (0, import_shared_2.boolean)() })
  ),
  repository: (0, import_shared_2.strictObject)({
    sizes: (0, import_shared_2.array)(bytes),
    pathsByBlob: (0, import_shared_2.array)((0, import_shared_2.tuple)([(0, import_shared_2.string)().regex(/^[0-9a-f]{40}$/), texts]))
  }).nullable(),
  provenance: provenance.exactOptional(),
  starts: (0, import_shared_2.array)((0, import_shared_2.strictObject)({ label: (0, import_shared_2.string)(), name: (0, import_shared_2.string)(), digest: digest.nullable() })),
  baseDiffIDs: (0, import_shared_2.array)(digest).nullable()
});
// src/layer-cache/record/image-record.ts
var MAX_HEAD_BYTES = 64 * 1024 * 1024;
var MAX_LAYERS = 1e3;
var MAX_LAYER_BYTES = 256 * 1024 * 1024;
function encodeRows(table) {
  const isNoted = table.notes !== void 0 && table.contentSumKind === "crc32";
  return isNoted ? (0, import_shared_2.encodeLayer)(table, table.notes) : void 0;
}
function encodeImageRecord(record2, rows) {
  const writer = (0, import_shared_2.createByteWriter)();
  const head = Buffer.from(JSON.stringify(toJson(record2)));
  if (head.length > MAX_HEAD_BYTES) throw new RangeError(`its description has ${head.length} bytes`);
  writer.number(head.length);
  writer.bytes(head);
  writer.number(rows.size);
  for (const [diffID, bytes2] of rows) {
    writer.text(diffID);
    writer.number(bytes2.length);
    writer.bytes(bytes2);
  }
  return writer.finish();
}
function decodeImageRecord(bytes2) {
  const reader = (0, import_shared_2.createByteReader)(bytes2);
  const head = reader.bytes(reader.number(MAX_HEAD_BYTES));
  const record2 = parseHead(head);
  const layers = /* @__PURE__ */ new Map();
  for (let left = reader.number(MAX_LAYERS); left > 0; left--) {
    const diffID = reader.text(DIGEST_BYTES);
    if (!(0, import_shared_2.isDigest)(diffID)) throw new RangeError("a layer has no diffID");
    layers.set(diffID, reader.bytes(reader.number(MAX_LAYER_BYTES)));
  }
  reader.finish();
  checkLayers(record2, layers);
  return {
    record: record2,
    readTable: (diffID, options) => (0, import_shared_2.decodeLayer)(layers.get(diffID) ?? new Uint8Array(0), { ...options, diffID })
  };
}
var DIGEST_BYTES = 71;
function checkLayers({ layers, image }, rows) {
  const { diffIDs } = image.config;
  const isWhole = layers.length === diffIDs.length && layers.every(({ diffID }, ordinal) => diffID === diffIDs[ordinal] && rows.has(diffID));
  if (!isWhole) throw new RangeError("the layers are not those of the configuration");
}
function toJson({ repository, ...record2 }) {
  return {
    ...record2,
    repository: repository && { sizes: [...repository.sizes], pathsByBlob: [...repository.pathsByBlob] }
  };
}
function parseHead(head) {
  const parsed = imageRecordSchema.safeParse(parseJson(head));
  if (!parsed.success) throw new RangeError(`it is no record: ${parsed.error.issues[0]?.message ?? ""}`);
  const { repository, ...record2 } = parsed.data;
  return {
    ...record2,
    repository: repository && {
      sizes: new Set(repository.sizes),
      pathsByBlob: new Map(repository.pathsByBlob)
    }
  };
}
function parseJson(bytes2) {
  try {
    return JSON.parse(Buffer.from(bytes2.buffer, bytes2.byteOffset, bytes2.length).toString("utf8"));
  } catch (cause) {
    throw new RangeError("it is no JSON", { cause });
  }
}
// src/run/changed.ts
// src/build/git/changed-inputs.ts
async function findChangedInput(repository, commit, seen) {
  try {
    return await findChange(repository, commit, seen);
  } catch (error) {
    if (!(error instanceof import_shared_3.GateError) || error.code !== "git-unavailable") throw error;
    return `git cannot tell what changed: ${error.message}`;
  }
}
async function findChange(repository, commit, seen) {
  const flags = await readFlags(repository, seen);
  if ("why" in flags) return flags.why;
  const changed = (await listChanged(repository, commit, seen)).filter((path) => !flags.leftOut.has(path));
  if (changed.length > 0) return `${shownPaths(changed)} changed`;
  const untracked = await findUntracked(repository, seen);
  if (untracked.length > 0) return `no commit has ${shownPaths(untracked)}, which the build sees`;
  return findChangeInSubmodules(repository, seen);
}
function matters(path, { sees }) {
  return (0, import_posix2.basename)(path) === ".gitattributes" || sees(path);
}
async function readFlags(repository, seen) {
  const leftOut = /* @__PURE__ */ new Set();
  for (const entry of await list(repository, ["ls-files", "-v", "-z"])) {
    const [tag, path] = [entry.charAt(0), toText(entry.slice(2))];
    if (tag === "H" || !matters(path, seen)) continue;
    if (tag !== "S") return { why: `git does not look for changes of ${shownPaths([path])}` };
    if (await exists(placeOf(repository.directory, entry.slice(2))))
      return { why: `${shownPaths([path])} is there although a sparse checkout leaves it out` };
    leftOut.add(path);
  }
  return { leftOut };
}
var DIFF = [
  "diff",
  "--raw",
  "-z",
  "--no-renames",
  "--no-relative",
  "--no-ext-diff",
  "--no-textconv",
  "--ignore-submodules=dirty"
];
var SETTINGS = ["core.fileMode=true", "core.untrackedCache=false", "diff.autoRefreshIndex=true"];
async function listChanged(repository, commit, seen) {
  const fields = await list(repository, [...DIFF, commit, "--"]);
  const changed = [];
  for (let at = 0; at + 1 < fields.length; at += 2) {
    const path = toText(fields[at + 1] ?? "");
    const isSubmodule = /^:160000 |^:\d+ 160000 /.test(fields[at] ?? "");
    if (matters(path, seen) || isSubmodule && seen.seesInto(path)) changed.push(path);
  }
  return changed;
}
async function findUntracked(repository, seen) {
  const found = [];
  for (const entry of await list(repository, ["ls-files", "--others", "--directory", "-z"])) {
    const path = toText(entry).replace(/\/$/, "");
    if (matters(path, seen)) found.push(path);
    else if (entry.endsWith("/") && seen.seesInto(path))
      found.push(...await findSeenIn(repository, entry, seen));
  }
  return found;
}
async function findSeenIn(repository, folder, { sees }) {
  const inside = ["ls-files", "--others", "-z", "--", `:(top,literal)${toText(folder)}`];
  return (await list(repository, inside)).map((path) => toText(path).replace(/\/$/, "")).filter(sees);
}
async function findChangeInSubmodules(repository, seen) {
  for (const { path: name, mode, object } of await readIndex(repository)) {
    const path = toText(name);
    if (mode !== "160000" || !seen.sees(path) && !seen.seesInto(path)) continue;
    const why = await findChangeInOne({ repository, path, object }, seen);
    if (why !== void 0) return `in the submodule ${shownPaths([path])}, ${why}`;
  }
  return void 0;
}
async function findChangeInOne({ repository: { directory: top, signal }, path, object }, { sees, seesInto }) {
  const directory = (0, import_posix2.join)(top, path);
  const git = await (0, import_promises11.lstat)((0, import_posix2.join)(directory, ".git")).catch(() => void 0);
  if (git === void 0) {
    const files = await (0, import_promises11.readdir)(directory).catch(() => []);
    return files.length === 0 ? void 0 : "there are files although it was not checked out";
  }
  if (git.isDirectory() && sees((0, import_posix2.join)(path, ".git"))) return historyWords((0, import_posix2.join)(path, ".git"));
  return findChange({ directory, ...signal && { signal } }, object, {
    sees: (inner) => sees((0, import_posix2.join)(path, inner)),
    seesInto: (inner) => seesInto((0, import_posix2.join)(path, inner))
  });
}
function historyWords(path) {
  return `the build sees ${shownPaths([path])}, which differs from commit to commit and which the ignore file could leave out`;
}
async function list(repository, args) {
  const { exitCode, stdout, stderr } = await (0, import_shared_2.runGit)(repository, args, { settings: SETTINGS });
  if (exitCode === 0) return stdout.toString("latin1").split("\0").slice(0, -1);
  throw new import_shared_3.GateError("git-unavailable", `\`git ${args[0] ?? ""}\` failed: ${(0, import_shared_2.lastLine)(stderr)}`, {
    hint: "Run `git status` in the checkout for details."
  });
}
function toText(name) {
  return Buffer.from(name, "latin1").toString("utf8");
}
var MAX_PATHS = 2;
function shownPaths(paths) {
  const shown = paths.slice(0, MAX_PATHS).map((path) => `\`${path.replaceAll("`", "'").slice(0, 200)}\``);
  const more = paths.length - shown.length;
  return `${shown.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
// src/dockerfile/certain-ignore.ts
var PLAIN_NAME = /^(?:\*\*|(?:[^*\\[\]{}()|+!@$^]|\*(?!\*))+)$/;
function parseCertainIgnore(text) {
  const lines = text.replace(/^\uFEFF/, "").split(/\r?\n/).flatMap(toLine2).map((line) => ({ ...line, matches: contextPattern(line.pattern) }));
  const exceptions = lines.filter(({ isException }) => isException).map(({ pattern }) => pattern.split("/"));
  return {
    ignores: (path) => {
      const names = path.split("/").map((_name, index, all) => all.slice(0, index + 1).join("/"));
      const last = lines.findLast(({ matches }) => names.some((name) => matches(name)));
      return last !== void 0 && !last.isException;
    },
    takesBack: (folder) => exceptions.some((pattern) => mayReachInto(pattern, folder.split("/")))
  };
}
function toLine2(line) {
  const trimmed = line.trim();
  if (trimmed === "" || line.startsWith("#")) return [];
  const isException = trimmed.startsWith("!");
  const written = (isException ? trimmed.slice(1) : trimmed).trim();
  const pattern = (0, import_posix3.normalize)(written).replace(/^\/+|\/+$/g, "");
  if (pattern === "") return [];
  if (!pattern.split("/").every((name) => PLAIN_NAME.test(name)))
    return isException ? [{ pattern: "**", isException }] : [];
  return [{ pattern: isException ? pattern : pattern.replace(/\/\*\*$/, "/*"), isException }];
}
function mayReachInto(pattern, folder) {
  for (const [index, name] of folder.entries()) {
    const part = pattern[index];
    if (part === "**") return true;
    if (part === void 0 || !contextPattern(part)(name)) return false;
  }
  return true;
}
// src/run/changed.ts
async function whyChanged({ build, baselineBuild = build, prepare: prepare2 }, commit, { checkout, environment: { signal } }) {
  if (JSON.stringify(build) !== JSON.stringify(baselineBuild))
    return "its commit describes it in another way";
  if (prepare2 !== void 0) return "`prepare` makes files that no commit has";
  const seen = await toSeen(build, checkout);
  if ("why" in seen) return seen.why;
  if (seen.sees(".git")) return historyWords(".git");
  return findChangedInput({ directory: checkout.root, signal }, commit, seen);
}
async function toSeen(build, checkout) {
  const context = await placeOf2(build.context, "the build context", checkout);
  if ("why" in context) return context;
  const dockerfile = await dockerfileOf2(checkout);
  if ("why" in dockerfile) return dockerfile;
  const ignoreFiles = [`${dockerfile.name}.dockerignore`, (0, import_node_path14.join)(context.name, ".dockerignore")];
  const rules = await readRules(ignoreFiles, checkout);
  if ("why" in rules) return rules;
  const sent = [{ folder: context.name, ignored: rules }];
  for (const path of build.buildContexts.flatMap(import_shared_2.pathOfContext)) {
    const place = await placeOf2(path, "a build context", checkout);
    if ("why" in place) return place;
    sent.push({ folder: place.name, ignored: parseCertainIgnore("") });
  }
  return seenBy(sent, [dockerfile.name, ...ignoreFiles]);
}
async function placeOf2(path, what, checkout) {
  const name = checkout.relative((0, import_node_path14.resolve)(path));
  if (name === null) return { why: `${what} is outside of the checkout` };
  const place = (0, import_node_path14.join)(checkout.root, name);
  const real = await (0, import_promises10.realpath)(place).catch(() => null);
  if (real === null) return { why: `${what} does not exist` };
  return real === place ? { name } : { why: `${what} is reached through a link` };
}
async function dockerfileOf2(checkout) {
  const { root, dockerfile, dockerfileAsWritten } = checkout;
  if (dockerfile === null || dockerfile !== dockerfileAsWritten)
    return { why: "the Dockerfile is outside of the checkout or reached through a link" };
  return placeOf2((0, import_node_path14.join)(root, dockerfile), "the Dockerfile", checkout);
}
async function readRules(ignoreFiles, { root }) {
  for (const name of ignoreFiles) {
    const path = (0, import_node_path14.join)(root, name);
    const status = await (0, import_promises10.lstat)(path).catch(() => void 0);
    if (status === void 0) continue;
    if (!status.isFile()) return { why: `\`${name.slice(0, 200)}\` is a link` };
    return parseCertainIgnore(await (0, import_shared_2.readTextFile)(path) ?? "");
  }
  return parseCertainIgnore("");
}
function seenBy(sent, files) {
  const isAbove = (path) => [...files, ...sent.map(({ folder }) => folder)].some(
    (place) => place === path || place.startsWith(`${path}/`)
  );
  return {
    sees: (path) => isAbove(path) || sent.some(({ folder, ignored }) => {
      const inside = nameIn(folder, path);
      return inside !== null && !ignored.ignores(inside);
    }),
    seesInto: (path) => sent.some(({ folder, ignored }) => {
      const inside = nameIn(folder, path);
      return inside !== null && ignored.takesBack(inside);
    })
  };
}
function nameIn(folder, path) {
  if (folder === "") return path;
  return path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : null;
}
// src/run/input-digest.ts
// src/build/git/commit-entries.ts
async function listCommit(repository, commit) {
  const args = ["ls-tree", "-r", "-z", "--full-tree", commit];
  const { exitCode, stdout, stderr } = await (0, import_shared_2.runGit)(repository, args);
  if (exitCode !== 0)
    throw new import_shared_3.GateError("git-unavailable", `\`git ls-tree\` failed: ${(0, import_shared_2.lastLine)(stderr)}`, {
      hint: "Check out with a larger `fetch-depth`."
    });
  return stdout.toString("utf8").split("\0").flatMap((line) => {
    const [, mode, object, path] = /^(\d+) \w+ ([0-9a-f]+)\t([^]*)$/.exec(line) ?? [];
    return mode === void 0 || object === void 0 || path === void 0 ? [] : [{ path, mode, object }];
  });
}
async function describeCheckout(repository) {
  if ((await readIndex(repository)).some(({ isSkipped }) => isSkipped))
    return { why: "the checkout is sparse" };
  const filters = await (0, import_shared_2.tryGit)(repository, ["config", "--local", "--name-only", "--get-regexp", "^filter\\."]) ?? "";
  if (filters.split("\n").some((key) => key !== "" && !key.startsWith("filter.lfs.")))
    return { why: "a filter of the checkout changes files" };
  if (await hasOwnAttributes(repository)) return { why: "the checkout has `.git/info/attributes`" };
  const states = new Set((await readLfsState(repository)).byPath.values());
  if (states.size > 1) return { why: "only some of the files of Git LFS have their contents" };
  const [hasContents] = states;
  const lineEnds = await Promise.all(
    ["core.autocrlf", "core.eol", "core.attributesFile"].map((key) => readOr(repository, key))
  );
  return { text: [hasContents === void 0 ? "none" : String(hasContents), ...lineEnds].join(" ") };
}
async function hasOwnAttributes(repository) {
  const path = await (0, import_shared_2.readGit)(repository, [
    "rev-parse",
    "--path-format=absolute",
    "--git-path",
    "info/attributes"
  ]);
  const status = await (0, import_promises12.stat)(path).catch(() => null);
  return status !== null && status.size > 0;
}
async function readOr(repository, key) {
  return (0, import_shared_2.readGit)(repository, ["config", "--default", "", "--get", key]);
}
// src/run/input-digest.ts
async function digestInputs(request, commit, run) {
  if (request.prepare !== void 0) return { why: "`prepare` makes files that no commit has" };
  try {
    return await digestCommit(request, commit, run);
  } catch (error) {
    if (!(error instanceof import_shared_3.GateError)) throw error;
    return { why: error.message };
  }
}
async function digestCommit(request, commit, run) {
  const { checkout, environment } = run;
  const repository = { directory: checkout.root, signal: environment.signal };
  const places = placesOf(request, run);
  if ("why" in places) return places;
  const entries = await listCommit(repository, commit);
  const sent = await readRules2(places, { commit, run });
  const seen = seenBy(sent, places.files);
  if (seen.sees(".git")) return { why: historyWords(".git") };
  const relevant = entries.filter(({ path }) => matters(path, seen));
  const odd = findOdd(relevant, places);
  if (odd !== void 0) return { why: odd };
  const state = await describeCheckout(repository);
  if ("why" in state) return state;
  const hash = (0, import_node_crypto.createHash)("sha256").update(JSON.stringify([identityOf(request, run), state.text]));
  for (const { path, mode, object } of relevant) hash.update(`\0${mode} ${object} ${path}`);
  return { digest: `sha256:${hash.digest("hex")}` };
}
function placesOf({ build }, { checkout }) {
  const { dockerfile, dockerfileAsWritten } = checkout;
  const [context, ...others] = [build.context, ...build.buildContexts.flatMap(import_shared_2.pathOfContext)].map(
    (path) => checkout.relative((0, import_node_path15.resolve)(path))
  );
  if (dockerfile === null || dockerfile !== dockerfileAsWritten || context == null)
    return { why: "the Dockerfile or the build context is outside of the checkout" };
  const inside = others.filter((path) => path !== null);
  if (inside.length < others.length) return { why: "a build context is outside of the checkout" };
  return {
    context,
    others: inside,
    files: [dockerfile, `${dockerfile}.dockerignore`, (0, import_posix4.join)(context, ".dockerignore")]
  };
}
async function readRules2({ context, others, files: [, own, shared] }, { commit, run }) {
  const { root } = run.checkout;
  const text = await (0, import_shared_2.readFileAt)(root, commit, own) ?? await (0, import_shared_2.readFileAt)(root, commit, shared) ?? "";
  const nothing = parseCertainIgnore("");
  return [
    { folder: context, ignored: parseCertainIgnore(text) },
    ...others.map((folder) => ({ folder, ignored: nothing }))
  ];
}
function findOdd(entries, { context, others, files }) {
  const places = [context, ...others, ...files];
  const onTheWay = entries.find(
    ({ path, mode }) => mode === "120000" && places.some((place) => place === path || place.startsWith(`${path}/`))
  );
  if (onTheWay !== void 0) return "a build context or the Dockerfile is reached through a link";
  return entries.some(({ mode }) => mode === "160000") ? "the build sees a submodule" : void 0;
}
function identityOf({ build }, { checkout }) {
  const { context, dockerfile, buildContexts } = (0, import_shared_2.placeInputs)(
    { ...build, dockerfile: checkout.dockerfile ?? "" },
    (path) => checkout.relative((0, import_node_path15.resolve)(path)) ?? path
  );
  return {
    ...{ context, dockerfile, buildContexts },
    target: build.target ?? null,
    // What buildx builds for where nobody says otherwise.
    platform: build.platform ? (0, import_shared_3.renderPlatform)(build.platform) : process.env["DOCKER_DEFAULT_PLATFORM"] ?? process.arch,
    buildArgs: build.buildArgs.toSorted(),
    network: build.network ?? null,
    secrets: build.secrets.map((spec) => /(?:^|,)id=([^,]*)/.exec(spec)?.[1] ?? "").toSorted()
  };
}
// src/run/record-places.ts
async function readRecord({ service, directory, version, whyDoubted }, digest2) {
  const key = { kind: "image", digest: digest2, version };
  const kept = directory === null ? void 0 : (0, import_shared_2.openEntryDirectory)(directory).read((0, import_shared_2.entryName)(key));
  if (kept !== void 0) return (0, import_shared_2.openEntry)(key, kept);
  const piece = service?.mayRestore === true ? await service.restore(cacheKey(key)) : void 0;
  if (piece?.key !== cacheKey(key)) return void 0;
  const why = await whyDoubted(piece.key);
  if (why !== null) throw new RangeError(why);
  return (0, import_shared_2.openEntry)(key, piece.bytes);
}
async function writeRecord({ service, directory, version }, digest2, record2) {
  const key = { kind: "image", digest: digest2, version };
  const entry = (0, import_shared_2.sealEntry)(key, record2);
  if (entry === void 0) throw new RangeError(`its layers take ${record2.length} bytes`);
  if (directory !== null) (0, import_shared_2.openEntryDirectory)(directory).write((0, import_shared_2.entryName)(key), entry);
  if (service?.maySave === true) return service.save({ key: cacheKey(key), bytes: entry });
  if (directory === null) throw new RangeError("there is no cache here, and `cache-dir` names no folder");
  return true;
}
function cacheKey(key) {
  return `final-stage-${(0, import_shared_2.entryName)(key)}`;
}
// src/run/recorded.ts
async function restoreBaseline(request, commit, run) {
  const { records, log } = run.environment;
  if (records === void 0 || run.records.isRefused) return void 0;
  const found = await digestInputs(request, commit, run);
  if ("why" in found) {
    explain(run, `no recorded baseline is looked for: ${found.why}`);
    return void 0;
  }
  return attempt(run, "the recorded baseline is not used", async () => {
    const bytes2 = await readRecord(records, found.digest);
    if (bytes2 === void 0) {
      log(`no run recorded a baseline of what commit ${commit.slice(0, 12)} is built from`);
      return void 0;
    }
    const { record: record2, readTable } = decodeImageRecord(bytes2);
    checkPlatform(request, record2);
    run.records.read.set(record2, readTable);
    const from = record2.commit.slice(0, 12);
    log(`the baseline is not built: it is the one that was recorded at commit ${from}`);
    return toRecordedSide(request, record2, await (0, import_shared_2.readDockerfile)(run, commit));
  });
}
function checkPlatform({ build: { platform: platform2 } }, { image }) {
  if (platform2 === void 0 || (0, import_shared_3.matchesPlatform)(platform2, image.platform)) return;
  throw new RangeError(
    `found platform ${(0, import_shared_3.renderPlatform)(image.platform)}, expected ${(0, import_shared_3.renderPlatform)(platform2)}`
  );
}
function toRecordedSide({ build }, record2, dockerfile) {
  const { commit, repository, provenance: provenance2, starts } = record2;
  return {
    ...(0, import_shared_2.toSide)(build, { transport: "oci", name: "recorded" }),
    label: `baseline of ${dockerfile?.path ?? "Dockerfile"}, recorded at commit ${commit.slice(0, 12)}`,
    dockerfile,
    repository,
    ...provenance2 && { provenance: provenance2 },
    starts,
    record: record2
  };
}
function readRecordedImage(record2, reading, run) {
  try {
    return {
      ...record2.image,
      reference: reading.label,
      layers: toLayers(record2, reading, run)
    };
  } catch (error) {
    run.records.isRefused = true;
    const reason = error instanceof Error ? error.message : String(error);
    explain(run, `the recorded baseline is not used, and the baseline is built: ${reason}`);
    throw error;
  }
}
function toLayers(record2, { knownLayers, ...options }, run) {
  const readTable = run.records.read.get(record2);
  const history = (0, import_shared_2.layerHistory)(record2.image.config);
  return record2.layers.map((layer, ordinal) => {
    const table = knownLayers.get(layer.diffID)?.table ?? readTable?.(layer.diffID, options);
    if (table === void 0)
      throw new RangeError(`layer ${ordinal} was recorded without what this run needs of it`);
    const entry = history[ordinal];
    return { ...layer, ordinal, table, ...entry && { history: entry } };
  });
}
async function recordImages(request, { read, commit }, run) {
  const { kind } = request.event;
  if (request.mode !== "check" || request.image !== void 0) return;
  if (kind !== "push" && kind !== "none") return;
  await attempt(run, "the image was not recorded", () => recordCandidate(request, read.candidate, run));
  if (kind === "push" || read.baseline === null || commit === null) return;
  await recordBaseline(request, { ...read.baseline, commit }, run);
}
async function recordBaseline({ baselineBuild, ...request }, baseline, run) {
  if (baseline.side.record !== void 0) return;
  const described = { ...request, ...baselineBuild && { build: baselineBuild } };
  await attempt(run, "the baseline was not recorded", () => recordOne(described, baseline, run));
}
async function recordCandidate({ baselineBuild: _baselineBuild, ...request }, candidate, run) {
  const { checkout, environment } = run;
  const commit = await (0, import_shared_2.readGit)({ directory: checkout.root, signal: environment.signal }, [
    "rev-parse",
    "HEAD"
  ]);
  const why = await whyChanged(request, commit, run);
  if (why === void 0) await recordOne(request, { ...candidate, commit }, run);
  else
    explain(
      run,
      `the image is not recorded as a baseline, because commit ${commit.slice(0, 12)} alone does not make it: ${why}`
    );
}
async function recordOne(request, recorded, run) {
  const { records, log } = run.environment;
  const found = await digestInputs(request, recorded.commit, run);
  if (records === void 0 || "why" in found) {
    explain(
      run,
      `the image is not recorded as a baseline: ${"why" in found ? found.why : "there is nowhere to keep it"}`
    );
    return;
  }
  const bytes2 = encodeImageRecord(toRecord(recorded, run), rowsOf(recorded.image, run));
  const isNew = await writeRecord(records, found.digest, bytes2);
  log(
    isNew ? `recorded the image of commit ${recorded.commit.slice(0, 12)} as a baseline` : "the image is recorded as a baseline already"
  );
}
function rowsOf({ layers }, { environment }) {
  return new Map(
    layers.map(({ diffID, table }) => {
      const rows = encodeRows(table) ?? environment.layerCache?.rowsOf(diffID);
      if (rows === void 0)
        throw new RangeError(`layer ${diffID} was read in a way that leaves nothing to keep`);
      return [diffID, rows];
    })
  );
}
function toRecord({ side, image, commit }, { records }) {
  const { imageID, platform: platform2, config: config2, provenance: provenance2 } = image;
  return {
    commit,
    image: { imageID, platform: platform2, config: config2, ...provenance2 && { provenance: provenance2 } },
    layers: image.layers.map(({ diffID, digest: digest2, transferBytes, transferEstimated }) => {
      return { diffID, digest: digest2, transferBytes, transferEstimated };
    }),
    repository: side.repository,
    ...side.provenance && { provenance: side.provenance },
    starts: side.starts ?? [],
    baseDiffIDs: records.baseDiffIDs.get(side) ?? null
  };
}
async function attempt(run, words, work) {
  try {
    return await work();
  } catch (error) {
    run.environment.signal.throwIfAborted();
    explain(run, `${words}: ${error instanceof Error ? error.message : String(error)}`);
    return void 0;
  }
}
function explain({ environment: { explain: explain2, log } }, message) {
  (explain2 ?? log)(message);
}
// src/run/fixed.ts
// src/build/docker/container.ts
// src/build/docker/container-state.ts
var GONE = { isRunning: false, pid: 0, exitCode: 125, health: null };
var BOUNDS = { milliseconds: 6e4, maxBytes: 1024 * 1024 };
async function readState(id) {
  const args = ["inspect", "--type", "container", "--format", "{{json .State}}", id];
  const { exitCode, stdout } = await (0, import_shared_2.runBounded)(args, BOUNDS);
  return exitCode === 0 ? toState(JSON.parse(stdout)) : GONE;
}
function fieldsOf(value) {
  return typeof value === "object" && value !== null ? value : {};
}
function toState(value) {
  const { Running, Pid, ExitCode, Health } = fieldsOf(value);
  const log = fieldsOf(Health)["Log"];
  const last = Array.isArray(log) ? fieldsOf(log.at(-1)) : {};
  return {
    isRunning: Running === true,
    pid: typeof Pid === "number" ? Pid : 0,
    exitCode: typeof ExitCode === "number" ? ExitCode : 125,
    health: toAnswer(last)
  };
}
function toAnswer({ ExitCode, Output }) {
  if (typeof ExitCode !== "number") return null;
  return { exitCode: ExitCode, output: typeof Output === "string" ? Output : "" };
}
// src/build/docker/open-ports.ts
var MAX_TABLE_BYTES = 256 * 1024;
var TABLES = ["tcp", "tcp6"];
async function readOpenPorts(running, milliseconds) {
  const tables = await readHere(running) ?? await readInside(running, milliseconds);
  return tables === null ? null : listeningPorts(tables);
}
async function readHere({ id, pid }) {
  const group = await readStart(`/proc/${pid}/cgroup`);
  if (!group?.includes(id)) return null;
  const tables = await Promise.all(TABLES.map((name) => readStart(`/proc/${pid}/net/${name}`)));
  return tables[0] === null ? null : tables.join("\n");
}
async function readInside({ id }, milliseconds) {
  const paths = TABLES.map((name) => `/proc/net/${name}`);
  const bounds = { milliseconds, maxBytes: MAX_TABLE_BYTES };
  const { stdout } = await (0, import_shared_2.runBounded)(["exec", id, "cat", ...paths], bounds);
  return stdout.includes("local_address") ? stdout : null;
}
async function readStart(path) {
  try {
    var _stack = [];
    try {
      const file = (0, import_shared_3.__using)(_stack, await (0, import_promises15.open)(path), true);
      const bytes2 = Buffer.alloc(MAX_TABLE_BYTES);
      let length = 0;
      while (length < bytes2.length) {
        const { bytesRead } = await file.read(bytes2, length, bytes2.length - length);
        if (bytesRead === 0) break;
        length += bytesRead;
      }
      return bytes2.toString("latin1", 0, length);
    } catch (_) {
      var _error = _, _hasError = true;
    } finally {
      var _promise = (0, import_shared_3.__callDispose)(_stack, _error, _hasError);
      _promise && await _promise;
    }
  } catch {
    return null;
  }
}
var LISTENING = /^\s*\d+: [0-9A-F]{8,32}:([0-9A-F]{4}) [0-9A-F]{8,32}:[0-9A-F]{4} 0A /gm;
function listeningPorts(tables) {
  const ports = [...tables.matchAll(LISTENING)].map(([, port = ""]) => Number.parseInt(port, 16));
  return [...new Set(ports)].sort((a, b) => a - b);
}
// src/build/docker/container.ts
var ENGINE_MILLISECONDS = 6e4;
var MAX_OUTPUT_BYTES = 1024 * 1024;
var ENGINE = { milliseconds: ENGINE_MILLISECONDS, maxBytes: 2 * MAX_OUTPUT_BYTES };
async function observeContainer(start) {
  const { runFolder, signal } = start;
  await runFolder.note({ kind: "containers" });
  signal.throwIfAborted();
  const { exitCode, stdout, stderr } = await (0, import_shared_2.runBounded)(toCreateArguments(start), ENGINE);
  const id = stdout.trim();
  try {
    if (exitCode !== 0) return { unavailable: `the engine makes no container of it: ${lastLine2(stderr)}` };
    const seen = await observe(id, start);
    signal.throwIfAborted();
    return seen;
  } finally {
    await (0, import_shared_2.removeContainers)(/^[0-9a-f]{64}$/.test(id) ? [id] : []);
  }
}
function lastLine2(text) {
  return (text.trim().split("\n").at(-1) ?? "").replaceAll("`", "'").slice(0, 300);
}
var LIMITS = [
  // Swap is no way around the limit of memory.
  ...["--memory", "2g", "--memory-swap", "2g", "--pids-limit", "512"],
  // Seconds of processor time for each process: what a killed run leaves behind ends by itself if it is busy.
  ...["--ulimit", "cpu=600:600", "--ulimit", "core=0:0"],
  ...["--log-driver", "json-file", "--log-opt", "max-size=1m", "--log-opt", "max-file=1"]
];
var DENYING = {
  writing: ["--read-only"],
  capabilities: ["--cap-drop", "ALL"],
  "new privileges": ["--security-opt", "no-new-privileges"]
};
var HEALTHCHECK = ["--health-interval", "1s", "--health-start-period", "1ms", "--health-timeout", "10s"];
function toCreateArguments({ image, trial, runFolder }) {
  return [
    ...["create", "--pull", "never", "--network", "none", "--hostname", "final-stage"],
    ...["--label", (0, import_shared_2.labelOf)(runFolder.runID), ...LIMITS],
    ...trial.denied.flatMap((denial) => DENYING[denial]),
    ...trial.probe.kind === "healthcheck" ? HEALTHCHECK : ["--no-healthcheck"],
    image
  ];
}
async function observe(id, start) {
  const started = await (0, import_shared_2.runBounded)(["start", id], ENGINE);
  const { state, answer } = await watch(id, start);
  const ports = state.pid > 0 ? await readOpenPorts({ id, pid: state.pid }, EXEC_MILLISECONDS) : [];
  const output = started.exitCode === 0 ? await readOutput(id) : started.stderr;
  return { exitCode: state.isRunning ? null : state.exitCode, answer, ports, output };
}
async function readOutput(id) {
  const { stdout, stderr } = await (0, import_shared_2.runBounded)(["logs", id], ENGINE);
  return `${stdout}
${stderr}`;
}
var POLL_MILLISECONDS = 400;
var EXEC_MILLISECONDS = 1e4;
async function watch(id, start) {
  const { trial, signal } = start;
  const begin = performance.now();
  const isQuiet = quietWatch(id, trial);
  for (; ; ) {
    signal.throwIfAborted();
    const state = await readState(id);
    const age = performance.now() - begin;
    const answer = state.isRunning ? await ask(id, state, start) : null;
    const isSeen = !state.isRunning || answer?.exitCode === 0 || age > trial.milliseconds;
    if (isSeen || await isQuiet(age)) return { state, answer };
    await (0, import_promises14.setTimeout)(POLL_MILLISECONDS, void 0, { signal });
  }
}
async function ask(id, state, { trial: { probe }, signal }) {
  if (probe.kind === "healthcheck") return state.health;
  if (probe.kind === "start") return null;
  const bounds = { milliseconds: EXEC_MILLISECONDS, maxBytes: 64 * 1024, signal };
  const { exitCode, stdout, stderr } = await (0, import_shared_2.runBounded)(["exec", id, ...probe.command], bounds);
  return { exitCode: exitCode ?? 124, output: `${stdout}
${stderr}` };
}
function quietWatch(id, { probe, quietMilliseconds }) {
  let [length, since] = [-1, 0];
  return async (age) => {
    if (probe.kind !== "start") return false;
    const output = await readOutput(id);
    if (output.length !== length) [length, since] = [output.length, age];
    return age - since >= quietMilliseconds;
  };
}
// src/build/docker/engine-platform.ts
async function readEnginePlatform(signal) {
  const args = ["version", "--format", "{{.Server.Os}}/{{.Server.Arch}}"];
  const output = await (0, import_shared_2.runCommand)("docker", args, { limit: (0, import_shared_2.questionLimit)("docker version"), signal });
  if ("missing" in output || output.exitCode !== 0) return null;
  return output.stdout.toString("utf8").trim();
}
// src/build/docker/load-image.ts
async function loadImage(image, name, signal) {
  const { runFolder } = image;
  const tag = `final-stage/run:${runFolder.runID}-${name}`;
  const before = await (0, import_shared_2.listImageIDs)();
  await runFolder.note({ kind: "image", tag, before: before && [...before] });
  const file = (0, import_node_path17.join)(runFolder.directory, `${name}.load.tar`);
  await (0, import_promises17.pipeline)(archiveOf(image, tag), (0, import_node_fs3.createWriteStream)(file));
  const limit = (0, import_shared_2.workLimit)("docker load");
  const loaded = await (0, import_shared_2.runCommand)("docker", ["load", "--quiet", "--input", file], { limit, signal });
  await (0, import_promises16.rm)(file);
  if ("missing" in loaded || loaded.exitCode !== 0) return null;
  return { tag, [Symbol.asyncDispose]: () => (0, import_shared_2.removeBuiltImage)(tag, before) };
}
async function* archiveOf({ directory, digest: digest2 }, tag) {
  const pathOf = (blob) => (0, import_node_path17.join)(directory, "blobs", ...blob.split(":"));
  const read = async (blob) => (0, import_shared_2.parseManifest2)(await (0, import_promises16.readFile)(pathOf(blob)), `\`${blob}\``);
  const top = await read(digest2);
  const chosen2 = top.kind === "index" ? top.manifests.find(isImage)?.digest ?? digest2 : digest2;
  const manifest = await read(chosen2);
  const blobs = manifest.kind === "index" ? [] : [manifest.config, ...manifest.layers];
  for (const blob of /* @__PURE__ */ new Set([chosen2, ...blobs.map((one) => one.digest)])) {
    const path = pathOf(blob);
    const { size: size2 } = await (0, import_promises16.stat)(path);
    yield header(`blobs/${blob.replace(":", "/")}`, size2);
    yield* (0, import_node_fs3.createReadStream)(path);
    yield padding(size2);
  }
  const { size } = await (0, import_promises16.stat)(pathOf(chosen2));
  yield* member("oci-layout", { imageLayoutVersion: "1.0.0" });
  yield* member("index.json", { schemaVersion: 2, manifests: [named({ digest: chosen2, size }, tag)] });
  yield Buffer.alloc(2 * BLOCK);
}
function isImage({ platform: platform2 }) {
  return platform2?.os !== "unknown";
}
function named(image, tag) {
  return {
    mediaType: "application/vnd.oci.image.manifest.v1+json",
    ...image,
    annotations: { "io.containerd.image.name": `docker.io/${tag}`, "org.opencontainers.image.ref.name": tag }
  };
}
function* member(name, value) {
  const bytes2 = Buffer.from(JSON.stringify(value));
  yield header(name, bytes2.length);
  yield bytes2;
  yield padding(bytes2.length);
}
var BLOCK = 512;
function padding(size) {
  return Buffer.alloc((BLOCK - size % BLOCK) % BLOCK);
}
function header(name, size) {
  const block = Buffer.alloc(BLOCK);
  const octal = (value, digits) => `${value.toString(8).padStart(digits, "0")}\0`;
  block.write(name, 0);
  block.write(octal(420, 7), 100);
  block.write(`${octal(0, 7)}${octal(0, 7)}`, 108);
  if (size < 8589934591) block.write(octal(size, 11), 124);
  else {
    block[124] = 128;
    block.writeBigUInt64BE(BigInt(size), 128);
  }
  block.write(octal(0, 11), 136);
  block.write("        0", 148);
  block.write("ustar\x0000", 257);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  return block;
}
// src/run/started.ts
function createStarter(run) {
  const startable = /* @__PURE__ */ new Map();
  return async (request, side, trial) => {
    const { runFolder, environment } = run;
    const found = startable.get(side) ?? toStartable(request, { side, trial, ordinal: startable.size }, run);
    startable.set(side, found);
    const start = await found;
    if ("unavailable" in start) return start;
    if (runFolder === null) return { unavailable: "the run has no folder" };
    const { signal, log } = environment;
    log(`starting the image of ${side.label} without ${["network", ...trial.denied].join(", ")}`);
    const seen = await observeContainer({ image: start.image, trial, runFolder, signal });
    return "unavailable" in seen ? seen : withoutSecrets(seen, environment.secrets);
  };
}
async function toStartable({ build }, asked, run) {
  const { signal } = run.environment;
  const builder = await (0, import_shared_2.inspectBuilder)(build.builder, signal);
  if (builder.driver !== "docker")
    return { unavailable: `the builder, whose driver is ${builder.driver}, keeps no images in an engine` };
  const { os, architecture } = asked.trial.platform;
  const platform2 = await readEnginePlatform(signal);
  if (platform2 === `${os}/${architecture}`) return toEngineImage(asked, run);
  const engine = platform2 === null ? "does not say what it runs on" : `runs on ${platform2}`;
  return { unavailable: `the image is for ${os}/${architecture}, and the engine ${engine}` };
}
async function toEngineImage({ side, ordinal }, { environment, runFolder, made }) {
  const { transport, name, tag = "" } = side.reference;
  if (transport === "docker-daemon") return { image: name };
  if (transport !== "oci" || !(0, import_shared_2.isDigest)(tag) || runFolder === null)
    return { unavailable: "the image is in an archive, which the engine does not have" };
  const layout = { directory: name, digest: tag, runFolder };
  const loaded = await loadImage(layout, `start-${ordinal}`, environment.signal);
  if (loaded === null) return { unavailable: "the engine does not take the image that was built" };
  made.push(loaded);
  return { image: loaded.tag };
}
var MIN_SECRET_CHARACTERS2 = 4;
function withoutSecrets(seen, secrets) {
  const values = [...secrets.values()].filter((value) => value.length >= MIN_SECRET_CHARACTERS2);
  const masked = (text) => values.reduce((shown, value) => shown.replaceAll(value, "***"), text);
  const { answer, output } = seen;
  return {
    ...seen,
    answer: answer && { ...answer, output: masked(answer.output) },
    output: masked(output)
  };
}
// src/run/fixed.ts
function fixPorts(run) {
  const start = createStarter(run);
  return {
    ignoreFile: (request) => readIgnoreFile(request, run),
    policyPath: ({ policyPath }) => policyName(policyPath, run),
    makeFixed: (request, texts2, ordinal) => makeFixed(request, texts2, { ordinal, run }),
    makeAgain: (request) => makeAgain(request, run),
    observe: (request, side, trial) => start(checkRequest(request), side, trial),
    writeFiles: (files) => writeFiles2(run.checkout.root, files),
    throwIfCancelled: () => {
      run.environment.signal.throwIfAborted();
    },
    now: () => performance.now()
  };
}
async function readIgnoreFile(request, { checkout }) {
  const { build } = checkRequest(request);
  const dockerfile = (0, import_node_path16.resolve)(checkout.root, checkout.dockerfile ?? "Dockerfile");
  const own = `${dockerfile}.dockerignore`;
  const shared = (0, import_node_path16.resolve)(build.context, ".dockerignore");
  for (const path of [own, shared]) {
    const text = await (0, import_shared_2.readTextFile)(path);
    if (text !== null) return { path: nameOf(path, checkout), text };
  }
  return { path: nameOf(shared, checkout), text: "" };
}
async function policyName(policyPath, { checkout }) {
  const path = policyPath === void 0 ? (0, import_node_path16.resolve)(checkout.root, import_shared_2.POLICY_PATH) : (0, import_node_path16.resolve)(policyPath);
  return Promise.resolve(nameOf(path, checkout));
}
function nameOf(path, checkout) {
  const name = checkout.relative(path);
  if (name !== null) return name;
  throw new import_shared_3.GateError(
    "bad-input",
    `\`${path}\` is outside of the checkout, expected a file of the repository`,
    {
      hint: "Run the command in the repository, with a context that is inside of it."
    }
  );
}
async function makeFixed(request, texts2, { ordinal, run }) {
  const { checkout, runFolder } = run;
  const path = checkout.dockerfile ?? "Dockerfile";
  const folder = (0, import_node_path16.join)(runFolder?.directory ?? "", `fix-${ordinal}`);
  await (0, import_promises13.mkdir)(folder);
  const file = (0, import_node_path16.join)(folder, (0, import_node_path16.basename)(path));
  await (0, import_promises13.writeFile)(file, texts2.dockerfile);
  await (0, import_promises13.writeFile)(`${file}.dockerignore`, texts2.ignoreFile);
  const check = checkRequest(request);
  const start = performance.now();
  const building = {
    label: `fix-${ordinal}`,
    build: { ...check.build, dockerfile: file },
    directory: (0, import_node_path16.resolve)("."),
    dockerfile: { path, text: texts2.dockerfile },
    repository: checkout.isRepository ? await (0, import_shared_2.readRepositoryTree)(checkout.root) : null,
    run
  };
  const side = await (0, import_shared_2.buildSide)(check, building).catch((error) => {
    throw renamed(error, file, path);
  });
  return { side, seconds: Math.round((performance.now() - start) / 100) / 10 };
}
function renamed(error, file, path) {
  if (!(error instanceof import_shared_3.GateError)) return error;
  const { code, hint, message } = error;
  const named2 = message.replaceAll(file, path).replace(/^the fix-\d+'s /, "");
  return new import_shared_3.GateError(code, named2, { ...hint !== void 0 && { hint }, cause: error });
}
async function makeAgain(request, run) {
  const check = checkRequest(request);
  return (0, import_shared_2.buildSide)(check, {
    label: "rebuild",
    build: check.build,
    directory: (0, import_node_path16.resolve)("."),
    dockerfile: await (0, import_shared_2.readDockerfile)(run, null),
    repository: run.checkout.isRepository ? await (0, import_shared_2.readRepositoryTree)(run.checkout.root) : null,
    noCache: true,
    run
  });
}
async function writeFiles2(root, files) {
  for (const { path, before } of files) {
    if ((await (0, import_shared_2.readCheckoutFile)((0, import_node_path16.resolve)(root, path), root) ?? "") === before) continue;
    throw new import_shared_3.GateError("bad-input", `\`${path}\` was changed in the meantime`, {
      hint: "Run the command again."
    });
  }
  for (const { path, after } of files) await (0, import_promises13.writeFile)((0, import_node_path16.resolve)(root, path), after);
}
function checkRequest(request) {
  if (request.mode === "check" && request.image === void 0) return request;
  throw new import_shared_3.GateError("bad-input", "a fix is proven by building it, expected a Dockerfile to build", {
    hint: "Leave `--image` out."
  });
}
// src/build/git/branches.ts
async function findRef(repository, ref) {
  return await commitOf(repository, `refs/heads/${ref}`) ?? await commitOf(repository, `refs/remotes/${ref}`) ?? await commitOf(repository, ref);
}
function commitOf(repository, ref) {
  return (0, import_shared_2.tryGit)(repository, ["rev-parse", "--verify", "--quiet", "--end-of-options", `${ref}^{commit}`]);
}
async function findBranch(repository, branch) {
  const ref = `refs/remotes/origin/${branch}`;
  const local = await commitOf(repository, ref);
  if (local !== void 0) return local;
  const listed2 = await listRemote(repository, `refs/heads/${branch}`);
  return listed2 !== void 0 && await (0, import_shared_2.fetchCommit)(repository, listed2) ? listed2 : void 0;
}
async function listRemote(repository, ref) {
  const lines = await (0, import_shared_2.tryGit)(repository, ["ls-remote", "--quiet", "--", "origin", ref]);
  const line = lines?.split("\n").find((text) => text.endsWith(`	${ref}`));
  const commit = line?.split("	")[0];
  return commit !== void 0 && /^[0-9a-f]{40,64}$/.test(commit) ? commit : void 0;
}
async function localDefaultBranch(repository) {
  if (await (0, import_shared_2.tryGit)(repository, ["config", "--get", "remote.origin.url"]) !== void 0) return void 0;
  for (const branch of ["main", "master"]) {
    const ref = `refs/heads/${branch}^{commit}`;
    const tip = await (0, import_shared_2.tryGit)(repository, ["rev-parse", "--verify", "--quiet", ref]);
    if (tip !== void 0) return { tip, name: `the local branch \`${branch}\`` };
  }
  return void 0;
}
// src/build/git/baseline-commit.ts
async function resolveBaseline(event, choice, repository) {
  if (choice.kind !== "git") return { none: "the baseline is not taken from git" };
  if (await (0, import_shared_2.findCheckoutRoot)(repository.directory, null) === null) {
    return { none: "the build context is not in a git repository" };
  }
  const head = await (0, import_shared_2.tryGit)(repository, ["rev-parse", "--verify", "--quiet", "HEAD^{commit}"]);
  if (head === void 0) return withoutHead(event);
  return choice.baseRef === void 0 ? eventBaseline(event, head, repository) : mergeBaseWithRef(repository, head, choice.baseRef);
}
function withoutHead({ kind }) {
  if (kind !== "pull_request" && kind !== "merge_group") return { none: "the repository has no commit yet" };
  throw new import_shared_3.GateError(
    "git-unavailable",
    "git finds no commit at HEAD of the checkout, expected the proposed commit",
    {
      hint: "Check it out again with actions/checkout."
    }
  );
}
async function eventBaseline(event, head, repository) {
  switch (event.kind) {
    case "pull_request":
      return pullRequestBaseline(event, head, repository);
    case "merge_group":
      return given(repository, event.baseSha, "base of the merge group");
    case "push":
      return pushBaseline(event, head, repository);
    case "other": {
      const what = `the event \`${event.name}\` is about a commit of the default branch, which proposes no change`;
      return elsewhere(await defaultBranchBaseline(repository, head), head, what);
    }
    case "none":
      return defaultBranchBaseline(repository, head);
  }
}
async function pullRequestBaseline(event, head, repository) {
  const first = await mergedInto(event, head, repository);
  if (first !== void 0) return given(repository, first, "first parent of the merge commit");
  const base = await pullRequestMergeBase(event, head, repository);
  if (base === void 0) {
    await given(repository, event.baseSha, `commit of branch \`${event.baseRef}\``);
    return { none: `the pull request has no commit in common with branch \`${event.baseRef}\`` };
  }
  if (base !== head) return given(repository, base, `merge base with branch \`${event.baseRef}\``);
  throw new import_shared_3.GateError(
    "bad-input",
    `the checkout is at commit \`${head.slice(0, 12)}\` of the base branch, expected a commit of the pull request`,
    { hint: "Check out the pull request's merge ref: actions/checkout does so without a `ref` input." }
  );
}
async function mergedInto(event, head, repository) {
  const [first, second] = await readParents(repository, head);
  if (head === event.headSha || first === void 0 || second === void 0) return void 0;
  if (head === event.mergeSha || first === event.baseSha) return first;
  const tip = await baseBranch(event, repository);
  return tip !== void 0 && await (0, import_shared_2.findMergeBase)(repository, first, tip) === first ? first : void 0;
}
async function resolveJudge(event, repository) {
  if (event.kind !== "pull_request") return void 0;
  const head = await (0, import_shared_2.tryGit)(repository, ["rev-parse", "--verify", "--quiet", "HEAD^{commit}"]);
  if (head === void 0 || head === event.mergeSha) return void 0;
  const tip = await baseBranch(event, repository);
  if (tip !== void 0) return tip;
  return await (0, import_shared_2.fetchCommit)(repository, event.baseSha) ? event.baseSha : void 0;
}
async function baseBranch(event, repository) {
  if (await isElsewhere(event, repository)) {
    return await (0, import_shared_2.fetchCommit)(repository, event.baseSha) ? event.baseSha : void 0;
  }
  const listed2 = await listRemote(repository, `refs/heads/${event.baseRef}`);
  if (listed2 !== void 0 && await (0, import_shared_2.fetchCommit)(repository, listed2)) return listed2;
  return findBranch(repository, event.baseRef);
}
async function isElsewhere({ baseRepository }, repository) {
  const url = await (0, import_shared_2.tryGit)(repository, ["config", "--get", "remote.origin.url"]);
  if (baseRepository === void 0 || url === void 0 || /^(?:file:|[./])/i.test(url)) return false;
  const path = url.replace(/\/+$/, "").replace(/\.git$/i, "");
  return path.split(/[/:]/).slice(-2).join("/").toLowerCase() !== baseRepository.toLowerCase();
}
async function pullRequestMergeBase(event, head, repository) {
  const branch = await baseBranch(event, repository);
  const found = branch === void 0 ? void 0 : await (0, import_shared_2.findMergeBase)(repository, head, branch);
  return found === void 0 || found === head ? (0, import_shared_2.findMergeBase)(repository, head, event.baseSha) : found;
}
async function pushBaseline(event, head, repository) {
  if (event.ref.startsWith("refs/tags/")) return { none: "the push set a tag, which proposes no change" };
  if (event.before === null || /^0+$/.test(event.before))
    return elsewhere(await defaultBranchBaseline(repository, head), head, "the push created the branch");
  if (await (0, import_shared_2.fetchCommit)(repository, event.before)) {
    return { commit: event.before, how: "the commit before the push" };
  }
  return {
    none: `the commit before the push, \`${event.before.slice(0, 12)}\`, is no longer on the remote`
  };
}
function elsewhere(found, head, none) {
  return "commit" in found && found.commit !== head ? found : { none };
}
async function given(repository, commit, how) {
  if (await (0, import_shared_2.fetchCommit)(repository, commit)) return { commit, how };
  throw new import_shared_3.GateError(
    "git-unavailable",
    `the baseline commit \`${commit.slice(0, 12)}\` (${how}) is not in the clone and cannot be fetched from its remote`,
    {
      hint: "Give the `github-token` input a token with `contents: read`, or check out with `fetch-depth: 2`."
    }
  );
}
async function readParents(repository, commit) {
  const raw = await (0, import_shared_2.readGit)(repository, ["cat-file", "commit", commit]);
  const header2 = raw.slice(0, raw.indexOf("\n\n"));
  return [...header2.matchAll(/^parent ([0-9a-f]{40,64})$/gm)].flatMap((match) => match[1] ?? []);
}
async function mergeBaseWithRef(repository, head, ref) {
  const tip = await findRef(repository, ref) ?? await findBranch(repository, ref.replace(/^(refs\/heads\/|origin\/)/, ""));
  if (tip === void 0) {
    throw new import_shared_3.GateError("bad-input", `there is no git ref \`${ref.slice(0, 200)}\` to use as the base`, {
      hint: "Correct `--base-ref`, or fetch that branch."
    });
  }
  return mergeBaseWith(repository, { head, tip, name: ref });
}
async function defaultBranchBaseline(repository, head) {
  const local = await (0, import_shared_2.tryGit)(repository, ["rev-parse", "--verify", "--quiet", "refs/remotes/origin/HEAD"]);
  const listed2 = local === void 0 ? await listRemote(repository, "HEAD") : void 0;
  const tip = local ?? (listed2 !== void 0 && await (0, import_shared_2.fetchCommit)(repository, listed2) ? listed2 : void 0);
  if (tip !== void 0) return mergeBaseWith(repository, { head, tip, name: "the default branch" });
  const own = await localDefaultBranch(repository);
  return own === void 0 ? {
    none: "the repository has no remote `origin` with a default branch, and no branch `main` or `master`"
  } : mergeBaseWith(repository, { head, ...own });
}
async function mergeBaseWith(repository, { head, tip, name }) {
  const base = await (0, import_shared_2.findMergeBase)(repository, head, tip);
  if (base === void 0) return { none: `HEAD has no commit in common with ${name}` };
  return given(repository, base, base === head ? `HEAD, for the working tree` : `merge base with ${name}`);
}
// src/run/judging-commit.ts
async function baselineCommit(request, { environment, checkout }) {
  const repository = {
    directory: checkout.root,
    signal: environment.signal,
    ...environment.token !== null && { token: environment.token }
  };
  const found = await resolveBaseline(request.event, baselineChoice(request), repository);
  if ("commit" in found && request.baseline.kind === "git")
    environment.log(`baseline: commit ${found.commit.slice(0, 12)}, ${found.how}`);
  const judge = checkout.isRepository ? await resolveJudge(request.event, repository) : void 0;
  return { ...found, ...judge !== void 0 && { judge } };
}
function baselineChoice({ event, baseline }) {
  const isProposal = event.kind === "pull_request" || event.kind === "merge_group";
  return isProposal && baseline.kind !== "git" ? { kind: "git" } : baseline;
}
// src/run/image-log.ts
var MAX_KEPT_BYTES = 8 * 1024 * 1024;
function openGroups(write) {
  return (name, isAlone) => {
    const kept = isAlone ? { write, end: () => void 0 } : keep(write);
    kept.write(`::group::${(0, import_shared_3.visible)(name)}
`);
    return {
      log: (message) => {
        kept.write(`${(0, import_shared_3.logLine)(message)}
`);
      },
      buildLog: { isWorkflow: true, isGrouped: true, write: kept.write },
      end: () => {
        kept.end();
        write("::endgroup::\n");
      }
    };
  };
}
function keep(write) {
  const pieces = [];
  let bytes2 = 0;
  let isCut = false;
  return {
    write: (text) => {
      bytes2 += text.length;
      if (typeof text === "string" || bytes2 <= MAX_KEPT_BYTES) pieces.push(text);
      else isCut = true;
    },
    end: () => {
      for (const piece of pieces) write(piece);
      if (isCut) write("The rest of the build log is left out, because it is too long to be kept.\n");
    }
  };
}
function openLines(write) {
  return (name) => ({
    log: (message) => {
      write(`${name}: ${message}`);
    },
    buildLog: { isWorkflow: false, write: () => void 0 },
    end: () => void 0
  });
}
// src/run/concurrency.ts
var MEMORY_OF_ONE = 4 * 1024 ** 3;
var CORES_OF_ONE = 2;
function imageConcurrency(count, machine = thisMachine()) {
  const byCores = Math.floor(machine.cores / CORES_OF_ONE);
  const byMemory = Math.floor(machine.memoryBytes / MEMORY_OF_ONE);
  return Math.max(1, Math.min(count, byCores, byMemory));
}
function thisMachine() {
  const allowed = process.constrainedMemory();
  return {
    cores: (0, import_node_os.availableParallelism)(),
    memoryBytes: allowed > 0 ? Math.min(allowed, (0, import_node_os.totalmem)()) : (0, import_node_os.totalmem)()
  };
}
// src/run/plan-images.ts
// src/run/described-images.ts
// src/build/docker/bake.ts
var MAX_PRINTED_BYTES = 8 * 1024 * 1024;
var MAX_REASON_CHARACTERS = 300;
async function printBake({
  file,
  targets,
  directory,
  withheld,
  signal
}) {
  const args = ["buildx", "bake", "--print", "--file", file, "--", ...targets];
  const output = await (0, import_shared_2.runCommand)("docker", args, {
    ...directory !== void 0 && { cwd: directory },
    without: withheld,
    signal,
    limit: (0, import_shared_2.questionLimit)("docker buildx bake --print")
  });
  if ("missing" in output) {
    throw new import_shared_3.GateError("engine-unavailable", "there is no `docker` on PATH", {
      hint: "Install Docker with buildx."
    });
  }
  const { exitCode, stdout, stderr } = output;
  if (exitCode !== 0) throw unreadable(lastLine3(stderr));
  if (stdout.length > MAX_PRINTED_BYTES) throw unreadable(`it printed ${stdout.length} bytes`);
  try {
    return JSON.parse(stdout.toString("utf8"));
  } catch {
    throw unreadable("it printed no JSON");
  }
}
function unreadable(reason) {
  const words = reason.slice(0, MAX_REASON_CHARACTERS);
  return new import_shared_3.GateError("bad-input", `\`docker buildx bake --print\` cannot read the bake file: ${words}`, {
    hint: "Run it by hand with the same file and targets."
  });
}
function lastLine3(text) {
  return (text.trimEnd().split("\n").at(-1) ?? "").replace(/^ERROR: /, "").replaceAll("`", "'");
}
// src/inputs/json-value.ts
function isFields(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
function toFields(value) {
  return isFields(value) ? value : {};
}
function toText2(value) {
  const isScalar = ["string", "number", "bigint", "boolean"].includes(typeof value);
  return isScalar ? String(value) : void 0;
}
function toList(value) {
  if (Array.isArray(value)) return value;
  return toText2(value) === void 0 ? [] : [value];
}
function toTexts(value) {
  return toList(value).flatMap((one) => toText2(one) ?? []);
}
function toPairs(value) {
  if (isFields(value))
    return Object.entries(value).map(([name, one]) => [name, toText2(one) ?? null]);
  return toTexts(value).map((entry) => {
    const end = entry.indexOf("=");
    return end < 0 ? [entry, null] : [entry.slice(0, end), entry.slice(end + 1)];
  });
}
// src/inputs/planned-image.ts
var NO_BUILD = {
  ...{ context: ".", buildArgs: [], buildContexts: [], cacheFrom: [], platforms: [] },
  ...{ secrets: [], leftOut: [] }
};
function refused(name, reason) {
  return { kind: "refused", name, reason };
}
function joinPath(folder, path) {
  if (path.startsWith("/") || folder === "." || folder === "") return path;
  return path === "." ? folder : `${folder.replace(/\/+$/, "")}/${path.replace(/^\.\//, "")}`;
}
function isRemote(context) {
  return /^(?:-$|[a-z][a-z0-9+.-]*:|git@)/i.test(context) || /^github\.com\//.test(context);
}
var HARMLESS = /* @__PURE__ */ new Set(["type", "ref", "scope"]);
function harmlessCache(fields) {
  const { type = "registry" } = fields;
  if (type !== "registry" && type !== "gha") return null;
  const kept = Object.entries({ type, ...fields }).filter(([name]) => HARMLESS.has(name));
  return kept.some(([, value]) => /[",\n\r]/.test(value)) ? null : kept.map((pair) => pair.join("=")).join(",");
}
function cacheFields(text) {
  if (!text.includes("=")) return { type: "registry", ref: text };
  return Object.fromEntries(text.split(",").map((field) => splitPair(field)));
}
function splitPair(text) {
  const end = text.indexOf("=");
  return end < 0 ? [text, ""] : [text.slice(0, end), text.slice(end + 1)];
}
// src/inputs/bake.ts
function parseBake(printed) {
  const { group, target } = toFields(printed);
  if (!isFields(target)) return null;
  return namesOf(toFields(group), target).map((name) => toImage(name, toFields(target[name])));
}
function namesOf(groups, targets) {
  const found = /* @__PURE__ */ new Set();
  const seen = /* @__PURE__ */ new Set();
  const add = (name) => {
    if (Object.hasOwn(targets, name)) found.add(name);
    else if (Object.hasOwn(groups, name) && !seen.has(name)) {
      seen.add(name);
      for (const inner of toTexts(toFields(groups[name])["targets"])) add(inner);
    }
  };
  if (Object.hasOwn(groups, "default")) add("default");
  return found.size === 0 ? Object.keys(targets).sort() : [...found];
}
function toImage(name, target) {
  const reason = refusalOf(target);
  return reason === null ? { kind: "image", name, ...toBuild(target) } : refused(name, reason);
}
function refusalOf(target) {
  if (target["dockerfile-inline"] !== void 0)
    return "it has a `dockerfile-inline`, expected a Dockerfile of the repository";
  if (isRemote(contextOf(target))) return "its context is an address, expected a folder of the checkout";
  const linked = toPairs(target["contexts"]).find(([, source]) => source?.startsWith("target:") === true);
  return linked === void 0 ? null : `its build context \`${linked[0]}\` is another target, expected a folder, an image or a stage; one Dockerfile with a stage for each does the same`;
}
function contextOf(target) {
  return toText2(target["context"]) ?? ".";
}
var WITHOUT_EFFECT = /* @__PURE__ */ new Set([
  ...["output", "tags", "description", "annotations", "attest", "call", "cache-to", "pull", "no-cache"],
  ...["no-cache-filter", "inherits", "matrix", "name", "policy"]
]);
var TAKEN = /* @__PURE__ */ new Set([
  ...["context", "dockerfile", "target", "args", "contexts", "cache-from", "platforms", "network", "secret"]
]);
function toBuild(target) {
  const context = contextOf(target);
  const dockerfile = toText2(target["dockerfile"]);
  const stage = toText2(target["target"]);
  const network = toText2(target["network"]);
  const caches = toList(target["cache-from"]).map(toCache);
  const unknown = Object.keys(target).filter((key) => !TAKEN.has(key) && !WITHOUT_EFFECT.has(key));
  return {
    context,
    ...dockerfile !== void 0 && { dockerfile: joinPath(context, dockerfile) },
    ...stage !== void 0 && { target: stage },
    ...network !== void 0 && { network },
    buildArgs: toPairs(target["args"]).flatMap(([key, value]) => value === null ? [] : [`${key}=${value}`]),
    buildContexts: toPairs(target["contexts"]).map(([key, source]) => `${key}=${source ?? ""}`),
    cacheFrom: caches.filter((cache) => cache !== null),
    platforms: toTexts(target["platforms"]),
    secrets: toList(target["secret"]).flatMap(toSecretID),
    leftOut: [...unknown, ...caches.includes(null) ? ["cache-from"] : []]
  };
}
function toCache(source) {
  const text = toText2(source);
  if (text !== void 0) return harmlessCache(cacheFields(text));
  const fields = Object.entries(toFields(source)).flatMap(([name, value]) => {
    const part = toText2(value);
    return part === void 0 ? [] : [[name, part]];
  });
  return harmlessCache(Object.fromEntries(fields));
}
function toSecretID(secret) {
  const text = toText2(secret);
  const id = text === void 0 ? toText2(toFields(secret)["id"]) : cacheFields(text)["id"];
  return id === void 0 ? [] : [id];
}
// src/inputs/compose.ts
// src/inputs/interpolate.ts
var MAX_TEXT_CHARACTERS = 1e5;
var MAX_DEPTH = 10;
var NAME = /^[A-Za-z_][A-Za-z0-9_]*/;
function interpolate(text, variables, depth = 0) {
  if (depth > MAX_DEPTH) throw mistake("is nested too deeply");
  let result = "";
  let place = 0;
  while (place < text.length) {
    const dollar = text.indexOf("$", place);
    if (dollar < 0) break;
    result += text.slice(place, dollar);
    const { value, end } = readVariable(text, dollar + 1, { variables, depth });
    result += value;
    place = end;
    if (result.length > MAX_TEXT_CHARACTERS) throw mistake("grows beyond all bounds");
  }
  return result + text.slice(place);
}
function readVariable(text, start, context) {
  if (text[start] === "$") return { value: "$", end: start + 1 };
  if (text[start] === "{") return readBraces(text, start + 1, context);
  const name = NAME.exec(text.slice(start))?.[0];
  if (name === void 0) return { value: "$", end: start };
  return { value: valueOf(context.variables, name) ?? "", end: start + name.length };
}
function readBraces(text, start, { variables, depth }) {
  const close = closingBrace(text, start);
  const { name, colon, operator, rest } = partsOf(text.slice(start, close));
  const value = valueOf(variables, name);
  const isSet = value !== void 0 && (colon === "" || value !== "");
  const replaced = () => interpolate(rest, variables, depth + 1);
  return { value: chosen({ operator, name, value, isSet }, replaced), end: close + 1 };
}
function partsOf(inner) {
  const name = NAME.exec(inner)?.[0] ?? "";
  const operation = operationOf(inner.slice(name.length));
  if (name === "" || operation.operator === "" && inner !== name)
    throw mistake("has a variable that cannot be read, expected `${NAME}` or `${NAME:-default}`");
  return { name, ...operation };
}
function operationOf(text) {
  const [, colon = "", operator = "", rest = ""] = /^(:?)([-?+])([^]*)$/.exec(text) ?? [];
  return { colon, operator, rest };
}
function chosen({ operator, name, value = "", isSet }, replaced) {
  if (operator === "+") return isSet ? replaced() : "";
  if (isSet || operator === "") return value;
  if (operator === "-") return replaced();
  throw mistake(`requires the variable \`${name}\`, which is not set`);
}
function closingBrace(text, start) {
  let open3 = 1;
  for (let place = start; place < text.length; place += 1) {
    if (text.startsWith("${", place)) open3 += 1;
    if (text[place] === "}" && (open3 -= 1) === 0) return place;
  }
  throw mistake("has a `${` that nothing closes");
}
function valueOf(variables, name) {
  return Object.hasOwn(variables, name) ? variables[name] : void 0;
}
function mistake(what) {
  return new import_shared_3.GateError("bad-input", `a value of the compose file ${what}`, {
    hint: "Correct the compose file, or set the variable in the workflow."
  });
}
// src/inputs/compose.ts
var MAX_SERVICES = 1e3;
function parseCompose(file, variables) {
  if (!isFields(file) || !isFields(file["services"])) throw mistake2("has no `services`");
  if (file["include"] !== void 0) throw mistake2("has `include`, which is not supported");
  const all = file["services"];
  const services = Object.entries(all).filter(([, service]) => isBuilt(service, all));
  if (services.length > MAX_SERVICES) throw mistake2(`has ${services.length} services that are built`);
  const profiles = new Set((variables["COMPOSE_PROFILES"] ?? "").split(",").map((name) => name.trim()));
  const isActive = ([, service]) => {
    const wanted = toTexts(toFields(service)["profiles"]);
    return wanted.length === 0 || profiles.has("*") || wanted.some((name) => profiles.has(name));
  };
  const images = services.filter(isActive).map(([name, service]) => toImage2(name, toFields(service), variables));
  return {
    images: withoutTwins(images),
    inactive: services.filter((service) => !isActive(service)).map(([name]) => name)
  };
}
function isBuilt(service, services) {
  const seen = /* @__PURE__ */ new Set();
  let current = service;
  while (!seen.has(current)) {
    seen.add(current);
    const { build, extends: base } = toFields(current);
    if (build !== void 0) return true;
    if (base === void 0) return false;
    const name = toText2(base) ?? toText2(toFields(base)["service"]) ?? "";
    if (toFields(base)["file"] !== void 0 || !Object.hasOwn(services, name)) return true;
    current = services[name];
  }
  return true;
}
function toImage2(name, service, variables) {
  if (service["extends"] !== void 0) return refused(name, "it has `extends`, which is not supported");
  try {
    const build = replaceVariables(service["build"], variables);
    const fields = isFields(build) ? build : { context: build };
    const reason = refusalOf2(fields);
    if (reason !== null) return refused(name, reason);
    const platform2 = toText2(replaceVariables(service["platform"], variables));
    return { kind: "image", name, ...toBuild2(fields, platform2, variables) };
  } catch (error) {
    if (!(error instanceof import_shared_3.GateError)) throw error;
    return refused(name, error.message);
  }
}
function replaceVariables(value, variables) {
  if (typeof value === "string") return interpolate(value, variables);
  if (Array.isArray(value)) return value.map((one) => replaceVariables(one, variables));
  if (!isFields(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, replaceVariables(one, variables)])
  );
}
function refusalOf2(build) {
  if (build["dockerfile_inline"] !== void 0)
    return "it has a `dockerfile_inline`, expected a Dockerfile of the repository";
  if (build["privileged"] === true) return "it is built `privileged`, which a pull request must not ask for";
  if (isRemote(contextOf2(build))) return "its context is an address, expected a folder of the checkout";
  const linked = toPairs(build["additional_contexts"]).find(
    ([, source]) => source?.startsWith("service:") === true
  );
  return linked === void 0 ? null : `its build context \`${linked[0]}\` is another service, expected a folder or an image`;
}
function contextOf2(build) {
  return toText2(build["context"]) ?? ".";
}
var TAKEN2 = /* @__PURE__ */ new Set([
  ...["context", "dockerfile", "target", "args", "additional_contexts", "cache_from", "platforms"],
  ...["network", "secrets", "privileged"],
  // These say nothing of what the image contains.
  ...["tags", "cache_to", "pull", "no_cache", "provenance", "sbom", "isolation"]
]);
function toBuild2(build, platform2, variables) {
  const context = contextOf2(build);
  const dockerfile = toText2(build["dockerfile"]);
  const target = toText2(build["target"]);
  const network = toText2(build["network"]);
  const platforms = toTexts(build["platforms"]);
  const caches = toTexts(build["cache_from"]).map((text) => harmlessCache(cacheFields(text)));
  const unknown = Object.keys(build).filter((key) => !TAKEN2.has(key) && !key.startsWith("x-"));
  return {
    ...NO_BUILD,
    context,
    ...dockerfile !== void 0 && { dockerfile: joinPath(context, dockerfile) },
    ...target !== void 0 && { target },
    ...network !== void 0 && { network },
    buildArgs: toPairs(build["args"]).flatMap(([name, value]) => toArgument(name, value, variables)),
    buildContexts: toPairs(build["additional_contexts"]).map(([name, source]) => `${name}=${source ?? ""}`),
    cacheFrom: caches.filter((cache) => cache !== null),
    platforms: platforms.length === 0 && platform2 !== void 0 ? [platform2] : platforms,
    secrets: toList(build["secrets"]).flatMap((one) => toText2(one) ?? toText2(toFields(one)["source"]) ?? []),
    leftOut: [...unknown, ...caches.includes(null) ? ["cache_from"] : []]
  };
}
function toArgument(name, value, variables) {
  const given2 = value ?? (Object.hasOwn(variables, name) ? variables[name] : void 0);
  return given2 === void 0 ? [] : [`${name}=${given2}`];
}
function withoutTwins(images) {
  const alike = Map.groupBy(
    images,
    ({ name, ...rest }) => rest.kind === "image" ? JSON.stringify(asBuilt(rest)) : `refused\0${name}`
  );
  return [...alike.values()].flatMap(([first, ...others]) => {
    if (first === void 0) return [];
    const names = [first, ...others].map(({ name }) => name).toSorted();
    return [others.length === 0 ? first : { ...first, name: names.join(", "), members: names }];
  });
}
function asBuilt(build) {
  const { context, dockerfile = joinPath(context, "Dockerfile") } = build;
  const plain = (path) => import_node_path20.posix.normalize(`${path}/`).replace(/(.)\/$/, "$1");
  return { ...build, context: plain(context), dockerfile: plain(dockerfile) };
}
function mistake2(what) {
  return new import_shared_3.GateError("bad-input", `the compose file ${what}`, {
    hint: "Name a compose file whose services have `build`, or use a bake file (`bake`)."
  });
}
// src/inputs/dotenv.ts
var SETTING2 = /^[ \t]*(?:export[ \t]+)?([\w.-]+)[ \t]*=[ \t]*('?)/gm;
function withDotenv(text, environment) {
  const parsed = (0, import_node_util.parseEnv)(text);
  const known = Object.assign(/* @__PURE__ */ Object.create(null), environment);
  for (const [, name = "", quote] of text.matchAll(SETTING2)) {
    const value = Object.hasOwn(parsed, name) ? parsed[name] : void 0;
    if (value === void 0 || Object.hasOwn(environment, name)) continue;
    known[name] = quote === "" ? interpolate(value, known) : value;
  }
  return known;
}
// src/inputs/open-variables.ts
var OF_THE_RUNNER = /^(?:ACTIONS_|INPUT_|STATE_|FINAL_STAGE_)/i;
var SECRET_NAME = /TOKEN|SECRET|PASSW|PASSPHRASE|CREDENTIAL|PRIVATE|API_?KEY|ACCESS_?KEY|_KEY$|AUTH|COOKIE|SESSION/i;
function withheldVariables(environment, secrets) {
  return Object.entries(environment).flatMap(
    ([name, value]) => value !== void 0 && isWithheld(name, value, secrets) ? [name] : []
  );
}
function isWithheld(name, value, secrets) {
  if (OF_THE_RUNNER.test(name) || SECRET_NAME.test(name)) return true;
  return secrets.some((secret) => secret.length > 3 && value.includes(secret));
}
function openVariables(environment, secrets) {
  const withheld = new Set(withheldVariables(environment, secrets));
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !withheld.has(name)));
}
// src/run/described-images.ts
async function imagesOfBake(file, planning) {
  const path = await existing(file, "bake", planning);
  const base = await textOfBase(path, planning);
  const images = await bakeImages({ file: path, targets: planning.several.bakeTargets }, planning);
  const before = base === null ? null : await bakeImagesOfBase((0, import_node_path19.basename)(path), base, planning);
  return { images, folder: (0, import_node_path19.resolve)("."), base: baseOf(before, file, planning) };
}
async function bakeImagesOfBase(name, text, planning) {
  const { bakeTargets } = planning.several;
  const dotenv = await dotenvOfBase((0, import_node_path19.resolve)(".env"), planning);
  const files = { [name]: text, ...dotenv !== null && name !== ".env" && { ".env": dotenv } };
  return withFiles(files, async (directory) => {
    const file = (0, import_node_path19.join)(directory, name);
    const read = (targets) => bakeImages({ file, targets, directory }, planning);
    const all = await noneIfUnreadable(() => read(bakeTargets));
    if (all !== null || bakeTargets.length < 2) return all ?? [];
    const images = /* @__PURE__ */ new Map();
    for (const target of bakeTargets)
      for (const image of await noneIfUnreadable(() => read([target])) ?? []) images.set(image.name, image);
    return [...images.values()];
  });
}
async function bakeImages(asked, planning) {
  const { secrets, environment } = planning;
  const printed = await printBake({
    ...{ ...asked, signal: environment.signal },
    withheld: withheldVariables(environment.variables, secrets)
  });
  const images = parseBake(printed);
  if (images !== null) return images;
  throw new import_shared_3.GateError("bad-input", "`docker buildx bake --print` printed no targets", {
    hint: "Run it by hand, and look at what it prints."
  });
}
async function imagesOfCompose(file, planning) {
  const { environment, checkout } = planning;
  const path = await existing(file, "compose", planning);
  const folder = (0, import_node_path19.dirname)(path);
  const text = await (0, import_shared_2.readCheckoutFile)(path, checkout.root) ?? "";
  const dotenv = (0, import_node_path19.join)(folder, ".env");
  const variables = variablesOf(await (0, import_shared_2.readCheckoutFile)(dotenv, checkout.root), planning);
  const { readYaml } = await Promise.resolve().then(() => __toESM(require("./gate-documents.cjs")));
  const { images, inactive } = parseCompose(readYaml(text, file), variables);
  if (inactive.length > 0)
    environment.log(`left out, since \`COMPOSE_PROFILES\` does not ask for them: ${inactive.join(", ")}`);
  const base = await textOfBase(path, planning);
  const read = async (before2) => {
    const known = variablesOf(await dotenvOfBase(dotenv, planning), planning);
    return parseCompose(readYaml(before2, file), known).images;
  };
  const before = base === null ? null : await noneIfUnreadable(() => read(base));
  return { images, folder, base: baseOf(before, file, planning) };
}
function variablesOf(dotenv, { environment, secrets }) {
  return withDotenv(dotenv ?? "", openVariables(environment.variables, secrets));
}
async function dotenvOfBase(path, planning) {
  const { checkout } = planning;
  const before = await noneIfUnreadable(() => textOfBase(path, planning));
  if (before !== null || await isTracked(path, checkout)) return before;
  return (0, import_shared_2.readCheckoutFile)(path, checkout.root);
}
async function isTracked(path, checkout) {
  const inside = checkout.relative(path);
  if (inside === null) return false;
  const args = ["ls-files", "--error-unmatch", "--", `:(literal)${inside}`];
  return (await (0, import_shared_2.runGit)({ directory: checkout.root }, args)).exitCode === 0;
}
async function noneIfUnreadable(read) {
  try {
    return await read();
  } catch (error) {
    if (error instanceof import_shared_3.GateError && error.code === "bad-input") return null;
    throw error;
  }
}
async function existing(file, input, { checkout }) {
  const path = (0, import_node_path19.resolve)(file);
  if (await (0, import_shared_2.readCheckoutFile)(path, checkout.root) !== null) return path;
  throw new import_shared_3.GateError("bad-input", `\`${input}\` is \`${file}\`, but there is no such file`, {
    hint: "Name a file relative to the working directory."
  });
}
async function textOfBase(path, { checkout, commit, request }) {
  const inside = checkout.relative(path);
  if (commit === void 0 || inside === null || request.baseline.kind !== "git") return null;
  return (0, import_shared_2.readFileAt)(checkout.root, commit, inside);
}
function baseOf(images, file, { commit, request }) {
  if (commit === void 0 || request.baseline.kind !== "git") return null;
  return { images: images ?? [], what: `\`${file}\` of commit ${commit.slice(0, 12)}` };
}
async function withFiles(files, use) {
  const folder = await (0, import_promises18.mkdtemp)((0, import_node_path19.join)(process.env["RUNNER_TEMP"] || (0, import_node_os2.tmpdir)(), "final-stage-base-"));
  try {
    for (const [name, text] of Object.entries(files)) await (0, import_promises18.writeFile)((0, import_node_path19.join)(folder, name), text);
    return await use(folder);
  } finally {
    await (0, import_promises18.rm)(folder, { recursive: true, force: true });
  }
}
// src/run/one-image.ts
async function oneImage(planning) {
  const { request, checkout } = planning;
  const { context, dockerfile, target } = request.build;
  const written = dockerfile ?? (0, import_node_path21.join)(context, "Dockerfile");
  const place = checkout.relative((0, import_node_path21.resolve)(written)) ?? written;
  const named2 = await nameInPolicy(planning, place);
  const image = {
    ...{ ...NO_BUILD, kind: "image", context },
    name: named2 ?? (0, import_shared_2.nameOfAsked)({ place, target: target ?? null, platform: null }),
    ...dockerfile !== void 0 && { dockerfile },
    ...target !== void 0 && { target }
  };
  return { images: [image], folder: (0, import_node_path21.resolve)("."), base: null };
}
async function nameInPolicy(planning, dockerfile) {
  const { request, checkout } = planning;
  const text = await (0, import_shared_2.readPolicy)(request, judgingCommit(planning), checkout);
  if (text === null) return void 0;
  const { parsePolicy } = await Promise.resolve().then(() => __toESM(require("./gate-documents.cjs")));
  try {
    const { policy } = parsePolicy(text, request.policyPath ?? import_shared_2.POLICY_PATH);
    const { isNamed, name } = (0, import_shared_2.policyForImage)(policy, [dockerfile], request.build.target);
    return isNamed ? name : void 0;
  } catch (error) {
    if (error instanceof import_shared_3.GateError) return void 0;
    throw error;
  }
}
function judgingCommit({ request: { event }, judge }) {
  return event.kind === "pull_request" || event.kind === "merge_group" ? judge ?? null : null;
}
// src/run/repository-images.ts
async function imagesOfRepository(planning) {
  const { several, checkout } = planning;
  const entries = await entriesOf(planning);
  const files = several.images.some(isPattern) ? await listFiles(planning) : [];
  const images = several.images.flatMap((selector) => select(selector, { entries, files, planning }));
  const distinct = new Map(images.map((image) => [JSON.stringify(image), image]));
  return { images: [...distinct.values()], folder: checkout.root, base: null };
}
async function entriesOf({
  request,
  checkout,
  judge,
  environment
}) {
  const { parsePolicy } = await Promise.resolve().then(() => __toESM(require("./gate-documents.cjs")));
  const file = request.policyPath ?? import_shared_2.POLICY_PATH;
  const read = async (commit) => {
    const text = await (0, import_shared_2.readPolicy)(request, commit, checkout);
    return text === null ? [] : parsePolicy(text, file).policy.images;
  };
  const head = await read(null);
  const { kind } = request.event;
  if (kind !== "pull_request" && kind !== "merge_group" || judge === void 0) return head;
  const base = await read(judge).catch((error) => {
    if (error instanceof import_shared_3.GateError && error.code === "bad-policy") return [];
    throw error;
  });
  const isThere = (image) => (0, import_node_fs4.existsSync)((0, import_node_path22.resolve)(checkout.root, (0, import_shared_2.dockerfileOf)(image)));
  const kept = base.filter(isThere);
  const names = new Set(kept.map(({ name }) => name));
  const added = head.filter(({ name }) => !names.has(name));
  const headNames = new Set(head.map(({ name }) => name));
  for (const image of base.filter((one) => !isThere(one) && !headNames.has(one.name)))
    environment.log(`${image.name}: left out, because \`${(0, import_shared_2.dockerfileOf)(image)}\` does not exist any more`);
  for (const { name } of added)
    environment.log(`${name}: new in this change, and judged by the base branch's policy`);
  return [...kept, ...added];
}
function select(selector, { entries, files, planning }) {
  if (selector === "all" && entries.length > 0) return entries.map(toImage3);
  const named2 = entries.find(({ name }) => name === selector);
  if (named2 !== void 0) return [toImage3(named2)];
  if (!isPattern(selector)) throw unknownImage(selector, entries, planning);
  const found = matching(selector.replace(/^\.\//, ""), files).filter(
    (file) => (0, import_node_fs4.existsSync)((0, import_node_path22.resolve)(planning.checkout.root, file))
  );
  if (found.length === 0) {
    throw new import_shared_3.GateError(
      "bad-input",
      `\`images\` has \`${selector}\`, which no Dockerfile of the repository matches`,
      {
        hint: "Patterns are relative to the top of the repository, such as `services/*/Dockerfile`."
      }
    );
  }
  return found.flatMap((file) => ofFile(file, entries));
}
function matching(selector, files) {
  if (!/[*?[\]{}]/.test(selector)) return files.filter((file) => file === selector);
  const matches = (0, import_shared_2.pathMatcher)(selector);
  return files.filter((file) => matches(file) && isDockerfile(file));
}
function unknownImage(selector, entries, { request }) {
  const names = entries.map(({ name }) => name);
  const near = (0, import_shared_2.nearestName)(selector, names);
  const hint = near === void 0 ? "" : `, did you mean \`${near}\`?`;
  const file = request.policyPath ?? import_shared_2.POLICY_PATH;
  const what = selector === "all" ? "no `images`" : `no image \`${selector}\``;
  return new import_shared_3.GateError("bad-input", `\`${file}\` has ${what}${hint}`, {
    hint: "Name entries of `images` in the policy, `all`, or patterns of Dockerfiles such as `services/*/Dockerfile`."
  });
}
function isPattern(selector) {
  return /[*?[\]{}/]/.test(selector) || isDockerfile(selector);
}
function isDockerfile(path) {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return /^(?:dockerfile|containerfile)(?:\..+|[-_][^.]*)?$|\.(?:dockerfile|containerfile)$/i.test(name) && !/\.dockerignore$/i.test(name);
}
function toImage3(image) {
  const { name, context = ".", dockerfile, target, platforms = [], buildArgs = {}, baseline } = image;
  return {
    ...{ ...NO_BUILD, kind: "image", name, context, platforms },
    ...dockerfile !== void 0 && { dockerfile },
    ...target !== void 0 && { target },
    ...baseline !== void 0 && { baseline },
    buildArgs: Object.entries(buildArgs).map(([key, value]) => `${key}=${value}`)
  };
}
function ofFile(file, entries) {
  const own = entries.filter((image) => (0, import_shared_2.dockerfileOf)(image) === file);
  if (own.length > 0) return own.map(toImage3);
  const end = file.lastIndexOf("/");
  const [folder, base] = [end < 0 ? "." : file.slice(0, end), file.slice(end + 1)];
  const isPlain2 = base === "Dockerfile" && folder !== "." && !entries.some(({ name: name2 }) => name2 === folder);
  const name = isPlain2 ? folder : file;
  return [{ ...NO_BUILD, kind: "image", name, context: folder, dockerfile: file }];
}
async function listFiles({ checkout }) {
  if (!checkout.isRepository) {
    throw new import_shared_3.GateError("bad-input", "`images` has a pattern, but this is no git repository", {
      hint: "Name each image in the policy, or run it in a checkout."
    });
  }
  const args = ["ls-files", "--cached", "--others", "--exclude-standard", "-z"];
  const { exitCode, stdout } = await (0, import_shared_2.runGit)({ directory: checkout.root }, args);
  if (exitCode !== 0) throw new import_shared_3.GateError("git-unavailable", "`git ls-files` failed in the checkout");
  return [...new Set(stdout.toString("utf8").split("\0"))].filter((file) => file !== "").sort();
}
// src/run/plan-images.ts
async function planImages(inputs, environment) {
  const { request, several } = inputs;
  if (request.mode !== "check" || several === void 0) {
    throw new import_shared_3.GateError("bad-input", "only `check` gates several images");
  }
  const checkout = await (0, import_shared_2.openCheckout)(request, environment.workspace);
  const found = await baselineCommit(request, { environment, checkout });
  const commit = "commit" in found ? found.commit : void 0;
  const secrets = [...inputs.secrets.masks, ...inputs.token === null ? [] : [inputs.token]];
  const planning = { request, several, checkout, commit, judge: found.judge ?? commit, secrets, environment };
  const described = await describeImages(planning);
  const runs = described.images.flatMap((image) => toRuns(image, described, planning));
  if (runs.length === 0 || runs.length > import_shared_2.MAX_IMAGES) throw wrongCount(runs.length);
  const names = (0, import_shared_2.distinctNames)(runs.map(({ name }) => (0, import_shared_3.shorten)(name, MAX_NAME_CHARACTERS)));
  return runs.map((run, index) => ({ ...run, name: names[index] ?? run.name }));
}
var MAX_NAME_CHARACTERS = 200;
function wrongCount(count) {
  return new import_shared_3.GateError("bad-input", `${count} images were found, expected 1 to ${import_shared_2.MAX_IMAGES}`, {
    hint: "Name the images that are to be gated."
  });
}
function describeImages(planning) {
  const { bake, compose, images } = planning.several;
  if (bake !== null) return imagesOfBake(bake, planning);
  if (compose !== null) return imagesOfCompose(compose, planning);
  return images.length > 0 ? imagesOfRepository(planning) : oneImage(planning);
}
function toRuns(image, described, planning) {
  const { name } = image;
  if (image.kind === "refused") return refusedRuns(image, planning);
  try {
    logLeftOut(image, planning);
    const platforms = platformsOf(image, planning.several);
    const isTold = planning.several.platforms.length > 0 || platforms.length > 1;
    return platforms.map((platform2) => ({
      name: platform2 === void 0 || !isTold ? name : (0, import_shared_2.platformName)(name, (0, import_shared_3.renderPlatform)(platform2)),
      kind: "run",
      request: toRequest({ image, platform: platform2, described }, planning)
    }));
  } catch (error) {
    if (!(error instanceof import_shared_3.GateError)) throw error;
    return refusedRuns({ name, reason: error.message }, planning);
  }
}
function refusedRuns({ name, reason }, { several: { platforms } }) {
  const names = platforms.length === 0 ? [name] : platforms.map((one) => (0, import_shared_2.platformName)(name, (0, import_shared_3.renderPlatform)(one)));
  return names.map((own) => ({ name: own, kind: "refused", reason }));
}
function logLeftOut(image, planning) {
  const { name, leftOut, secrets, network } = image;
  const isRefused = network !== void 0 && isolated(image) === void 0;
  const { environment, request } = planning;
  const given2 = request.build.secrets.map((spec) => /(?:^|,)id=([^,]*)/.exec(spec)?.[1]);
  const missing = secrets.filter((id) => !given2.includes(id));
  const list2 = (names) => names.slice(0, 10).map((one) => `\`${one.slice(0, 100)}\``).join(", ");
  const unused = [...leftOut, ...isRefused ? ["network"] : []];
  if (unused.length > 0) environment.log(`${name}: ${list2(unused)} of its description is not taken over`);
  if (missing.length > 0)
    environment.log(
      `${name}: it wants the secret ${list2(missing)}, which the input \`secrets\` does not give`
    );
}
function platformsOf({ platforms }, several) {
  if (several.platforms.length > 0) return several.platforms;
  return platforms.length === 0 ? [void 0] : (0, import_shared_3.distinctPlatforms)(platforms.map((text) => (0, import_shared_3.parsePlatform)(text)));
}
function toRequest({ image, platform: platform2, described }, planning) {
  const { request } = planning;
  const place = { folder: described.folder, platform: platform2, planning };
  const baseline = baselineOf(image, described, request.baseline);
  return {
    ...request,
    imageName: image.name,
    build: toBuild3(image, place),
    baseline: baseline.choice,
    ...baseline.build && { baselineBuild: toBuild3(baseline.build, place) }
  };
}
function baselineOf(image, { base }, given2) {
  if (given2.kind === "none") return { choice: given2 };
  if (image.baseline === "none") return { choice: { kind: "none" } };
  if (image.baseline !== void 0)
    return { choice: { kind: "reference", reference: (0, import_shared_3.parseImageReference)(image.baseline) } };
  if (base === null) return { choice: given2 };
  const before = namesake(image, base.images);
  if (before === void 0) return { choice: { kind: "none", why: `${base.what} has no \`${image.name}\`` } };
  if (before.kind === "refused") return { choice: { kind: "none", why: before.reason } };
  if (dockerfileOf3(before) !== dockerfileOf3(image))
    return { choice: { kind: "none", why: `in ${base.what}, it has another Dockerfile` } };
  return { choice: given2, build: before };
}
function namesake(image, images) {
  const namesOf2 = ({ name, members }) => members ?? [name];
  const wanted = new Set(namesOf2(image));
  return images.find(({ name }) => name === image.name) ?? images.find((other) => namesOf2(other).some((name) => wanted.has(name)));
}
function dockerfileOf3({ context, dockerfile }) {
  return import_node_path18.posix.normalize(dockerfile ?? `${context}/Dockerfile`);
}
function isolated({ network }) {
  return network === "none" || network === "default" ? network : void 0;
}
function toBuild3(image, { folder, platform: platform2, planning }) {
  const { request, checkout } = planning;
  const { build: common } = request;
  const toPath = (path) => placeInCheckout2((0, import_node_path18.resolve)(folder, path), checkout);
  const { dockerfile, target } = image;
  const chosen2 = common.network ?? isolated(image);
  return {
    context: toPath(image.context),
    ...dockerfile !== void 0 && { dockerfile: toPath(dockerfile) },
    ...target !== void 0 && { target },
    buildArgs: overriding(image.buildArgs, common.buildArgs),
    buildContexts: overriding(
      image.buildContexts.map((context) => (0, import_shared_2.placeContext)(context, toPath)),
      common.buildContexts
    ),
    secrets: common.secrets,
    cacheFrom: [...common.cacheFrom, ...image.cacheFrom],
    cacheTo: common.cacheTo,
    ...platform2 && { platform: platform2 },
    ...common.builder !== void 0 && { builder: common.builder },
    ...chosen2 !== void 0 && { network: chosen2 }
  };
}
function placeInCheckout2(path, checkout) {
  const inside = checkout.relative(path);
  const isGit = inside?.split("/").some((part) => part.toLowerCase() === ".git");
  if (inside !== null && isGit !== true) return (0, import_node_path18.relative)((0, import_node_path18.resolve)("."), path).split(import_node_path18.sep).join("/") || ".";
  throw new import_shared_3.GateError(
    "bad-input",
    `its description names \`${(0, import_node_path18.relative)(checkout.root, path).slice(0, 200)}\`, expected a path inside of the checkout`,
    { hint: "Keep what is built in the repository." }
  );
}
function overriding(own, wins) {
  const nameOf2 = (entry) => entry.slice(0, Math.max(entry.indexOf("="), 0));
  const names = new Set(wins.map(nameOf2));
  return [...own.filter((entry) => !names.has(nameOf2(entry))), ...wins];
}
// src/run/many.ts
async function gateImages(inputs, ports) {
  const planned = await planImages(inputs, ports);
  const { prepare: prepare2 } = inputs.request.mode === "check" ? inputs.request : {};
  const atOnce = prepare2?.inCandidate === true ? 1 : ports.concurrency ?? imageConcurrency(planned.length);
  ports.log(`gating ${planned.length} images, ${atOnce === 1 ? "one after the other" : `${atOnce} at once`}`);
  const outcomes = /* @__PURE__ */ new Map();
  const queue = planned.values();
  const work = async () => {
    for (const image of queue) outcomes.set(image, await gateImage(image, atOnce === 1, { inputs, ports }));
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return {
    schemaVersion: 1,
    tool: { name: "final-stage", version: import_shared_3.VERSION },
    images: planned.flatMap((image) => outcomes.get(image) ?? [])
  };
}
async function gateImage(image, isAlone, { inputs, ports }) {
  ports.signal.throwIfAborted();
  const { name } = image;
  if (image.kind === "refused") {
    ports.log(`${name}: ${image.reason}`);
    return { name, kind: "no-verdict", reason: image.reason };
  }
  const log = ports.openLog(name, isAlone);
  const masks = (0, import_shared_2.masksOf)({ ...inputs, request: image.request });
  try {
    const report = (0, import_shared_2.redacted)(await ports.judge(image.request, log), masks);
    return (0, import_shared_2.isUnchanged)(report) ? { name, kind: "unchanged", report } : { name, kind: "judged", report };
  } catch (error) {
    ports.signal.throwIfAborted();
    for (const line of (0, import_shared_3.renderFailure)(error).split("\n")) log.log(line);
    return { name, kind: "no-verdict", reason: (0, import_shared_3.failureReason)(error, masks) };
  } finally {
    log.end();
  }
}
function withoutVerdict({ images }) {
  const failed2 = images.filter((image) => image.kind === "no-verdict");
  const [first, ...others] = failed2;
  if (first === void 0) return null;
  const names = failed2.slice(0, MAX_NAMES).map(({ name }) => `\`${name}\``);
  const more = failed2.length > MAX_NAMES ? ` and ${failed2.length - MAX_NAMES} more` : "";
  const reason = others.length === 0 ? first.reason : `of ${names[0] ?? ""}: ${first.reason}`;
  const have = others.length === 0 ? "has no verdict:" : "have no verdict; the reason";
  return new import_shared_3.GateError("image-unreadable", `${names.join(", ")}${more} ${have} ${reason}`, {
    hint: "The report says more."
  });
}
var MAX_NAMES = 5;
// src/run/merge.ts
// src/run/find-reports.ts
var MAX_ENTRIES = 2e4;
var MAX_DEPTH2 = 12;
var PATTERN = /[*?[\]{}]/;
async function findReports(sources) {
  const files = /* @__PURE__ */ new Map();
  const passed = [];
  for (const source of new Set(sources)) {
    const found = await filesOf(source);
    for (const file of found.files) files.set(file.path, file);
    passed.push(...found.passed.map(({ path, why }) => ({ path: (0, import_node_path24.relative)((0, import_node_path24.resolve)("."), path), why })));
    if (found.files.length + found.passed.length === 0)
      passed.push({ path: source, why: "there is no report at this path" });
  }
  return { files: [...files.values()].toSorted((a, b) => a.path < b.path ? -1 : 1), passed };
}
async function filesOf(source) {
  const path = (0, import_node_path24.resolve)(source);
  const status = await (0, import_promises20.lstat)(path).catch(() => null);
  if (status?.isFile()) return { files: [{ path, size: status.size }], passed: [] };
  if (status?.isDirectory()) return walk(path, (file) => file.endsWith(".json"));
  if (!PATTERN.test(source)) return { files: [], passed: [] };
  const parts = source.split("/");
  const end = parts.findIndex((part) => PATTERN.test(part));
  const folder = parts.slice(0, end).join("/") || (source.startsWith("/") ? "/" : ".");
  return walk((0, import_node_path24.resolve)(folder), (0, import_shared_2.pathMatcher)(parts.slice(end).join("/")));
}
async function walk(top, matches) {
  const files = [];
  const passed = [];
  const queue = [{ path: top, depth: 0 }];
  let entries = 0;
  for (const folder of queue) {
    for (const entry of await listFolder(folder, passed)) {
      if ((entries += 1) > MAX_ENTRIES) throw tooMuch(`more than ${MAX_ENTRIES} files`, "fewer");
      const path = (0, import_node_path24.join)(folder.path, entry.name);
      if (entry.isDirectory()) queue.push({ path, depth: folder.depth + 1 });
      else if (!matches((0, import_node_path24.relative)(top, path).split(import_node_path24.sep).join("/"))) continue;
      else if (entry.isFile()) files.push({ path, size: (await (0, import_promises20.lstat)(path)).size });
      else passed.push({ path, why: "it is a link, or no regular file" });
    }
  }
  return { files, passed };
}
async function listFolder({ path, depth }, passed) {
  if (depth > MAX_DEPTH2) {
    passed.push({ path, why: `this folder lies deeper than ${MAX_DEPTH2} others` });
    return [];
  }
  try {
    return await (0, import_promises20.readdir)(path, { withFileTypes: true });
  } catch {
    passed.push({ path, why: "this folder cannot be read" });
    return [];
  }
}
function tooMuch(found, expected) {
  return new import_shared_3.GateError(
    "bad-input",
    `the reports to merge are too much: found ${found}, expected ${expected}`,
    {
      hint: "Name only the reports of this run in `reports`."
    }
  );
}
// src/run/merge.ts
var MAX_TOTAL_BYTES = 256 * 1024 * 1024;
var MAX_FILE_BYTES = 32 * 1024 * 1024;
var MAX_SHOWN = 200;
async function mergeReports(sources, expected) {
  const { files, lost } = await findFiles(sources);
  const read = await Promise.all(files.map(readOne));
  const { reportNames } = await Promise.resolve().then(() => __toESM(require("./github-publishing.cjs")));
  const images = toImages(read, reportNames);
  const missing = [...new Set(expected)].filter((name) => !images.some((image) => isCalled(image.name, name))).map((name) => noVerdict(name, "no job left a report of it"));
  const all = toDistinct([...images, ...missing, ...lost]);
  if (all.length > import_shared_2.MAX_IMAGES) throw tooMuch(`${all.length} images`, `at most ${import_shared_2.MAX_IMAGES}`);
  return { schemaVersion: 1, tool: { name: "final-stage", version: import_shared_3.VERSION }, images: all };
}
function isCalled(name, wanted) {
  if (name === wanted) return true;
  return name.startsWith(`${wanted} (`) && /^ \([^\s/()]+(?:\/[^\s/()]+){1,2}\)$/.test(name.slice(wanted.length));
}
function noVerdict(name, reason) {
  return { name, kind: "no-verdict", reason };
}
async function readOne({ path, size }) {
  const { readReport } = await Promise.resolve().then(() => __toESM(require("./github-publishing.cjs")));
  const name = (0, import_node_path23.relative)((0, import_node_path23.resolve)("."), path);
  const what = `the report \`${name.replaceAll("`", "'").slice(-MAX_SHOWN)}\``;
  if (size > MAX_FILE_BYTES)
    return {
      path: name,
      kind: "unread",
      reason: `${what} has ${size} bytes, expected at most ${MAX_FILE_BYTES}`
    };
  try {
    return { path: name, ...readReport(await (0, import_promises19.readFile)(path), what) };
  } catch (error) {
    if (error instanceof import_shared_3.GateError) return { path: name, kind: "unread", reason: error.message };
    return { path: name, kind: "unread", reason: `${what} cannot be read` };
  }
}
function toImages(read, reportNames) {
  const single = read.flatMap((one) => one.kind === "one" ? [one.report] : []);
  const given2 = reportNames(single);
  const singleNames = new Map(single.map((report, index) => [report, given2[index] ?? "image"]));
  const images = read.flatMap((one) => {
    if (one.kind === "run") return one.run.images;
    if (one.kind === "unchanged")
      return [{ name: one.report.name ?? one.path, kind: "unchanged", report: one.report }];
    if (one.kind === "unread") return [{ name: one.path, kind: "no-verdict", reason: one.reason }];
    return [{ name: singleNames.get(one.report) ?? "image", kind: "judged", report: one.report }];
  });
  return toDistinct(images);
}
function toDistinct(images) {
  const names = (0, import_shared_2.distinctNames)(images.map(({ name }) => name));
  return images.map((image, index) => ({ ...image, name: names[index] ?? image.name }));
}
async function findFiles(sources) {
  const { files, passed } = await findReports(sources);
  const total = files.reduce((sum, { size }) => sum + Math.min(size, MAX_FILE_BYTES + 1), 0);
  if (total > MAX_TOTAL_BYTES) throw tooMuch(`${total} bytes`, `at most ${MAX_TOTAL_BYTES}`);
  if (files.length > import_shared_2.MAX_IMAGES) throw tooMuch(`${files.length} reports`, `at most ${import_shared_2.MAX_IMAGES}`);
  if (files.length === 0) throw nothingFound(sources);
  return { files, lost: passed.map(({ path, why }) => noVerdict(path.slice(-MAX_SHOWN), why)) };
}
function nothingFound(sources) {
  const shown = sources.map((source) => `\`${source}\``).join(", ");
  return new import_shared_3.GateError(
    "bad-input",
    `no report was found at ${shown || "any path"}, expected JSON reports of Final Stage`,
    {
      hint: "Upload the output `report` of each job as an artifact, and download all of them before merging."
    }
  );
}
// src/run/report-run.ts
async function reportRun(judged, { publication, token, history, write, notify }) {
  const { keepRunHistory, publishRunToPull, renderRunTerminal, RUN_RENDERERS } = await Promise.resolve().then(() => __toESM(require("./github-publishing.cjs")));
  const { event, comment, place } = publication;
  const isOnline = comment !== "never" || history.kind !== "off";
  const client = isOnline ? await openClient(token) : null;
  const { run, trendUrls, notices } = await keepRunHistory(judged, { history, event }, client);
  await write({
    toTerminal: (shape) => renderRunTerminal(run, shape),
    toText: (format) => Promise.resolve(RUN_RENDERERS[format](run))
  });
  const told = { ...publication, place: { ...place, trendUrls } };
  const unpublished = comment === "never" ? [] : await publishRunToPull(run, told, client);
  for (const { message } of [...notices, ...unpublished]) notify(message);
  const error = withoutVerdict(run);
  if (error !== null) throw error;
  return (0, import_shared_2.conclusionOf)(run) === "failure" ? 1 : 0;
}
async function openClient(token) {
  const { openGitHub } = await Promise.resolve().then(() => __toESM(require("./github-client.cjs")));
  return openGitHub(token, process.env);
}
// src/run/starters.ts
// src/gate/starter-layout.ts
var BAKE_FILES = ["docker-bake.hcl", "docker-bake.json"];
var COMPOSE_FILES = ["compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"];
var MAX_DOCKERFILES = 30;
function layoutsOf(files) {
  const there = new Set(files);
  const bake = BAKE_FILES.filter((file) => there.has(file)).slice(0, 1);
  const compose = COMPOSE_FILES.filter((file) => there.has(file)).slice(0, 1);
  const found = files.filter(isDockerfile2).toSorted();
  const dockerfiles = found.filter((file) => isOfProduct(file) && isPlain(file)).slice(0, MAX_DOCKERFILES);
  const leftOut = found.filter((file) => !dockerfiles.includes(file));
  return [
    ...bake.map((file) => ({ kind: "bake", file })),
    ...compose.map((file) => ({ kind: "compose", file })),
    ...dockerfiles.length > 1 ? [{ kind: "images", dockerfiles, leftOut }] : [],
    { kind: "one" }
  ];
}
function isDockerfile2(path) {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return /^(?:dockerfile|containerfile)(?:\..+)?$|\.(?:dockerfile|containerfile)$/i.test(name) && !/\.dockerignore$/i.test(name);
}
var OTHERS = /(?:^|\/)(?:\.[^/]+|tests?|testdata|fixtures|examples?|e2e|node_modules|vendor|third[_-]party)\//i;
function isOfProduct(path) {
  return !OTHERS.test(path);
}
function isPlain(path) {
  return /^[\w@+=.,~-][\w@+=.,~/ -]*$/.test(path) && path.length <= 200 && path === path.trim();
}
// src/policy/schema-address.ts
function policySchemaAddress({ homepage, version }) {
  const repository = new URL(homepage).pathname;
  const [major = ""] = version.split(".");
  return `https://raw.githubusercontent.com${repository}/v${major}/docs/policy.schema.json`;
}
// src/run/starters.ts
async function makeStarters(asked, ports) {
  const chosen2 = chosenLayout(asked);
  const layouts = chosen2 === null ? layoutsOf(await ports.listFiles()) : [chosen2];
  const remarks = [];
  const failures = [];
  for (const layout of layouts) {
    if (layout.kind === "one") break;
    const found = await tryLayout(layout, asked, ports);
    if ("files" in found) return { ...found, remarks: [...remarks, ...found.remarks] };
    remarks.push(found.why);
    if (found.error !== void 0) failures.push(found.error);
  }
  const { starterPolicy, starterWorkflow } = await Promise.resolve().then(() => __toESM(require("./gate-fix.cjs")));
  const report = await ports.judge(asked.inputs).catch((error) => {
    throw whyNone(error, failures);
  });
  const policy = starterPolicy(report, policySchemaAddress(import_shared_3.IDENTITY));
  const { request } = asked.inputs;
  const workflow = request.mode === "check" ? [starterWorkflow(request.build)] : [];
  return { files: [policy, ...workflow], remarks };
}
function chosenLayout({ inputs: { several }, isChosen }) {
  if (several !== void 0 && several.bake !== null)
    return { kind: "bake", file: several.bake, targets: several.bakeTargets };
  if (several !== void 0 && several.compose !== null) return { kind: "compose", file: several.compose };
  return isChosen ? { kind: "one" } : null;
}
function whyNone(error, failures) {
  const isAbsent = error instanceof import_shared_3.GateError && error.code === "bad-input";
  const told = failures.find(({ code }) => code !== "bad-input") ?? failures[0];
  return isAbsent && told !== void 0 ? told : error;
}
async function tryLayout(layout, asked, ports) {
  const inputs = { ...asked.inputs, several: asked.inputs.several ?? severalOf(layout) };
  const what = layout.kind === "images" ? `${layout.dockerfiles.length} Dockerfiles` : `\`${layout.file}\``;
  try {
    const planned = await ports.plan(inputs);
    if (isNeedless(layout, planned) && !asked.isChosen)
      return { why: `${what} is not used, because it builds one image alone` };
    return await startSeveral(layout, { planned, run: await ports.judgeAll(inputs) });
  } catch (error) {
    if (asked.isChosen || !(error instanceof import_shared_3.GateError)) throw error;
    return notUsable(what, error);
  }
}
function notUsable(what, { code, message, hint }) {
  const why = `${what} cannot be used: ${message}`;
  return { why, error: new import_shared_3.GateError(code, why, hint === void 0 ? {} : { hint: hint.split("\n") }) };
}
function isNeedless({ kind }, planned) {
  return kind === "compose" && planned.length < 2;
}
function severalOf(layout) {
  const file = layout.kind === "images" ? null : layout.file;
  return {
    images: layout.kind === "images" ? layout.dockerfiles : [],
    bake: layout.kind === "bake" ? file : null,
    bakeTargets: [],
    compose: layout.kind === "compose" ? file : null,
    platforms: []
  };
}
async function startSeveral(layout, { planned, run }) {
  const bytes2 = new Map(
    run.images.map((image) => [
      image.name,
      image.kind === "judged" ? image.report.candidate.contentBytes : null
    ])
  );
  const images = planned.flatMap((image) => toStarter(image, bytes2.get(image.name) ?? null));
  if (images.every(({ contentBytes }) => contentBytes === null)) {
    throw new import_shared_3.GateError("build-failed", `none of the images could be built${firstReason(run)}`, {
      hint: "Name the image with `--file`, or the file that describes all of them with `--bake` or `--compose`."
    });
  }
  const { starterPolicyOfMany, starterWorkflowOfMany } = await Promise.resolve().then(() => __toESM(require("./gate-fix.cjs")));
  const unbuilt = run.images.flatMap(
    (image) => image.kind === "no-verdict" ? [`\`${image.name}\` has no budget yet: ${image.reason}`] : []
  );
  const leftOut = layout.kind === "images" ? layout.leftOut.map((file) => `\`${file}\` is left out of the policy`) : [];
  return {
    files: [starterPolicyOfMany(images, policySchemaAddress(import_shared_3.IDENTITY)), starterWorkflowOfMany(layout)],
    remarks: [...unbuilt, ...leftOut]
  };
}
function firstReason({ images }) {
  const [first] = images.flatMap((image) => image.kind === "no-verdict" ? [image] : []);
  return first === void 0 ? "" : `; of \`${first.name}\`: ${first.reason}`;
}
function toStarter(image, contentBytes) {
  if (image.kind === "refused") return [];
  const { build, imageName } = image.request;
  const { context, dockerfile, target } = build;
  if ([context, dockerfile ?? ""].some((path) => (0, import_node_path25.isAbsolute)(path) || path.startsWith("../"))) return [];
  return [
    {
      name: imageName ?? image.name,
      context,
      contentBytes,
      ...dockerfile !== void 0 && { dockerfile },
      ...target !== void 0 && { target }
    }
  ];
}
async function listFiles2(signal) {
  const here = await (0, import_promises21.realpath)(".");
  const root = await (0, import_shared_2.repositoryRoot)(here, null).catch((error) => {
    if (error instanceof import_shared_3.GateError) return null;
    throw error;
  });
  if (root === null) return (0, import_promises21.readdir)(".");
  const args = ["ls-files", "--cached", "--others", "--exclude-standard", "-z"];
  const { stdout } = await (0, import_shared_2.runGit)({ directory: root, signal }, args);
  const folder = here === root ? "" : `${(0, import_node_path25.relative)(root, here).split(import_node_path25.sep).join("/")}/`;
  return stdout.toString("utf8").split("\0").filter((name) => name !== "" && name.startsWith(folder)).map((name) => name.slice(folder.length));
}
// src/run/name-of-inputs.ts
async function nameOfInputs(texts2, workspace) {
  const { parts } = (0, import_shared_3.readIdentity)(texts2);
  const [image = null, target = null, platform2 = null] = parts.map((part) => part || null);
  if ((0, import_shared_3.severalName)(texts2) !== "") return nameOfSeveral((0, import_shared_3.severalName)(texts2), platform2);
  const place = texts2.one("image") === "" ? dockerfileOf4(texts2, workspace) : image ?? "";
  const named2 = await nameInPolicy2(texts2, { workspace, dockerfile: place });
  const asked = named2 === void 0 ? { place, target } : { place: named2, target: null };
  return (0, import_shared_2.nameOfAsked)({ ...asked, platform: platform2 });
}
function nameOfSeveral(name, platform2) {
  return platform2 === null ? name : (0, import_shared_2.platformName)(name, platform2);
}
function dockerfileOf4(texts2, workspace) {
  const file = texts2.one("file") || (0, import_node_path26.join)(texts2.one("context") || ".", "Dockerfile");
  return (0, import_node_path26.relative)((0, import_node_path26.resolve)(workspace), (0, import_node_path26.resolve)(file));
}
async function nameInPolicy2(texts2, { workspace, dockerfile }) {
  try {
    const file = texts2.one("policy") || import_shared_2.POLICY_PATH;
    const text = await (0, import_shared_2.readTextFile)((0, import_node_path26.resolve)(workspace, file));
    if (text === null) return void 0;
    const { parsePolicy } = await Promise.resolve().then(() => __toESM(require("./gate-documents.cjs")));
    const image = (0, import_shared_2.policyForImage)(
      parsePolicy(text, file).policy,
      [dockerfile],
      texts2.one("target") || void 0
    );
    return image.isNamed ? image.name : void 0;
  } catch {
    return void 0;
  }
}
// src/run/several-action.ts
async function mergeAndPublish({ reports, expected, history }, publication, shell) {
  await publishSeveral(await mergeReports(reports, expected), { publication, history }, shell);
}
async function publishSeveral(judged, { publication, history }, { client, runner, ...shell }) {
  const { keepRunHistory, publishRun, runLine, toRunOutputs, writeRunReportFiles } = await Promise.resolve().then(() => __toESM(require("./github-publishing.cjs")));
  const { event } = publication;
  const { run, trendUrls, notices } = await keepRunHistory(judged, { history, event }, client);
  const files = await shell.writeFiles((folder) => writeRunReportFiles(run, folder));
  const outputs = toRunOutputs(run, files);
  for (const [name, value] of outputs) shell.setOutput(name, value);
  const place = { ...publication.place, trendUrls };
  await publishRun(run, { ...publication, place, notices }, { client, ...runner });
  const error = withoutVerdict(run);
  if (error !== null) shell.setFailed((0, import_shared_3.renderFailure)(error));
  else if (outputs.get("conclusion") === "failure") shell.setFailed((0, import_shared_3.logLine)(runLine(run)));
  else shell.info((0, import_shared_3.logLine)(runLine(run)));
}
async function keepNoVerdict(image, { writeFiles: writeFiles3 }) {
  const { writeRunReportFiles } = await Promise.resolve().then(() => __toESM(require("./github-publishing.cjs")));
  const run = {
    schemaVersion: 1,
    tool: { name: "final-stage", version: import_shared_3.VERSION },
    images: [{ ...image, kind: "no-verdict" }]
  };
  return (await writeFiles3((folder) => writeRunReportFiles(run, folder))).json;
}
// src/run/baseline.ts
async function makeBaseline(given2, { commit, note, run }) {
  const request = given2.mode === "check" ? { ...given2, build: given2.baselineBuild ?? given2.build } : given2;
  if (request.mode !== "check" || run.runFolder === null) {
    throw new import_shared_3.GateError("bad-input", "only `check` builds a baseline", {
      hint: "Give both images to `compare`."
    });
  }
  const recorded = await restoreBaseline(request, commit, run);
  return recorded ?? buildBaseline(request, { commit, note, run }, run.runFolder);
}
async function buildBaseline(request, { commit, note, run }, runFolder) {
  var _stack = [];
  try {
    const { environment, checkout } = run;
    const source = { directory: checkout.root, commit, signal: environment.signal };
    const worktree = (0, import_shared_3.__using)(_stack, await openWorktree(
      { ...source, ...environment.token !== null && { token: environment.token } },
      runFolder
    ), true);
    for (const clause of worktree.lacking) note({ code: "baseline-incomplete", message: incomplete(clause) });
    const here = checkout.relative((0, import_node_path.resolve)(".")) ?? ".";
    const directory = (0, import_node_path.resolve)(worktree.directory, here);
    await prepare(request, { label: "baseline", directory }, run);
    await worktree.settle();
    const build = (0, import_shared_2.placeInputs)(request.build, (path, kind) => {
      const placed = nameInWorktree(path, here, checkout);
      return kind === "layout" && !(0, import_node_fs.existsSync)((0, import_node_path.resolve)(directory, placed)) ? (0, import_node_path.resolve)(path) : placed;
    });
    const dockerfile = await (0, import_shared_2.readDockerfile)(run, commit);
    const repository = await (0, import_shared_2.readRepositoryTree)(worktree.directory);
    const building = { label: "baseline", build, directory, dockerfile, repository, run };
    const ignoreFile = await readIgnoreFile2(worktree.directory, building);
    const tree = { worktree: worktree.directory, ignoreFile, note };
    return await buildOrExplain(request, building, tree);
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = (0, import_shared_3.__callDispose)(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
async function buildOrExplain(request, building, tree) {
  const { build, directory, dockerfile, run } = building;
  const place = (0, import_node_path.resolve)(directory, build.context);
  const trees = {
    context: (0, import_node_path.relative)(tree.worktree, place),
    checkout: { directory: run.checkout.root },
    worktree: { directory: tree.worktree }
  };
  const known = dockerfile === null || trees.context.startsWith("..") ? null : { ...trees, dockerfile };
  try {
    var _stack = [];
    try {
      const _history = (0, import_shared_3.__using)(_stack, await shareTo(place, tree, run), true);
      const side = await (0, import_shared_2.buildSide)(request, building);
      if (known !== null) await noteIgnored({ ...known, stage: build, ignoreFile: tree.ignoreFile }, tree.note);
      return side;
    } catch (_) {
      var _error = _, _hasError = true;
    } finally {
      var _promise = (0, import_shared_3.__callDispose)(_stack, _error, _hasError);
      _promise && await _promise;
    }
  } catch (error) {
    const isOurs = known !== null && error instanceof import_shared_3.GateError && error.code === "build-failed";
    if (!isOurs) throw error;
    const isPrepared = request.prepare !== void 0;
    throw await explainFailure({ ...known, error, buildArgs: build.buildArgs, isPrepared });
  }
}
var MAX_PATHS2 = 3;
async function noteIgnored(built, note) {
  const taken = await findIgnoredFiles(built);
  if (taken.length === 0) return;
  const { path: dockerfile } = built.dockerfile;
  const paths = taken.slice(0, MAX_PATHS2).map(({ path, line }) => `\`${path.replaceAll("`", "'").slice(0, 200)}\` (\`${dockerfile}:${line}\`)`);
  const more = taken.length > MAX_PATHS2 ? ` and ${taken.length - MAX_PATHS2} more` : "";
  const clause = `the image takes ${paths.join(", ")}${more} from the context, which no commit contains`;
  note({ code: "baseline-incomplete", message: `${incomplete(clause)}. ${WAYS_OUT}` });
}
function incomplete(clause) {
  return `the baseline's tree lacks something that the checkout has: ${clause}. What the image contains of it counts as introduced`;
}
function nameInWorktree(path, here, checkout) {
  const inside = checkout.relative((0, import_node_path.resolve)(path));
  return inside === null ? (0, import_node_path.resolve)(path) : (0, import_node_path.relative)(here, inside) || ".";
}
async function shareTo(context, { worktree, ignoreFile }, { checkout }) {
  return context !== worktree || ignoresHistory(ignoreFile) ? null : shareHistory(worktree, checkout.root);
}
async function readIgnoreFile2(worktree, { build, directory, run }) {
  const dockerfile = (0, import_node_path.resolve)(worktree, run.checkout.dockerfile ?? "Dockerfile");
  const own = await (0, import_shared_2.readTextFile)(`${dockerfile}.dockerignore`);
  return own ?? await (0, import_shared_2.readTextFile)((0, import_node_path.resolve)(directory, build.context, ".dockerignore"));
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  baselineCommit,
  fixPorts,
  gateImages,
  keepNoVerdict,
  listFiles,
  makeBaseline,
  makeStarters,
  mergeAndPublish,
  mergeReports,
  nameOfInputs,
  openGroups,
  openLines,
  planImages,
  prepare,
  publishSeveral,
  readRecordedImage,
  recordImages,
  reportRun,
  whyChanged
});
