import Kernels
import MatrixCore
import TestSupport
import Testing

/// C ← α A X + β C for few columns, A in the precision of X or stored in single precision, against scalar products in twice
/// the precision.
@Suite struct NarrowProductTests {
  /// Sizes around the lanes and tiles of every instruction set, the blocks of an inner loop, and long and flat ones.
  static let shapes: [(m: Int, n: Int)] = [
    (0, 3), (3, 0), (1, 1), (5, 2), (31, 10), (10, 31), (64, 65), (25, 127), (3, 600), (600, 3), (129, 17), (97, 258), (203, 263),
    (199, 345),
  ]

  @Test(arguments: EngineUnderTest.narrow, Placement.allCases)
  func allPlacements(_ subject: EngineUnderTest, _ placement: Placement) throws {
    for (m, n) in Self.shapes {
      for k in [1, 2, 3, 5, 8, 11] {
        try check(Double.self, subject, (m, n, k), placement, .rowMajor, alpha: 1, beta: 0)
        try check(Float.self, subject, (m, n, k), placement, .columnMajor, alpha: -0.75, beta: 2)
      }
    }
  }

  @Test(arguments: EngineUnderTest.narrow)
  func allWidths(_ subject: EngineUnderTest) throws {
    for k in [4, 6, 7, 9, 16, 17, 63, 64, 65, 130] {
      for placement in [Placement.rowMajor, .columnMajorWindow] {
        try check(Float.self, subject, (37, 41, k), placement, .columnMajor, alpha: 1, beta: 0)
        try check(Double.self, subject, (37, 41, k), placement, .scattered, alpha: 1, beta: -1)
      }
    }
  }

  /// Rows longer than a block of scalar products of each width, and ends shorter than a vector behind one: after 16,384 terms of
  /// one column, 1,024 of two, 512 of four and of eight 256, or in half the precision 384 with a first level of 48 KiB, 256 or
  /// 512 with others.
  @Test(arguments: EngineUnderTest.all)
  func severalBlocks(_ subject: EngineUnderTest) throws {
    for (n, k) in [(16_407, 1), (1_027, 2), (515, 4), (259, 8), (387, 8), (515, 8), (771, 8)] {
      for m in [1, 13] {
        try check(Float.self, subject, (m, n, k), .rowMajor, .columnMajor, alpha: 1, beta: 0)
        try check(Double.self, subject, (m, n, k), .rowMajor, .columnMajor, alpha: 1, beta: 0)
      }
    }
  }

  /// Rows with several blocks of several steps, the last steps short, where caches are small.
  @Test(arguments: [1, 2], InstructionSet.available)
  func severalSteps(_ threads: Int, _ set: InstructionSet) throws {
    let subject = EngineUnderTest(
      name: "small caches on \(set.title)",
      engine: EngineUnderTest.smallCaches(set, threads: threads, first: 32768, second: 65536))
    for k in [4, 8] { try check(Double.self, subject, (141, 2_059, k), .rowMajor, .columnMajor, alpha: 1, beta: 0) }
  }

  /// A row comes out the same, bit for bit, alone and among others, where sums have one part: in strips, rests of every length
  /// and pieces of a team, with several blocks of several steps, rows anyhow or a multiple of a page apart, of which fewer are
  /// taken at a time. Along the columns go as many as AVX-512 or AVX2 has lanes.
  @Test(arguments: [4, 8], InstructionSet.available)
  func rowsDoNotDependOnTheirNeighbours(_ k: Int, _ set: InstructionSet) throws {
    for n in [2_059, 2_560] {
      let a = [[Double]].randomReals(61, n, seed: 31)
      let numbers = [[Double]].randomReals(n, k, seed: 32)
      let x = try PlacedMatrix<Double>(numbers, columns: k, .columnMajor)
      func product(_ rows: Range<Int>) throws -> [[Double]] {
        let engine = EngineUnderTest.smallCaches(set, threads: 2, first: 32768, second: 65536)
        let placed = try PlacedMatrix<Double>(Array(a[rows]), columns: n, .rowMajor)
        let zeros = [[Double]](repeating: [Double](repeating: 0, count: k), count: rows.count)
        var c = try PlacedMatrix<Double>(zeros, columns: k, .columnMajor)
        var target = c.mutableView
        engine.multiply(1, placed.view, x.view, into: &target)
        c.expectUntouchedSurroundings()
        return c.numbers
      }
      let alone = try (0..<61).map { try product($0..<$0 + 1)[0] }
      let exact = AccurateMatrixProduct(a, numbers, columns: k)
      for i in 0..<61 {
        for j in 0..<k {
          let bound = Double(n) * Double.unitRoundoff * 1.01 * exact.magnitudes[i][j]
          #expect(abs(alone[i][j] - exact.values[i][j]) <= bound, "row \(i), column \(j) of \(n) terms")
        }
      }
      for m in 1...61 { #expect(try product(0..<m) == Array(alone[..<m]), "\(m) rows of \(n) terms") }
    }
  }

  /// More rows than a block of scalar products has, 384, in several blocks of terms, and a rest of rows in each.
  @Test(arguments: EngineUnderTest.all)
  func severalBlocksOfRows(_ subject: EngineUnderTest) throws {
    try check(Float.self, subject, (395, 387, 8), .rowMajor, .rowMajor, alpha: 1, beta: 0)
    try check(Double.self, subject, (395, 387, 8), .rowMajor, .rowMajor, alpha: 1, beta: 0)
  }

  @Test(arguments: EngineUnderTest.narrow)
  func allFactors(_ subject: EngineUnderTest) throws {
    for alpha in [0.0, 1, -1, 0.75] {
      for beta in [0.0, 1, -1, 0.75] {
        for placement in [Placement.rowMajor, .columnMajor, .scattered] {
          try check(Float.self, subject, (13, 20, 3), placement, .columnMajorWindow, alpha: alpha, beta: beta)
          try check(Float.self, subject, (13, 0, 3), placement, .rowMajorWindow, alpha: alpha, beta: beta)
        }
      }
    }
  }

  /// With β = 0 the old C does not matter, even NaN; so the test fills it with NaN.
  private func check<Stored: MatrixScalar>(
    _: Stored.Type, _ subject: EngineUnderTest, _ shape: (m: Int, n: Int, k: Int), _ aPlacement: Placement,
    _ cPlacement: Placement, alpha: Double, beta: Double
  ) throws {
    let a = [[Double]].random(shape.m, shape.n, seed: 11).map { $0.map { Double(Stored($0)) } }
    let x = [[Double]].random(shape.n, shape.k, seed: 12)
    let old = [[Double]].random(shape.m, shape.k, seed: 13)
    let placedA = try PlacedMatrix<Stored>(a, columns: shape.n, aPlacement)
    let placedX = try PlacedMatrix<Double>(x, columns: shape.k, cPlacement)
    let start = beta == 0 ? old.map { $0.map { _ in Double.nan } } : old
    var c = try PlacedMatrix<Double>(start, columns: shape.k, cPlacement)
    var target = c.mutableView
    multiply(subject.engine, alpha, placedA.view, placedX.view, beta, &target)
    let exact = AccurateMatrixProduct(a, x, columns: shape.k)
    for i in 0..<shape.m {
      for j in 0..<shape.k {
        let expected = alpha * exact.values[i][j] + beta * old[i][j]
        // Any order of n products, then α, β and their sum.
        let bound =
          Double(shape.n + 3) * Double.unitRoundoff * 1.01
          * (abs(alpha) * exact.magnitudes[i][j] + abs(beta * old[i][j]))
        #expect(
          abs(c[i, j] - expected) <= bound, "\(shape) \(aPlacement) to \(cPlacement), α \(alpha), β \(beta) at \(i), \(j)")
      }
    }
    c.expectUntouchedSurroundings()
  }

  /// No element depends on how the work was divided, tall or flat, however the pieces of a turn fall.
  @Test(arguments: [2, 3, 7], InstructionSet.available)
  func teamsAgreeBitwise(_ threads: Int, _ set: InstructionSet) throws {
    for (m, n) in [(300, 70), (5, 333), (130, 130), (3_300, 20)] {
      for placement in [Placement.rowMajor, .columnMajor] {
        for k in [1, 2, 4, 8, 11, 17] {
          try agree(Float.self, (m, n, k), placement, threads, set)
          try agree(Double.self, (m, n, k), placement, threads, set)
        }
      }
    }
  }

  private func agree<Stored: MatrixScalar>(
    _: Stored.Type, _ shape: (m: Int, n: Int, k: Int), _ placement: Placement, _ threads: Int,
    _ set: InstructionSet
  ) throws {
    let a = try PlacedMatrix<Stored>([[Double]].random(shape.m, shape.n, seed: 14), columns: shape.n, placement)
    let x = try PlacedMatrix<Double>([[Double]].randomReals(shape.n, shape.k, seed: 15), columns: shape.k, .rowMajor)
    let engines = [1, threads].flatMap {
      [EngineUnderTest.shortParts(set, threads: $0), EngineUnderTest.smallCaches(set, threads: $0)]
    }
    var results: [[[Double]]] = []
    for engine in engines {
      var c = try PlacedMatrix<Double>([[Double]].random(shape.m, shape.k, seed: 16), columns: shape.k, .columnMajor)
      var target = c.mutableView
      multiply(engine, 1, a.view, x.view, 1, &target)
      results.append(c.numbers)
    }
    #expect(results[0] == results[2] && results[1] == results[3], "\(shape) \(placement)")
  }

  /// A NaN reaches every element it belongs to and no other.
  @Test(arguments: EngineUnderTest.narrow, Placement.allCases)
  func notANumberStaysInItsRowAndColumn(_ subject: EngineUnderTest, _ placement: Placement) throws {
    var a = [[Double]].random(20, 40, seed: 17)
    var x = [[Double]].random(40, 3, seed: 18)
    a[7][39] = .nan
    x[0][1] = .nan
    let placedA = try PlacedMatrix<Float>(a, columns: 40, placement)
    let placedX = try PlacedMatrix<Double>(x, columns: 3, .rowMajor)
    var c = try PlacedMatrix<Double>([[Double]].random(20, 3, seed: 19), columns: 3, .rowMajor)
    var target = c.mutableView
    subject.engine.multiply(1, placedA.view, placedX.view, into: &target)
    for i in 0..<20 {
      for j in 0..<3 { #expect(c[i, j].isNaN == (i == 7 || j == 1), "\(i), \(j)") }
    }
  }
}

/// The product whose matrix is stored in either precision.
@_lifetime(c: copy c)
private func multiply<Stored: MatrixScalar>(
  _ engine: Engine, _ alpha: Double, _ a: MatrixView<Stored>, _ x: MatrixView<Double>, _ beta: Double,
  _ c: inout MutableMatrixView<Double>
) {
  if let a = a.inPrecision(Float.self) {
    engine.multiply(alpha, a, x, plus: beta, into: &c)
  } else if let a = a.inPrecision(Double.self) {
    engine.multiply(alpha, a, x, plus: beta, into: &c)
  }
}

extension MatrixView {
  /// The same view when its elements are of the type asked for.
  @_lifetime(copy self)
  fileprivate func inPrecision<Other: MatrixScalar>(_: Other.Type) -> MatrixView<Other>? {
    guard Other.self == Scalar.self, let base = UnsafeRawPointer(base) as UnsafeRawPointer? else { return nil }
    return _overrideLifetime(
      MatrixView<Other>(
        base: base.assumingMemoryBound(to: Other.self), rows: rows, columns: columns, rowStride: rowStride,
        columnStride: columnStride, owner: self), copying: self)
  }
}
