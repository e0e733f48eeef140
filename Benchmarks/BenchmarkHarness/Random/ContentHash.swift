import Leontief

/// A 64-bit hash of numbers, bit for bit, for telling two inputs or two answers apart. Not for secrets.
public struct ContentHash: Sendable {
  private var state: UInt64 = 0

  public init() {}

  public mutating func add(_ value: UInt64) {
    state = SplitMix64.mix(state ^ value) &+ 0x9E37_79B9_7F4A_7C15
  }

  public mutating func add(_ values: [Int]) {
    for value in values { add(UInt64(bitPattern: Int64(value))) }
  }

  public mutating func add(_ text: String) {
    for byte in text.utf8 { add(UInt64(byte)) }
  }

  /// All elements of a matrix in storage order. Cost: one pass; four independent chains, so that it runs near the speed of
  /// memory and not of a multiplication's latency. Without the specializations it would be a hundred times slower for callers
  /// of other modules.
  @_specialize(where Scalar == Double)
  @_specialize(where Scalar == Float)
  public mutating func add<Scalar: MatrixScalar>(_ matrix: borrowing Matrix<Scalar>) {
    let elements = matrix.elements
    var (a, b, c, d) = (UInt64(1), UInt64(2), UInt64(3), UInt64(4))
    var k = 0
    while k + 4 <= elements.count {
      a = Self.step(a, elements[k])
      b = Self.step(b, elements[k + 1])
      c = Self.step(c, elements[k + 2])
      d = Self.step(d, elements[k + 3])
      k += 4
    }
    while k < elements.count {
      a = Self.step(a, elements[k])
      k += 1
    }
    for lane in [a, b, c, d] { add(lane) }
  }

  @inline(__always)
  private static func step<Scalar: MatrixScalar>(_ state: UInt64, _ value: Scalar) -> UInt64 {
    // Exact for both precisions, and keeps the sign of zero and the payload of a NaN.
    let product = (state ^ Double(value).bitPattern) &* 0xD6E8_FEB8_6659_FD93
    return product ^ (product >> 32)
  }

  public var value: UInt64 { state }

  /// Sixteen hexadecimal digits.
  public var text: String { Self.text(state) }

  public static func text(_ value: UInt64) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
