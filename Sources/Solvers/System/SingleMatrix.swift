import Kernels
import MatrixCore

/// A in single precision, for the inner steps of methods that correct their answers in double precision.
///
/// Shapes: n × n, row-major. Half the bytes of A; elements beyond the range are infinities or zeros.
public final class SingleMatrix: Sendable {
  let values: Matrix<Float>
  /// I − A summed over groups of sectors; nil where the pass that made this did not show it, or A has negative elements.
  let aggregate: AggregatedRows?

  init(_ values: consuming Matrix<Float>, aggregate: AggregatedRows? = nil) {
    self.aggregate = aggregate
    self.values = values
  }

  /// What a pass over A reads of it.
  var valueBytes: Int { values.allocatedBytes }

  public var allocatedBytes: Int { MemoryBudget.sum(values.allocatedBytes, aggregate?.allocatedBytes ?? 0) }

  /// Bytes of n sectors.
  static func bytes(sectors n: Int) -> Int {
    MemoryBudget.sum(MemoryBudget.bytes(rows: n, columns: n) / 2, AggregatedRows.mostBytes(sectors: n))
  }
}

extension SingleMatrix {
  /// What one pass tells of A, the matrix or the matrix and factors of its columns, and with `alsoSingle` A in single precision.
  /// Errors: memory, and a monitor that stops.
  static func examine(
    _ values: borrowing Matrix<Double>, _ scale: [Double]?, alsoSingle: Bool, on engine: Engine, monitor: WorkMonitor
  ) throws(SolverError) -> (CoefficientScan, SingleMatrix?) {
    if alsoSingle { return try scanned(values, scale, on: engine, monitor: monitor) }
    guard let scan = engine.scan(values.view, columns: scale, monitor: monitor) else { throw .stopped }
    return (scan, nil)
  }

  /// What is found on the way to single precision comes with it.
  static func scanned(
    _ values: borrowing Matrix<Double>, _ scale: [Double]?, on engine: Engine, monitor: WorkMonitor = .none
  ) throws(SolverError) -> (CoefficientScan, SingleMatrix) {
    var single: Matrix<Float>
    do { single = try Matrix(rows: values.rows, columns: values.columns) } catch { throw .allocation(error) }
    guard let scan = narrow(values, scale, into: &single, on: engine, monitor: monitor) else { throw .stopped }
    return (scan, SingleMatrix(single, aggregate: AggregatedRows(scan)))
  }

  private static func narrow(
    _ values: borrowing Matrix<Double>, _ scale: [Double]?, into single: inout Matrix<Float>, on engine: Engine,
    monitor: WorkMonitor
  ) -> CoefficientScan? {
    var target = single.mutableView
    return engine.scan(values.view, columns: scale, narrowingInto: &target, monitor: monitor)
  }
}
