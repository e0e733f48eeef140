import BenchmarkHarness
import Leontief

/// What a cell's problem is made on.
public enum EconomySource: Sendable, Hashable {
  case generated(EconomyShape, EconomyKind)
  /// The published table that is a part of this program (`BundledTable`).
  case bundled

  public var shape: EconomyShape {
    switch self {
    case .generated(let shape, _): shape
    case .bundled: BundledTable.shape
    }
  }

  /// The end of a cell's name: "n2464", "india2014".
  var name: String {
    switch self {
    case .generated(let shape, _): "n\(shape.count)"
    case .bundled: BundledTable.name
    }
  }

  /// What cells on it have among their parameters.
  var parameters: [String: CellParameter] {
    var parameters: [String: CellParameter] = [
      "n": .integer(shape.count), "regions": .integer(shape.regions), "sectors": .integer(shape.sectors),
    ]
    if self == .bundled { parameters["table"] = .text(BundledTable.name) }
    return parameters
  }

  var bytesNeeded: Int {
    switch self {
    case .generated(let shape, let kind): kind.bytesNeeded(shape)
    case .bundled: MemoryBudget.bytes(rows: shape.count, columns: 2 * shape.count)
    }
  }

  /// Errors: `AllocationError`; of the bundled table those of files.
  package func economy(seed: UInt64) throws -> SyntheticEconomy {
    switch self {
    case .generated(let shape, let kind): try kind.economy(shape, seed: seed)
    case .bundled: try BundledTable.economy(seed: seed)
    }
  }
}
