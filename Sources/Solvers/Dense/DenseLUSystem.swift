import Kernels
import MatrixCore

/// A dense LU factorization as a prepared system, to be shared between callers.
public final class DenseLUSystem: PreparedSystem {
  private let factorization: DenseLUFactorization

  init(_ factorization: consuming DenseLUFactorization) { self.factorization = factorization }

  public var sectorCount: Int { factorization.sectorCount }
  public var coefficients: any CoefficientOperator { factorization.coefficients }
  public var heldBytes: Int { factorization.factors.allocatedBytes }

  public func solve(
    _ rightHandSides: MatrixView<Double>, orientation: Orientation, monitor: WorkMonitor
  ) throws(SolverError) -> Solution {
    try factorization.solve(rightHandSides, orientation: orientation, monitor: monitor)
  }
}
