import Kernels
import MatrixCore

/// A in single precision, for the inner steps of methods that correct their answers in double precision.
///
/// Shapes: n × n, row-major. Half the bytes of A; elements beyond the range are infinities or zeros.
public final class SingleMatrix: Sendable {
  let values: Matrix<Float>

  init(_ values: consuming Matrix<Float>) { self.values = values }

  public var allocatedBytes: Int { values.allocatedBytes }

  /// Bytes of n sectors.
  static func bytes(sectors n: Int) -> Int { MemoryBudget.bytes(rows: n, columns: n) / 2 }
}

extension SingleMatrix {
  /// Rows that are narrowed at a time.
  private static let panelHeight = 64

  /// The copy that was made with the coefficients, or one made now. Cost: one pass over A. Errors: memory.
  static func of(_ coefficients: any CoefficientOperator, on engine: Engine) throws(SolverError) -> SingleMatrix {
    if let single = coefficients.single { return single }
    let n = coefficients.count
    do {
      var values = try Matrix<Float>(rows: n, columns: n)
      var panel = try Matrix<Double>(rows: min(n, panelHeight), columns: n)
      for first in stride(from: 0, to: n, by: panelHeight) {
        let rows = first..<min(first + panelHeight, n)
        fill(&panel, rows, coefficients, engine)
        narrow(panel, into: &values, rows)
      }
      return SingleMatrix(values)
    } catch { throw .allocation(error) }
  }

  private static func fill(
    _ panel: inout Matrix<Double>, _ rows: Range<Int>, _ coefficients: any CoefficientOperator, _ engine: Engine
  ) {
    var all = panel.mutableView
    var part = all.window(rows: 0..<rows.count, columns: 0..<coefficients.count)
    coefficients.copy(rows: rows, columns: 0..<coefficients.count, into: &part, on: engine)
  }

  private static func narrow(_ panel: borrowing Matrix<Double>, into values: inout Matrix<Float>, _ rows: Range<Int>) {
    var all = values.mutableView
    for i in rows {
      var target = all.row(i)
      let source = panel.view.row(i - rows.lowerBound)
      for j in 0..<source.count { target[j] = Float(source[j]) }
    }
  }
}
