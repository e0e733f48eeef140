import Kernels
import MatrixCore
import Synchronization
import TestSupport
import Testing

/// Rows made on an engine's threads.
@Suite struct MakeRowsTests {
  @Test(arguments: TestEngines.all, [(0, 0), (0, 3), (3, 0), (1, 1), (1, 7), (5, 1), (64, 33)])
  func everyRowOnceAndNothingElse(_ test: TestEngine, _ shape: (Int, Int)) throws {
    let (rows, columns) = shape
    var matrix = try Matrix<Double>(rows: rows + 2, columns: columns + 2)
    let calls = Mutex(0)
    var all = matrix.mutableView
    var window = all.window(rows: 1..<(rows + 1), columns: 1..<(columns + 1))
    test.engine.makeRows(of: &window) { row, elements in
      var elements = elements
      calls.withLock { $0 += 1 }
      for j in elements.indices { elements[j] += Double(1000 * row + j + 1) }
    }
    #expect(calls.withLock { $0 } == rows)
    for i in 0..<(rows + 2) {
      for j in 0..<(columns + 2) {
        let isInside = (1...max(rows, 1)).contains(i) && i <= rows && (1...max(columns, 1)).contains(j) && j <= columns
        #expect(matrix[i, j] == (isInside ? Double(1000 * (i - 1) + j) : 0))
      }
    }
  }
}
