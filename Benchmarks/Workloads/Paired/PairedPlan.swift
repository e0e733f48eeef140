import BenchmarkHarness
import Leontief

/// The cells of the suite quick for two sides, each of which makes every problem for itself.
public struct PairedPlan {
  public let cells: [PairedCell]

  /// `accepts` chooses cells by their names; `slowdowns`: how much longer B is made to take, by cell.
  public init(_ suite: Suite, seed: UInt64, slowdowns: [String: Double] = [:], accepts: (String) -> Bool = { _ in true }) {
    var cells: [PairedCell] = []
    for shape in suite.shapes {
      let chosen = suite.workloads.filter { accepts(Suite.cellID($0, shape)) }
      for (k, workload) in chosen.enumerated() {
        let id = Suite.cellID(workload, shape)
        // All cells of a size share an economy.
        let economy = k == 0 ? MemoryBudget.bytes(rows: shape.count, columns: shape.count) : 0
        let (bytes, overflow) = workload.bytesNeeded(sectors: shape.count).addingReportingOverflow(economy)
        var parameters = workload.parameters
        parameters["n"] = .integer(shape.count)
        parameters["regions"] = .integer(shape.regions)
        parameters["sectors"] = .integer(shape.sectors)
        cells.append(
          PairedCell(
            id: id, kernel: workload.kernel, parameters: parameters,
            problem: ContestProblem(kernel: Self.kernel(id, shape), n: shape.count, seed: seed),
            model: workload.model(sectors: shape.count), bytesNeeded: overflow ? .max : bytes, slowdown: slowdowns[id]))
      }
    }
    self.cells = cells
  }

  /// "quick:solve-m64-n2464:44x56".
  private static func kernel(_ id: String, _ shape: EconomyShape) -> String { "\(prefix)\(id):\(shape)" }

  static let prefix = "quick:"
}

/// Economies that problems of one process share.
public final class EconomyStore {
  private var economies: [String: SyntheticEconomy] = [:]

  public init() {}

  /// Errors: `AllocationError`.
  func economy(_ shape: EconomyShape, seed: UInt64) throws -> SyntheticEconomy {
    let key = "\(shape) \(seed)"
    if let known = economies[key] { return known }
    let economy = try SyntheticEconomy(shape, seed: seed)
    economies[key] = economy
    return economy
  }
}

extension ContestProblem {
  /// The task of a cell of the suite quick; nil for another problem.
  func quickTask(_ economies: EconomyStore) throws -> (any TimedTask)? {
    guard kernel.hasPrefix(PairedPlan.prefix) else { return nil }
    let parts = kernel.split(separator: ":").map(String.init)
    guard parts.count == 3, let shape = EconomyShape(parts[2]),
      let workload = Suite.quick.workloads.first(where: { Suite.cellID($0, shape) == parts[1] })
    else { throw ProblemRefusal("there is no cell '\(kernel)'") }
    return try workload.makeTask(try economies.economy(shape, seed: seed))
  }
}
