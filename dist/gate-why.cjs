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
  renderWhyJson: () => renderWhyJson,
  renderWhyText: () => renderWhyText,
  runWhy: () => runWhy,
  withReasons: () => withReasons
});
module.exports = __toCommonJS(stdin_exports);
var import_shared_1 = require("./shared-1.cjs");
var import_shared_2 = require("./shared-2.cjs");
// src/packages/node-graph.ts
var MANIFEST = "/package.json";
var IN_MODULES = "/node_modules/";
var MAX_LOOKUP_CHARACTERS = 1e8;
function nodeGraph(catalog, owner) {
  const reading = { catalog, owner, left: MAX_LOOKUP_CHARACTERS };
  const manifests = catalog.factRows.filter(
    (row) => catalog.visibility(row) === "visible" && catalog.path(row).endsWith(MANIFEST)
  );
  const direct = [];
  const asked = /* @__PURE__ */ new Map();
  const ask = (number, isAsked) => {
    if (number >= 0) asked.set(number, isAsked || asked.get(number) === true);
  };
  const projects = /* @__PURE__ */ new Set();
  for (const row of manifests.filter((one) => !catalog.path(one).includes(IN_MODULES))) {
    const { needs, development } = manifestOf(catalog, row);
    const from = directoryOf(catalog.path(row));
    projects.add(from);
    for (const to of find(reading, [...needs, ...development], from)) ask(to, true);
  }
  for (const row of manifests.filter((one) => (0, import_shared_1.isNpmPackage)(catalog.path(one)))) {
    const [path, number] = [catalog.path(row), owner(row)];
    if (isGlobal(path)) ask(number, true);
    else if (isAnswered(path, projects)) ask(number, false);
    const needed = number < 0 ? [] : find(reading, manifestOf(catalog, row).needs, directoryOf(path));
    for (const to of needed) direct.push([number, to]);
  }
  return { direct, isAskedFor: (number) => asked.get(number) };
}
function directoryOf(manifest) {
  return manifest.slice(0, -MANIFEST.length);
}
function isGlobal(path) {
  return /^(?:\/[^/]+)*\/lib\/node_modules\/(?:@[^/]+\/)?[^/]+\/package\.json$/.test(path) && isTop(path);
}
function isTop(path) {
  return path.indexOf(IN_MODULES) === path.lastIndexOf(IN_MODULES);
}
function isAnswered(path, projects) {
  const top = path.slice(0, path.indexOf(IN_MODULES));
  return projects.has(top) || top.endsWith("/lib");
}
function manifestOf(catalog, row) {
  const content = (catalog.facts(row) ?? catalog.facts(catalog.groupOf(row)))?.content;
  return (0, import_shared_1.parseManifest)(content === void 0 ? "" : (0, import_shared_1.decodePathText)(content));
}
function find(reading, names2, from) {
  const folders = names2.length === 0 ? [] : foldersAbove(reading.catalog, from);
  return names2.map((name) => findPackage(reading, name, folders)).filter((number) => number >= 0);
}
function foldersAbove({ paths }, from) {
  const folders = [];
  for (let at = from; ; at = at.slice(0, at.lastIndexOf("/"))) {
    const isFolder = !at.endsWith("/node_modules") && paths.find(`${at}/node_modules`) >= 0;
    if (isFolder) folders.push(`${at}${IN_MODULES}`);
    if (at === "") return folders;
  }
}
function findPackage(reading, name, folders) {
  for (const folder of folders) {
    const path = `${folder}${name}${MANIFEST}`;
    reading.left -= path.length;
    if (reading.left < 0) return -1;
    const row = reading.catalog.resolve(path);
    if (row >= 0) return reading.owner(row);
  }
  return -1;
}
// src/packages/reason-chain.ts
function createReasonChains(view) {
  const isRoot = createRoots(view);
  return {
    isRoot,
    chainTo: (target) => {
      if (view.arrivals.layer(target) < 0) return null;
      const chain = search(view, isRoot, { graph: view.graph, target });
      return chain ?? search(view, isRoot, { graph: view.wideGraph(), target });
    }
  };
}
function createRoots({ packages, arrivals, graph }) {
  const isAsked = packages.map((_, number) => arrivals.isAskedFor(number));
  const unasked = /* @__PURE__ */ new Map();
  for (const number of byName(packages, [...packages.keys()])) {
    const layer = arrivals.layer(number);
    if (isAsked[number] !== void 0 || layer < 0) continue;
    const known = unasked.get(layer);
    if (known === void 0) unasked.set(layer, [number]);
    else known.push(number);
  }
  const tops = /* @__PURE__ */ new Map();
  return (number) => {
    if (isAsked[number] !== void 0) return isAsked[number];
    const layer = arrivals.layer(number);
    const known = tops.get(layer) ?? (0, import_shared_1.topsOf)(graph, unasked.get(layer) ?? []);
    tops.set(layer, known);
    return known.has(number);
  };
}
function byName(packages, numbers) {
  const nameOf = (number) => `${packages[number]?.name} ${packages[number]?.purl}`;
  return numbers.sort((a, b) => nameOf(a) < nameOf(b) ? -1 : nameOf(a) > nameOf(b) ? 1 : a - b);
}
function search({ packages, arrivals }, isRoot, { graph, target }) {
  const layer = arrivals.layer(target);
  const isEarlier = (number) => {
    const own = arrivals.layer(number);
    return own >= 0 && own <= layer;
  };
  const steps = createSteps(graph, target, isEarlier);
  let other = null;
  for (let step = [target]; step.length > 0; step = steps.next(step)) {
    for (const number of byName(packages, step)) {
      if (!isRoot(number)) continue;
      if (arrivals.layer(number) === layer) return steps.chain(number);
      other ??= steps.chain(number);
    }
  }
  return other;
}
function createSteps(graph, target, isIn) {
  const seen = new Uint8Array(graph.nodes);
  const towards = /* @__PURE__ */ new Map();
  seen[target] = 1;
  const enter = (found, node, from) => {
    if (seen[node] === 1 || !isIn(node)) return;
    seen[node] = 1;
    towards.set(node, from);
    found.push(node);
  };
  const needing2 = (node) => {
    if (node < graph.packages) return [node];
    if (seen[node] === 1) return [];
    seen[node] = 1;
    return graph.neededBy.of(node);
  };
  const next = (step) => {
    const found = [];
    for (const number of step) {
      for (const node of graph.neededBy.of(number))
        for (const one of needing2(node)) enter(found, one, number);
    }
    return found;
  };
  const chain = (start) => {
    const numbers = [];
    for (let at = start; at !== void 0; at = towards.get(at)) numbers.push(at);
    return numbers;
  };
  return { next, chain };
}
// src/ledger/reasons.ts
var NO_NAMES = [];
var needsOf = ({ depends, alsoNeeds = NO_NAMES }) => [...depends, ...alsoNeeds];
var wishesOf = (pkg) => [...needsOf(pkg), ...pkg.recommends ?? NO_NAMES];
function createReasons(ledger) {
  const ofNode = once(
    () => createView(
      ledger,
      nodeGraph(ledger.catalog, (row) => ledger.ownerIndex(row))
    )
  );
  const ofOthers = once(() => createView(ledger, null));
  const viewOf = (number = -1) => ledger.packages[number]?.type === "npm" ? ofNode() : ofOthers();
  return {
    chainTo: (number) => viewOf(number).chainTo(number),
    isAskedFor: (number) => viewOf(number).isAskedFor(number),
    neededBy: (numbers) => viewOf(numbers[0]).neededBy(numbers),
    recommendedBy: (numbers) => viewOf(numbers[0]).recommendedBy(numbers),
    onlyFor: (numbers) => viewOf(numbers[0]).onlyFor(numbers)
  };
}
function once(make) {
  let made;
  return () => made ??= make();
}
function createView(ledger, node) {
  const { packages, arrivals } = ledger;
  const direct = node?.direct ?? [];
  const isAskedFor = (number) => node?.isAskedFor(number) ?? arrivals.isAskedFor(number);
  const seen = { ...arrivals, isAskedFor };
  const graphOf = (namesOf, isExact) => (0, import_shared_1.dependencyGraph)(packages, { namesOf, isExact, direct });
  const graph = once(() => graphOf(needsOf, true));
  const wideGraph = once(() => graphOf(wishesOf, true));
  const anyGraph = once(() => graphOf(wishesOf, false));
  const chains = once(() => createReasonChains({ packages, arrivals: seen, graph: graph(), wideGraph }));
  const isThere = (number) => ledger.isInstalled(number);
  return {
    isAskedFor,
    chainTo: (number) => chains().chainTo(number),
    neededBy: (numbers) => needing(graph(), numbers).filter(isThere),
    recommendedBy: (numbers) => {
      const needed = new Set(needing(graph(), numbers));
      return needing(wideGraph(), numbers).filter((one) => isThere(one) && !needed.has(one));
    },
    onlyFor: (numbers) => (0, import_shared_1.soleDependenciesOf)(packages, numbers, {
      graph: anyGraph(),
      isThere,
      isRequested: (index) => chains().isRoot(index)
    }).filter(isThere)
  };
}
function needing({ packages, neededBy }, numbers) {
  const nodes = new Set(numbers.flatMap((number) => [...neededBy.of(number)]));
  const found = /* @__PURE__ */ new Set();
  for (const node of nodes) {
    if (node < packages) found.add(node);
    else for (const behind of neededBy.of(node)) found.add(behind);
  }
  for (const number of numbers) found.delete(number);
  return [...found].sort((a, b) => a - b);
}
// src/scan/because.ts
function createWhy(ledger) {
  const reasons = createReasons(ledger);
  let programs;
  const ofPackage = (number) => {
    const pkg = ledger.packages[number];
    if (pkg?.type !== "golang" && pkg?.type !== "cargo") return linksOf(ledger, reasons.chainTo(number));
    programs ??= linkedPrograms(ledger.catalog);
    const program = programs.get(pkg.purl);
    return program === void 0 ? null : programLinks(ledger, program, pkg.purl);
  };
  return { reasons, because: ofPackage };
}
function withReasons(ledger, findings) {
  const why = createWhy(ledger);
  const wanted = new Set(findings.flatMap(({ packages }) => packages.slice(0, 1)));
  const numbers = /* @__PURE__ */ new Map();
  ledger.packages.forEach(({ purl }, number) => {
    if (wanted.has(purl) && !numbers.has(purl)) numbers.set(purl, number);
  });
  return findings.map((finding) => {
    const number = numbers.get(finding.packages[0] ?? "");
    return number === void 0 ? finding : { ...finding, because: why.because(number) };
  });
}
function instructionLink(ledger, layer) {
  const instruction = (0, import_shared_1.instructionOf)(ledger, layer);
  return instruction === null ? [] : [{ kind: "instruction", instruction }];
}
function linksOf(ledger, chain) {
  const [root] = chain ?? [];
  if (chain === null || root === void 0) return null;
  return [
    ...instructionLink(ledger, ledger.arrivals.layer(root)),
    ...endsOf(chain).flatMap((one) => toLink(ledger, one))
  ];
}
var MAX_CHAIN = 100;
function endsOf(chain) {
  const half = MAX_CHAIN / 2;
  return chain.length <= MAX_CHAIN ? chain : [...chain.slice(0, half), ...chain.slice(-half)];
}
function toLink({ packages }, number) {
  const pkg = packages[number];
  return pkg === void 0 ? [] : [{ kind: "package", purl: pkg.purl }];
}
function linkedPrograms(catalog) {
  const programs = /* @__PURE__ */ new Map();
  for (const row of catalog.factRows) {
    const linked = linkedIn(catalog.facts(row));
    if (linked === void 0) continue;
    const main = linked.main?.purl ?? null;
    const program = { path: catalog.path(row), layer: catalog.layer(row), main };
    for (const purl of [...linked.needed.map((one) => one.purl), ...main === null ? [] : [main]])
      programs.set(purl, earlier(program, programs.get(purl)));
  }
  return programs;
}
function linkedIn(facts) {
  const crates = facts?.derived?.[import_shared_1.AUDITED_PROGRAMS.id];
  if (crates !== void 0) return (0, import_shared_1.rustPackages)(crates);
  const modules = facts?.elf?.goModules;
  return modules && (0, import_shared_1.goPackages)(modules);
}
function earlier(one, other) {
  return other === void 0 || isBefore(one, other) ? one : other;
}
function isBefore(one, other) {
  return one.layer < other.layer || one.layer === other.layer && one.path < other.path;
}
function programLinks(ledger, { path, layer, main }, purl) {
  return [
    ...instructionLink(ledger, layer),
    { kind: "file", path },
    ...main === null || main === purl ? [] : [{ kind: "package", purl: main }],
    { kind: "package", purl }
  ];
}
// src/scan/why-files.ts
var MAX_VERSIONS = 20;
function findPath(ledger, path) {
  const { catalog } = ledger;
  const node = nodeOf(catalog, path);
  const rows = node < 0 ? [] : rowsOf(catalog, node);
  const type = rows.length === 0 ? "directory" : catalog.type(rows.at(-1) ?? 0);
  const below = type === "directory" && node >= 0 ? rowsBelow(catalog, node) : [];
  if (rows.length + below.length === 0) return null;
  const target = catalog.resolve(path);
  const versions = rows.slice(0, MAX_VERSIONS).map((row) => ({
    layer: catalog.layer(row),
    visibility: catalog.visibility(row),
    bytes: catalog.bytes(row)
  }));
  const own = [target, ...rows.toReversed()].map((row) => row < 0 ? -1 : ledger.ownerIndex(row));
  return {
    path: catalog.paths.path(node),
    leadsTo: leadsTo(catalog, target, { node, below }),
    ...{ type, versions, versionsOmitted: rows.length - versions.length },
    owners: [.../* @__PURE__ */ new Set([...own, ...ownersOf(ledger, below)])].filter((number) => number >= 0)
  };
}
function leadsTo(catalog, target, { node, below }) {
  if (target >= 0) return catalog.path(target);
  return below.some((row) => catalog.isVisible(row)) ? catalog.paths.path(node) : null;
}
function nodeOf(catalog, path) {
  const plain = path.replace(/\/+$/, "");
  const slash = plain.lastIndexOf("/");
  if (slash < 0) return 0;
  const directory = catalog.resolve(plain.slice(0, slash));
  const parent = directory < 0 ? plain.slice(0, slash) : catalog.path(directory);
  const found = catalog.paths.find(`${parent}/${plain.slice(slash + 1)}`);
  return found >= 0 ? found : catalog.paths.find(plain);
}
function rowsOf(catalog, node) {
  const rows = [];
  for (let row = 0; row < catalog.rowCount; row += 1) if (catalog.node(row) === node) rows.push(row);
  return rows;
}
function rowsBelow(catalog, directory) {
  const { paths } = catalog;
  const isBelow = new Uint8Array(paths.size);
  for (let node = directory + 1; node < paths.size; node += 1) {
    const parent = paths.parent(node);
    if (parent === directory || isBelow[parent] === 1) isBelow[node] = 1;
  }
  const rows = [];
  for (let row = 0; row < catalog.rowCount; row += 1) if (isBelow[catalog.node(row)] === 1) rows.push(row);
  return rows;
}
function ownersOf(ledger, rows) {
  const amounts = /* @__PURE__ */ new Map();
  for (const row of rows) {
    const owner = ledger.ownerIndex(row);
    if (owner >= 0) amounts.set(owner, (amounts.get(owner) ?? 0) + ledger.catalog.bytes(row));
  }
  return [...amounts].sort(([a, x], [b, y]) => y - x || a - b).map(([owner]) => owner);
}
function namesNear({ catalog }, path, max) {
  const { paths } = catalog;
  const parts = path.split("/").filter((part) => part !== "");
  let directory = 0;
  for (const part of parts) {
    const row = catalog.resolve(`${paths.path(directory)}/${part}`);
    if (row < 0) break;
    directory = catalog.node(row);
  }
  const found = [];
  const seen = /* @__PURE__ */ new Set();
  for (let row = 0; row < catalog.rowCount && found.length < max; row += 1) {
    const node = catalog.node(row);
    if (paths.parent(node) !== directory || seen.has(node)) continue;
    seen.add(node);
    found.push(paths.path(node));
  }
  return found;
}
// src/scan/why-answer.ts
var MAX_PACKAGES = 20;
var MAX_LISTED = 50;
var MAX_PLACES = 5;
function answerWhy(ledger, query) {
  if (!query.startsWith("/")) {
    const numbers = matching(ledger, query);
    if (numbers.length === 0) return null;
    const rank = ([number = -1]) => `${ledger.isInstalled(number) ? 0 : 1}${ledger.packages[number]?.purl ?? ""}`;
    const groups = byPurl(ledger, numbers).toSorted((a, b) => rank(a) < rank(b) ? -1 : 1);
    return { file: null, ...describePackages(ledger, groups) };
  }
  const found = findPath(ledger, query);
  return found && { file: toFile(ledger, found), ...describePackages(ledger, byPurl(ledger, found.owners)) };
}
function toFile(ledger, { path, leadsTo: leadsTo2, type, versions, versionsOmitted }) {
  const written = versions.map(({ layer, ...rest }) => ({ layer: layerOf(ledger, layer), ...rest }));
  return { path, leadsTo: leadsTo2, type, versions: written, versionsOmitted };
}
function layerOf(ledger, ordinal) {
  const diffID = ledger.layers[ordinal]?.diffID ?? "";
  return { ordinal, diffID, instruction: (0, import_shared_1.instructionOf)(ledger, ordinal) };
}
function matching({ packages }, query) {
  return packages.flatMap((pkg, number) => isCalled(pkg, query) ? [number] : []);
}
function byPurl({ packages }, numbers) {
  const groups = new Map(numbers.map((number) => [packages[number]?.purl, []]));
  packages.forEach(({ purl, isDevelopment }, number) => {
    if (isDevelopment === true) groups.get(purl)?.push(number);
    else groups.get(purl)?.unshift(number);
  });
  return [...groups.values()];
}
function isCalled({ type, name, version, purl }, query) {
  if (query === name || query === `${name}@${version}`) return true;
  if (query.startsWith("pkg:"))
    return query === purl || query === purl.replace(/\?.*$/, "") || isOfAnyVersion(purl, query);
  return type === "pypi" && (0, import_shared_1.normalise)(query) === name;
}
function isOfAnyVersion(purl, query) {
  return query === purl.replace(/\?.*$/, "").replace(/@[^@/]*$/, "");
}
function nearestTo(ledger, query) {
  const names2 = query.startsWith("/") ? namesNear(ledger, query, MAX_COMPARED) : [...new Set(ledger.packages.slice(0, MAX_COMPARED).map(({ name }) => name))];
  const containing = names2.filter((name) => query.length > 2 && name.includes(query));
  const near = (0, import_shared_1.nearestName)(query, names2);
  const all = /* @__PURE__ */ new Set([...near === void 0 ? [] : [near], ...containing.sort()]);
  return [...all].slice(0, MAX_NEAREST);
}
var MAX_COMPARED = 2e4;
var MAX_NEAREST = 5;
function describePackages(ledger, groups) {
  const shown = groups.slice(0, MAX_PACKAGES);
  const why = createWhy(ledger);
  const rows = rowsByOwner(ledger, new Set(shown.flat()));
  const amounts = bytesByOwner(ledger);
  const bytesOf = (numbers) => numbers.reduce((sum, one) => sum + (amounts[one] ?? 0), 0);
  return {
    packages: shown.map((numbers) => {
      const onlyFor = why.reasons.onlyFor(numbers);
      return {
        ...standing(ledger, why, numbers[0] ?? -1),
        ...listed("neededBy", ledger, why.reasons.neededBy(numbers)),
        ...listed("recommendedBy", ledger, why.reasons.recommendedBy(numbers)),
        ...listed("onlyFor", ledger, onlyFor),
        bytes: bytesOf(numbers),
        bytesWithIt: bytesOf([...numbers, ...onlyFor]),
        places: placesIn(
          ledger,
          numbers.flatMap((number) => rows.get(number) ?? [])
        )
      };
    }),
    packagesOmitted: groups.length - shown.length
  };
}
function placesIn(ledger, rows) {
  const places = (0, import_shared_1.placesOf)(
    ledger,
    rows.toSorted((a, b) => a - b)
  ).slice(0, MAX_PLACES);
  return places.map(({ path, kind }) => kind === "directory" && path !== "/" ? `${path}/` : path);
}
function standing(ledger, why, number) {
  const layer = ledger.arrivals.layer(number);
  return {
    purl: ledger.packages[number]?.purl ?? "",
    installed: ledger.isInstalled(number),
    requested: why.reasons.isAskedFor(number) ?? null,
    layer: layer < 0 ? null : layerOf(ledger, layer),
    because: why.because(number)
  };
}
function listed(name, { packages }, numbers) {
  const purls = [...new Set(numbers.map((number) => packages[number]?.purl ?? ""))].sort();
  const shown = purls.slice(0, MAX_LISTED);
  return { [name]: shown, [`${name}Omitted`]: purls.length - shown.length };
}
function rowsByOwner(ledger, wanted) {
  const rows = /* @__PURE__ */ new Map();
  for (const number of wanted) rows.set(number, []);
  for (let row = 0; row < ledger.catalog.rowCount; row += 1) rows.get(ledger.ownerIndex(row))?.push(row);
  return rows;
}
function bytesByOwner(ledger) {
  const { catalog } = ledger;
  const amounts = new Float64Array(ledger.packages.length);
  for (let row = 0; row < catalog.rowCount; row += 1) {
    const owner = ledger.ownerIndex(row);
    if (owner >= 0) amounts[owner] = (amounts[owner] ?? 0) + catalog.bytes(row);
  }
  return amounts;
}
// src/report/why-text.ts
var MAX_WIDTH = 160;
var MAX_NAMES = 8;
var MAX_LINKS = 30;
var LABEL = 16;
function renderWhyJson({ answer, notices, ...report }) {
  return `${JSON.stringify({ ...report, ...answer, notices }, null, 2)}
`;
}
function renderWhyText({ answer: { file, packages, packagesOmitted } }) {
  const blocks = [
    ...file === null ? [] : [fileBlock(file, packages.length === 0)],
    ...packages.map(packageBlock),
    ...packagesOmitted === 0 ? [] : [[`\u2026 and ${(0, import_shared_1.counted)(packagesOmitted, "more package")}`]]
  ];
  return `${blocks.map((lines) => lines.map(toLine).join("\n")).join("\n\n")}
`;
}
function toLine(text) {
  return (0, import_shared_1.shorten)((0, import_shared_1.visible)(text), MAX_WIDTH);
}
function line(label, text) {
  return text === "" ? [] : [`  ${label.padEnd(LABEL)}${text}`];
}
function fileBlock({ path, leadsTo: leadsTo2, versions, versionsOmitted, type }, isUnowned) {
  const title = leadsTo2 === null || leadsTo2 === path ? path : `${path} \u2192 ${leadsTo2}`;
  return [
    title,
    ...versions.flatMap(({ layer, visibility, bytes }) => [
      ...line(layerName(layer), `${visibilityOf(visibility)}, ${(0, import_shared_1.renderBytes)(bytes)}, ${layer.diffID}`),
      ...line("", renderInstruction(layer.instruction))
    ]),
    ...versionsOmitted === 0 ? [] : line("", `\u2026 and ${(0, import_shared_1.counted)(versionsOmitted, "more layer")}`),
    ...leadsTo2 === null ? line("container", "finds nothing here") : [],
    ...isUnowned ? line("package", type === "directory" ? "none owns a file in it" : "none owns it") : []
  ];
}
function visibilityOf(visibility) {
  return visibility === "visible" ? visibility : `${visibility} by a later layer`;
}
function layerName({ ordinal }) {
  return `layer ${ordinal}`;
}
function renderInstruction(instruction) {
  return instruction === null ? "" : `${(0, import_shared_1.placeOf)(instruction)} ${instruction.text}`;
}
function packageBlock(pkg) {
  const { purl, installed, layer, because } = pkg;
  return [
    `${(0, import_shared_1.packageName)(purl)}  ${purl}`,
    ...installed ? [] : line("state", "not in the finished image: a later layer removed or replaced it"),
    ...line("why", because === null ? unexplained(pkg) : reasonOf(because, pkg)),
    ...layer === null ? [] : line("layer", `${layer.ordinal}, ${layer.diffID}`),
    ...line("instruction", layer === null ? "" : renderInstruction(layer.instruction) || "unknown"),
    ...line("needed by", names(pkg.neededBy, pkg.neededByOmitted) || "no installed package"),
    ...line("recommended by", names(pkg.recommendedBy, pkg.recommendedByOmitted)),
    ...line("only for it", names(pkg.onlyFor, pkg.onlyForOmitted)),
    ...line("size", sizeOf(pkg)),
    ...line("files", pkg.places.join(", "))
  ];
}
function reasonOf(because, { requested }) {
  if (because.filter(({ kind }) => kind !== "instruction").length > 1)
    return (0, import_shared_1.renderReason)(because, MAX_LINKS);
  const [first] = because;
  const place = first?.kind === "instruction" ? `, ${(0, import_shared_1.placeOf)(first.instruction)}` : "";
  const asked = requested === true ? "asked for by name" : "no other package of its layer needs it";
  return `${asked}${place}`;
}
function unexplained({ layer, requested }) {
  if (layer === null) return "unknown: no layer has its own entry in a database";
  return requested === false ? "unknown: nobody asked for it by name, and nothing that somebody asked for leads to it" : "unknown";
}
function names(purls, omitted) {
  const shown = purls.slice(0, MAX_NAMES).map(import_shared_1.packageName);
  const more = purls.length - shown.length + omitted;
  return [...shown, ...more > 0 ? [`${more} more`] : []].join(", ");
}
function sizeOf({ bytes, bytesWithIt, onlyFor, onlyForOmitted }) {
  const count = onlyFor.length + onlyForOmitted;
  if (count === 0) return (0, import_shared_1.renderBytes)(bytes);
  return `${(0, import_shared_1.renderBytes)(bytes)}; ${(0, import_shared_1.renderBytes)(bytesWithIt)} with the ${(0, import_shared_1.counted)(count, "package")} that only it needs`;
}
// src/gate/why.ts
async function runWhy({ request, query }, ports) {
  const made = { candidate: await ports.makeCandidate(request), baseline: null };
  const { image, ledger } = (await (0, import_shared_1.readSides)(made, ports)).candidate;
  const answer = answerWhy(ledger, query);
  if (answer === null) throw notFound(query, image.reference, nearestTo(ledger, query));
  const { os, architecture, variant } = image.platform;
  return {
    schemaVersion: 1,
    tool: { name: "final-stage", version: ports.version },
    image: {
      reference: image.reference,
      imageID: image.imageID,
      platform: [os, architecture, ...variant === void 0 ? [] : [variant]].join("/")
    },
    query,
    answer,
    notices: (0, import_shared_1.noticesOf)({ candidate: { image, ledger }, baseline: null })
  };
}
var MAX_SHOWN = 200;
function notFound(query, reference, near) {
  const kind = query.startsWith("/") ? "path" : "package";
  const shown = (name) => `\`${(0, import_shared_1.shorten)((0, import_shared_1.visible)(name), MAX_SHOWN)}\``;
  const names2 = near.map(shown).join(", ");
  return new import_shared_2.GateError("bad-input", `\`${reference}\` has no ${kind} ${shown(query)}`, {
    hint: near.length > 0 ? `Did you mean ${names2}?` : "Give a path that starts with `/`, or the name, `name@version` or package URL of a package."
  });
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  renderWhyJson,
  renderWhyText,
  runWhy,
  withReasons
});
