import Kernels
import MatrixCore

/// The inverses of the diagonal blocks I − A_ss, of each in its own rows.
///
/// Shapes: n × N for blocks of at most N sectors. Cost: 2N³ flops a block.
final class BlockInverses: Sendable {
  let partition: RegionPartition
  private let double: Matrix<Double>
  private let single: Matrix<Float>

  /// Flows in a file are read in small pieces, which costs up to a pass where they are not in memory. Errors:
  /// `SolverError.singular` for a block without inverse, memory, and a monitor that stops.
  init(
    _ coefficients: any CoefficientOperator, _ partition: RegionPartition, on engine: Engine, monitor: WorkMonitor
  ) throws(SolverError) {
    self.partition = partition
    let n = coefficients.count
    do {
      var inverses = try Matrix<Double>(rows: n, columns: partition.largest)
      guard Self.fill(&inverses, coefficients, partition, on: engine, monitor) else { throw SolverError.stopped }
      if let failure = try Self.invert(&inverses, partition, on: engine) {
        throw SolverError.singular(sector: coefficients.sectors[failure])
      }
      single = try Self.narrowed(inverses)
      double = inverses
    } catch let error as AllocationError { throw .allocation(error) } catch let error as SolverError { throw error } catch {
      preconditionFailure("unexpected error: \(error)")
    }
  }

  /// Bytes for blocks of at most N sectors, in both precisions.
  static func bytes(sectors n: Int, _ partition: RegionPartition) -> Int {
    let double = MemoryBudget.bytes(rows: n, columns: partition.largest)
    return MemoryBudget.sum(double, double / 2)
  }

  /// I − A_ss, each in its rows; false when the monitor stops it.
  private static func fill(
    _ inverses: inout Matrix<Double>, _ coefficients: any CoefficientOperator, _ partition: RegionPartition,
    on engine: Engine, _ monitor: WorkMonitor
  ) -> Bool {
    var target = inverses.mutableView
    for block in partition.blocks {
      var window = target.window(rows: block, columns: 0..<block.count)
      coefficients.copy(rows: block, columns: block, into: &window, on: engine)
      for i in 0..<block.count {
        for j in 0..<block.count { window[i, j] = (i == j ? 1 : 0) - window[i, j] }
      }
      guard monitor.allows(0) else { return false }
    }
    return true
  }

  private static func invert(
    _ inverses: inout Matrix<Double>, _ partition: RegionPartition, on engine: Engine
  ) throws(AllocationError) -> Int? {
    var target = inverses.mutableView
    return try engine.invertDiagonalBlocks(&target, partition.blocks)
  }

  private static func narrowed(_ matrix: borrowing Matrix<Double>) throws(AllocationError) -> Matrix<Float> {
    var narrow = try Matrix<Float>(rows: matrix.rows, columns: matrix.columns)
    let source = matrix.elements
    var target = narrow.mutableElements
    for k in source.indices { target[k] = Float(source[k]) }
    return narrow
  }

  /// X_s ← X_s + (I − A_ss)⁻¹ R, transposed for the transposed orientation.
  @_lifetime(x: copy x)
  func apply(
    _ s: Int, _ orientation: Orientation, to r: MatrixView<Double>, addingTo x: inout MutableMatrixView<Double>,
    on engine: Engine
  ) { Self.apply(double, partition.blocks[s], orientation, r, &x, engine) }

  @_lifetime(x: copy x)
  func apply(
    _ s: Int, _ orientation: Orientation, to r: MatrixView<Float>, addingTo x: inout MutableMatrixView<Float>,
    on engine: Engine
  ) { Self.apply(single, partition.blocks[s], orientation, r, &x, engine) }

  @_lifetime(x: copy x)
  private static func apply<Scalar>(
    _ inverses: borrowing Matrix<Scalar>, _ block: Range<Int>, _ orientation: Orientation, _ r: MatrixView<Scalar>,
    _ x: inout MutableMatrixView<Scalar>, _ engine: Engine
  ) {
    let inverse = inverses.view.window(rows: block, columns: 0..<block.count)
    var part = x.window(rows: block, columns: 0..<x.columns)
    engine.multiply(1, orientation == .output ? inverse : inverse.transposed, r, plus: 1, into: &part)
  }
}
