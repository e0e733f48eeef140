import Testing

@Suite("The layer rule on this repository")
struct LayerRuleTests {
  @Test("every import points down and is listed")
  func ownSources() throws {
    let violations = try LayerRule(tree: .ownRepository).violations()
    #expect(violations.isEmpty, "\(violations.joined(separator: "\n"))")
  }

  @Test("the rule looks at real rows and real imports")
  func ownTableIsRead() throws {
    let tree = SourceTree.ownRepository
    let rows = try ModuleTable(manifest: try tree.text(of: "Package.swift")).rows
    let own = try #require(rows.first { $0.name == "LayerRuleTests" })
    #expect(own.folder == "Tests/LayerRuleTests")
    #expect(tree.files(in: own.folder).contains("Tests/LayerRuleTests/LayerRuleTests.swift"))
    // Told apart from the rows by counting what SwiftPM's own reading of the manifest would also find.
    let manifest = try tree.text(of: "Package.swift")
    #expect(rows.count { $0.kind != .test } == manifest.matches(of: /folder: "(?:Sources|CShims|Benchmarks|Tests)\/\w+"/).count)
    let kernels = try #require(rows.first { $0.name == "Kernels" })
    #expect(kernels.imports.contains("CBLASEngine"))
    let found = try tree.files(in: kernels.folder).filter { $0.hasSuffix(".swift") }
      .flatMap { ImportStatement.all(in: try tree.text(of: $0)) }
    #expect(found.contains { $0.module == "MatrixCore" })
  }
}
