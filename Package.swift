// swift-tools-version: 6.2
import PackageDescription

// The house as a table: every target, the floor it stands on and what it may import. Imports point down; two targets on
// one floor do not see each other. The manifest refuses a row that breaks this, and `LayerRuleTests` reads the sources.

/// One row of the table. `external` names products of other packages.
struct Module {
  enum Kind { case shim, library, command, test }
  var name: String
  var floor: Int
  var kind: Kind = .library
  var folder: String
  var imports: [String] = []
  var external: [Target.Dependency] = []
  /// Unsafe pointers are allowed (kernels and storage); everywhere else the compiler refuses them.
  var handlesPointers = false
  /// The level of x86-64 the whole module is compiled for; nil for the baseline.
  var processor: String?
  /// Files whose bytes become a part of the module: a binary is copied to servers alone.
  var embedded: [String] = []
}

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let bigInt = Target.Dependency.product(name: "BigInt", package: "BigInt")

/// Definitions of digital sectors and maps of classifications, each a file.
let definitions = [
  "adb-2021", "adb-2021-cpc", "oecd-ict", "oecd-seven-industries", "oecd-tiers-2020", "predict-ict", "aeg-2019-disrupted",
  "wiod35", "wiod56", "oecd36", "oecd45", "wiodlr23",
  "map-wiod35", "map-adb35", "map-wiod56", "map-oecd36", "map-oecd45", "map-wiodlr23",
]

/// India in 2014 and the study of its digital economy, by links to the files of Benchmarks/Data.
let bundledTable = [
  "Z.npy", "Y.npy", "x.npy", "va.npy", "capital.npy", "gva.npy", "imports.npy", "labour.npy", "margins.npy",
  "primary_inputs.npy", "taxes.npy", "sectors.csv", "demand.csv", "meta.json", "india_2014.yaml",
]

let modules: [Module] = [
  // C shims: the only C in the house.
  Module(name: "CBLASEngine", floor: 0, kind: .shim, folder: "CShims/CBLASEngine"),
  Module(name: "CParallel", floor: 0, kind: .shim, folder: "CShims/CParallel"),
  Module(name: "CPlatform", floor: 0, kind: .shim, folder: "CShims/CPlatform"),
  Module(name: "CPrefetch", floor: 0, kind: .shim, folder: "CShims/CPrefetch"),
  Module(name: "CSparseLU", floor: 0, kind: .shim, folder: "CShims/CSparseLU"),
  // Numbers.
  Module(name: "MatrixCore", floor: 1, folder: "Sources/MatrixCore", handlesPointers: true),
  Module(
    name: "KernelTemplates", floor: 2, folder: "Sources/KernelTemplates", imports: ["MatrixCore", "CPrefetch"],
    handlesPointers: true),
  Module(
    name: "KernelsAVX2", floor: 3, folder: "Sources/KernelsAVX2", imports: ["KernelTemplates", "MatrixCore"],
    handlesPointers: true, processor: "x86-64-v3"),
  Module(
    name: "KernelsAVX512", floor: 3, folder: "Sources/KernelsAVX512", imports: ["KernelTemplates", "MatrixCore"],
    handlesPointers: true, processor: "x86-64-v4"),
  Module(
    name: "Kernels", floor: 4, folder: "Sources/Kernels",
    imports: [
      "KernelsAVX2", "KernelsAVX512", "KernelTemplates", "MatrixCore", "CBLASEngine", "CParallel", "CPlatform", "CPrefetch",
      "CSparseLU",
    ], handlesPointers: true),
  // Economics.
  Module(name: "Tables", floor: 2, folder: "Sources/Tables", imports: ["MatrixCore"]),
  Module(name: "TableFormats", floor: 5, folder: "Sources/TableFormats", imports: ["Tables", "MatrixCore"]),
  Module(name: "Solvers", floor: 5, folder: "Sources/Solvers", imports: ["Kernels", "Tables", "MatrixCore"]),
  Module(name: "Aggregation", floor: 5, folder: "Sources/Aggregation", imports: ["Kernels", "Tables", "MatrixCore"]),
  Module(
    name: "Estimators", floor: 6, folder: "Sources/Estimators",
    imports: ["Solvers", "Aggregation", "TableFormats", "Kernels", "Tables", "MatrixCore"], external: [yams, crypto],
    embedded: definitions.map { "Definitions/Files/\($0).yaml" }),
  Module(
    name: "Leontief", floor: 7, folder: "Sources/Leontief",
    imports: ["Estimators", "Solvers", "Aggregation", "TableFormats", "Kernels", "Tables", "MatrixCore"]),
  // Commands.
  Module(
    name: "CommandLineSupport", floor: 8, folder: "Sources/CommandLineSupport", imports: ["Leontief"],
    external: [argumentParser, crypto]),
  Module(
    name: "LeontiefCommand", floor: 9, kind: .command, folder: "Sources/LeontiefCommand",
    imports: ["CommandLineSupport", "Leontief"], external: [argumentParser]),
  // Benchmarks.
  Module(
    name: "BenchmarkHarness", floor: 8, folder: "Benchmarks/BenchmarkHarness", imports: ["Leontief"], external: [crypto],
    embedded: ["Schema/leontief-bench-2.schema.json", "Schema/leontief-bench-ab-1.schema.json"]),
  Module(
    name: "Workloads", floor: 9, folder: "Benchmarks/Workloads", imports: ["BenchmarkHarness", "Leontief"],
    embedded: bundledTable.map { "Bundled/\($0)" }),
  Module(
    name: "BenchmarkCommand", floor: 10, kind: .command, folder: "Benchmarks/BenchmarkCommand",
    imports: ["Workloads", "BenchmarkHarness", "CommandLineSupport", "Leontief"], external: [argumentParser]),
  // Tests: one bundle per module, oracles and fixtures in TestSupport.
  Module(
    name: "TestSupport", floor: 8, folder: "Tests/TestSupport", imports: ["Leontief", "Kernels", "Tables", "MatrixCore"],
    external: [bigInt]),
]

/// Test bundles: the module under test, plus what else they import.
let tests: [(module: String, imports: [String])] = [
  ("CShims", ["CBLASEngine", "CParallel", "CPlatform"]),
  ("MatrixCore", ["MatrixCore"]),
  ("Kernels", ["Kernels", "KernelTemplates", "MatrixCore", "CPlatform"]),
  ("Tables", ["Tables", "MatrixCore"]),
  ("TableFormats", ["TableFormats", "Tables", "MatrixCore"]),
  ("Solvers", ["Solvers", "Kernels", "Tables", "TableFormats", "MatrixCore"]),
  ("Aggregation", ["Aggregation", "Kernels", "Tables", "TableFormats", "MatrixCore"]),
  ("Estimators", ["Estimators", "Solvers", "Aggregation", "TableFormats", "Kernels", "Tables", "MatrixCore"]),
  ("CommandLine", ["CommandLineSupport", "Leontief"]),
  ("Benchmark", ["BenchmarkHarness", "Workloads", "Leontief"]),
  ("LayerRule", []),
]

let floors = Dictionary(uniqueKeysWithValues: modules.map { ($0.name, $0.floor) })
for module in modules {
  for imported in module.imports {
    guard let floor = floors[imported] else { fatalError("\(module.name) imports \(imported), which is not in the table") }
    guard floor < module.floor else {
      fatalError("\(module.name) (floor \(module.floor)) imports upward: \(imported) (floor \(floor))")
    }
  }
}

// Flags depend on the processor built *for*, which a manifest cannot ask: a build for another architecture than this
// machine's says so, LEONTIEF_TARGET=arm64 or x86_64.
#if arch(x86_64)
  let hostArchitecture = "x86_64"
#else
  let hostArchitecture = "arm64"
#endif
let targetArchitecture = Context.environment["LEONTIEF_TARGET"] ?? hostArchitecture
guard ["arm64", "x86_64"].contains(targetArchitecture) else {
  fatalError("LEONTIEF_TARGET is \(targetArchitecture); it must be arm64 or x86_64")
}

func swiftSettings(pointers: Bool, processor: String? = nil) -> [SwiftSetting] {
  var settings: [SwiftSetting] = [.enableExperimentalFeature("Lifetimes"), .enableUpcomingFeature("ExistentialAny")]
  if !pointers { settings += [.strictMemorySafety(), .treatWarning("StrictMemorySafety", as: .error)] }
  // The importer's processor is also the one Swift's own code is made for.
  if let processor, targetArchitecture == "x86_64" { settings.append(.unsafeFlags(["-Xcc", "-march=\(processor)"])) }
  return settings
}

// LEONTIEF_STATIC=1, which the scripts set where the toolchain can, puts Swift's libraries into the commands, which then run on
// hosts without Swift. What the static Foundation itself needs is not found by the linker alone.
let staticFoundation = [
  "Foundation", "FoundationEssentials", "FoundationInternationalization", "CoreFoundation", "_FoundationCShims",
  "_FoundationCollections", "_FoundationICU", "stdc++", "m",
]
let isStatic = Context.environment["LEONTIEF_STATIC"] == "1"
let staticFlags =
  ["-static-stdlib", "-Xlinker", "--start-group"] + staticFoundation.map { "-l\($0)" } + ["-Xlinker", "--end-group"]
let commandLinking: [LinkerSetting] = isStatic ? [.unsafeFlags(staticFlags, .when(platforms: [.linux]))] : []

func target(_ module: Module) -> Target {
  let dependencies = module.imports.map { Target.Dependency(stringLiteral: $0) } + module.external
  switch module.kind {
  case .shim:
    return .target(name: module.name, path: module.folder, linkerSettings: [.linkedLibrary("dl", .when(platforms: [.linux]))])
  case .library:
    return .target(
      name: module.name, dependencies: dependencies, path: module.folder,
      resources: module.embedded.map { .embedInCode($0) },
      swiftSettings: swiftSettings(pointers: module.handlesPointers, processor: module.processor))
  case .command:
    return .executableTarget(
      name: module.name, dependencies: dependencies, path: module.folder, swiftSettings: swiftSettings(pointers: false),
      linkerSettings: commandLinking)
  case .test:
    return .testTarget(
      name: module.name, dependencies: dependencies, path: module.folder, swiftSettings: swiftSettings(pointers: true))
  }
}

let testBundles = tests.map { test in
  Module(
    name: test.module + "Tests", floor: 11, kind: .test, folder: "Tests/\(test.module)Tests",
    imports: test.imports + ["TestSupport"])
}

let package = Package(
  name: "leontief",
  products: [
    .library(name: "Leontief", targets: ["Leontief"]),
    .executable(name: "leontief", targets: ["LeontiefCommand"]),
    .executable(name: "leontief-bench", targets: ["BenchmarkCommand"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.0.0"),
    .package(url: "https://github.com/apple/swift-crypto", "3.12.3"..<"5.0.0"),
    .package(url: "https://github.com/attaswift/BigInt", from: "6.0.0"),
  ],
  targets: (modules + testBundles).map(target),
  swiftLanguageModes: [.v6]
)
