import Kernels
import MatrixCore

/// The inverses of the diagonal blocks I − A_ss, of each in its own rows.
///
/// Shapes: n × N for blocks of at most N sectors. Cost: 2N³ flops a block. Kept in single precision for iterations on A in
/// single precision: what they converge to does not depend on the inverses.
final class BlockInverses: Sendable {
  let partition: RegionPartition
  /// Whether the inverses are stored in single precision.
  let isSingle: Bool
  // The one that is not kept has no elements.
  private let double: Matrix<Double>
  private let single: Matrix<Float>

  /// Errors: `SolverError.singular` for a block without inverse, and memory.
  init(
    _ coefficients: any CoefficientOperator, _ partition: RegionPartition, single isSingle: Bool, on engine: Engine
  ) throws(SolverError) {
    self.partition = partition
    self.isSingle = isSingle
    let (n, width) = (coefficients.count, Self.width(partition))
    var double = try SolverError.allocating { () throws(AllocationError) in
      try Matrix<Double>(rows: isSingle ? 0 : n, columns: isSingle ? 0 : width)
    }
    var single = try SolverError.allocating { () throws(AllocationError) in
      try Matrix<Float>(rows: isSingle ? n : 0, columns: isSingle ? width : 0)
    }
    let source = OperatorBlocks(coefficients: coefficients)
    let failure: Int?
    do throws(AllocationError) {
      failure =
        isSingle
        ? try Self.invert(source, partition, into: &single, on: engine)
        : try Self.invert(source, partition, into: &double, on: engine)
    } catch { throw .allocation(error) }
    if let failure { throw .singular(sector: coefficients.sectors[failure]) }
    self.double = double
    self.single = single
  }

  /// Whole vectors, which are read faster.
  private static func width(_ partition: RegionPartition) -> Int { (partition.largest + 15) / 16 * 16 }

  /// Bytes of n sectors.
  static func bytes(sectors n: Int, _ partition: RegionPartition, single: Bool) -> Int {
    let double = MemoryBudget.bytes(rows: n, columns: width(partition))
    return single ? double / 2 : double
  }

  private static func invert(
    _ source: OperatorBlocks, _ partition: RegionPartition, into inverses: inout Matrix<Double>, on engine: Engine
  ) throws(AllocationError) -> Int? {
    var target = inverses.mutableView
    return try engine.invertDiagonalBlocks(ofIdentityMinus: source, partition.blocks, into: &target)
  }

  private static func invert(
    _ source: OperatorBlocks, _ partition: RegionPartition, into inverses: inout Matrix<Float>, on engine: Engine
  ) throws(AllocationError) -> Int? {
    var target = inverses.mutableView
    return try engine.invertDiagonalBlocks(ofIdentityMinus: source, partition.blocks, into: &target)
  }

  /// X_s ← X_s + (I − A_ss)⁻¹ R, transposed for the transposed orientation.
  @_lifetime(x: copy x)
  func apply(
    _ s: Int, _ orientation: Orientation, to r: MatrixView<Double>, addingTo x: inout MutableMatrixView<Double>,
    on engine: Engine
  ) {
    let block = partition.blocks[s]
    var part = x.window(rows: block, columns: 0..<x.columns)
    isSingle
      ? Self.apply(single, block, orientation, r, &part, engine) : Self.apply(double, block, orientation, r, &part, engine)
  }

  /// For inverses in single precision.
  @_lifetime(x: copy x)
  func apply(
    _ s: Int, _ orientation: Orientation, to r: MatrixView<Float>, addingTo x: inout MutableMatrixView<Float>,
    on engine: Engine
  ) {
    precondition(isSingle, "the inverses are stored in double precision")
    var part = x.window(rows: partition.blocks[s], columns: 0..<x.columns)
    Self.apply(single, partition.blocks[s], orientation, r, &part, engine)
  }

  @_lifetime(part: copy part)
  private static func apply<Scalar: SingleFactor>(
    _ inverses: borrowing Matrix<Float>, _ block: Range<Int>, _ orientation: Orientation, _ r: MatrixView<Scalar>,
    _ part: inout MutableMatrixView<Scalar>, _ engine: Engine
  ) {
    let inverse = inverses.view.window(rows: block, columns: 0..<block.count)
    Scalar.add(1, orientation == .output ? inverse : inverse.transposed, r, to: &part, on: engine)
  }

  @_lifetime(part: copy part)
  private static func apply(
    _ inverses: borrowing Matrix<Double>, _ block: Range<Int>, _ orientation: Orientation, _ r: MatrixView<Double>,
    _ part: inout MutableMatrixView<Double>, _ engine: Engine
  ) {
    let inverse = inverses.view.window(rows: block, columns: 0..<block.count)
    engine.multiply(1, orientation == .output ? inverse : inverse.transposed, r, plus: 1, into: &part)
  }

  /// P ← M⁻¹ R and W ← (I − A) P in one pass; false as `Engine.directions`.
  @_lifetime(p: copy p)
  @_lifetime(w: copy w)
  func directions(
    _ a: SingleMatrix, _ splitting: Splitting, _ r: MatrixView<Float>, _ p: inout MutableMatrixView<Float>,
    _ w: inout MutableMatrixView<Float>, on engine: Engine
  ) -> Bool {
    guard isSingle else { return false }
    return Self.directions(
      a.values, single, splitting.ordered(partition.blocks), splitting.orientation == .transposed, r, &p, &w, engine)
  }

  @_lifetime(p: copy p)
  @_lifetime(w: copy w)
  private static func directions(
    _ a: borrowing Matrix<Float>, _ inverses: borrowing Matrix<Float>, _ blocks: [Range<Int>], _ transposed: Bool,
    _ r: MatrixView<Float>, _ p: inout MutableMatrixView<Float>, _ w: inout MutableMatrixView<Float>, _ engine: Engine
  ) -> Bool {
    engine.directions(a.view, transposed: transposed, blocks: blocks, inverses: inverses.view, r, into: &p, and: &w)
  }

  /// One block Gauss-Seidel sweep with A as stored; nil where the inverses are stored otherwise, and as `Engine.sweep`.
  @_lifetime(x: copy x)
  func sweep(
    _ a: borrowing Matrix<Double>, _ orientation: Orientation, _ blocks: [Range<Int>],
    _ x: inout MutableMatrixView<Double>, _ y: MatrixView<Double>?, _ support: Range<Int>?, on engine: Engine
  ) -> [Double]? { isSingle ? nil : Self.sweep(a, double, orientation == .transposed, blocks, &x, y, support, engine) }

  @_lifetime(x: copy x)
  func sweep(
    _ a: borrowing Matrix<Float>, _ orientation: Orientation, _ blocks: [Range<Int>],
    _ x: inout MutableMatrixView<Double>, _ y: MatrixView<Double>?, _ support: Range<Int>?, on engine: Engine
  ) -> [Double]? { isSingle ? Self.sweep(a, single, orientation == .transposed, blocks, &x, y, support, engine) : nil }

  @_lifetime(x: copy x)
  private static func sweep(
    _ a: borrowing Matrix<Double>, _ inverses: borrowing Matrix<Double>, _ transposed: Bool, _ blocks: [Range<Int>],
    _ x: inout MutableMatrixView<Double>, _ y: MatrixView<Double>?, _ support: Range<Int>?, _ engine: Engine
  ) -> [Double]? {
    engine.sweep(a.view, transposed: transposed, blocks: blocks, inverses: inverses.view, &x, y, support: support)
  }

  @_lifetime(x: copy x)
  private static func sweep(
    _ a: borrowing Matrix<Float>, _ inverses: borrowing Matrix<Float>, _ transposed: Bool, _ blocks: [Range<Int>],
    _ x: inout MutableMatrixView<Double>, _ y: MatrixView<Double>?, _ support: Range<Int>?, _ engine: Engine
  ) -> [Double]? {
    engine.sweep(a.view, transposed: transposed, blocks: blocks, inverses: inverses.view, &x, y, support: support)
  }
}

/// The diagonal blocks of coefficients, however they are stored.
private struct OperatorBlocks: DiagonalBlocks {
  let coefficients: any CoefficientOperator

  @_lifetime(b: copy b)
  func copy(_ block: Range<Int>, into b: inout MutableMatrixView<Double>, on engine: Engine) {
    coefficients.copy(rows: block, columns: block, into: &b, on: engine)
  }
}
