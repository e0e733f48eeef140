import Foundation

/// A small repository in a temporary folder, removed when the value goes away.
struct FabricatedTree: ~Copyable {
  let root: URL

  static let manifest = """
    // swift-tools-version: 6.2
    let modules: [Module] = [
      Module(name: "CFast", floor: 0, kind: .shim, folder: "CShims/CFast"),
      Module(name: "Base", floor: 1, folder: "Sources/Base"),
      Module(name: "Kernels", floor: 2, folder: "Sources/Kernels", imports: ["Base", "CFast"]),
      Module(name: "Left", floor: 3, folder: "Sources/Left", imports: ["Base"]),
      Module(name: "Right", floor: 3, folder: "Sources/Right", imports: ["Kernels"]),
    ]
    let tests: [(module: String, imports: [String])] = [
      ("Base", ["Base", "CFast"])
    ]
    let bundles = tests.map { test in
      Module(name: test.module + "Tests", floor: 9, kind: .test, folder: "Tests/\\(test.module)Tests", imports: test.imports)
    }
    """

  /// The smallest tree without a breach.
  init() throws {
    root = FileManager.default.temporaryDirectory.appending(path: "layer-rule-\(UUID().uuidString)")
    try write("Package.swift", FabricatedTree.manifest)
    try write("CShims/CFast/fast.c", "int fast(void) { return 1; }\n")
    try write("Sources/Base/Base.swift", "struct Base {}\n")
    try write("Sources/Kernels/Kernel.swift", "import Base\nimport CFast\n")
    try write("Sources/Left/Left.swift", "import Base\n")
    try write("Sources/Right/Right.swift", "import Kernels\n")
    try write("Tests/BaseTests/BaseTests.swift", "import CFast\n@testable import Base\n")
  }

  func write(_ path: String, _ text: String) throws {
    let file = root.appending(path: path)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  func violations() throws -> [String] { try LayerRule(tree: SourceTree(root: root)).violations() }

  deinit { try? FileManager.default.removeItem(at: root) }
}
