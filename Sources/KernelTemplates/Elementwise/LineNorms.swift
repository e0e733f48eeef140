import MatrixCore

/// What norms need of a line: its largest magnitude and the sum of its squares.
public enum LineNorms<V: SIMD> where V.Scalar: MatrixScalar {
  public typealias Scalar = V.Scalar

  /// |x|: the sign bit cleared. (A comparison with zero compiles to one branch an element.)
  @inlinable @inline(__always)
  public static func magnitude(_ x: V) -> V { unsafeBitCast(magnitudeBits(x), to: V.self) }

  @inlinable @inline(__always)
  static func magnitudeBits(_ x: V) -> V.MaskStorage {
    let bits = unsafeBitCast(x, to: V.MaskStorage.self)
    var result = bits
    for lane in 0..<V.scalarCount { result[lane] = bits[lane] & .max }
    return result
  }

  /// largest ← max(largest, |x_j|); NaN when either holds one.
  ///
  /// Magnitudes are ordered as their bit patterns are, with NaN above infinity.
  @inlinable @inline(__always)
  public static func largest(count: Int, _ x: UnsafePointer<Scalar>, _ largest: UnsafeMutablePointer<Scalar>) {
    let lanes = V.scalarCount
    var even = V.MaskStorage(repeating: 0)
    var odd = V.MaskStorage(repeating: 0)
    var j = 0
    while j &+ 2 &* lanes <= count {
      keepLarger(magnitudeBits(UnsafeRawPointer(x + j).loadUnaligned(as: V.self)), &even)
      keepLarger(magnitudeBits(UnsafeRawPointer(x + (j &+ lanes)).loadUnaligned(as: V.self)), &odd)
      j &+= 2 &* lanes
    }
    keepLarger(odd, &even)
    let most = unsafeBitCast(even, to: V.self)
    for lane in 0..<lanes { keepLarger(most[lane], largest) }
    while j < count {
      keepLarger(abs(x[j]), largest)
      j &+= 1
    }
  }

  @inlinable @inline(__always)
  static func keepLarger(_ values: V.MaskStorage, _ largest: inout V.MaskStorage) {
    var result = largest
    for lane in 0..<V.scalarCount { result[lane] = values[lane] > largest[lane] ? values[lane] : largest[lane] }
    largest = result
  }

  @inlinable @inline(__always)
  static func keepLarger(_ value: Scalar, _ largest: UnsafeMutablePointer<Scalar>) {
    if !(value <= largest.pointee) && largest.pointee == largest.pointee { largest.pointee = value }
  }

  /// sum ← sum + Σ (f x_j)².
  @inlinable @inline(__always)
  public static func addSquares(
    count: Int, _ x: UnsafePointer<Scalar>, factor: Scalar, _ sum: UnsafeMutablePointer<Scalar>,
    multiplyAdd: (V, V, V) -> V
  ) {
    let lanes = V.scalarCount
    var sums = InlineArray<4, V>(repeating: V(repeating: 0))
    var j = 0
    while j &+ 4 &* lanes <= count {
      for k in 0..<4 {
        let value = UnsafeRawPointer(x + (j &+ k &* lanes)).loadUnaligned(as: V.self) * V(repeating: factor)
        sums[unchecked: k] = multiplyAdd(value, value, sums[unchecked: k])
      }
      j &+= 4 &* lanes
    }
    var rest: Scalar = 0
    while j < count {
      rest += (x[j] * factor) * (x[j] * factor)
      j &+= 1
    }
    let total = (sums[unchecked: 0] + sums[unchecked: 1]) + (sums[unchecked: 2] + sums[unchecked: 3])
    sum.pointee += SumOfLanes.sum(total) + rest
  }
}
