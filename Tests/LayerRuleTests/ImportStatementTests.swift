import Testing

@Suite("Imports are found in code and only there")
struct ImportStatementTests {
  static let found: [(source: String, module: String, line: Int)] = [
    ("import Kernels", "Kernels", 1),
    ("\n\n  import  Kernels\n", "Kernels", 3),
    ("@testable import Kernels", "Kernels", 1),
    ("@_spi(Testing) @preconcurrency public import Kernels", "Kernels", 1),
    ("import struct Kernels.Engine", "Kernels", 1),
    ("import Kernels.Parallel", "Kernels", 1),
    ("import `Kernels`", "Kernels", 1),
    ("import\n  Kernels", "Kernels", 2),
    ("import /* the fast ones */ Kernels", "Kernels", 1),
    ("let a = \"\\(f(\"(\"))\"; import Kernels", "Kernels", 1),
    ("/* a /* nested */ comment */ import Kernels", "Kernels", 1),
    ("#if canImport(Tables)\nimport Kernels\n#endif", "Kernels", 2),
    ("let path = #\"C:\\\"#\nimport Kernels", "Kernels", 2),
  ]

  @Test("found", arguments: found)
  func isFound(source: String, module: String, line: Int) {
    #expect(ImportStatement.all(in: source) == [ImportStatement(module: module, line: line)])
  }

  @Test(
    "not found",
    arguments: [
      "// import Kernels", "/* import Kernels */", "/// import Kernels", "/* /* */ import Kernels */",
      "let a = \"import Kernels\"",
      "let a = \"\"\"\n  import Kernels\n  \"\"\"", "let a = #\"\"import Kernels\"\"#", "reimport Kernels", "a.import Kernels",
      "let a = \"\\\" import Kernels\"", "let a = \"\\(b /* import Kernels */)\"", "", "import", "/* open import Kernels",
    ])
  func isNotFound(source: String) {
    #expect(ImportStatement.all(in: source) == [])
  }

  @Test("several on one line and in one file")
  func several() {
    let source = "import Foundation; import Kernels\nstruct A {}\nimport Tables\n"
    let expected = [("Foundation", 1), ("Kernels", 1), ("Tables", 3)].map(ImportStatement.init)
    #expect(ImportStatement.all(in: source) == expected)
  }
}
