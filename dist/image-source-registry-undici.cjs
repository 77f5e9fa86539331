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
  EnvHttpProxyAgent: () => export_EnvHttpProxyAgent,
  Pool: () => export_Pool,
  request: () => export_request
});
module.exports = __toCommonJS(stdin_exports);
var import_shared_4 = require("./shared-4.cjs");
var import_shared_2 = require("./shared-2.cjs");
var import_shared_3 = require("./shared-3.cjs");
// src/image-source/registry/undici.ts
var import_undici = (0, import_shared_3.__toESM)((0, import_shared_4.require_undici)());
var export_EnvHttpProxyAgent = import_undici.EnvHttpProxyAgent;
var export_Pool = import_undici.Pool;
var export_request = import_undici.request;
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  EnvHttpProxyAgent,
  Pool,
  request
});
