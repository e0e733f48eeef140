import MatrixCore

/// The choice between the templates for lists of indices by their length.
public enum IndexedSums<Scalar: MatrixScalar> {
  /// As `IndexedSum.run`, for lists of `length` ≥ 1; without weights each is one.
  @inlinable @inline(__always)
  public static func run(
    length: Int, lists: Int, _ indices: UnsafePointer<Int32>, weights: UnsafePointer<Scalar>?,
    _ x: UnsafePointer<Scalar>, _ places: UnsafePointer<Int32>, _ c: UnsafeMutablePointer<Scalar>, stride: Int
  ) {
    if let weights {
      switch length {
      case 1: IndexedSum<Scalar, 1>.run(lists: lists, indices, weights: weights, x, places, c, stride: stride)
      case 2: IndexedSum<Scalar, 2>.run(lists: lists, indices, weights: weights, x, places, c, stride: stride)
      case 3: IndexedSum<Scalar, 3>.run(lists: lists, indices, weights: weights, x, places, c, stride: stride)
      case 4: IndexedSum<Scalar, 4>.run(lists: lists, indices, weights: weights, x, places, c, stride: stride)
      default:
        LongIndexedSum.run(length: length, lists: lists, indices, weights: weights, x, places, c, stride: stride)
      }
    } else {
      switch length {
      case 1: IndexedSum<Scalar, 1>.run(lists: lists, indices, x, places, c, stride: stride)
      case 2: IndexedSum<Scalar, 2>.run(lists: lists, indices, x, places, c, stride: stride)
      case 3: IndexedSum<Scalar, 3>.run(lists: lists, indices, x, places, c, stride: stride)
      case 4: IndexedSum<Scalar, 4>.run(lists: lists, indices, x, places, c, stride: stride)
      case 5: IndexedSum<Scalar, 5>.run(lists: lists, indices, x, places, c, stride: stride)
      case 6: IndexedSum<Scalar, 6>.run(lists: lists, indices, x, places, c, stride: stride)
      case 7: IndexedSum<Scalar, 7>.run(lists: lists, indices, x, places, c, stride: stride)
      default: LongIndexedSum.run(length: length, lists: lists, indices, weights: nil, x, places, c, stride: stride)
      }
    }
  }
}
