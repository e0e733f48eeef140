/// The inner loop of `LineScan` for one width of vectors: whoever has kernels for the processor hands one down.
public struct LineKernel: Sendable {
  public typealias Body = @Sendable (LinePiece, UnsafeMutablePointer<LineTotals>) -> Void

  /// Elements a piece is counted in.
  public let lanes: Int
  /// `LineAddition.run` for one line, and for two side by side.
  public let oneLine: Body
  public let twoLines: Body

  @inlinable @inline(__always)
  public init(lanes: Int, oneLine: @escaping Body, twoLines: @escaping Body) {
    self.lanes = lanes
    self.oneLine = oneLine
    self.twoLines = twoLines
  }

  /// For every processor.
  public static let portable = LineKernel(
    lanes: 2, oneLine: { LineAddition<SIMD2<Double>, 1>.run($0, $1) }, twoLines: { LineAddition<SIMD2<Double>, 2>.run($0, $1) })
}

/// A piece of some lines, one below the other, and what is gathered of their columns.
public struct LinePiece {
  /// Columns, a multiple of the kernel's lanes.
  public var count: Int
  public var source: UnsafePointer<Double>
  /// Elements from one line to the next.
  public var stride: Int
  /// The columns' sums, what rounding left out of them, and the bits of all elements together.
  public var sums: UnsafeMutablePointer<Double>
  public var corrections: UnsafeMutablePointer<Double>
  public var bits: UnsafeMutablePointer<UInt64>
}

/// What is gathered of one line.
public struct LineTotals: Sendable {
  public var sum = 0.0
  /// What rounding left out of the sum.
  public var correction = 0.0
  /// The bits of all elements together.
  public var bits: UInt64 = 0
  public var zeros = 0

  public init() {}

  /// The sum with what rounding left out; that is NaN where the sum is not finite or came near the largest number.
  var value: Double { correction.isFinite ? sum + correction : sum }

  /// Adds an element behind the last vector.
  mutating func add(_ value: Double) {
    TwoSum.add(value, to: &sum, &correction)
    bits |= value.bitPattern
    zeros += value == 0 ? 1 : 0
  }
}
