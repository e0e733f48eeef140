import Kernels
import MatrixCore
import Solvers
import Tables
import TestSupport
import Testing

/// Answers of changed systems against exact fractions, closed forms and a new factorization.
@Suite struct UpdatedSystemTests {
  private func random(_ n: Int, seed: UInt64) -> [Double] { [[Double]].random(1, n, seed: seed)[0] }

  /// k columns (or rows) replaced by others that still leave a productive table, for k = 0, 1, 2, n/3 and all.
  @Test(arguments: TestEngines.all, [0, 1, 2, 4, 12]) func exactFractions(_ test: TestEngine, k: Int) throws {
    let n = 12
    let economy = try Economy(.coefficients(n, columnSum: 0.7, seed: 101))
    let others = [[Double]].coefficients(n, columnSum: 0.5, seed: 102)
    let (y, picked) = (random(n, seed: 103), (0..<k).map { ($0 * 5) % n })
    var (columns, rows) = (economy.noChange, economy.noChange)
    for j in picked {
      try columns.change(.column(j), to: .values(others.map { $0[j] }))
      try rows.change(.row(j), to: .values(others[j]))
    }
    let cases = [
      (columns, economy.changed { a in for j in picked { for i in 0..<n { a[i][j] = others[i][j] } } }),
      (rows, economy.changed { a in for i in picked { a[i] = others[i] } }),
    ]
    for (change, expected) in cases {
      let system = try UpdatedSystem(economy.prepare(test.engine), changing: change, on: test.engine)
      #expect(system.rank == k)
      for orientation in [Orientation.output, .transposed] {
        let solution = try system.solve(y, orientation: orientation)
        let exact = try #require(expected.exact(y, orientation))
        // Observed: at most 5e-16.
        #expect(relativeDifference(solution.vector, exact) <= 4 * Double(n) * .ulpOfOne)
        #expect(solution.report.errors.componentwiseBackwardError <= 4 * .ulpOfOne)
        #expect(solution.report.errors.scaledResidual < 1)
        #expect(solution.report.method == "update" && solution.report.orientation == orientation)
        #expect(solution.report.reason.hasPrefix("a change of rank \(k) of a system prepared by lu"))
      }
    }
  }

  /// Adding u wᵀ to no coefficients at all: L = I + u wᵀ / (1 − wᵀu).
  @Test(arguments: TestEngines.all) func closedForm(_ test: TestEngine) throws {
    let n = 100
    let w = (0..<n).map { Double($0 % 8) / 1024 }
    let (_, inverse) = ClosedForms.rankOne((0..<n).map { $0 == 37 ? 1 : 0 }, w)
    let economy = try Economy([[Double]](repeating: [Double](repeating: 0, count: n), count: n))
    var change = economy.noChange
    try change.change(.row(37), to: .values(w))
    let system = try UpdatedSystem(economy.prepare(test.engine), changing: change, on: test.engine)
    #expect(system.factor == 1 - w[37])
    let y = (0..<n).map { Double($0 % 3) }
    let expected = inverse.map { row in zip(row, y).map { $0 * $1 }.reduce(0, +) }
    #expect(relativeDifference(try system.solve(y).vector, expected) <= 4 * .ulpOfOne)
  }

  /// A region taken out whole: N sectors cost rank N, though N rows and N columns change.
  @Test(arguments: TestEngines.all, ExtractionVariant.allCases)
  func wholeRegions(_ test: TestEngine, variant: ExtractionVariant) throws {
    for ownUse in OwnUse.allCases { try wholeRegions(test, variant, ownUse) }
  }

  private func wholeRegions(_ test: TestEngine, _ variant: ExtractionVariant, _ ownUse: OwnUse) throws {
    let economy = try Economy(.coefficients(12, columnSum: 0.8, seed: 104), regions: 3)
    var change = economy.noChange
    try change.extract(change.sectors(ofRegion: "R1"), variant, ownUse: ownUse)
    let system = try UpdatedSystem(economy.prepare(test.engine), changing: change, on: test.engine)
    #expect(system.rank == (variant == .total && ownUse == .kept ? 8 : 4))
    let expected = economy.extracted([4, 5, 6, 7], variant, keeping: ownUse == .kept)
    let y = (0..<12).map { Double($0 + 1) }
    for orientation in [Orientation.output, .transposed] {
      let found = try system.solve(y, orientation: orientation)
      #expect(relativeDifference(found.vector, try #require(expected.exact(y, orientation))) <= 48 * .ulpOfOne)
      // What is isolated is met exactly.
      if variant == .total, ownUse == .removed { #expect(Array(found.vector[4..<8]) == [5, 6, 7, 8]) }
    }
  }

  /// Larger than the panels of right-hand sides and of factorizations.
  @Test(arguments: TestEngines.all) func manyRightHandSidesAgainstANewFactorization(_ test: TestEngine) throws {
    let (n, m) = (130, 300)
    let economy = try Economy(.coefficients(n, columnSum: 0.85, seed: 105), regions: 13)
    var change = economy.noChange
    try change.extract([3, 4, 5], .total)
    try change.change(.column(60), to: .factors((0..<n).map { [3, 4, 5].contains($0) ? 0 : 0.5 }))
    for k in 100..<110 { try change.add(0.01, row: k, column: k + 7) }
    let expected = economy.extracted([3, 4, 5], .total).changed { a in
      for i in 0..<n { a[i][60] *= 0.5 }
      for k in 100..<110 { a[k][k + 7] += 0.01 }
    }
    let y = try Matrix<Double>(.random(n, m, seed: 106))
    let system = try UpdatedSystem(economy.prepare(test.engine), changing: change, on: test.engine)
    for orientation in [Orientation.output, .transposed] {
      let found = try system.solve(y.view, orientation: orientation)
      let wanted = try expected.prepare(test.engine).solve(y.view, orientation: orientation)
      let (a, b) = (found.values.nested.flatMap { $0 }, wanted.values.nested.flatMap { $0 })
      #expect(relativeDifference(a, b) <= Double(n) * .ulpOfOne)
      #expect(found.report.errors.componentwiseBackwardError <= 4 * .ulpOfOne)
      #expect(found.report.rightHandSides == m)
    }
  }

  @Test(arguments: TestEngines.all) func changesOneAfterAnother(_ test: TestEngine) throws {
    let economy = try Economy(.coefficients(12, columnSum: 0.6, seed: 107))
    let y = random(12, seed: 108)
    var (system, expected): (any PreparedSystem, Economy) = (try economy.prepare(test.engine), economy)
    for step in 0..<5 {
      var change = economy.noChange
      let (row, column) = ((step * 3) % 12, (step * 7 + 1) % 12)
      // Later changes cross earlier ones; the fourth gives a changed row back.
      if step == 3 {
        try change.change(.row(3), to: .values(economy.rows[3]))
        expected.rows[3] = economy.rows[3]
      } else {
        let recipe = (0..<12).map { Double($0 == row ? 0 : $0 % 4) / 128 }
        try change.change(.column(column), to: .values(recipe))
        try change.extract([row], .forward)
        for i in 0..<12 { expected.rows[i][column] = recipe[i] }
        expected.rows[row] = [Double](repeating: 0, count: 12)
      }
      system = try UpdatedSystem(system, changing: change, on: test.engine)
      for orientation in [Orientation.output, .transposed] {
        let found = try system.solve(y, orientation: orientation)
        #expect(relativeDifference(found.vector, try #require(expected.exact(y, orientation))) <= 48 * .ulpOfOne)
        #expect(found.report.errors.componentwiseBackwardError <= 4 * .ulpOfOne)
      }
    }
    // Flat: one change of the first system, however many steps led to it.
    let last = try #require(system as? UpdatedSystem)
    #expect(last.base is DenseLUSystem)
    #expect(last.rank <= 8)
  }

  @Test(arguments: TestEngines.all) func negativeCoefficients(_ test: TestEngine) throws {
    let economy = try Economy([[Double]].random(9, 9, seed: 109).map { $0.map { $0 / 8 } })
    var change = economy.noChange
    try change.change(.column(4), to: .deltas(random(9, seed: 110)))
    let delta = random(9, seed: 110)
    let expected = economy.changed { a in for i in 0..<9 { a[i][4] += delta[i] } }
    let system = try UpdatedSystem(economy.prepare(test.engine), changing: change, on: test.engine)
    let y = random(9, seed: 111)
    for orientation in [Orientation.output, .transposed] {
      let found = try system.solve(y, orientation: orientation)
      #expect(relativeDifference(found.vector, try #require(expected.exact(y, orientation))) <= 100 * .ulpOfOne)
      #expect(found.report.errors.componentwiseBackwardError <= 4 * .ulpOfOne)
    }
  }

  @Test(arguments: TestEngines.all) func smallestTables(_ test: TestEngine) throws {
    let none = try Economy([])
    let empty = try UpdatedSystem(none.prepare(test.engine), changing: none.noChange, on: test.engine)
    #expect(try empty.solve([]).vector.isEmpty)
    let one = try Economy([[0.5]])
    var change = one.noChange
    try change.set(row: 0, column: 0, to: 0.75)
    let system = try UpdatedSystem(one.prepare(test.engine), changing: change, on: test.engine)
    #expect(try system.solve([3]).vector == [12])
    let sides = try Matrix<Double>(rows: 1, columns: 0)
    #expect(try system.solve(sides.view, orientation: .output).values.columns == 0)
  }

  /// Sectors that sold to the extracted ones alone make nothing any more: not something small, nothing.
  @Test(arguments: TestEngines.all) func whatIsZeroIsExactlyZero(_ test: TestEngine) throws {
    // 0 and 1 sell to each other and, through 2, to 3 only; 4 and 5 go on.
    let a: [[Double]] = [
      [0.1, 0.3, 0.2, 0, 0, 0], [0.2, 0.1, 0.3, 0, 0, 0], [0, 0, 0.1, 0.7, 0, 0], [0.1, 0.1, 0, 0.1, 0.3, 0.1],
      [0.2, 0.1, 0.1, 0.1, 0.1, 0.3], [0.1, 0.1, 0.1, 0, 0.2, 0.1],
    ]
    let economy = try Economy(a)
    var change = economy.noChange
    try change.extract([3], .total)
    let system = try UpdatedSystem(economy.prepare(test.engine), changing: change, on: test.engine)
    let solution = try system.solve([0, 0, 0, 0, 7, 3])
    #expect(Array(solution.vector[..<4]) == [0, 0, 0, 0])
    #expect(solution.report.errors.componentwiseBackwardError <= 4 * .ulpOfOne)
    let exact = try #require(economy.extracted([3], .total).exact([0, 0, 0, 0, 7, 3]))
    #expect(relativeDifference(solution.vector, exact) <= 24 * .ulpOfOne)
  }

  /// A chain of sales longer than is followed keeps its rounding, and its answer is still checked by norms.
  @Test(arguments: TestEngines.all) func longChains(_ test: TestEngine) throws {
    let economy = try Economy(ClosedForms.chain(100, exponent: 1).coefficients)
    var change = economy.noChange
    try change.change(.row(98), to: .factors([Double](repeating: 0.75, count: 100)))
    let expected = economy.changed { $0[98][99] *= 0.75 }
    let y = (0..<100).map { $0 == 99 ? 1.0 : 0 }
    let system = try UpdatedSystem(economy.prepare(test.engine), changing: change, on: test.engine)
    let answer = (0..<100).map { (i: Int) -> Double in
      i == 99 ? 1 : 0.75 * Double(sign: .plus, exponent: i - 99, significand: 1)
    }
    #expect(expected.rows[98][99] == 0.375)
    #expect(try system.solve(y).vector == answer)
  }

  /// The base's residuals would hide it: what is measured is the changed system's.
  @Test(arguments: TestEngines.all) func theAccuracyIsThatOfTheChangedCoefficients(_ test: TestEngine) throws {
    // Nearly unproductive before the change, harmless after it: x₀ is 10⁹ times too large and has to cancel.
    let economy = try Economy(.coefficients(12, columnSum: 1 - 1e-9, seed: 112))
    var change = economy.noChange
    for j in 0..<12 where j % 2 == 0 { try change.change(.column(j), to: .factors([Double](repeating: 0.25, count: 12))) }
    let expected = economy.changed { a in for j in 0..<12 where j % 2 == 0 { for i in 0..<12 { a[i][j] *= 0.25 } } }
    let y = [Double](repeating: 1, count: 12)
    let system = try UpdatedSystem(economy.prepare(test.engine), changing: change, on: test.engine)
    for orientation in [Orientation.output, .transposed] {
      let found = try system.solve(y, orientation: orientation)
      let exact = try #require(expected.exact(y, orientation))
      // One refinement takes 10⁻⁷ to rounding.
      #expect(relativeDifference(found.vector, exact) <= 1e-13)
      #expect(found.report.errors.scaledResidual < 1)
    }
  }

}
