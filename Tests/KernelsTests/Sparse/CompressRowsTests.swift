import Kernels
import MatrixCore
import TestSupport
import Testing

/// The non-zeros of a dense matrix in compressed rows.
@Suite struct CompressRowsTests {
  /// A fifth of the elements, empty rows, a full one, both zeros.
  private func numbers(_ m: Int, _ n: Int) -> [[Double]] {
    [[Double]].random(m, n, seed: 91).enumerated().map { i, row in
      row.map { i == m / 2 || (i % 5 != 0 && abs($0) < 0.2) ? $0 : $0 < 0 ? -0.0 : 0 }
    }
  }

  private func expected(_ numbers: [[Double]], columns: Int, _ scale: [Double]?) -> SparseMatrix<Double> {
    let entries = numbers.enumerated().flatMap { i, row in
      row.enumerated().filter { $0.element != 0 }
        .map { (row: i, column: $0.offset, value: $0.element * (scale?[$0.offset] ?? 1)) }
    }
    return SparseMatrix(rows: numbers.count, columns: columns, entries: entries)
  }

  @Test(arguments: TestEngines.all, Placement.allCases)
  func everyNonZeroIsKept(_ test: TestEngine, _ placement: Placement) throws {
    // The last is worth more than one thread, and a part of it more than one block of rows.
    for (m, n) in [(0, 4), (4, 0), (1, 1), (63, 65), (130, 31), (601, 401)] {
      let numbers = numbers(m, n)
      let z = try PlacedMatrix<Double>(numbers, columns: n, placement)
      for scale in [nil, (0..<n).map { Double($0 % 3 + 1) }] {
        let found = try test.engine.compressRows(z.view, columns: scale)
        #expect(found == expected(numbers, columns: n, scale))
      }
    }
  }

  @Test(arguments: TestEngines.all) func whatIsNotFiniteIsKept(_ test: TestEngine) throws {
    let z = try Matrix<Double>([[0, .nan], [.infinity, 0]])
    let found = try test.engine.compressRows(z.view)
    #expect(found.columnIndices == [1, 0] && found.values[0].isNaN && found.values[1] == .infinity)
    // A product that underflows is a zero.
    let tiny = try Matrix<Double>([[1e-200, 1]])
    #expect(try test.engine.compressRows(tiny.view, columns: [1e-200, 2]).values == [2])
  }

  private struct Refusal: Error, Equatable { let nonZeros: Int }

  @Test func leaveIsAsked() throws {
    let z = try Matrix<Double>([[0, 1], [2, 3]])
    #expect(throws: Refusal(nonZeros: 3)) {
      try TestEngines.swift.compressRows(z.view, whenChanged: Refusal(nonZeros: -1)) { (count) throws(Refusal) in
        throw Refusal(nonZeros: count)
      }.nonZeros
    }
  }

  /// A mapped file that another program writes: between the count and the copy elements appear or vanish.
  @Test(arguments: [(row: 0, value: 5.0), (599, 5), (599, 0), (0, 0)], [Layout.rowMajor, .columnMajor])
  func aMatrixThatChangesIsAnError(_ change: (row: Int, value: Double), _ layout: Layout) throws {
    let n = 600
    let columns = change.value == 0 ? 0..<1 : 1..<n
    var memory = try Matrix<Double>(rows: n, columns: n, layout: layout)
    for i in 0..<n { memory[i, 0] = 1 }
    let (base, rowStride, columnStride) = Self.address(&memory)
    let z = MatrixView<Double>(
      base: UnsafePointer(base), rows: n, columns: n, rowStride: rowStride, columnStride: columnStride, owner: memory)
    #expect(throws: MatrixChanged()) {
      try TestEngines.swift.compressRows(z, whenChanged: MatrixChanged()) { (count) throws(MatrixChanged) in
        #expect(count == n)
        for j in columns { base[change.row * rowStride + j * columnStride] = change.value }
      }.nonZeros
    }
  }

  private static func address(_ matrix: inout Matrix<Double>) -> (UnsafeMutablePointer<Double>, Int, Int) {
    let view = matrix.mutableView
    return (view.base, view.rowStride, view.columnStride)
  }
}
