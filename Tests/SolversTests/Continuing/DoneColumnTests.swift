import Kernels
import MatrixCore
import Solvers
import Synchronization
import TestSupport
import Testing

/// Columns that are done stay as they are while others go on.
@Suite struct DoneColumnTests {
  /// Two economies that do not trade: one that hardly needs inputs, one that uses up nearly all it makes and takes more
  /// corrections, since each gains fewer digits. Spaces of their own gain more than a shared one.
  private func matrix(_ columns: Int, on engine: Engine) throws -> CoefficientMatrix {
    let light = [[Double]].coefficients(100, columnSum: 1e-9, seed: 461)
    let heavy = [[Double]].coefficients(200, columnSum: columns < 12 ? 0.99999999 : 0.999999, seed: 462)
    let nothing = [Double](repeating: 0, count: 200)
    let rows = light.map { $0 + nothing } + heavy.map { nothing.prefix(100) + $0 }
    return try CoefficientMatrix(codes: rows.indices.map { "s\($0)" }, rows: rows, on: engine)
  }

  /// X after every correction.
  private func courses(_ matrix: CoefficientMatrix, _ columns: Int, on engine: Engine) throws -> [[[Double]]] {
    var y = try Matrix<Double>(rows: 300, columns: columns)
    for j in 0..<columns {
      for i in 0..<300 where (i < 100) == (j < 2) { y[i, j] = Double(1 + (i * (j + 3)) % 7) }
    }
    let all = Mutex([[[Double]]]())
    let sink = SolutionSink { x, mark in
      all.withLock { $0.append((0..<x.columns).map { j in (0..<x.rows).map { x[$0, j] } }) }
    }
    _ = try IterativeSolver(.gmres).prepare(matrix, on: engine).solve(
      y.view, orientation: .output, from: nil, sink: sink, monitor: .none
    ).report
    return all.withLock { $0 }
  }

  /// With spaces of their own, and with a shared one.
  @Test(arguments: TestEngines.all, [4, 14]) func bitByBit(_ test: TestEngine, columns: Int) throws {
    let courses = try courses(matrix(columns, on: test.engine), columns, on: test.engine)
    let last = try #require(courses.last)
    for j in 0..<2 {
      // Done when a later correction leaves it alone; the others are corrected to the end.
      let steps = courses.map { $0[j] }
      let done = steps.firstIndex(of: last[j]) ?? steps.count
      #expect(done < courses.count - 1, "column \(j) is corrected to the end")
    }
    let before = courses[courses.count - 2]
    #expect((2..<columns).contains { before[$0] != last[$0] })
  }
}
