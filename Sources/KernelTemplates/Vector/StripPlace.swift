public import CPrefetch

/// The same place in the first row of each half of a strip: other rows are reached from one of the two, with offsets that both
/// halves share, so that pointers and offsets all stay in registers.
@frozen public struct StripPlace {
  public var low: UnsafeRawPointer
  public var high: UnsafeRawPointer

  @inlinable @inline(__always)
  public init(_ low: UnsafeRawPointer, _ high: UnsafeRawPointer) { (self.low, self.high) = (low, high) }

  @inlinable @inline(__always)
  public static func + (place: StripPlace, bytes: Int) -> StripPlace { StripPlace(place.low + bytes, place.high + bytes) }

  /// The same, of which the compiler does not know how it was made: two pointers, to which offsets are added in the loads.
  @inlinable @inline(__always)
  public var twin: StripPlace { StripPlace(cprefetch_twin(low), cprefetch_twin(high)) }
}
