import MatrixCore
import Tables

/// Why a table could not be generated.
public enum GenerationError: Error, Equatable, CustomStringConvertible {
  case noSectors
  /// Splitting cannot make a table smaller.
  case tooFewSectors(Int, source: Int)
  case tooFewSubregions(Int)
  case tooManySectors(limit: Int)
  case parameter(String, Double, allowed: ClosedRange<Double>)
  /// NaN or infinity in the source.
  case notFinite(String)
  /// A part of the sector would have an output without reciprocal.
  case outputTooSmall(SectorLabel, output: Double)
  case labels(LabelError)
  case memory(MemoryRefusal)
  case allocation(AllocationError)
  /// The monitor asked for an end.
  case stopped

  public var description: String {
    switch self {
    case .noSectors: "the table has no sectors: there is nothing to split"
    case .tooFewSectors(let count, let source):
      "a table of \(source) sectors cannot be split into \(count); ask for \(source) or more"
    case .tooFewSubregions(let count): "a region is split into 1 or more sub-regions, not \(count)"
    case .tooManySectors(let limit): "more than \(limit) sectors are not generated; ask for fewer"
    case .parameter(let name, let value, let allowed):
      "\(name) is \(value) and must be between \(allowed.lowerBound) and \(allowed.upperBound)"
    case .notFinite(let place): "\(place) is not finite; repair the source"
    case .outputTooSmall(let label, let output):
      "sector \(label.qualifiedCode) has output \(output), too small to split; set it to zero or aggregate the sector"
    case .labels(let error): "\(error)"
    case .memory(let error): "\(error)"
    case .allocation(let error): "\(error)"
    case .stopped: "stopped before the table was complete"
    }
  }
}
