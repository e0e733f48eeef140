/// What is gathered of one line, two elements at a time: few enough numbers for the registers of the oldest processors, two lines
/// side by side.
struct LineState {
  typealias Lanes = SIMD2<Double>

  private var sum = Lanes()
  private var correction = Lanes()
  private var seen = SIMD2<UInt64>()
  private var zeros = SIMD2<Int64>()

  @inline(__always)
  mutating func add(_ values: Lanes, _ pattern: SIMD2<UInt64>) {
    seen |= pattern
    zeros &-= unsafeBitCast(values .== 0, to: SIMD2<Int64>.self)
    Self.add(values, &sum, &correction)
  }

  /// s ← s + v, with what the rounding left out added to the correction.
  @inline(__always)
  static func add(_ values: Lanes, _ sum: inout Lanes, _ correction: inout Lanes) {
    let next = sum + values
    let part = next - sum
    correction += (sum - (next - part)) + (values - part)
    sum = next
  }

  /// With the element behind the last two, where there is one.
  func line(_ rest: Double?, width: Int) -> LineScan.Line {
    var total = CompensatedSum<Double>()
    for value in [sum[0], sum[1], correction[0], correction[1]] { total.add(value) }
    if let rest { total.add(rest) }
    let signs = seen[0] | seen[1] | (rest?.bitPattern ?? 0)
    let zeroCount = Int(zeros.wrappedSum()) + (rest == 0 ? 1 : 0)
    let isFinite = sum.sum().isFinite && total.value.isFinite
    return LineScan.Line(sum: total.value, nonZeroCount: width - zeroCount, isRemarkable: signs >> 63 == 1 || !isFinite)
  }
}
