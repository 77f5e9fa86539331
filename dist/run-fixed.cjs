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
  fixPorts: () => fixPorts
});
module.exports = __toCommonJS(stdin_exports);
var import_shared_1 = require("./shared-1.cjs");
var import_shared_2 = require("./shared-2.cjs");
var import_promises = require("node:fs/promises");
var import_node_path = require("node:path");
// src/run/fixed.ts
function fixPorts(run) {
  return {
    ignoreFile: (request) => readIgnoreFile(request, run),
    makeFixed: (request, texts, ordinal) => makeFixed(request, texts, { ordinal, run }),
    makeAgain: (request) => makeAgain(request, run),
    writeFiles: (files) => writeFiles(run.checkout.root, files),
    now: () => performance.now()
  };
}
async function readIgnoreFile(request, { checkout }) {
  const { build } = checkRequest(request);
  const dockerfile = (0, import_node_path.resolve)(checkout.root, checkout.dockerfile ?? "Dockerfile");
  const own = `${dockerfile}.dockerignore`;
  const shared = (0, import_node_path.resolve)(build.context, ".dockerignore");
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
  const folder = (0, import_node_path.join)(runFolder?.directory ?? "", `fix-${ordinal}`);
  await (0, import_promises.mkdir)(folder);
  const file = (0, import_node_path.join)(folder, (0, import_node_path.basename)(path));
  await (0, import_promises.writeFile)(file, texts.dockerfile);
  await (0, import_promises.writeFile)(`${file}.dockerignore`, texts.ignoreFile);
  const check = checkRequest(request);
  const start = performance.now();
  const building = {
    label: `fix-${ordinal}`,
    build: { ...check.build, dockerfile: file },
    directory: (0, import_node_path.resolve)("."),
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
  const named = message.replaceAll(file, path).replace(/^the fix-\d+'s /, "");
  return new import_shared_2.GateError(code, named, { ...hint !== void 0 && { hint }, cause: error });
}
async function makeAgain(request, run) {
  const check = checkRequest(request);
  return (0, import_shared_1.buildSide)(check, {
    label: "rebuild",
    build: check.build,
    directory: (0, import_node_path.resolve)("."),
    dockerfile: await (0, import_shared_1.readDockerfile)(run, null),
    repository: run.checkout.isRepository ? await (0, import_shared_1.readRepositoryTree)(run.checkout.root) : null,
    noCache: true,
    run
  });
}
async function writeFiles(root, files) {
  for (const { path, before } of files) {
    if ((await (0, import_shared_1.readCheckoutFile)((0, import_node_path.resolve)(root, path), root) ?? "") === before) continue;
    throw new import_shared_2.GateError("bad-input", `\`${path}\` was changed while the fix was proven`, {
      hint: "Run `fix` again."
    });
  }
  for (const { path, after } of files) await (0, import_promises.writeFile)((0, import_node_path.resolve)(root, path), after);
}
function checkRequest(request) {
  if (request.mode === "check" && request.image === void 0) return request;
  throw new import_shared_2.GateError("bad-input", "a fix is proven by building it, expected a Dockerfile to build", {
    hint: "Leave `--image` out."
  });
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  fixPorts
});
