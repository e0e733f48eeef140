import Solvers
import Testing

@Suite struct ThreeDigitsTests {
  @Test(arguments: [
    (0.0, "0"), (-0.0, "0"), (1, "1"), (1.25, "1.25"), (0.21149, "0.211"), (0.000123456, "0.000123"), (12.345, "12.3"),
    (99.96, "100"), (123.4, "123"), (-123.6, "-124"), (98765.4, "98765"), (3e-9, "3e-09"), (1e-10, "0"), (1e300, "1e+300"),
    (.infinity, "inf"), (.nan, "nan"),
  ])
  func numbersInSentences(_ number: Double, _ text: String) { #expect(number.threeDigits == text) }
}
