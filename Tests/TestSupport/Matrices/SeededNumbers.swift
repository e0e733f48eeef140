/// A generator with a fixed sequence for each seed (SplitMix64), for test data that is the same everywhere.
public struct SeededNumbers: RandomNumberGenerator, Sendable {
  private var state: UInt64

  public init(_ seed: UInt64) { state = seed }

  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A number in −1 ..< 1 with 24 significant bits, so that it is the same in `Float`.
  public mutating func unit() -> Double { Double(Int64(next() >> 40)) * 0x1p-23 - 1 }
}

extension [[Double]] {
  /// A matrix of numbers in −1 ..< 1 with 53 significant bits: almost all products and sums of them are rounded, and another
  /// order of the operations gives other bits. Products of those of `random` are exact in double precision, and so are their sums
  /// below 128.
  public static func randomReals(_ rows: Int, _ columns: Int, seed: UInt64) -> [[Double]] {
    var numbers = SeededNumbers(seed)
    return (0..<rows).map { _ in
      (0..<columns).map { _ in Double(Int64(bitPattern: numbers.next()) >> 10) * 0x1p-53 }
    }
  }

  /// A matrix of numbers in −1 ..< 1.
  public static func random(_ rows: Int, _ columns: Int, seed: UInt64) -> [[Double]] {
    var numbers = SeededNumbers(seed)
    return (0..<rows).map { _ in (0..<columns).map { _ in numbers.unit() } }
  }

  /// A matrix whose compensated row and column sums depend on the order of the terms: numbers of `magnitude` that cancel each
  /// other in every row and column, from one half to the other, among numbers in −1 ..< 1. What cancels leaves rounding errors of
  /// the corrections: in double precision a `magnitude` of 2⁷⁰ leaves some bits right, in single precision one of 2³⁰.
  public static func cancelling(_ rows: Int, _ columns: Int, magnitude: Double, seed: UInt64) -> [[Double]] {
    let (height, width) = (rows / 2, columns / 2)
    let large = randomReals(height, width, seed: ~seed)
    var numbers = randomReals(rows, columns, seed: seed)
    for i in 0..<2 * height {
      for j in 0..<2 * width where (i % height + j % width) % 3 > 0 {
        numbers[i][j] = large[i % height][j % width] * magnitude * ((i < height) == (j < width) ? 1 : -1)
      }
    }
    return numbers
  }

  /// A non-negative matrix whose columns sum to `columnSum`: the coefficients of a productive economy.
  public static func coefficients(_ n: Int, columnSum: Double, seed: UInt64) -> [[Double]] {
    let raw = random(n, n, seed: seed).map { $0.map { ($0 + 1) / 2 } }
    let sums = (0..<n).map { j in raw.reduce(0) { $0 + $1[j] } }
    return raw.map { row in row.indices.map { row[$0] * columnSum / sums[$0] } }
  }

  /// I minus this matrix.
  public var subtractedFromIdentity: [[Double]] {
    indices.map { i in self[i].indices.map { (i == $0 ? 1 : 0) - self[i][$0] } }
  }
}
