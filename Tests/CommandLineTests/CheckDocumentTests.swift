import CommandLineSupport
import Leontief
import TestSupport
import Testing

/// Identities in documents and sentences: what was compared can be computed again.
@Suite struct CheckDocumentTests {
  private func check(_ value: Double, _ expected: Double, scale: Double?) throws -> IdentityCheck {
    let result = try LinkageEstimator(EstimationSettings(engine: TestEngines.swift)).estimate(ReferenceTables.millerBlair())
    var check = try #require(result.checks.first)
    (check.name, check.value, check.expected, check.tolerance, check.scale) = ("sums", value, expected, 1e-12, scale)
    return check
  }

  @Test func theScaleIsTold() throws {
    let plain = CheckDocument(try check(3, -2, scale: nil))
    #expect(plain.scale == 3 && plain.relativeDifference == 5.0 / 3)
    let scaled = CheckDocument(try check(3, 1, scale: 100))
    #expect(scaled.scale == 100 && scaled.relativeDifference == 0.02)
  }

  /// What a table's imbalance is amplified to may exceed what is compared: rounding is of that, and larger differences fail.
  @Test func amplifiedImbalance() throws {
    var check = try check(1e9, 1, scale: nil)
    check.imbalance = 1e9 - 1 + 1e-5
    #expect(check.holds && check.isExcusedByImbalance && CheckDocument(check).scale == 1e9)
    check.imbalance = 1e9 - 1 + 1e-2
    #expect(!check.holds)
    check.imbalance = .nan
    #expect(!check.holds)
    (check.value, check.imbalance) = (.infinity, .infinity)
    #expect(!check.holds)
    (check.value, check.expected, check.imbalance) = (0, 0, 0)
    #expect(check.holds && check.relativeDifference == 0)
  }

  /// Rounding that multipliers amplify is told as such; a figure that is wrong by more is refused.
  @Test func amplifiedRounding() throws {
    let off = try check(1 + 1e-10, 1, scale: nil)
    #expect(off.line.hasPrefix("FAILS: sums") && !CheckDocument(off).holds && !CheckDocument(off).excusedByAmplification)
    let excused = off.amplified(by: 1e6, sectors: 12)
    #expect(excused.line == "off by rounding that multipliers amplify: sums (relative difference 1e-10)")
    let document = CheckDocument(excused)
    #expect(document.holds && document.excusedByAmplification && !document.excusedByImbalance && document.scale == 1 + 1e-10)
    #expect(document.amplifiedRounding == excused.allowed && document.relativeDifference == excused.relativeDifference)
    #expect(IdentityCheck.lines([excused] + [IdentityCheck](repeating: try check(1, 1, scale: nil), count: 7)).count == 2)
    let wrong = try check(1.001, 1, scale: nil).amplified(by: 1e6, sectors: 12)
    #expect(wrong.line.hasPrefix("FAILS") && !CheckDocument(wrong).holds && !CheckDocument(wrong).excusedByAmplification)
  }

  @Test func aFailureTellsWhatWasCompared() throws {
    let failure = try check(3, 1, scale: 100).failure
    #expect(failure == "sums fails: 3.0 against 1.0, a difference of 0.02 of 100, where 1e-12 is allowed")
  }
}
