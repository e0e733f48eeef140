import Kernels
import MatrixCore
import Synchronization
import Testing

/// The engine made of two: each operation goes to the one chosen for it, and to no other.
@Suite struct MergedEngineTests {
  /// Calls of one engine's kernels, which compute nothing.
  private final class Log: Sendable {
    private let calls = Mutex<[String]>([])
    func add(_ call: String) { calls.withLock { $0.append(call) } }
    var all: [String] { calls.withLock { $0 } }
  }

  private let log = Log()

  private func fake<Scalar: MatrixScalar>(_ name: String, _ kernels: ScalarKernels<Scalar>) -> ScalarKernels<Scalar> {
    var kernels = kernels
    let log = log
    kernels.multiply = { _, _, _, _, _, _ in log.add("\(name) multiply") }
    kernels.multiplyVector = { _, _, _, _, _, _ in log.add("\(name) multiply-vector") }
    kernels.solveTriangular = { _, _, _, _, _ in log.add("\(name) solve-triangular") }
    kernels.factorize = { _, _, _, _, _ in
      log.add("\(name) factorize")
      return nil
    }
    kernels.invert = { _, _, _, _ in
      log.add("\(name) invert")
      return nil
    }
    return kernels
  }

  private func fake(_ name: String) -> Engine {
    var engine = Engine.select(.swift, threads: 1)
    engine.table.double = fake("\(name) double", engine.table.double)
    engine.table.float = fake("\(name) float", engine.table.float)
    return engine
  }

  private func call<Scalar: MatrixScalar>(_ auto: AutoCase, _ engine: Engine, _: Scalar.Type) throws {
    let n = auto.size.measuredOrder
    let columns = auto.operation == .multiplyNarrow ? AutoOperation.mostNarrow : n
    let a = try Matrix<Scalar>(rows: n, columns: n)
    let b = try Matrix<Scalar>(rows: n, columns: columns)
    var c = try Matrix<Scalar>(rows: n, columns: columns)
    var target = c.mutableView
    var y = [Scalar](repeating: 0, count: n)
    switch auto.operation {
    case .multiply, .multiplyNarrow: engine.multiply(1, a.view, b.view, into: &target)
    case .multiplyVector: engine.multiplyVector(1, a.view, y, into: &y)
    case .solveTriangular: engine.solveTriangular(.lower, .unit, a.view, &target)
    case .factorize: _ = try engine.factorize(&target)
    case .invert:
      for index in 0..<n { target[index, index] = 1 }
      try engine.invert(factors: &target, pivots: Engine.swift(threads: 1).factorize(&target))
    }
  }

  @Test(arguments: AutoCase.all, [KernelSource.swift, .library])
  func eachCaseGoesWhereItShould(_ auto: AutoCase, _ source: KernelSource) throws {
    let selection = AutoSelection(reason: "a test") { ($0 == auto) == (source == .swift) ? .swift : .library }
    let engine = Engine.merged(swift: fake("swift"), library: fake("library"), selection)
    switch auto.precision {
    case .double: try call(auto, engine, Double.self)
    case .float: try call(auto, engine, Float.self)
    }
    let operation = auto.operation == .multiplyNarrow ? "multiply" : "\(auto.operation)"
    #expect(log.all == ["\(source.rawValue) \(auto.precision.rawValue) \(operation)"])
  }

  @Test func theDescriptionSaysWhoDoesWhat() {
    var library = fake("library")
    library.description.name = "openblas"
    library.description.version = "OpenBLAS 1"
    library.notes = ["of the library", "of both"]
    var swift = fake("swift")
    swift.notes = ["of both", "of Swift"]
    let some = AutoSelection(reason: "a test") { $0.operation == .multiply ? .swift : .library }
    let both = Engine.merged(swift: swift, library: library, some)
    #expect(both.description.name == "auto" && both.description.selection == some)
    #expect(both.description.version == "OpenBLAS 1 and \(InstructionSet.best.title)")
    #expect(both.notes == ["of the library", "of both", "of Swift"])
    let allLibrary = Engine.merged(swift: swift, library: library, AutoSelection(reason: "a test") { _ in .library })
    #expect(allLibrary.description.name == "openblas" && allLibrary.description.version == "OpenBLAS 1")
    #expect(allLibrary.notes == library.notes && allLibrary.description.selection?.only == .library)
    let allSwift = Engine.merged(swift: swift, library: library, AutoSelection(reason: "a test") { _ in .swift })
    #expect(allSwift.description.name == "swift" && allSwift.notes == swift.notes)
    #expect(allSwift.description.selection?.only == .swift)
  }
}
