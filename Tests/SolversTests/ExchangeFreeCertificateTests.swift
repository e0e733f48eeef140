import Kernels
import MatrixCore
import Solvers
import Tables
import TestSupport
import Testing

/// When elimination without row exchanges is proved safe, and when it must not be.
@Suite struct ExchangeFreeCertificateTests {
  private func coefficients(_ rows: [[Double]]) throws -> CoefficientMatrix {
    try CoefficientMatrix(codes: rows.indices.map { "s\($0)" }, rows: rows, on: TestEngines.swift)
  }

  private func certificate(_ rows: [[Double]], _ engine: Engine = TestEngines.swift) throws -> ExchangeFreeCertificate? {
    ExchangeFreeCertificate(try coefficients(rows), on: engine)
  }

  @Test(arguments: TestEngines.all) func economiesHaveDominantColumns(_ test: TestEngine) throws {
    for n in [1, 2, 3, 4, 5, 8, 9, 65, 200] {
      let rows = [[Double]].coefficients(n, columnSum: 0.9, seed: 51)
      #expect(try certificate(rows, test.engine) == .dominantColumns, "\(n)")
    }
    #expect(try certificate([], test.engine) == .dominantColumns)
  }

  @Test func dominantRows() throws {
    // The first column of A sums to 1.2.
    #expect(try certificate([[0.4, 0.1, 0.2], [0.4, 0.1, 0.2], [0.4, 0, 0.5]]) == .dominantRows)
  }

  @Test func signsDoNotMatterForDominance() throws {
    #expect(try certificate([[0.25, -0.5], [0.5, -0.5]]) == .dominantColumns)
    // 1 − 2.5 = −1.5 dominates, but an elimination without exchanges wants positive pivots.
    #expect(try certificate([[2.5, 0.25], [0.25, 0.25]]) == nil)
  }

  @Test(arguments: TestEngines.all) func weightsAreFoundWhereNothingDominates(_ test: TestEngine) throws {
    // Column 0 and row 0 sum to more than one; the product of what goes round is 0.45.
    #expect(try certificate([[0, 0.9, 0.3], [0.5, 0, 0], [0.6, 0.1, 0]], test.engine) == .weightedColumns)
  }

  @Test(arguments: TestEngines.all) func noWeightsWithoutProductivityOrSigns(_ test: TestEngine) throws {
    #expect(try certificate([[0.9, 0.9], [0.9, 0.9]], test.engine) == nil)
    #expect(try certificate([[0, 1], [1, 0]], test.engine) == nil)
    #expect(try certificate([[0, -0.9, 0.3], [0.5, 0, 0], [0.6, 0.1, 0]], test.engine) == nil)
  }

  /// A sum that is less than one only by rounding is no proof. Each of these sums exceeds or equals one exactly.
  @Test func roundingIsNotAProof() throws {
    // Exactly one.
    #expect(try certificate([[0.5, 0.5], [0.5, 0.5]]) == nil)
    // The first column sums to 1 + 2⁻⁵³ exactly; added from the top, each 2⁻⁵⁵ is rounded away and 1 − 2⁻⁵³ is left.
    let first = [0, 1 - 0x1p-53] + [Double](repeating: 0x1p-55, count: 8)
    let isProved = try coefficients(first.map { [$0] + [Double](repeating: 0, count: 9) }).facts.columnsDominate
    #expect(!isProved)
    // A hundred hundredths: one within rounding.
    let n = 101
    let share = 1.0 / Double(n - 1)
    let rows = (0..<n).map { i in (0..<n).map { i == $0 ? 0.0 : share } }
    #expect(try certificate(rows) == nil)
  }

  /// The bound refuses no more than rounding demands: 1 − 10⁻¹² is proved at this size.
  @Test func smallMarginsAreEnough() throws {
    let rows = [[Double]].coefficients(200, columnSum: 1 - 1e-12, seed: 52)
    #expect(try certificate(rows) == .dominantColumns)
    let margin = [[Double]].coefficients(200, columnSum: 1 - 1e-15, seed: 52)
    #expect(try certificate(margin) == nil)
  }

  /// Column sums in exact fractions agree with what was certified, for sums of every distance from one.
  @Test func exactSumsAgree() throws {
    for exponent in 1...60 {
      let n = 12
      let rows = [[Double]].coefficients(n, columnSum: 1 - Double(sign: .plus, exponent: -exponent, significand: 1), seed: 53)
      let isProved = try coefficients(rows).facts.columnsDominate
      let isDominant = (0..<n).allSatisfy { j in
        let beside = (0..<n).filter { $0 != j }.reduce(Rational(0)) { $0 + Rational(exactly: rows[$1][j]) }
        return (Rational(exactly: 1 - rows[j][j]) - beside).numerator > 0
      }
      #expect(!isProved || isDominant, "2^-\(exponent)")
      // Twenty roundings below one there is room for the bound.
      if exponent <= 46 { #expect(isProved, "2^-\(exponent)") }
    }
  }

  @Test func measuresOfTheMatrix() throws {
    let matrix = try coefficients([[0.5, -2, 0.25], [0.25, 3, 0], [0, 0.5, 0]])
    // I − A = [[0.5, 2, −0.25], [−0.25, −2, 0], [0, −0.5, 1]].
    let (norms, largest) = ([matrix.facts.rowNorm, matrix.facts.columnNorm], matrix.facts.largestMagnitude)
    #expect(norms == [2.75, 4.5] && largest == 2)
    let flags = [matrix.facts.isNonNegative, matrix.facts.rowsDominate, matrix.facts.columnsDominate]
    #expect(flags == [false, false, false])
  }
}
