import Tables

/// A concordance that does not map one classification onto another.
public enum ConcordanceError: Error, Equatable, CustomStringConvertible {
  case unmapped(sector: String)
  case sharesDoNotSumToOne(sector: String, sum: Double)
  case badShare(sector: String, share: Double)
  case unknownSector(String, nearest: [String])
  case ambiguousSector(String, candidates: [String])
  case nothingToMerge
  case splitTwice(String)
  case labels(LabelError)
  case needsOutput

  public var description: String {
    switch self {
    case .unmapped(let sector): "sector \(sector) is not mapped to anything"
    case .sharesDoNotSumToOne(let sector, let sum): "the shares of sector \(sector) sum to \(sum), not to 1"
    case .badShare(let sector, let share): "share \(share) of sector \(sector) is not between 0 and 1"
    case .unknownSector(let name, let nearest):
      "sector \(name) is not in the table\(nearest.isEmpty ? "" : "; nearest are \(nearest.joined(separator: ", "))")"
    case .ambiguousSector(let name, let candidates):
      "sector \(name) is in several regions; write one of \(candidates.prefix(3).joined(separator: ", "))"
        + (candidates.count > 3 ? ", …" : "")
    case .nothingToMerge: "there is no sector to merge"
    case .splitTwice(let sector): "sector \(sector) is split twice"
    case .labels(let error): "\(error)"
    case .needsOutput: "a table of coefficients without output cannot be aggregated or split; add x.npy"
    }
  }
}

extension ConcordanceError {
  /// The sector at fault, as it was named.
  public var sector: String? {
    switch self {
    case .unmapped(let sector), .sharesDoNotSumToOne(let sector, _), .badShare(let sector, _), .unknownSector(let sector, _),
      .ambiguousSector(let sector, _), .splitTwice(let sector):
      sector
    case .nothingToMerge, .labels, .needsOutput: nil
    }
  }
}

extension SectorIndex {
  /// The position of a sector named in a study or a map. Errors: unknown or ambiguous names.
  public func resolve(_ name: String) throws(ConcordanceError) -> Int {
    switch position(of: name) {
    case .found(let index): return index
    case .unknown: throw .unknownSector(name, nearest: nearest(to: name))
    case .ambiguous(let matches): throw .ambiguousSector(name, candidates: matches.map { self[$0].qualifiedCode })
    }
  }
}
