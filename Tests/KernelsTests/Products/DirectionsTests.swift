import Kernels
import MatrixCore
import TestSupport
import Testing

/// Preconditioning and product in one pass over A, against elements summed in double precision.
@Suite struct DirectionsTests {
  private static func element(_ i: Int, _ j: Int) -> Float { Float((i * 7 + j * 3) % 11) / 1024 }
  private static func side(_ i: Int, _ j: Int) -> Float { Float((i * 5 + j * 13) % 17) / 8 - 1 }

  /// P and W for blocks whose inverses are taken to be 1 + 1/16 on the diagonal and 1/32 beside it.
  private static func run(
    _ engine: Engine, _ n: Int, columns k: Int, block: Int, transposed: Bool, layout: Layout = .rowMajor
  ) throws -> (p: [Float], w: [Float])? {
    var a = try Matrix<Float>(rows: n, columns: n, layout: layout)
    var inverses = try Matrix<Float>(rows: n, columns: block)
    var r = try Matrix<Float>(rows: n, columns: k)
    for i in 0..<n {
      for j in 0..<n { a[i, j] = element(i, j) }
      for j in 0..<block { inverses[i, j] = inverse(i, j, block) }
      for j in 0..<k { r[i, j] = side(i, j) }
    }
    var p = try Matrix<Float>(rows: n, columns: k)
    var w = try Matrix<Float>(rows: n, columns: k)
    let blocks = blocks(n, block)
    var toP = p.mutableView
    var toW = w.mutableView
    guard
      engine.directions(
        a.view, transposed: transposed, blocks: blocks, inverses: inverses.view, r.view, into: &toP, and: &toW)
    else { return nil }
    let places = (0..<n).flatMap { i in (0..<k).map { (i, $0) } }
    return (places.map { p[$0.0, $0.1] }, places.map { w[$0.0, $0.1] })
  }

  /// From the last to the first, the first one short.
  private static func blocks(_ n: Int, _ size: Int) -> [Range<Int>] {
    stride(from: n, to: 0, by: -size).map { max(0, $0 - size)..<$0 }
  }

  private static func inverse(_ i: Int, _ j: Int, _ block: Int) -> Float {
    j == (i % 3) % block ? 1.0625 : Float((i + 2 * j) % 5) / 32
  }

  /// The definition, in double precision: P by the blocks in their order, W = P − A P.
  private static func reference(_ n: Int, _ k: Int, _ block: Int, _ transposed: Bool) -> (p: [Double], w: [Double]) {
    let a = { (i: Int, j: Int) in Double(transposed ? element(j, i) : element(i, j)) }
    var p = [Double](repeating: 0, count: n * k)
    var isDone = [Bool](repeating: false, count: n)
    for s in blocks(n, block) {
      for column in 0..<k {
        let right = s.map { i in
          (0..<n).reduce(Double(side(i, column))) { isDone[$1] ? $0 + a(i, $1) * p[$1 * k + column] : $0 }
        }
        for i in s {
          p[i * k + column] = s.reduce(0) {
            let own = transposed ? inverse($1, i - s.lowerBound, block) : inverse(i, $1 - s.lowerBound, block)
            return $0 + Double(own) * right[$1 - s.lowerBound]
          }
        }
      }
      for i in s { isDone[i] = true }
    }
    let w = (0..<n * k).map { place in
      (0..<n).reduce(p[place]) { $0 - a(place / k, $1) * p[$1 * k + place % k] }
    }
    return (p, w)
  }

  @Test(arguments: InstructionSet.available, [(1, 1), (2, 1), (17, 5), (65, 64), (150, 37), (333, 300)])
  func followsItsDefinition(_ set: InstructionSet, _ shape: (n: Int, block: Int)) throws {
    for k in [1, 7, 12, 16, 33, 48, 64, 70] {
      for transposed in [false, true] {
        let exact = Self.reference(shape.n, k, shape.block, transposed)
        for layout in [Layout.rowMajor, .columnMajor] {
          let found = try #require(
            try Self.run(
              EngineUnderTest.shortParts(set, threads: 2), shape.n, columns: k, block: shape.block, transposed: transposed,
              layout: layout))
          Self.expect(found, exact, "\(k) columns, \(layout)\(transposed ? ", transposed" : "")")
        }
      }
    }
  }

  private static func expect(_ found: (p: [Float], w: [Float]), _ exact: (p: [Double], w: [Double]), _ what: String) {
    let size = exact.p.reduce(0) { max($0, abs($1)) }
    for (part, whole) in [(found.p, exact.p), (found.w, exact.w)] {
      let worst = zip(part, whole).map { abs(Double($0) - $1) }.max() ?? 0
      #expect(worst <= 16 * Double(Float.ulpOfOne) * size, "\(worst / size) for \(what)")
    }
  }

  @Test(arguments: InstructionSet.available, [12, 64])
  func teamsAgreeBitwise(_ set: InstructionSet, _ k: Int) throws {
    for transposed in [false, true] {
      for layout in [Layout.rowMajor, .columnMajor] {
        let found = try [1, 2, 3, 7].map {
          try #require(
            try Self.run(
              EngineUnderTest.shortParts(set, threads: $0), 333, columns: k, block: 50, transposed: transposed, layout: layout))
        }
        for other in found.dropFirst() { #expect(other.p == found[0].p && other.w == found[0].w) }
      }
    }
  }

  @Test func nothingIsDoneForNoColumns() throws {
    let found = try #require(try Self.run(TestEngines.swift, 20, columns: 0, block: 7, transposed: false))
    #expect(found.p.isEmpty && found.w.isEmpty)
  }
}
