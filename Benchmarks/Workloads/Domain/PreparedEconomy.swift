import BenchmarkHarness
import Leontief

/// An economy's system, prepared by LU once for each engine.
final class PreparedEconomy {
  private let economy: SyntheticEconomy
  let sectors: SectorIndex
  private var systems: [(engine: EngineDescription, system: any PreparedSystem)] = []

  /// Errors: `LabelError`.
  init(_ economy: SyntheticEconomy) throws {
    self.economy = economy
    sectors = try SectorIndex(economy.labels)
  }

  /// Errors: `SolverError`, `AllocationError`.
  func prepare(on engine: Engine) throws {
    guard !systems.contains(where: { $0.engine == engine.description }) else { return }
    let values = try economy.coefficients.copied(layout: .rowMajor)
    let coefficients = try CoefficientMatrix(sectors: sectors, values: values, on: engine)
    systems.append((engine.description, try DenseLUSolver().prepare(coefficients, on: engine)))
  }

  func system(on engine: Engine) -> any PreparedSystem {
    guard let known = systems.first(where: { $0.engine == engine.description }) else {
      preconditionFailure("a run without a preparation")
    }
    return known.system
  }
}

extension SyntheticEconomy {
  /// The same sectors with other coefficients.
  func changed(_ values: consuming Matrix<Double>) -> SyntheticEconomy {
    let added = values.columnComplements()
    return SyntheticEconomy(labels: labels, seed: seed, coefficients: values, valueAdded: added)
  }
}
