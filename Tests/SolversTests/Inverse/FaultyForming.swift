import Kernels
import MatrixCore
import Solvers
import Synchronization
import Tables

/// What is wrong with I − A when it is formed for the first time.
enum FormingFault: CaseIterable {
  case negativePivot, infinity, anotherMatrix
}

/// Coefficients whose facts are right, but not what an elimination is given of them at first: as if rounding had undone what
/// was proved.
final class FaultyForming: CoefficientOperator {
  private let inner: CoefficientMatrix
  private let fault: FormingFault
  private let count = Atomic<Int>(0)

  init(_ inner: CoefficientMatrix, _ fault: FormingFault) {
    self.inner = inner
    self.fault = fault
  }

  /// How often I − A was formed.
  var formed: Int { count.load(ordering: .relaxed) }

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
    guard count.wrappingAdd(1, ordering: .relaxed).oldValue == 0 else { return }
    switch fault {
    case .negativePivot: m[m.rows / 2, m.rows / 2] = -1
    case .infinity: m[0, m.columns - 1] = -.infinity
    case .anotherMatrix: for i in 0..<m.rows { m[i, i] += 1 }
    }
  }
}
