import MatrixCore

/// A row of a sparse matrix times a matrix whose rows are contiguous: a combination of these, kept in registers.
public enum SparseRowCombination<V: SIMD> where V.Scalar: MatrixScalar {
  public typealias Scalar = V.Scalar

  /// y ← α Σ_e v_e b[index_e, :] + β y for `entries` entries and `columns` columns, at least a vector of them; with β = 0, y is
  /// not read.
  ///
  /// Columns that fill no vector are taken together with some of those before them, so that nothing is read or written
  /// beyond the last one.
  @inlinable @inline(__always)
  public static func run(
    entries: Int, _ indices: UnsafePointer<Int32>, _ values: UnsafePointer<Scalar>, alpha: Scalar,
    _ b: UnsafePointer<Scalar>, rowStride: Int, beta: Scalar, columns: Int, _ y: UnsafeMutablePointer<Scalar>,
    multiplyAdd: (V, V, V) -> V
  ) {
    let lanes = V.scalarCount
    var j = 0
    while columns &- j >= 4 &* lanes {
      Chunk<4, 1>.run(
        entries, indices, values, alpha, b + j, rowStride, beta, y + j, last: 3 &* lanes, fresh: lanes, multiplyAdd)
      j &+= 4 &* lanes
    }
    while columns &- j > lanes {
      let width = min(columns &- j, 2 &* lanes)
      Chunk<2, 2>.run(
        entries, indices, values, alpha, b + j, rowStride, beta, y + j, last: width &- lanes, fresh: width &- lanes,
        multiplyAdd)
      j &+= width
    }
    if j < columns {
      let start = columns &- lanes
      Chunk<1, 4>.run(
        entries, indices, values, alpha, b + start, rowStride, beta, y + start, last: 0, fresh: columns &- j, multiplyAdd)
    }
  }

  /// The same for fewer columns than V has lanes: in at most two vectors of `W`, which overlap.
  @inlinable @inline(__always)
  public static func runPair(
    entries: Int, _ indices: UnsafePointer<Int32>, _ values: UnsafePointer<Scalar>, alpha: Scalar,
    _ b: UnsafePointer<Scalar>, rowStride: Int, beta: Scalar, columns: Int, _ y: UnsafeMutablePointer<Scalar>,
    multiplyAdd: (V, V, V) -> V
  ) {
    let last = columns &- V.scalarCount
    Chunk<2, 2>.run(
      entries, indices, values, alpha, b, rowStride, beta, y, last: last, fresh: last, multiplyAdd)
  }

  /// `vectors` vectors of columns, each added in `chains` chains: as many sums in all as hide the latency of one.
  public enum Chunk<let vectors: Int, let chains: Int> {
    /// The last vector begins at column `last`, which may be inside the one before; its last `fresh` lanes are stored.
    @inlinable @inline(__always)
    static func run(
      _ entries: Int, _ indices: UnsafePointer<Int32>, _ values: UnsafePointer<Scalar>, _ alpha: Scalar,
      _ b: UnsafePointer<Scalar>, _ rowStride: Int, _ beta: Scalar, _ y: UnsafeMutablePointer<Scalar>, last: Int, fresh: Int,
      _ multiplyAdd: (V, V, V) -> V
    ) {
      let lanes = V.scalarCount
      var sums = InlineArray<chains, InlineArray<vectors, V>>(repeating: InlineArray(repeating: V(repeating: 0)))
      var e = 0
      while e &+ chains <= entries {
        for chain in 0..<chains {
          let (row, factor) = (b + Int(indices[e &+ chain]) &* rowStride, V(repeating: values[e &+ chain]))
          for k in 0..<vectors {
            let column = k &+ 1 < vectors ? k &* lanes : last
            let x = UnsafeRawPointer(row + column).loadUnaligned(as: V.self)
            sums[unchecked: chain][unchecked: k] = multiplyAdd(x, factor, sums[unchecked: chain][unchecked: k])
          }
        }
        e &+= chains
      }
      while e < entries {
        let (row, factor) = (b + Int(indices[e]) &* rowStride, V(repeating: values[e]))
        for k in 0..<vectors {
          let column = k &+ 1 < vectors ? k &* lanes : last
          let x = UnsafeRawPointer(row + column).loadUnaligned(as: V.self)
          sums[unchecked: 0][unchecked: k] = multiplyAdd(x, factor, sums[unchecked: 0][unchecked: k])
        }
        e &+= 1
      }
      for chain in 1..<max(chains, 1) {
        for k in 0..<vectors { sums[unchecked: 0][unchecked: k] += sums[unchecked: chain][unchecked: k] }
      }
      for k in 0..<vectors &- 1 { store(sums[unchecked: 0][unchecked: k], alpha, beta, y + k &* lanes) }
      let total = sums[unchecked: 0][unchecked: vectors &- 1]
      if fresh == lanes {
        store(total, alpha, beta, y + last)
      } else {
        for lane in lanes &- fresh..<lanes {
          let (sum, target) = (total[lane] * alpha, y + (last &+ lane))
          target.pointee = beta == 0 ? sum : sum + target.pointee * beta
        }
      }
    }

    @inlinable @inline(__always)
    static func store(_ sum: V, _ alpha: Scalar, _ beta: Scalar, _ y: UnsafeMutablePointer<Scalar>) {
      let target = UnsafeMutableRawPointer(y)
      var result = sum * V(repeating: alpha)
      if beta != 0 { result += target.loadUnaligned(as: V.self) * V(repeating: beta) }
      target.storeBytes(of: result, as: V.self)
    }
  }
}
