import MatrixCore

/// The terms of the lists of `FourIndexedSums`, four elements of one column each. A type and not a closure, so that it is
/// compiled into the loop.
public protocol ColumnTerms<W> {
  associatedtype W: SIMD
  subscript(_ entry: Int) -> W { get }
}

/// Elements as they are.
public struct PlainColumns<W: SIMD>: ColumnTerms where W.Scalar: MatrixScalar {
  @usableFromInline let x: UnsafePointer<W.Scalar>
  @usableFromInline let indices: UnsafePointer<Int32>

  @inlinable @inline(__always)
  init(x: UnsafePointer<W.Scalar>, indices: UnsafePointer<Int32>) {
    self.x = x
    self.indices = indices
  }

  @inlinable
  public subscript(_ entry: Int) -> W {
    @inline(__always) get {
      UnsafeRawPointer(x).loadUnaligned(fromByteOffset: Int(indices[entry]) &* MemoryLayout<W>.stride, as: W.self)
    }
  }
}

/// Elements times the weight of their entry.
public struct WeightedColumns<W: SIMD>: ColumnTerms where W.Scalar: MatrixScalar {
  @usableFromInline let columns: PlainColumns<W>
  @usableFromInline let weights: UnsafePointer<W.Scalar>

  @inlinable @inline(__always)
  init(x: UnsafePointer<W.Scalar>, indices: UnsafePointer<Int32>, weights: UnsafePointer<W.Scalar>) {
    columns = PlainColumns(x: x, indices: indices)
    self.weights = weights
  }

  @inlinable
  public subscript(_ entry: Int) -> W {
    @inline(__always) get { columns[entry] * W(repeating: weights[entry]) }
  }
}
