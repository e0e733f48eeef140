import Kernels
import MatrixCore

/// A GTH elimination as a prepared system, to be shared between callers.
public final class GTHSystem: PreparedSystem {
  private let factorization: GTHFactorization

  init(_ factorization: consuming GTHFactorization) { self.factorization = factorization }

  public var sectorCount: Int { factorization.coefficients.count }
  public var coefficients: any CoefficientOperator { factorization.coefficients }
  public var heldBytes: Int { factorization.matrixBytes }

  public func solve(
    _ rightHandSides: MatrixView<Double>, orientation: Orientation, monitor: WorkMonitor
  ) throws(SolverError) -> Solution {
    try factorization.solve(rightHandSides, orientation: orientation, monitor: monitor)
  }
}
