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
  readRunEvent: () => readRunEvent
});
module.exports = __toCommonJS(stdin_exports);
var import_shared_3 = require("./shared-3.cjs");
var import_shared_4 = require("./shared-4.cjs");
var import_promises = require("node:fs/promises");
// src/github/run-event.ts
async function readRunEvent(environment) {
  return (0, import_shared_3.readEvent)(environment, await readPayload(environment["GITHUB_EVENT_PATH"]));
}
async function readPayload(path) {
  if (path === void 0 || path === "") return void 0;
  try {
    return JSON.parse(await (0, import_promises.readFile)(path, "utf8"));
  } catch (cause) {
    const found = cause instanceof SyntaxError ? "is not JSON" : "cannot be read";
    throw new import_shared_4.GateError(
      "bad-input",
      `the event payload \`${path}\`, which GITHUB_EVENT_PATH names, ${found}`,
      {
        hint: "It must be the file that GitHub wrote for this run; outside of a workflow, unset GITHUB_ACTIONS.",
        cause
      }
    );
  }
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  readRunEvent
});
