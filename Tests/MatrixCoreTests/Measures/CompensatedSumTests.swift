import MatrixCore
import Testing

@Suite("Compensated sums against exact ones")
struct CompensatedSumTests {
  static let cancelling: [(values: [Double], exact: Double)] = [
    ([], 0),
    ([1, 1e100, 1, -1e100], 2),  // Kahan's own form gives 0 here
    ([1e16, 1, -1e16], 1),
    ([1, 1e16, -1e16], 1),
    ([0x1p53, 1, 1, -0x1p53], 2),
    ([3, -0x1p-60, -3], -0x1p-60),
    ([.greatestFiniteMagnitude, -.greatestFiniteMagnitude, .leastNonzeroMagnitude], .leastNonzeroMagnitude),
  ]

  @Test("sums that cancel to the last digit", arguments: cancelling)
  func cancellation(values: [Double], exact: Double) {
    #expect(values.compensatedSum() == exact)
    #expect(values.span.compensatedSum() == exact)
  }

  @Test("0.1 added ten times is 1")
  func tenths() {
    let tenths = [Double](repeating: 0.1, count: 10)
    #expect(tenths.reduce(0, +) != 1)
    #expect(tenths.compensatedSum() == 1)
  }

  @Test("infinities and NaN come through", arguments: [[1, .infinity, 2], [.infinity, 1], [1, .infinity]] as [[Double]])
  func infinity(values: [Double]) {
    #expect(values.compensatedSum() == .infinity)
    #expect(values.map { -$0 }.compensatedSum() == -.infinity)
    #expect((values + [.nan]).compensatedSum().isNaN)
    #expect((values + [-.infinity]).compensatedSum().isNaN)
  }

  /// Integers of 53 bits shifted up to 60 places: exact as `Double`, and their sum exact as `Int128`.
  private func shiftedIntegers(_ count: Int, seed: UInt64) -> [Int128] {
    var state = seed
    func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state >> 11
    }
    return (0..<count).map { _ in
      let magnitude = Int128(next()) << Int128(next() % 61)
      return next() % 2 == 0 ? magnitude : -magnitude
    }
  }

  @Test("random sums against exact integers", arguments: [2, 10, 1000, 8000], [1, 2, 3] as [UInt64])
  func random(count: Int, seed: UInt64) throws {
    let integers = shiftedIntegers(count, seed: seed)
    var values = integers.map { Double($0) }
    try #require(zip(integers, values).allSatisfy { Int128(exactly: $1) == $0 })
    var exact = integers.reduce(0, +)
    try expectSum(of: values, exact: exact)
    // The same with the rounded total taken away: what is left is what rounding lost, an ill-conditioned sum.
    values.append(-Double(exact))
    exact -= Int128(Double(exact))
    try expectSum(of: values, exact: exact)
  }

  /// |computed − s| ≤ u|s| + n·u²·Σ|v|, as documented (the proved bound has n², for signs that conspire). Observed: the
  /// second term is used to at most 1/600; plain addition breaks the bound up to 1e14 times over.
  private func expectSum(of values: [Double], exact: Int128) throws {
    let computed = try #require(Int128(exactly: values.compensatedSum().rounded()))
    let error = abs(Double(computed - exact))
    let n = Double(values.count)
    let u = Double.unitRoundoff
    #expect(error <= u * abs(Double(exact)) + n * u * u * values.absoluteSum())
  }

  @Test("Float carries its own error")
  func float() {
    let values: [Float] = [0x1p24] + [Float](repeating: 1, count: 1000) + [-0x1p24]
    #expect(values.reduce(0, +) != 1000)
    #expect(values.compensatedSum() == 1000)
  }
}
