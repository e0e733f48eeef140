import Testing

@Suite("The table is read whatever the manifest's layout")
struct ModuleTableTests {
  @Test("comments, line breaks, other packages' products and brackets in strings do not disturb")
  func layouts() throws {
    let manifest = """
      // Module(name: "Comment", floor: 0, folder: "no"),
      let modules: [Module] = [
        Module(name: "A", floor: 0, kind: .shim, folder: "CShims/A"),  // , ("x"
        Module(
          name: "B",
          floor: 12, /* floor: 3 */
          folder: "Sources/B (old), [x]",
          imports: [
            "A",  // first
            "C",
          ],
          external: [.product(name: "D", package: "d"), yams], handlesPointers: true),
      ]
      let tests: [(module: String, imports: [String])] = [
        ("B", ["A", "B"]),
        ("Solo", []),
      ]
      Module(
        name: test.module + "Tests", floor: 20, kind: .test, folder: "Tests/\\(test.module)Tests",
        imports: test.imports + ["Support"])
      """
    #expect(
      try ModuleTable(manifest: manifest).rows == [
        ModuleRow(name: "A", floor: 0, kind: .shim, folder: "CShims/A", imports: [], line: 3),
        ModuleRow(name: "B", floor: 12, kind: .library, folder: "Sources/B (old), [x]", imports: ["A", "C"], line: 4),
        ModuleRow(
          name: "BTests", floor: 20, kind: .test, folder: "Tests/BTests", imports: ["A", "B", "Support"], line: 15),
        ModuleRow(name: "SoloTests", floor: 20, kind: .test, folder: "Tests/SoloTests", imports: ["Support"], line: 16),
      ])
  }

  static let refused: [(manifest: String, sentence: String)] = [
    ("import PackageDescription\n", "Package.swift:1: no rows 'Module(name: …)' found"),
    ("\nModule(floor: 1, folder: \"a\")", "Package.swift:2: a module without 'name:'"),
    ("Module(name: \"A\", folder: \"a\")", "Package.swift:1: a module without 'floor:'"),
    ("Module(name: \"A\", floor: 1)", "Package.swift:1: a module without 'folder:'"),
    ("Module(name: \"A\", floor: ground, folder: \"a\")", "Package.swift:1: the floor 'ground' is not a number"),
    ("Module(name: \"A\", floor: 1, folder: place)", "Package.swift:1: a module's name, folder or kind is not written out"),
    (
      "Module(name: \"A\", floor: 1, kind: .attic, folder: \"a\")",
      "Package.swift:1: a module's name, folder or kind is not written out"
    ),
    (
      "Module(name: \"A\", floor: 1, folder: \"a\")\nlet tests: [T] = [(\"A\", [])]",
      "Package.swift:1: a list of tests, but no row that makes modules of them"
    ),
  ]

  @Test("what is not understood is refused", arguments: refused)
  func refusals(manifest: String, sentence: String) {
    let error = #expect(throws: ManifestError.self) { try ModuleTable(manifest: manifest) }
    #expect(error?.description == sentence)
  }
}
