import MatrixCore

/// The inner loops of sparse products and aggregation.
public struct ScatterKernels<Scalar: MatrixScalar>: Sendable {
  public typealias Source = UnsafePointer<Scalar>
  public typealias Target = UnsafeMutablePointer<Scalar>
  public typealias Indices = UnsafePointer<Int32>

  /// Rows `sumRows` takes at most.
  public static var mostRows: Int { 4 }

  /// `RowSum.run` of 1 ... `mostRows` rows: rows, count, where they begin, factors, whether it adds, the sum.
  public var sumRows: @Sendable (Int, Int, UnsafePointer<Source>, Source, Bool, Target) -> Void
  /// `IndexedSum.run`: length, lists, indices, weights (nil for ones), x, places, c, its stride.
  public var sumIndexed: @Sendable (Int, Int, Indices, Source?, Source, Indices, Target, Int) -> Void

  /// `InterleavedRowSum.run` of 1 ... `mostRows` rows for each of four targets: rows, count, where they begin, factors (nil
  /// for ones), the sums.
  public var sumRowsOfFour: @Sendable (Int, Int, UnsafePointer<Source>, Source?, Target) -> Void
  /// `FourIndexedSums.run`: length, lists, indices, x, places, the four rows of c, their stride.
  public var sumIndexedOfFour: @Sendable (Int, Int, Indices, Source, Indices, UnsafePointer<Target>, Int) -> Void
  /// The same with weights, after the indices. A closure of its own: with both in one, one of the loops is no longer inlined
  /// and would be a weak symbol.
  public var sumWeightedOfFour: @Sendable (Int, Int, Indices, Source, Source, Indices, UnsafePointer<Target>, Int) -> Void

  /// `SparseDots.run` of one and of four columns: operation, first and last row.
  public var sparseDots: @Sendable (SparseOperation<Scalar>, Int, Int) -> Void
  public var fourSparseDots: @Sendable (SparseOperation<Scalar>, Int, Int) -> Void
  /// `SparseRowCombination.run` of the rows from the first to the last, on `columns` contiguous columns.
  public var combineRows: @Sendable (SparseOperation<Scalar>, Int, Int, Int) -> Void
  /// `SparseScatter.run` of one and of eight columns into `operation.y`: operation, first and last row.
  public var scatter: @Sendable (SparseOperation<Scalar>, Int, Int) -> Void
  public var scatterEight: @Sendable (SparseOperation<Scalar>, Int, Int) -> Void

  @inlinable @inline(__always)
  public init(
    sumRows: @escaping @Sendable (Int, Int, UnsafePointer<Source>, Source, Bool, Target) -> Void,
    sumIndexed: @escaping @Sendable (Int, Int, Indices, Source?, Source, Indices, Target, Int) -> Void,
    sumRowsOfFour: @escaping @Sendable (Int, Int, UnsafePointer<Source>, Source?, Target) -> Void,
    sumIndexedOfFour: @escaping @Sendable (Int, Int, Indices, Source, Indices, UnsafePointer<Target>, Int) -> Void,
    sumWeightedOfFour: @escaping @Sendable (Int, Int, Indices, Source, Source, Indices, UnsafePointer<Target>, Int) -> Void,
    sparseDots: @escaping @Sendable (SparseOperation<Scalar>, Int, Int) -> Void,
    fourSparseDots: @escaping @Sendable (SparseOperation<Scalar>, Int, Int) -> Void,
    combineRows: @escaping @Sendable (SparseOperation<Scalar>, Int, Int, Int) -> Void,
    scatter: @escaping @Sendable (SparseOperation<Scalar>, Int, Int) -> Void,
    scatterEight: @escaping @Sendable (SparseOperation<Scalar>, Int, Int) -> Void
  ) {
    self.sumRows = sumRows
    self.sumIndexed = sumIndexed
    self.sumRowsOfFour = sumRowsOfFour
    self.sumIndexedOfFour = sumIndexedOfFour
    self.sumWeightedOfFour = sumWeightedOfFour
    self.sparseDots = sparseDots
    self.fourSparseDots = fourSparseDots
    self.combineRows = combineRows
    self.scatter = scatter
    self.scatterEight = scatterEight
  }
}
