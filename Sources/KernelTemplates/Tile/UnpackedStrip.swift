import MatrixCore

/// A few columns of a product of matrices that were not packed.
///
/// Shapes: A has `depth` columns with contiguous rows, `aStride` apart, on any boundary; B has `depth` rows `bDepthStride`
/// apart and as many columns as the tile, `bColumnStride` apart.
public struct UnpackedStrip<Scalar: MatrixScalar> {
  public var depth: Int
  public var a: UnsafePointer<Scalar>
  public var aStride: Int
  public var b: UnsafePointer<Scalar>
  public var bDepthStride: Int
  public var bColumnStride: Int

  @inlinable @inline(__always)
  public init(
    depth: Int, a: UnsafePointer<Scalar>, aStride: Int, b: UnsafePointer<Scalar>, bDepthStride: Int, bColumnStride: Int
  ) {
    self.depth = depth
    self.a = a
    self.aStride = aStride
    self.b = b
    self.bDepthStride = bDepthStride
    self.bColumnStride = bColumnStride
  }
}

extension MultiplyTile {
  /// The same as `run` for rows of an unpacked A: `first` and the following ones of the strip. The operations on an element
  /// of C are those of `run` in the same order.
  @inlinable @inline(__always)
  public static func run(
    _ strip: UnpackedStrip<Scalar>, row first: Int, _ update: TileUpdate, _ c: UnsafeMutablePointer<Scalar>,
    columnStride: Int, multiplyAdd: (V, V, V) -> V
  ) {
    var sum = Accumulators(repeating: InlineArray<vectors, V>(repeating: V(repeating: 0)))
    var (a, b) = (UnsafeRawPointer(strip.a + first), strip.b)
    let (aStep, bStep, bColumn) = (strip.aStride &* MemoryLayout<Scalar>.stride, strip.bDepthStride, strip.bColumnStride)
    for _ in 0..<strip.depth {
      var column = InlineArray<vectors, V>(repeating: V(repeating: 0))
      for i in 0..<vectors {
        column[unchecked: i] = a.loadUnaligned(fromByteOffset: i &* MemoryLayout<V>.stride, as: V.self)
      }
      for j in 0..<columns {
        let factor = V(repeating: b[j &* bColumn])
        for i in 0..<vectors {
          sum[unchecked: j][unchecked: i] = multiplyAdd(column[unchecked: i], factor, sum[unchecked: j][unchecked: i])
        }
      }
      a += aStep
      b += bStep
    }
    store(sum, update, c + first, columnStride: columnStride)
  }
}
