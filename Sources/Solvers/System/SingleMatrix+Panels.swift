import Kernels
import MatrixCore

extension SingleMatrix {
  /// Rows that are narrowed at a time.
  private static let panelHeight = 64

  /// A of which only copies in double precision can be had. Cost: one pass over A and the copies. Errors: memory.
  static func copied(from coefficients: any CoefficientOperator, on engine: Engine) throws(SolverError) -> SingleMatrix {
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
