import Testing

@Suite("The layer rule on fabricated trees: it can fail")
struct BreachTests {
  @Test("a clean tree has no breach")
  func clean() throws {
    let tree = try FabricatedTree()
    let violations = try tree.violations()
    #expect(violations == [])
  }

  /// One file added to the clean tree, and the sentence it must cause.
  struct Breach: CustomTestStringConvertible {
    var path: String
    var text: String
    var sentence: String
    var testDescription: String { sentence }
  }

  static let sources: [Breach] = [
    Breach(
      path: "Sources/Base/Up.swift", text: "struct Up {}\n\nimport Kernels\n",
      sentence: "Sources/Base/Up.swift:3: Base (floor 1) imports upward: Kernels (floor 2)"),
    Breach(
      path: "Sources/Left/Inner/Side.swift", text: "import Base\nimport Right\n",
      sentence: "Sources/Left/Inner/Side.swift:2: Left imports its sibling Right (floor 3)"),
    Breach(
      path: "Sources/Left/Unlisted.swift", text: "@_exported import Kernels\n",
      sentence: "Sources/Left/Unlisted.swift:1: Left imports Kernels, which its row in Package.swift does not list"),
    Breach(
      path: "Sources/Right/Shim.swift", text: "public import func CFast.fast\n",
      sentence: "Sources/Right/Shim.swift:1: Right imports the shim CFast; only Kernels and KernelTemplates speak to C"),
    Breach(
      path: "Tests/BaseTests/Unlisted.swift", text: "@testable import Kernels\n",
      sentence: "Tests/BaseTests/Unlisted.swift:1: BaseTests imports Kernels, which its row in Package.swift does not list"),
  ]

  static let files: [Breach] = [
    Breach(
      path: "Sources/Left/quick.c", text: "int quick;\n", sentence: "Sources/Left/quick.c: Left is not a shim and holds no C"),
    Breach(
      path: "Sources/Left/include/quick.h", text: "int quick;\n",
      sentence: "Sources/Left/include/quick.h: Left is not a shim and holds no C"),
    Breach(
      path: "CShims/CFast/Fast.swift", text: "struct Fast {}\n",
      sentence: "CShims/CFast/Fast.swift: CFast is a shim and holds no Swift"),
    Breach(
      path: "Sources/Extra/Extra.swift", text: "struct Extra {}\n",
      sentence: "Sources/Extra/Extra.swift: no module of Package.swift owns this folder"),
    Breach(
      path: "Sources/Leftover/L.swift", text: "struct L {}\n",
      sentence: "Sources/Leftover/L.swift: no module of Package.swift owns this folder"),
    Breach(path: "examples/a.txt", text: "a\n", sentence: "examples: not among the entries this repository's root may hold"),
    Breach(path: "notes.md", text: "a\n", sentence: "notes.md: not among the entries this repository's root may hold"),
  ]

  @Test("one breach, one sentence", arguments: sources + files)
  func breach(_ breach: Breach) throws {
    let tree = try FabricatedTree()
    try tree.write(breach.path, breach.text)
    let violations = try tree.violations()
    #expect(violations == [breach.sentence])
  }

  static let rows: [(from: String, to: String, sentence: String)] = [
    (
      #"folder: "Sources/Left", imports: ["Base"]"#, #"folder: "Sources/Left", imports: ["Base", "Right"]"#,
      "Package.swift:6: Left imports its sibling Right (floor 3)"
    ),
    (
      #"folder: "Sources/Base")"#, #"folder: "Sources/Base", imports: ["Left"])"#,
      "Package.swift:4: Base (floor 1) imports upward: Left (floor 3)"
    ),
    (
      #"imports: ["Kernels"]"#, #"imports: ["Kernels", "CFast"]"#,
      "Package.swift:7: Right imports the shim CFast; only Kernels and KernelTemplates speak to C"
    ),
    (
      #"imports: ["Kernels"]"#, #"imports: ["Kernels", "Colonels"]"#,
      "Package.swift:7: Right imports Colonels, which is not in the table"
    ),
    (
      #"  Module(name: "Right""#, #"  Module(name: "Empty", floor: 3, folder: "Sources/Empty"),  Module(name: "Right""#,
      "Package.swift:7: Sources/Empty holds no Swift source"
    ),
  ]

  @Test("a row that lists what it must not", arguments: rows)
  func row(from: String, to: String, sentence: String) throws {
    let tree = try FabricatedTree()
    let manifest = FabricatedTree.manifest.replacing(from, with: to)
    try #require(manifest != FabricatedTree.manifest)
    try tree.write("Package.swift", manifest)
    let violations = try tree.violations()
    #expect(violations == [sentence])
  }

  @Test("build folders and known entries are not breaches")
  func knownEntries() throws {
    let tree = try FabricatedTree()
    for name in LayerRule.topLevel.union([".build", ".build-asan"]) where !["Package.swift", "Sources"].contains(name) {
      try tree.write(name == "Tests" || name == "CShims" ? "\(name)/.keep" : name + (name == "Benchmarks" ? "/.keep" : ""), "")
    }
    let violations = try tree.violations()
    #expect(violations == [])
  }
}
