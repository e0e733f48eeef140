import Tables

/// What the sectors of a table hold by ISIC: of a built-in classification that its codes and names are those of, else as the
/// codes themselves say.
public struct TableActivities: Sendable {
  public enum Origin: Sendable, Equatable {
    /// The classification, with how many of the table's codes and names are in it, out of how many.
    case classification(ClassificationMap, codes: Int, names: Int, of: Int)
    /// Codes that name divisions or sections of ISIC Rev. 4, out of how many.
    case codes(Int, of: Int)
    case none
  }

  public let origin: Origin
  /// Distinct codes in table order.
  let codes: [String]
  /// Its codes are letters that name sections of more than one revision of ISIC.
  let isOfAnyRevision: Bool
  private let isic4: [String: [String]]
  private let isic3: [String: [String]]

  /// Errors: `StudyError` for a built-in file that cannot be read.
  public init(_ sectors: SectorIndex) throws(StudyError) {
    var seen: Set<String> = []
    codes = sectors.labels.map(\.code).filter { seen.insert($0).inserted }
    var best: (map: ClassificationMap, codes: Int, names: Int)?
    for entry in DefinitionCatalogue.maps {
      guard case .map(let map) = try entry.definition else { continue }
      let agreement = map.agreement(sectors)
      // A table that is split or aggregated in places is still of its classification.
      guard agreement.codes * 10 >= codes.count * 8, agreement.codes * 2 >= map.sectors.count else { continue }
      if (agreement.codes, agreement.names) > (best?.codes ?? -1, best?.names ?? -1) {
        best = (map, agreement.codes, agreement.names)
      }
    }
    if let best {
      isOfAnyRevision = false
      origin = .classification(best.map, codes: best.codes, names: best.names, of: codes.count)
      isic4 = Dictionary(best.map.sectors.map { ($0.code, $0.isic4) }, uniquingKeysWith: { first, _ in first })
      isic3 = Dictionary(best.map.sectors.map { ($0.code, $0.isic3) }, uniquingKeysWith: { first, _ in first })
      return
    }
    let reading = ActivityCode.reading(codes)
    isOfAnyRevision = reading == .lettersOfAnyRevision
    let read = if case .divisions(let divisions) = reading { divisions } else { [String: [String]]() }
    let isOfISIC = read.count * 2 >= codes.count && !codes.isEmpty
    origin = isOfISIC ? .codes(read.count, of: codes.count) : .none
    (isic4, isic3) = (isOfISIC ? read : [:], [:])
  }

  /// Contents by the scheme of a set of activities; nil for a scheme of which no map leads to tables.
  func contents(by scheme: String) -> [String: [String]]? {
    switch scheme {
    case "ISIC Rev. 4": isic4
    case "ISIC Rev. 3.1", "ISIC Rev. 3": isic3
    default: nil
    }
  }
}
