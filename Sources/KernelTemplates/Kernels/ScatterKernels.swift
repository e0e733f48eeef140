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

  /// `SparseDots.run`: operation, first and last row.
  public var sparseDots: @Sendable (SparseOperation<Scalar>, Int, Int) -> Void
  /// Lanes of the vectors of `combineRows`.
  public var lanes: Int
  /// `SparseRowCombination.run` of the rows from the first to the last, on `lanes` contiguous columns or more.
  public var combineRows: @Sendable (SparseOperation<Scalar>, Int, Int, Int) -> Void
  /// `SparseRowCombination.runPair` on 2 and 3, on 4 to 7 and on 8 to 15 columns. A closure for each, as above.
  public var combineTwo: @Sendable (SparseOperation<Scalar>, Int, Int, Int) -> Void
  public var combineFour: @Sendable (SparseOperation<Scalar>, Int, Int, Int) -> Void
  public var combineEight: @Sendable (SparseOperation<Scalar>, Int, Int, Int) -> Void
  /// `SparseScatter.run` of one, two, four and eight columns into `operation.y`: operation, first and last row, columns.
  public var scatter: @Sendable (SparseOperation<Scalar>, Int, Int, Int) -> Void
  public var scatterTwo: @Sendable (SparseOperation<Scalar>, Int, Int, Int) -> Void
  public var scatterFour: @Sendable (SparseOperation<Scalar>, Int, Int, Int) -> Void
  public var scatterEight: @Sendable (SparseOperation<Scalar>, Int, Int, Int) -> Void

  @inlinable @inline(__always)
  public init(
    sumRows: @escaping @Sendable (Int, Int, UnsafePointer<Source>, Source, Bool, Target) -> Void,
    sumIndexed: @escaping @Sendable (Int, Int, Indices, Source?, Source, Indices, Target, Int) -> Void,
    sumRowsOfFour: @escaping @Sendable (Int, Int, UnsafePointer<Source>, Source?, Target) -> Void,
    sumIndexedOfFour: @escaping @Sendable (Int, Int, Indices, Source, Indices, UnsafePointer<Target>, Int) -> Void,
    sumWeightedOfFour: @escaping @Sendable (Int, Int, Indices, Source, Source, Indices, UnsafePointer<Target>, Int) -> Void,
    sparseDots: @escaping @Sendable (SparseOperation<Scalar>, Int, Int) -> Void,
    lanes: Int,
    combineRows: @escaping @Sendable (SparseOperation<Scalar>, Int, Int, Int) -> Void,
    combineTwo: @escaping @Sendable (SparseOperation<Scalar>, Int, Int, Int) -> Void,
    combineFour: @escaping @Sendable (SparseOperation<Scalar>, Int, Int, Int) -> Void,
    combineEight: @escaping @Sendable (SparseOperation<Scalar>, Int, Int, Int) -> Void,
    scatter: @escaping @Sendable (SparseOperation<Scalar>, Int, Int, Int) -> Void,
    scatterTwo: @escaping @Sendable (SparseOperation<Scalar>, Int, Int, Int) -> Void,
    scatterFour: @escaping @Sendable (SparseOperation<Scalar>, Int, Int, Int) -> Void,
    scatterEight: @escaping @Sendable (SparseOperation<Scalar>, Int, Int, Int) -> Void
  ) {
    self.sumRows = sumRows
    self.sumIndexed = sumIndexed
    self.sumRowsOfFour = sumRowsOfFour
    self.sumIndexedOfFour = sumIndexedOfFour
    self.sumWeightedOfFour = sumWeightedOfFour
    self.sparseDots = sparseDots
    self.lanes = lanes
    self.combineRows = combineRows
    self.combineTwo = combineTwo
    self.combineFour = combineFour
    self.combineEight = combineEight
    self.scatter = scatter
    self.scatterTwo = scatterTwo
    self.scatterFour = scatterFour
    self.scatterEight = scatterEight
  }
}
