import Kernels
import MatrixCore
import Solvers
import Synchronization

/// What is wrong with I − A when it is formed for the first time.
enum FormingFault: CaseIterable {
  case negativePivot, infinity, anotherMatrix
}

/// Coefficients whose facts are right, but not what an elimination is given of them at first: as if rounding had undone what
/// was proved.
final class FaultyForming: ForwardingCoefficients {
  let inner: CoefficientMatrix
  private let fault: FormingFault
  private let count = Atomic<Int>(0)

  init(_ inner: CoefficientMatrix, _ fault: FormingFault) {
    self.inner = inner
    self.fault = fault
  }

  /// How often I − A was formed.
  var formed: Int { count.load(ordering: .relaxed) }

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
