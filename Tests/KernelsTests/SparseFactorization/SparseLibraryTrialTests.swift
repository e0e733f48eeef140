import Foundation
import Kernels
import MatrixCore
import TestSupport
import Testing

/// Which library is taken for KLU, and what is said of the others.
@Suite(.enabled(if: CompiledLibrary.compiler != nil, "no C compiler"))
struct SparseLibraryTrialTests {
  private func reason(against path: String) -> String? {
    do throws(SparseLibrary.Refusal) { _ = try SparseLibrary(at: path) } catch { return error.description }
    return nil
  }

  @Test func oneWithoutFaultIsTaken() throws {
    let counterfeit = try CounterfeitKLU(.none)
    let library = try SparseLibrary(at: counterfeit.path)
    #expect(library.path.hasSuffix("libcounterfeit.so") && library.version == "KLU")
    let order = try SparseOrder(SparseMatrix(rows: 2, columns: 2, entries: [(0, 0, 2), (0, 1, 1), (1, 1, 4)]), with: library)
    var x = try Matrix<Double>([[4], [8]])
    var target = x.mutableView
    try order.factors().solve(transposed: false, &target)
    #expect(x[0, 0] == 1 && x[1, 0] == 2)
  }

  @Test(arguments: [
    (CounterfeitKLU.Fault.tolerance, "its structures are not those"), (.scale, "its structures are not those"),
    (.answers, "does not solve a small system"), (.singular, "takes a singular matrix for a regular one"),
    (.wrongColumn, "takes a singular matrix for a regular one"), (.symbol, "no symbol klu_tsolve"),
  ])
  func faultsAreFound(_ fault: CounterfeitKLU.Fault, _ words: String) throws {
    let counterfeit = try CounterfeitKLU(fault)
    let refusal = try #require(reason(against: counterfeit.path))
    #expect(refusal.contains(words) && refusal.hasPrefix(counterfeit.path) && !refusal.contains("\n"))
  }

  /// A file by name alone; without a name the system's.
  @Test func theNamedOneComesFirst() throws {
    let counterfeit = try CounterfeitKLU(.none)
    #expect(try SparseLibrary.find(named: counterfeit.path).path.hasSuffix("libcounterfeit.so"))
    #expect(throws: SparseLibrary.Refusal.self) { try SparseLibrary.find(named: "/nowhere/libklu.so").path }
    let system = try? SparseLibrary.find(named: nil).path
    #expect(system == (try? SparseLibrary.find(named: "").path))
    #expect(system?.contains("libklu") ?? true)
  }

  /// Of several names the first that opens is taken, and a refusal says more than an absence.
  @Test func refusalsBeforeAbsences() throws {
    let (good, blind) = try (CounterfeitKLU(.none), CounterfeitKLU(.singular))
    #expect(try SparseLibrary.first(of: ["libnowhere.so.1", blind.path, good.path]).path.contains("libcounterfeit"))
    let refused = #expect(throws: SparseLibrary.Refusal.self) {
      try SparseLibrary.first(of: ["libnowhere.so.1", blind.path, "libnowhere.so"]).path
    }
    #expect(refused?.description.contains("takes a singular matrix") == true)
    let absent = #expect(throws: SparseLibrary.Refusal.self) {
      try SparseLibrary.first(of: ["libnowhere.so.1", "libnowhere.so"]).path
    }
    #expect(absent?.description == "looked for libnowhere.so.1, libnowhere.so")
    let noFile = #expect(throws: SparseLibrary.Refusal.self) {
      try SparseLibrary.first(of: ["/nowhere/libklu.so", "libnowhere.so"]).path
    }
    #expect(noFile?.description == "looked for /nowhere/libklu.so, libnowhere.so")
  }

  /// A file that is no library is there.
  @Test func aFileThatIsNoLibraryIsNotAbsent() throws {
    let folder = try TemporaryFolder()
    let path = "\(folder.path)/libklu.so"
    try Data("no library".utf8).write(to: URL(filePath: path))
    let refusal = #expect(throws: SparseLibrary.Refusal.self) {
      try SparseLibrary.first(of: ["libnowhere.so.1", path]).path
    }
    #expect(refusal?.description.contains(path) == true && refusal?.description.contains("looked for") == false)
  }

  /// A KLU that is there and lacks a library of its own is not absent.
  @Test func aMissingDependencyIsNamed() throws {
    let dependency = try CompiledLibrary("int needed(void) { return 1; }", name: "libneeded_by_klu.so")
    let dependent = try CompiledLibrary(
      "int needed(void); int klu_defaults(void *c) { return needed(); }", name: "libklu_dependent.so",
      options: ["-L\(dependency.folder.path(percentEncoded: false))", "-lneeded_by_klu"])
    try FileManager.default.removeItem(atPath: dependency.path)
    let refusal = #expect(throws: SparseLibrary.Refusal.self) {
      try SparseLibrary.first(of: ["libnowhere.so.1", dependent.path]).path
    }
    #expect(refusal?.description.contains("libneeded_by_klu.so") == true)
  }

  /// Those who name a file in the environment are told about that file.
  @Test func theEnvironmentNamesIt() throws {
    let folder = try TemporaryFolder()
    let run = try ToolRun(
      ["solve", "Benchmarks/Data/germany_1995", "--solver", "sparse-lu", "--out", "\(folder.path)/x.npy"],
      environment: [SparseLibrary.variable: "/nowhere/libklu.so.7"])
    #expect(run.status == 5 && run.errorLines.count == 1 && run.errors.contains("/nowhere/libklu.so.7"))
  }
}
