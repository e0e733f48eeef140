/// Random numbers that a seed and a position decide alone, so that any cell of a table can be drawn at any time and by any
/// thread: the SplitMix64 sequence, entered where one likes. Integers and exact conversions only, so that every processor
/// draws the same.
///
/// Reference: Steele, Lea and Flood (2014), "Fast splittable pseudorandom number generators", OOPSLA.
package struct SeededDraws: Sendable {
  /// The golden ratio in 64 bits: the distance between neighbours of a sequence before they are mixed.
  static let step: UInt64 = 0x9E37_79B9_7F4A_7C15

  let origin: UInt64

  private init(origin: UInt64) { self.origin = origin }

  package init(seed: UInt64) { self.init(origin: Self.mix(seed &+ Self.step)) }

  /// An independent sequence for the purpose or thing of that number.
  package func stream(_ number: Int) -> SeededDraws {
    // Mixed twice: mixed once it would begin at a number this sequence draws.
    SeededDraws(origin: Self.mix(Self.mix(origin &+ UInt64(bitPattern: Int64(number)) &* Self.step)))
  }

  package func bits(_ position: Int) -> UInt64 { Self.mix(origin &+ UInt64(bitPattern: Int64(position)) &* Self.step) }

  /// A number in −1 ..< 1 in steps of 2⁻⁵².
  package func centred(_ position: Int) -> Double { Self.centred(bits(position)) }

  @inline(__always)
  static func centred(_ bits: UInt64) -> Double { Double(Int64(bitPattern: bits) >> 11) * 0x1p-52 }

  /// A bijection of 64-bit numbers in which every input bit reaches every output bit.
  @inline(__always)
  static func mix(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
