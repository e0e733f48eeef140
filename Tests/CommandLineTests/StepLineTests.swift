import CommandLineSupport
import Testing

/// What the terminal shows of a step in progress.
@Suite struct StepLineTests {
  private func text(_ seconds: Double, fraction: Double, at reported: Double) -> String {
    StepLine(step: "factorizing", seconds: seconds, latest: .init(fraction: fraction, seconds: reported)).text
  }

  @Test func workThatDoesNotReport() {
    #expect(StepLine(step: "reading t", seconds: 3.9).text == "reading t · 3 s")
  }

  @Test func theRestIsEstimatedFromTheRate() {
    #expect(text(3, fraction: 0.25, at: 3) == "factorizing · 25 % · 3 s · about 9 s left")
    // A second after the report, a second less is left.
    #expect(text(4, fraction: 0.25, at: 3) == "factorizing · 25 % · 4 s · about 8 s left")
    #expect(text(60, fraction: 0.25, at: 3) == "factorizing · 25 % · 60 s · about 0 s left")
    #expect(text(3, fraction: 1, at: 3) == "factorizing · 100 % · 3 s · about 0 s left")
  }

  @Test func fractionsThatMeanNothingAreNotShown() {
    for fraction in [0, -0.5, 1.5, .nan, .infinity] { #expect(text(3, fraction: fraction, at: 1) == "factorizing · 3 s") }
  }

  @Test func aVeryEarlyReportDoesNotOverflow() {
    #expect(text(1e6, fraction: .leastNonzeroMagnitude, at: 1e6) == "factorizing · 0 % · 1000000 s")
  }
}
