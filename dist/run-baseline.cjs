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
  fixPorts: () => fixPorts,
  makeBaseline: () => makeBaseline
});
module.exports = __toCommonJS(stdin_exports);
var import_shared_1 = require("./shared-1.cjs");
var import_shared_2 = require("./shared-2.cjs");
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
var import_promises8 = require("node:fs/promises");
var import_node_path13 = require("node:path");
var import_promises9 = require("node:timers/promises");
var import_promises10 = require("node:fs/promises");
var import_node_fs3 = require("node:fs");
var import_promises11 = require("node:fs/promises");
var import_node_path14 = require("node:path");
var import_promises12 = require("node:stream/promises");
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
  return (0, import_shared_1.pathMatcher)(pattern);
}
// src/build/context-sources.ts
var SETTING = /* @__PURE__ */ new Set(["ARG", "ENV"]);
function variablesAfter(instructions, { globalArgs, escape }, buildArgs) {
  const given = toVariables(buildArgs);
  const outer = new Map([...toVariables(globalArgs.map((word) => (0, import_shared_1.unquote)(word, escape))), ...given]);
  const variables = /* @__PURE__ */ new Map();
  const lookup = (name) => variables.get(name) ?? null;
  const fromOutside = ({ name, value }) => given.get(name) ?? value ?? outer.get(name);
  for (const { ref, source } of instructions.filter(({ ref: { keyword } }) => SETTING.has(keyword))) {
    for (const word of (0, import_shared_1.splitAssignments)(source.rest, escape)) {
      const set = toVariable((0, import_shared_1.lexWord)(word, lookup, { escape }) ?? "");
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
  return named2.map((path) => (0, import_shared_1.lexWord)(path, lookup) ?? "").filter((path) => !/^$|^<<|^[a-z][a-z0-9+.-]*:\/\/|^git@/i.test(path)).map((path) => import_node_path4.posix.join(".", path).replace(/\/$/, "")).filter((path) => !path.startsWith("../"));
}
function sourcesOfCopy({ flags, rest }) {
  return flags.some((flag) => /^--from=/i.test(flag)) ? [] : (0, import_shared_1.splitPaths)(rest).slice(0, -1);
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
  const { exitCode, stdout, stderr } = await (0, import_shared_1.runGit)(repository, args);
  if (exitCode === 0) return stdout;
  throw new import_shared_2.GateError("git-unavailable", `\`git ls-files\` failed: ${(0, import_shared_1.lastLine)(stderr)}`, {
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
async function checkOutPaths(repository, { paths, list }, { settings = [], environment = {} }) {
  await (0, import_promises2.writeFile)(list, Buffer.from(paths.map((path) => `${path}\0`).join(""), "latin1"));
  const from = [`--pathspec-from-file=${list}`, "--pathspec-file-nul"];
  return (0, import_shared_1.runGit)(repository, ["checkout", "--quiet", "--ignore-skip-worktree-bits", ...from], {
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
  const { exitCode, stdout } = await (0, import_shared_1.runGit)(checkout, args);
  const start = context === "" ? "" : `${context}/`;
  const paths = exitCode === 0 ? stdout.toString("utf8").split("\0") : [];
  return paths.filter((path) => path.startsWith(start) && path.length > start.length).map((path) => path.slice(start.length));
}
function takenBy({ dockerfile: { path, text }, stage }) {
  try {
    const dockerfile = (0, import_shared_1.parseDockerfile)(text, path);
    return takesOf(dockerfile, (0, import_shared_1.finalStage)(dockerfile, stage).ownInstructions, stage.buildArgs);
  } catch (error) {
    if (error instanceof import_shared_2.GateError) return void 0;
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
async function explainFailure(failed) {
  const { error, dockerfile, isPrepared } = failed;
  const failing = failingInstruction((0, import_shared_1.parseDockerfile)(dockerfile.text, dockerfile.path), failed);
  if (failing === void 0) return error;
  const missing = [];
  for (const source of sourcesOf(failing).filter((path) => path !== ".")) {
    if (await isUncommitted(source, failed)) missing.push(source);
  }
  if (missing.length === 0) return error;
  const { ref } = failing.instruction;
  const paths = missing.map((source) => `\`${source.replaceAll("`", "'").slice(0, 200)}\``).join(", ");
  const which = isPrepared ? "which no commit contains and `prepare` did not make" : "which no commit contains";
  return new import_shared_2.GateError(
    "build-failed",
    `\`${dockerfile.path}:${ref.line}\` takes ${paths} from the context, ${which}. ${WAYS_OUT}`,
    { hint: "See the build log above.", cause: error }
  );
}
function failingInstruction(dockerfile, failed) {
  const line = Number(/^the baseline's `[^`]*:(\d+)` \(`/.exec(failed.error.message)?.[1] ?? 0);
  const holds = ({ ref }) => ref.line <= line && line <= ref.endLine;
  for (const { instructions } of dockerfile.stages) {
    const at = instructions.findIndex(holds);
    const instruction = instructions[at];
    if (instruction === void 0) continue;
    return { instruction, lookup: variablesAfter(instructions.slice(0, at), dockerfile, failed.buildArgs) };
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
  const from = (0, import_node_path8.resolve)(checkout.directory, await (0, import_shared_1.readGit)(checkout, path));
  const to = (0, import_node_path8.resolve)(worktree.directory, await (0, import_shared_1.readGit)(worktree, path));
  if (await exists(from)) {
    await (0, import_promises4.mkdir)((0, import_node_path8.dirname)(to), { recursive: true });
    await (0, import_promises4.copyFile)(from, to);
  }
  const switches = await Promise.all(
    SWITCHES.map(
      async (key) => `${key}=${await (0, import_shared_1.tryGit)(checkout, ["config", "--type=bool", key]) ?? "false"}`
    )
  );
  return [...switches, "index.sparse=false"];
}
async function leaveOutTheSame({ checkout, worktree, list }) {
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
    await checkOutPaths(worktree, { paths: missing, list }, { settings: WITHOUT_CONTENTS });
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
  return (await (0, import_shared_1.runGit)(repository, ["cat-file", how], { input })).stdout;
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
  const filter = await (0, import_shared_1.tryGit)(checkout, ["config", "--local", "filter.lfs.smudge"]);
  if (filter !== void 0 && !filter.includes("--skip")) return true;
  const store = (0, import_node_path7.resolve)(
    checkout.directory,
    await (0, import_shared_1.readGit)(checkout, ["rev-parse", "--git-common-dir"]),
    "lfs/objects"
  );
  return (await (0, import_promises3.readdir)(store).catch(() => [])).some((name) => /^[0-9a-f]{2}$/.test(name));
}
async function fillContents({ worktree, list }, state) {
  const paths = await matchingPaths(worktree, LFS_FILES);
  const wanted = await pointersAmong(
    worktree.directory,
    paths.filter((path) => state.byPath.get(path) ?? state.others)
  );
  const { token: _, ...asConfigured } = worktree;
  let missing = wanted;
  for (const repository of worktree.token === void 0 ? [asConfigured] : [asConfigured, worktree]) {
    if (missing.length === 0) break;
    missing = await smudge(repository, { paths: missing, list });
  }
  return missing.map((path) => Buffer.from(path, "latin1").toString("utf8"));
}
async function smudge(repository, { paths, list }) {
  const { directory } = repository;
  for (const path of paths) await (0, import_promises3.rm)(placeOf(directory, path));
  await checkOutPaths(repository, { paths, list }, { settings: CONTENTS, environment: ENVIRONMENT });
  const absent = [];
  for (const path of paths) {
    if (await readHead(directory, path) === void 0) absent.push(path);
  }
  if (absent.length > 0)
    await checkOutPaths(repository, { paths: absent, list }, { settings: WITHOUT_CONTENTS });
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
  const keys = await (0, import_shared_1.tryGit)(checkout, ["config", "--local", "--name-only", "--get-regexp", pattern]);
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
  return parseModules(await (0, import_shared_1.tryGit)(repository, args) ?? "");
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
  const isAbsolute = path.startsWith("/");
  const joined = import_node_path10.posix.join("/", path, url);
  return `${start}${isAbsolute ? joined : joined.slice(1)}`;
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
  const common = await (0, import_shared_1.readGit)(checkout, ["rev-parse", "--git-common-dir"]);
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
  const failed = objects === void 0 ? await fetchInto({ directory }, source, true) : void 0;
  if (failed !== void 0) return failed;
  const args = ["reset", "--hard", "--quiet", "--no-recurse-submodules", commit];
  const { exitCode, stderr } = await (0, import_shared_1.runGit)({ directory, ...remote }, args, { settings: WITHOUT_CONTENTS });
  return exitCode === 0 ? void 0 : (0, import_shared_1.lastLine)(stderr);
}
async function borrow(source) {
  const { clone } = source;
  if (clone === void 0 || clone.includes("\n")) return {};
  const why = await fetchInto({ directory: clone, gitDirectory: clone }, source);
  return why === void 0 ? { objects: (0, import_node_path11.join)(clone, "objects") } : { why };
}
async function fetchInto(repository, { commit, remote }, isNew = false) {
  const { token, ...asConfigured } = remote;
  const why = await (0, import_shared_1.fetchOrExplain)({ ...repository, ...asConfigured }, commit, isNew);
  if (why === void 0 || token === void 0) return why;
  return (0, import_shared_1.fetchOrExplain)({ ...repository, ...remote }, commit, isNew);
}
async function addressOf(clone) {
  const repository = { directory: clone, gitDirectory: clone };
  const url = await (0, import_shared_1.tryGit)(repository, ["config", "--local", "remote.origin.url"]);
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
async function fillSubmodules({ checkout, worktree, list }, { commit, lfs }) {
  const { token, signal } = worktree;
  const work = {
    homes: await homesOf(checkout),
    remote: {
      submodule: { server: await (0, import_shared_1.serverOf)(checkout) },
      ...token !== void 0 && { token },
      ...signal && { signal }
    },
    list,
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
      clone: await (0, import_promises5.realpath)(await (0, import_shared_1.readGit)(checkout, ["rev-parse", "--absolute-git-dir"])),
      gitFolder: (0, import_node_path9.join)(worktree.directory, ".git"),
      url: await (0, import_shared_1.tryGit)(checkout, ["remote", "get-url", "origin"]) ?? null,
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
async function fillPointers({ worktree, prefix, lfs }, { remote, list, lacking }) {
  const pointers = await fillContents({ worktree: { directory: worktree, ...remote }, list }, lfs);
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
      await (0, import_shared_1.runGit)(gone, ["worktree", "remove", "--force", "--force", directory]);
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
  const { exitCode, stderr } = await (0, import_shared_1.runGit)(repository, args, { settings });
  if (exitCode === 0) return;
  throw new import_shared_2.GateError(
    "git-unavailable",
    `commit \`${commit.slice(0, 12)}\` cannot be checked out into a worktree: ${(0, import_shared_1.lastLine)(stderr)}`,
    {
      hint: "Check that there is enough free disk space and, for a partial clone, that the remote responds."
    }
  );
}
// src/run/fixed.ts
// src/build/docker/container.ts
// src/build/docker/container-state.ts
var GONE = { isRunning: false, pid: 0, exitCode: 125, health: null };
var BOUNDS = { milliseconds: 6e4, maxBytes: 1024 * 1024 };
async function readState(id) {
  const args = ["inspect", "--type", "container", "--format", "{{json .State}}", id];
  const { exitCode, stdout } = await (0, import_shared_1.runBounded)(args, BOUNDS);
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
  const { stdout } = await (0, import_shared_1.runBounded)(["exec", id, "cat", ...paths], bounds);
  return stdout.includes("local_address") ? stdout : null;
}
async function readStart(path) {
  try {
    var _stack = [];
    try {
      const file = (0, import_shared_2.__using)(_stack, await (0, import_promises10.open)(path), true);
      const bytes = Buffer.alloc(MAX_TABLE_BYTES);
      let length = 0;
      while (length < bytes.length) {
        const { bytesRead } = await file.read(bytes, length, bytes.length - length);
        if (bytesRead === 0) break;
        length += bytesRead;
      }
      return bytes.toString("latin1", 0, length);
    } catch (_) {
      var _error = _, _hasError = true;
    } finally {
      var _promise = (0, import_shared_2.__callDispose)(_stack, _error, _hasError);
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
  const { exitCode, stdout, stderr } = await (0, import_shared_1.runBounded)(toCreateArguments(start), ENGINE);
  const id = stdout.trim();
  try {
    if (exitCode !== 0) return { unavailable: `the engine makes no container of it: ${lastLine2(stderr)}` };
    const seen = await observe(id, start);
    signal.throwIfAborted();
    return seen;
  } finally {
    await (0, import_shared_1.removeContainers)(/^[0-9a-f]{64}$/.test(id) ? [id] : []);
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
    ...["--label", (0, import_shared_1.labelOf)(runFolder.runID), ...LIMITS],
    ...trial.denied.flatMap((denial) => DENYING[denial]),
    ...trial.probe.kind === "healthcheck" ? HEALTHCHECK : ["--no-healthcheck"],
    image
  ];
}
async function observe(id, start) {
  const started = await (0, import_shared_1.runBounded)(["start", id], ENGINE);
  const { state, answer } = await watch(id, start);
  const ports = state.pid > 0 ? await readOpenPorts({ id, pid: state.pid }, EXEC_MILLISECONDS) : [];
  const output = started.exitCode === 0 ? await readOutput(id) : started.stderr;
  return { exitCode: state.isRunning ? null : state.exitCode, answer, ports, output };
}
async function readOutput(id) {
  const { stdout, stderr } = await (0, import_shared_1.runBounded)(["logs", id], ENGINE);
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
    await (0, import_promises9.setTimeout)(POLL_MILLISECONDS, void 0, { signal });
  }
}
async function ask(id, state, { trial: { probe }, signal }) {
  if (probe.kind === "healthcheck") return state.health;
  if (probe.kind === "start") return null;
  const bounds = { milliseconds: EXEC_MILLISECONDS, maxBytes: 64 * 1024, signal };
  const { exitCode, stdout, stderr } = await (0, import_shared_1.runBounded)(["exec", id, ...probe.command], bounds);
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
  const output = await (0, import_shared_1.runCommand)("docker", args, { limit: (0, import_shared_1.questionLimit)("docker version"), signal });
  if ("missing" in output || output.exitCode !== 0) return null;
  return output.stdout.toString("utf8").trim();
}
// src/build/docker/load-image.ts
async function loadImage(image, name, signal) {
  const { runFolder } = image;
  const tag = `final-stage/run:${runFolder.runID}-${name}`;
  const before = await (0, import_shared_1.listImageIDs)();
  await runFolder.note({ kind: "image", tag, before: before && [...before] });
  const file = (0, import_node_path14.join)(runFolder.directory, `${name}.load.tar`);
  await (0, import_promises12.pipeline)(archiveOf(image, tag), (0, import_node_fs3.createWriteStream)(file));
  const limit = (0, import_shared_1.workLimit)("docker load");
  const loaded = await (0, import_shared_1.runCommand)("docker", ["load", "--quiet", "--input", file], { limit, signal });
  await (0, import_promises11.rm)(file);
  if ("missing" in loaded || loaded.exitCode !== 0) return null;
  return { tag, [Symbol.asyncDispose]: () => (0, import_shared_1.removeBuiltImage)(tag, before) };
}
async function* archiveOf({ directory, digest }, tag) {
  const pathOf = (blob) => (0, import_node_path14.join)(directory, "blobs", ...blob.split(":"));
  const read = async (blob) => (0, import_shared_1.parseManifest2)(await (0, import_promises11.readFile)(pathOf(blob)), `\`${blob}\``);
  const top = await read(digest);
  const chosen = top.kind === "index" ? top.manifests.find(isImage)?.digest ?? digest : digest;
  const manifest = await read(chosen);
  const blobs = manifest.kind === "index" ? [] : [manifest.config, ...manifest.layers];
  for (const blob of /* @__PURE__ */ new Set([chosen, ...blobs.map((one) => one.digest)])) {
    const path = pathOf(blob);
    const { size: size2 } = await (0, import_promises11.stat)(path);
    yield header(`blobs/${blob.replace(":", "/")}`, size2);
    yield* (0, import_node_fs3.createReadStream)(path);
    yield padding(size2);
  }
  const { size } = await (0, import_promises11.stat)(pathOf(chosen));
  yield* member("oci-layout", { imageLayoutVersion: "1.0.0" });
  yield* member("index.json", { schemaVersion: 2, manifests: [named({ digest: chosen, size }, tag)] });
  yield Buffer.alloc(2 * BLOCK);
}
function isImage({ platform }) {
  return platform?.os !== "unknown";
}
function named(image, tag) {
  return {
    mediaType: "application/vnd.oci.image.manifest.v1+json",
    ...image,
    annotations: { "io.containerd.image.name": `docker.io/${tag}`, "org.opencontainers.image.ref.name": tag }
  };
}
function* member(name, value) {
  const bytes = Buffer.from(JSON.stringify(value));
  yield header(name, bytes.length);
  yield bytes;
  yield padding(bytes.length);
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
  const builder = await (0, import_shared_1.inspectBuilder)(build.builder, signal);
  if (builder.driver !== "docker")
    return { unavailable: `the builder, whose driver is ${builder.driver}, keeps no images in an engine` };
  const { os, architecture } = asked.trial.platform;
  const platform = await readEnginePlatform(signal);
  if (platform === `${os}/${architecture}`) return toEngineImage(asked, run);
  const engine = platform === null ? "does not say what it runs on" : `runs on ${platform}`;
  return { unavailable: `the image is for ${os}/${architecture}, and the engine ${engine}` };
}
async function toEngineImage({ side, ordinal }, { environment, runFolder, made }) {
  const { transport, name, tag = "" } = side.reference;
  if (transport === "docker-daemon") return { image: name };
  if (transport !== "oci" || !(0, import_shared_1.isDigest)(tag) || runFolder === null)
    return { unavailable: "the image is in an archive, which the engine does not have" };
  const layout = { directory: name, digest: tag, runFolder };
  const loaded = await loadImage(layout, `start-${ordinal}`, environment.signal);
  if (loaded === null) return { unavailable: "the engine does not take the image that was built" };
  made.push(loaded);
  return { image: loaded.tag };
}
var MIN_SECRET_CHARACTERS = 4;
function withoutSecrets(seen, secrets) {
  const values = [...secrets.values()].filter((value) => value.length >= MIN_SECRET_CHARACTERS);
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
    makeFixed: (request, texts, ordinal) => makeFixed(request, texts, { ordinal, run }),
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
  const dockerfile = (0, import_node_path13.resolve)(checkout.root, checkout.dockerfile ?? "Dockerfile");
  const own = `${dockerfile}.dockerignore`;
  const shared = (0, import_node_path13.resolve)(build.context, ".dockerignore");
  for (const path of [own, shared]) {
    const text = await (0, import_shared_1.readTextFile)(path);
    if (text !== null) return { path: nameOf(path, checkout), text };
  }
  return { path: nameOf(shared, checkout), text: "" };
}
function nameOf(path, checkout) {
  const name = checkout.relative(path);
  if (name !== null) return name;
  throw new import_shared_2.GateError(
    "bad-input",
    `\`${path}\` is outside of the checkout, expected a file of the repository`,
    {
      hint: "Run `fix` in the repository, with a context that is inside of it."
    }
  );
}
async function makeFixed(request, texts, { ordinal, run }) {
  const { checkout, runFolder } = run;
  const path = checkout.dockerfile ?? "Dockerfile";
  const folder = (0, import_node_path13.join)(runFolder?.directory ?? "", `fix-${ordinal}`);
  await (0, import_promises8.mkdir)(folder);
  const file = (0, import_node_path13.join)(folder, (0, import_node_path13.basename)(path));
  await (0, import_promises8.writeFile)(file, texts.dockerfile);
  await (0, import_promises8.writeFile)(`${file}.dockerignore`, texts.ignoreFile);
  const check = checkRequest(request);
  const start = performance.now();
  const building = {
    label: `fix-${ordinal}`,
    build: { ...check.build, dockerfile: file },
    directory: (0, import_node_path13.resolve)("."),
    dockerfile: { path, text: texts.dockerfile },
    repository: checkout.isRepository ? await (0, import_shared_1.readRepositoryTree)(checkout.root) : null,
    run
  };
  const side = await (0, import_shared_1.buildSide)(check, building).catch((error) => {
    throw renamed(error, file, path);
  });
  return { side, seconds: Math.round((performance.now() - start) / 100) / 10 };
}
function renamed(error, file, path) {
  if (!(error instanceof import_shared_2.GateError)) return error;
  const { code, hint, message } = error;
  const named2 = message.replaceAll(file, path).replace(/^the fix-\d+'s /, "");
  return new import_shared_2.GateError(code, named2, { ...hint !== void 0 && { hint }, cause: error });
}
async function makeAgain(request, run) {
  const check = checkRequest(request);
  return (0, import_shared_1.buildSide)(check, {
    label: "rebuild",
    build: check.build,
    directory: (0, import_node_path13.resolve)("."),
    dockerfile: await (0, import_shared_1.readDockerfile)(run, null),
    repository: run.checkout.isRepository ? await (0, import_shared_1.readRepositoryTree)(run.checkout.root) : null,
    noCache: true,
    run
  });
}
async function writeFiles2(root, files) {
  for (const { path, before } of files) {
    if ((await (0, import_shared_1.readCheckoutFile)((0, import_node_path13.resolve)(root, path), root) ?? "") === before) continue;
    throw new import_shared_2.GateError("bad-input", `\`${path}\` was changed while the fix was proven`, {
      hint: "Run `fix` again."
    });
  }
  for (const { path, after } of files) await (0, import_promises8.writeFile)((0, import_node_path13.resolve)(root, path), after);
}
function checkRequest(request) {
  if (request.mode === "check" && request.image === void 0) return request;
  throw new import_shared_2.GateError("bad-input", "a fix is proven by building it, expected a Dockerfile to build", {
    hint: "Leave `--image` out."
  });
}
// src/run/baseline.ts
async function makeBaseline(request, { commit, note, run }) {
  var _stack = [];
  try {
    if (request.mode !== "check" || run.runFolder === null) {
      throw new import_shared_2.GateError("bad-input", "only `check` builds a baseline", {
        hint: "Give both images to `compare`."
      });
    }
    const { environment, checkout, runFolder } = run;
    const source = { directory: checkout.root, commit, signal: environment.signal };
    const worktree = (0, import_shared_2.__using)(_stack, await openWorktree(
      { ...source, ...environment.token !== null && { token: environment.token } },
      runFolder
    ), true);
    for (const clause of worktree.lacking) note({ code: "baseline-incomplete", message: incomplete(clause) });
    const here = checkout.relative((0, import_node_path.resolve)(".")) ?? ".";
    const directory = (0, import_node_path.resolve)(worktree.directory, here);
    await (0, import_shared_1.prepare)(request, { label: "baseline", directory }, run);
    await worktree.settle();
    const build = (0, import_shared_1.placeInputs)(request.build, (path, kind) => {
      const placed = nameInWorktree(path, here, checkout);
      return kind === "layout" && !(0, import_node_fs.existsSync)((0, import_node_path.resolve)(directory, placed)) ? (0, import_node_path.resolve)(path) : placed;
    });
    const dockerfile = await (0, import_shared_1.readDockerfile)(run, commit);
    const repository = await (0, import_shared_1.readRepositoryTree)(worktree.directory);
    const building = { label: "baseline", build, directory, dockerfile, repository, run };
    const ignoreFile = await readIgnoreFile2(worktree.directory, building);
    const tree = { worktree: worktree.directory, ignoreFile, note };
    return await buildOrExplain(request, building, tree);
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = (0, import_shared_2.__callDispose)(_stack, _error, _hasError);
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
      const _history = (0, import_shared_2.__using)(_stack, await shareTo(place, tree, run), true);
      const side = await (0, import_shared_1.buildSide)(request, building);
      if (known !== null) await noteIgnored({ ...known, stage: build, ignoreFile: tree.ignoreFile }, tree.note);
      return side;
    } catch (_) {
      var _error = _, _hasError = true;
    } finally {
      var _promise = (0, import_shared_2.__callDispose)(_stack, _error, _hasError);
      _promise && await _promise;
    }
  } catch (error) {
    const isOurs = known !== null && error instanceof import_shared_2.GateError && error.code === "build-failed";
    if (!isOurs) throw error;
    const isPrepared = request.prepare !== void 0;
    throw await explainFailure({ ...known, error, buildArgs: build.buildArgs, isPrepared });
  }
}
var MAX_PATHS = 3;
async function noteIgnored(built, note) {
  const taken = await findIgnoredFiles(built);
  if (taken.length === 0) return;
  const { path: dockerfile } = built.dockerfile;
  const paths = taken.slice(0, MAX_PATHS).map(({ path, line }) => `\`${path.replaceAll("`", "'").slice(0, 200)}\` (\`${dockerfile}:${line}\`)`);
  const more = taken.length > MAX_PATHS ? ` and ${taken.length - MAX_PATHS} more` : "";
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
  const own = await (0, import_shared_1.readTextFile)(`${dockerfile}.dockerignore`);
  return own ?? await (0, import_shared_1.readTextFile)((0, import_node_path.resolve)(directory, build.context, ".dockerignore"));
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  fixPorts,
  makeBaseline
});
