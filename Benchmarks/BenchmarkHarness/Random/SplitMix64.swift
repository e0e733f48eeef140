/// A small generator of 64-bit numbers whose sequence is part of the benchmark: the same seed gives the same problem on every
/// processor, system and version of Swift.
///
/// The standard library's `random(in:using:)` promises no fixed mapping from generator to number, so ranges and shuffles are
/// made here. Not for secrets.
/// Reference: Steele, Lea and Flood (2014), "Fast splittable pseudorandom number generators", OOPSLA.
public struct SplitMix64: RandomNumberGenerator, Sendable {
  private var state: UInt64

  public init(seed: UInt64) { state = seed }

  /// An independent sequence for one purpose, so that adding a workload does not change the numbers of another.
  public init(seed: UInt64, stream: String) {
    var hash = ContentHash()
    hash.add(seed)
    for byte in stream.utf8 { hash.add(UInt64(byte)) }
    self.init(seed: hash.value)
  }

  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return Self.mix(state)
  }

  /// A bijection of 64-bit numbers in which every input bit reaches every output bit.
  static func mix(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A number in 0 ..< bound, by the high half of a product. The bias is under bound / 2⁶⁴.
  public mutating func next(below bound: UInt64) -> UInt64 {
    precondition(bound > 0, "an empty range")
    return next().multipliedFullWidth(by: bound).high
  }

  /// A number in a closed range of integers.
  public mutating func next(in range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(next(below: UInt64(range.count)))
  }

  /// A random order of `elements` (Fisher and Yates).
  public mutating func shuffle<Element>(_ elements: inout [Element]) {
    for last in stride(from: elements.count - 1, to: 0, by: -1) {
      elements.swapAt(last, Int(next(below: UInt64(last + 1))))
    }
  }
}
