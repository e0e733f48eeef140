/// `ScanFigures` of each lane.
@usableFromInline
struct LineFigures<V: SIMD> where V.Scalar == Double {
  @usableFromInline var largest: V
  @usableFromInline var least: V
  @usableFromInline var nonZeros: V.MaskStorage

  /// Initial values beside the declarations would not be inlined into other modules.
  @inlinable @inline(__always)
  init() {
    largest = V(repeating: 0)
    least = V(repeating: 0)
    nonZeros = V.MaskStorage(repeating: 0)
  }

  /// Comparisons are false for NaN: the figures stay.
  @inlinable @inline(__always)
  mutating func add(_ values: V, _ magnitudes: V) {
    var (most, least, nonZeros) = (self.largest, self.least, self.nonZeros)
    for lane in 0..<V.scalarCount {
      most[lane] = magnitudes[lane] > most[lane] ? magnitudes[lane] : most[lane]
      least[lane] = values[lane] < least[lane] ? values[lane] : least[lane]
      nonZeros[lane] &+= values[lane] == 0 ? 0 : 1
    }
    (self.largest, self.least, self.nonZeros) = (most, least, nonZeros)
  }

  @inlinable @inline(__always)
  func join(_ figures: UnsafeMutablePointer<ScanFigures>) {
    for lane in 0..<V.scalarCount {
      if largest[lane] > figures.pointee.largest { figures.pointee.largest = largest[lane] }
      if least[lane] < figures.pointee.least { figures.pointee.least = least[lane] }
      figures.pointee.nonZeros &+= Int(truncatingIfNeeded: nonZeros[lane])
    }
  }
}
