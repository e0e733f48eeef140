import Kernels
import MatrixCore
import Solvers
import Tables

/// Coefficients that leave all to others, but for what a test makes otherwise. Single precision can only be had of them by
/// copying.
protocol ForwardingCoefficients: CoefficientOperator {
  var inner: CoefficientMatrix { get }
}

extension ForwardingCoefficients {
  var sectors: SectorIndex { inner.sectors }
  var facts: CoefficientFacts { inner.facts }
  var diagonal: [Double] { inner.diagonal }
  var allocatedBytes: Int { inner.allocatedBytes }
  var bytesPerPass: Int { inner.bytesPerPass }

  @_lifetime(c: copy c)
  func multiply(
    _ alpha: Double, lines: Range<Int>, of orientation: Orientation, magnitudes: Bool, _ x: MatrixView<Double>,
    plus beta: Double, into c: inout MutableMatrixView<Double>, on engine: Engine
  ) throws(AllocationError) {
    try inner.multiply(alpha, lines: lines, of: orientation, magnitudes: magnitudes, x, plus: beta, into: &c, on: engine)
  }

  @_lifetime(b: copy b)
  func copy(rows: Range<Int>, columns: Range<Int>, into b: inout MutableMatrixView<Double>, on engine: Engine) {
    inner.copy(rows: rows, columns: columns, into: &b, on: engine)
  }

  @_lifetime(m: copy m)
  func formIdentityMinus(into m: inout MutableMatrixView<Double>, on engine: Engine) {
    inner.formIdentityMinus(into: &m, on: engine)
  }
}
