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

  @Test func aFailureTellsWhatWasCompared() throws {
    let failure = try check(3, 1, scale: 100).failure
    #expect(failure == "sums fails: 3.0 against 1.0, a difference of 0.02 of 100, where 1e-12 is allowed")
  }
}
