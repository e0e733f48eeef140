import BenchmarkHarness
import Leontief

/// Passes over memory: the memory roofs, for `scripts/check-peaks`.
final class StreamTask: WorkingTask {
  /// Nil for reading alone.
  private let stream: MemoryStream?
  private var arrays: Matrix<Double>
  private var sum = 0.0
  private var order: ReadOrder?
  private var threads = 1
  private(set) var work = 0.0

  /// The kernels "stream-read", "stream-write", "stream-copy" and "stream-triad" on arrays of so many numbers. Errors:
  /// `ProblemRefusal` for another name, `AllocationError`.
  init(_ kernel: String, count: Int) throws {
    let name = kernel.dropFirst("stream-".count)
    stream = MemoryStream(rawValue: String(name))
    guard kernel.hasPrefix("stream-"), stream != nil || name == "read", count > 0 else {
      throw ProblemRefusal("there is no kernel '\(kernel)' of \(count) numbers")
    }
    arrays = try Self.ones(rows: stream == nil ? 1 : 3, columns: count)
  }

  private static func ones(rows: Int, columns: Int) throws(AllocationError) -> Matrix<Double> {
    var matrix = try Matrix<Double>(rows: rows, columns: columns)
    var elements = matrix.mutableElements
    // What is written is another number than was there.
    for k in elements.indices { elements[k] = rows > 1 && k < columns ? -1 : 1 }
    return matrix
  }

  func reset() {}

  func run(on engine: Engine) {
    threads = engine.team.threads
    if let stream {
      work = HostPeak.stream(stream, Self.scalar, &arrays, team: engine.team)
    } else {
      let order = order ?? .fastest { _ = HostPeak.read(arrays, $0, team: engine.team) }
      self.order = order
      sum = HostPeak.read(arrays, order, team: engine.team)
      work = 8 * Double(arrays.count)
    }
  }

  private static let scalar = 2.0

  var answerHash: UInt64 { UInt64(work) }

  /// All numbers were one.
  func check() -> [AnswerCheck] {
    let expected: Double
    switch stream {
    // What does not fill a step of eight vectors of each thread is not read.
    case nil: return [AnswerCheck("numbers_not_read", Double(arrays.count) - sum, atMost: 64 * Double(threads))]
    case .write: expected = Self.scalar
    case .copy: expected = 1
    case .triad: expected = 1 + Self.scalar
    }
    return [AnswerCheck("wrong_numbers", Double(Self.others(arrays, than: expected)), atMost: 0)]
  }

  /// Numbers of the first array that are others.
  private static func others(_ arrays: borrowing Matrix<Double>, than expected: Double) -> Int {
    let elements = arrays.elements
    var wrong = 0
    for k in 0..<arrays.columns where elements[k] != expected { wrong += 1 }
    return wrong
  }
}
