import Solvers

/// Coefficients of which no groups of sectors are summed on the way to single precision.
final class CopiedCoefficients: ForwardingCoefficients {
  let inner: CoefficientMatrix

  init(_ inner: CoefficientMatrix) { self.inner = inner }
}
