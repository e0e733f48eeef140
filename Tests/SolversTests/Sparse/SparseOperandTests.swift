import Kernels
import MatrixCore
import Solvers
import Tables
import TestSupport
import Testing

/// Sparse and regional coefficients against the dense numbers they were made of.
@Suite struct SparseOperandTests {
  private let sizes = [9, 1, 20, 4]

  @Test(arguments: TestEngines.all, [false, true]) func factsAreThoseOfTheDenseMatrix(_ test: TestEngine, negatives: Bool) throws
  {
    let rows = SparseTables.trading(sizes, columnSum: 0.9, seed: 701, negatives: negatives)
    let dense = try CoefficientMatrix(
      sectors: SparseTables.sectors(sizes), values: Matrix(rows), on: test.engine)
    for operand in try SparseTables.operands(rows, sizes, on: test) {
      let (found, expected) = (operand.facts, dense.facts)
      #expect(found.isNonNegative == !negatives && found.nonZeros == rows.joined().count { $0 != 0 })
      #expect(found.rowsDominate == expected.rowsDominate && found.columnsDominate == expected.columnsDominate)
      #expect(operand.diagonal == rows.indices.map { rows[$0][$0] })
      let pairs = [
        (found.rowNorm, expected.rowNorm), (found.columnNorm, expected.columnNorm),
        (found.largestRowSum, expected.largestRowSum), (found.largestColumnSum, expected.largestColumnSum),
        (found.largestMagnitude, expected.largestMagnitude),
      ]
      // The sums are added in another order: observed at most 3e-16.
      #expect(pairs.allSatisfy { abs($0 - $1) <= 34 * Double.ulpOfOne * $1 && $1 > 0 })
    }
  }

  @Test(arguments: TestEngines.all, [false, true]) func productsOfAnyLines(_ test: TestEngine, negatives: Bool) throws {
    let rows = SparseTables.trading(sizes, columnSum: 0.9, seed: 702, negatives: negatives)
    let n = rows.count
    for (operand, columns) in try SparseTables.operands(rows, sizes, on: test).flatMap({ o in [1, 5, 9].map { (o, $0) } }) {
      let x = [[Double]].random(n, columns, seed: 703)
      let given = try Matrix(x)
      for orientation in [Orientation.output, .transposed] {
        for magnitudes in [false, true] {
          let lines = rows.indices.map { i in
            rows.indices.map { j in
              let value = orientation == .output ? rows[i][j] : rows[j][i]
              return magnitudes ? abs(value) : value
            }
          }
          for range in [0..<n, 3..<4, 5..<5, 8..<31] {
            let exact = AccurateMatrixProduct(Array(lines[range]), x, columns: columns)
            var c = try Matrix<Double>(rows: range.count, columns: columns, layout: .columnMajor)
            for i in 0..<range.count { for j in 0..<columns { c[i, j] = 2 } }
            var target = c.mutableView
            try operand.multiply(
              0.5, lines: range, of: orientation, magnitudes: magnitudes, given.view, plus: -1, into: &target, on: test.engine)
            for i in 0..<range.count {
              for j in 0..<columns {
                let bound = Double(n + 4) * Double.ulpOfOne * (0.5 * exact.magnitudes[i][j] + 2)
                #expect(abs(c[i, j] - (0.5 * exact.values[i][j] - 2)) <= bound)
              }
            }
          }
        }
      }
    }
  }

  @Test(arguments: TestEngines.all) func blocksAndIdentityMinusAreExact(_ test: TestEngine) throws {
    let rows = SparseTables.trading(sizes, columnSum: 0.9, seed: 704, negatives: true)
    let n = rows.count
    for operand in try SparseTables.operands(rows, sizes, on: test) {
      for (lines, columns) in [(0..<n, 0..<n), (4..<30, 8..<12), (10..<10, 0..<3), (33..<34, 0..<34)] {
        var block = try Matrix<Double>(rows: lines.count, columns: columns.count)
        for i in 0..<lines.count { for j in 0..<columns.count { block[i, j] = .nan } }
        var target = block.mutableView
        operand.copy(rows: lines, columns: columns, into: &target, on: test.engine)
        for i in lines { for j in columns { #expect(block[i - lines.lowerBound, j - columns.lowerBound] == rows[i][j]) } }
      }
      for layout in [Layout.rowMajor, .columnMajor] {
        var m = try Matrix<Double>(rows: n, columns: n, layout: layout)
        for i in 0..<n { for j in 0..<n { m[i, j] = .nan } }
        var target = m.mutableView
        operand.formIdentityMinus(into: &target, on: test.engine)
        for i in 0..<n { for j in 0..<n { #expect(m[i, j] == (i == j ? 1 : 0) - rows[i][j]) } }
      }
    }
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity]) func valuesThatAreNotFiniteAreRefused(_ value: Double) throws {
    var rows = SparseTables.trading(sizes, columnSum: 0.9, seed: 705)
    for (i, j) in [(12, 14), (2, 30)] {
      let kept = rows[i][j]
      rows[i][j] = value
      let sectors = try SparseTables.sectors(sizes)
      let expected = SolverError.coefficientNotFinite(row: sectors[i], column: sectors[j])
      let dense = try Matrix(rows)
      #expect(throws: expected) { try SparseCoefficients(sectors: sectors, dense: dense.view, on: TestEngines.swift).facts }
      #expect(throws: expected) { try RegionCoefficients(sectors: sectors, dense: dense.view, on: TestEngines.swift).facts }
      rows[i][j] = kept
    }
  }

  @Test func memoryIsAskedForAndCounted() throws {
    let rows = SparseTables.trading(sizes, columnSum: 0.9, seed: 706)
    let count = rows.joined().count { $0 != 0 }
    let needed = 24 * count + 16 * (rows.count + 1)
    let sectors = try SparseTables.sectors(sizes)
    let dense = try Matrix(rows)
    let made = try SparseCoefficients(
      sectors: sectors, dense: dense.view, on: TestEngines.swift, budget: MemoryBudget(limit: needed))
    #expect(made.allocatedBytes == needed && made.bytesPerPass == 12 * count + 8 * (rows.count + 1))
    #expect(throws: SolverError.self) {
      try SparseCoefficients(
        sectors: sectors, dense: dense.view, on: TestEngines.swift, budget: MemoryBudget(limit: needed - 1)
      ).facts
    }
  }

  /// A table in flows, with a sector that makes nothing.
  @Test(arguments: TestEngines.all) func coefficientsOfATable(_ test: TestEngine) throws {
    let table = try ReferenceTables.table(
      codes: ["a", "b", "c"], flows: [[2, 0, 3], [0, 0, 0], [5, 0, 1]], demand: [[5], [0], [4]], output: [10, 0, 16],
      valueAdded: [3, 0, 12])
    let found = try SparseCoefficients(table, on: test.engine)
    #expect(found.rows.nonZeros == 4 && found.diagonal == [0.2, 0, 0.0625])
    let missing = try ReferenceTables.table(
      codes: ["a", "b"], flows: [[5, 1], [0, 0]], demand: [[4], [0]], output: [10, 0], valueAdded: [5, -1])
    #expect(throws: SolverError.self) { try SparseCoefficients(missing, on: test.engine).facts }
  }

  @Test(arguments: TestEngines.all) func noSectors(_ test: TestEngine) throws {
    for operand in try SparseTables.operands([], [], on: test) {
      #expect(operand.count == 0 && operand.facts.nonZeros == 0)
      #expect(try IterativeSolver().prepare(operand, on: test.engine).solve([]).vector.isEmpty)
    }
  }
}
