import MatrixCore
import Tables

/// Why a supply and use table was not made symmetric.
public enum SupplyUseError: Error, Equatable, CustomStringConvertible {
  case notSquare(commodities: Int, industries: Int)
  case singularMake
  case usedButNotMade(SectorLabel)
  case usesButMakesNothing(SectorLabel)
  case negativeOutput(SectorLabel, output: Double)
  case labels(LabelError)
  case memory(MemoryRefusal)
  case allocation(AllocationError)

  public var description: String {
    switch self {
    case .notSquare(let commodities, let industries):
      "commodity technology needs as many commodities as industries (here \(commodities) and \(industries)); aggregate one of "
        + "them, or take industry technology"
    case .singularMake:
      "the make matrix is singular, so that commodity technology does not determine the flows; take industry technology"
    case .usedButNotMade(let commodity): "commodity \(commodity.qualifiedCode) is used but no industry makes it"
    case .usesButMakesNothing(let industry): "industry \(industry.qualifiedCode) has inputs but makes nothing"
    case .negativeOutput(let sector, let output): "the output of \(sector.qualifiedCode) is \(output); it must not be negative"
    case .labels(let error): "\(error)"
    case .memory(let error): "\(error)"
    case .allocation(let error): "\(error)"
    }
  }
}
