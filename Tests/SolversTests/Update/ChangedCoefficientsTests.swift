import Kernels
import MatrixCore
import Solvers
import TestSupport
import Testing

/// The changed operator against a matrix that was changed element by element. All numbers are dyadic, so that every product
/// is exact and equality is asked for.
@Suite struct ChangedCoefficientsTests {
  private let n = 24

  /// Changes of every kind, some of which cross, and the same by assignment.
  private func changes(_ economy: Economy) throws -> [(change: CoefficientChange, economy: Economy)] {
    let n = economy.count
    let recipe = (0..<n).map { Double(($0 * 7) % 5) / 1024 }
    let signed = (0..<n).map { Double(($0 * 5) % 7) / 1024 - 3.0 / 1024 }
    var column = economy.noChange
    try column.change(.column(5), to: .values(recipe))
    var row = economy.noChange
    try row.change(.row(7), to: .deltas(signed))
    var cross = economy.noChange
    try cross.extract([2, 3, 20], .total)
    try cross.set(row: 10, column: 11, to: 0.125)
    try cross.add(-0.0625, row: 12, column: 11)
    var kept = economy.noChange
    try kept.extract([0, 1], .total, ownUse: .kept)
    var factors = economy.noChange
    try factors.change(.row(23), to: .factors([Double](repeating: 0.5, count: n)))
    try factors.change(.column(0), to: .deltas((0..<n).map { $0 == 23 ? -economy.rows[23][0] * 0.5 : 0.25 }))
    return [
      (economy.noChange, economy),
      (column, economy.changed { for i in 0..<n { $0[i][5] = recipe[i] } }),
      (row, economy.changed { for j in 0..<n { $0[7][j] += signed[j] } }),
      (
        cross,
        economy.extracted([2, 3, 20], .total).changed {
          $0[10][11] = 0.125
          $0[12][11] -= 0.0625
        }
      ),
      (kept, economy.extracted([0, 1], .total, keeping: true)),
      (
        factors,
        economy.changed { rows in
          for j in 0..<n { rows[23][j] *= 0.5 }
          for i in 0..<n where i != 23 { rows[i][0] += 0.25 }
        }
      ),
    ]
  }

  private func product(
    _ a: any CoefficientOperator, _ lines: Range<Int>, _ orientation: Orientation, magnitudes: Bool,
    _ x: borrowing Matrix<Double>,
    plus beta: Double, _ engine: Engine
  ) throws -> [[Double]] {
    var c = try Matrix<Double>(rows: lines.count, columns: x.columns)
    for i in 0..<c.rows {
      for j in 0..<c.columns { c[i, j] = beta == 0 ? .nan : Double(i + 2 * j) }
    }
    var target = c.mutableView
    try a.multiply(
      -2, lines: lines, of: orientation, magnitudes: magnitudes, x.view, plus: beta, into: &target, on: engine)
    return c.nested
  }

  @Test(arguments: TestEngines.all) func productsOfAllLinesInBothOrientations(_ test: TestEngine) throws {
    let x = try Matrix<Double>((0..<n).map { i in (0..<3).map { Double((i * 3 + $0) % 9) - 4 } })
    for (change, economy) in try changes(Economy.dyadic(n, seed: 81)) {
      let base = try Economy.dyadic(n, seed: 81).coefficients
      let changed = try ChangedCoefficients(base, changing: change, on: test.engine)
      let expected = try economy.coefficients
      for orientation in [Orientation.output, .transposed] {
        for lines in [0..<n, 0..<0, 2..<4, 5..<21, 23..<24] {
          for (magnitudes, beta) in [(false, 0.0), (true, 0.0), (false, 2.0), (true, 2.0)] {
            let found = try product(changed, lines, orientation, magnitudes: magnitudes, x, plus: beta, test.engine)
            let wanted = try product(expected, lines, orientation, magnitudes: magnitudes, x, plus: beta, test.engine)
            #expect(found == wanted, "\(orientation) \(lines) \(magnitudes) \(beta)")
          }
        }
      }
    }
  }

  @Test(arguments: TestEngines.all) func copiesAndIdentityMinus(_ test: TestEngine) throws {
    for (change, economy) in try changes(Economy.dyadic(n, seed: 82)) {
      let changed = try ChangedCoefficients(Economy.dyadic(n, seed: 82).coefficients, changing: change, on: test.engine)
      for (rows, columns) in [(0..<n, 0..<n), (2..<13, 4..<12), (23..<24, 0..<n), (0..<n, 5..<6), (3..<3, 0..<n)] {
        var block = try Matrix<Double>(rows: rows.count, columns: columns.count)
        var target = block.mutableView
        changed.copy(rows: rows, columns: columns, into: &target, on: test.engine)
        #expect(block.nested == economy.rows[rows].map { Array($0[columns]) })
      }
      var m = try Matrix<Double>(rows: n, columns: n, layout: .columnMajor)
      var target = m.mutableView
      changed.formIdentityMinus(into: &target, on: test.engine)
      #expect(m.nested == economy.rows.subtractedFromIdentity)
      #expect(changed.diagonal == (0..<n).map { economy.rows[$0][$0] })
    }
  }

  @Test(arguments: TestEngines.all) func factsAreThoseOfTheChangedMatrix(_ test: TestEngine) throws {
    for (change, economy) in try changes(Economy.dyadic(n, seed: 83)) {
      let base = try Economy.dyadic(n, seed: 83).coefficients
      let found = try ChangedCoefficients(base, changing: change, on: test.engine).facts
      let expected = try economy.coefficients.facts
      // Exact sums: equal to the last bit.
      #expect(found.rowNorm == expected.rowNorm && found.columnNorm == expected.columnNorm)
      #expect(found.largestRowSum == expected.largestRowSum && found.largestColumnSum == expected.largestColumnSum)
      #expect(found.rowsDominate == expected.rowsDominate && found.columnsDominate == expected.columnsDominate)
      #expect(found.nonZeros == expected.nonZeros && found.isNonNegative == expected.isNonNegative)
      #expect(found.largestMagnitude >= expected.largestMagnitude)
    }
  }

  /// Dominance by a margin of rounding is not claimed.
  @Test func dominanceIsProvedOrDenied() throws {
    let economy = try Economy([[0, 0.5, 0], [0.5, 0, 0], [0, 0.5, 0]])
    var change = economy.noChange
    try change.set(row: 0, column: 0, to: 0x1p-53)
    let facts = try ChangedCoefficients(economy.coefficients, changing: change, on: TestEngines.swift).facts
    // The second column sums to one exactly.
    #expect(!facts.columnsDominate)
    #expect(facts.rowsDominate)
  }

  @Test(arguments: TestEngines.all) func changesOfChanges(_ test: TestEngine) throws {
    let economy = try Economy.dyadic(n, seed: 84)
    var first = economy.noChange
    try first.extract([4, 9], .forward)
    var second = economy.noChange
    try second.change(.column(4), to: .values([Double](repeating: 0.0625, count: n)))
    try second.add(0.5, row: 9, column: 1)
    let inner = try ChangedCoefficients(economy.coefficients, changing: first, on: test.engine)
    let outer = try ChangedCoefficients(inner, changing: second, on: test.engine)
    let expected = economy.extracted([4, 9], .forward).changed { rows in
      for i in 0..<n { rows[i][4] = 0.0625 }
      rows[9][1] = 0.5
    }
    var block = try Matrix<Double>(rows: n, columns: n)
    var target = block.mutableView
    outer.copy(rows: 0..<n, columns: 0..<n, into: &target, on: test.engine)
    #expect(block.nested == expected.rows)
    #expect(outer.facts.nonZeros == (try expected.coefficients.facts.nonZeros))
  }

  /// Zeros are exact: what was extracted leaves no rounding behind, whatever the size of the rest.
  @Test(arguments: TestEngines.all) func extractedRowsLeaveExactZeros(_ test: TestEngine) throws {
    let economy = try Economy(.coefficients(40, columnSum: 0.9, seed: 85))
    var change = economy.noChange
    try change.extract([11, 12], .total)
    let changed = try ChangedCoefficients(economy.coefficients, changing: change, on: test.engine)
    let x = try Matrix<Double>(.random(40, 2, seed: 86))
    let product = try product(changed, 11..<13, .output, magnitudes: false, x, plus: 0, test.engine)
    #expect(product == [[0, 0], [0, 0]])
    #expect(changed.rowPositions == [11, 12] && changed.columnPositions == [11, 12])
    // Lines of zeros are not stored.
    #expect(changed.allocatedBytes == changed.base.allocatedBytes)
  }
}
