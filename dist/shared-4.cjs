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
  contextPattern: () => contextPattern,
  parseIgnoreFile: () => parseIgnoreFile
});
module.exports = __toCommonJS(stdin_exports);
var import_shared_1 = require("./shared-1.cjs");
var import_posix = require("node:path/posix");
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
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  contextPattern,
  parseIgnoreFile
});
