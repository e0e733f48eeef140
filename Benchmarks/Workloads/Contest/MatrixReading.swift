import BenchmarkHarness
import Leontief

/// The readings of a task's matrix, whose elements are whole numbers or nearly so many that rounding does not matter. The first
/// finds the order that is fastest here, for all that follow.
struct MatrixReading {
  private var sum = 0.0
  private var expected: Expected?
  private var order: ReadOrder?

  static func bytes<Scalar>(_ matrix: borrowing Matrix<Scalar>) -> Double {
    Double(matrix.count) * Double(MemoryLayout<Scalar>.stride)
  }

  mutating func read(_ matrix: borrowing Matrix<Double>, on engine: Engine) {
    let order = order ?? .fastest { _ = HostPeak.readShared(matrix, $0, team: engine.team) }
    self.order = order
    sum = HostPeak.readShared(matrix, order, team: engine.team)
  }

  mutating func read(_ matrix: borrowing Matrix<Float>, on engine: Engine) {
    let order = order ?? .fastest { _ = HostPeak.readShared(matrix, $0, team: engine.team) }
    self.order = order
    sum = HostPeak.readShared(matrix, order, team: engine.team)
  }

  /// The sum of the last reading against that of the elements, which is taken once.
  mutating func check<Scalar: MatrixScalar>(_ matrix: borrowing Matrix<Scalar>) -> [AnswerCheck] {
    let expected = expected ?? Self.expected(matrix)
    self.expected = expected
    return [AnswerCheck("reading_error", abs(sum - expected.sum), atMost: expected.leftOut + expected.rounding)]
  }

  /// The sum, which may be off by what does not fill a step of the loop, eight vectors, and by rounding.
  private static func expected<Scalar: MatrixScalar>(_ matrix: borrowing Matrix<Scalar>) -> Expected {
    let values = matrix.elements
    var (sum, magnitudes, largest) = (0.0, 0.0, 0.0)
    for k in values.indices {
      let value = Double(values[k])
      sum += value
      magnitudes += abs(value)
      largest = max(largest, abs(value))
    }
    let elements = 8 * 64 / MemoryLayout<Scalar>.stride
    return Expected(sum: sum, leftOut: Double(elements) * largest, rounding: 64 * Double(Scalar.ulpOfOne) * magnitudes)
  }

  private struct Expected {
    let sum: Double
    let leftOut: Double
    let rounding: Double
  }
}
