import Aggregation
import Tables

/// What a study names, found in a table, and errors with the line on which it stands.
extension StudyFile {
  /// S of the study's splits.
  /// Errors: `StudyError`, with the line of the sector.
  public func splitter(of sectors: SectorIndex) throws(StudyError) -> Concordance {
    do { return try Splitter.splitting(study.splits, of: sectors) } catch { throw located(error) }
  }

  /// The position of a sector the study names. Errors: unknown and ambiguous names, with the line and the nearest names.
  func resolve(_ code: String, among sectors: SectorIndex) throws(EstimationError) -> Int {
    do { return try sectors.resolve(code) } catch { throw .study(ofSplitSector(code, error) ?? located(error)) }
  }

  /// A sector that is not there any more because the study splits it.
  private func ofSplitSector(_ code: String, _ error: ConcordanceError) -> StudyError? {
    guard case .unknownSector = error, let split = study.splits.first(where: { Self.isSame($0.sector, code) }) else { return nil }
    let parts = split.parts.map(\.code).joined(separator: ", ")
    return .malformed(
      path: path, line: line(of: code, under: ["digital", "disrupted"], last: true),
      reason: "sector \(code) is split; name those of its parts that are meant (\(parts))")
  }

  /// A name without a region is that of any.
  private static func isSame(_ sector: String, _ other: String) -> Bool {
    sector == other || sector.bareCode == other.bareCode && (sector == sector.bareCode || other == other.bareCode)
  }

  /// The line of a top-level key.
  func line(ofKey key: String) -> Int? { lines.line(ofKey: key) }

  /// The line on which a sector is named, by its own name or by its bare code; `last` of the lines under some keys.
  func line(of sector: String, under keys: [String] = [], last: Bool = false) -> Int? {
    for name in [sector, sector.bareCode] {
      let found = lines.lines(of: name, under: keys)
      if let line = last ? found.last : found.first { return line }
    }
    return keys.lazy.compactMap { lines.line(ofKey: $0) }.first
  }

  /// An error about a sector, with the line on which it first stands.
  func failure(at code: String, _ reason: String) -> EstimationError {
    .study(.malformed(path: path, line: line(of: code), reason: reason))
  }

  /// An error about a sector that two groups name.
  func failure(twice sector: String, _ groups: [String]) -> EstimationError {
    .study(
      .sectorTwice(
        path: path, line: line(of: sector, under: ["digital", "disrupted"], last: true), sector: sector, subsectors: groups))
  }

  func located(_ error: ConcordanceError) -> StudyError {
    switch error {
    case .labels(.duplicate(let name, _, _)):
      let reason = "part \(name.bareCode) has the code of another sector, \(name); give it a code of its own"
      return .malformed(path: path, line: line(of: name, under: ["split"], last: true), reason: reason)
    case .splitTwice(let name):
      return .concordance(path: path, line: line(of: name, under: ["split"], last: true), error)
    default: break
    }
    return .concordance(path: path, line: error.sector.flatMap { line(of: $0) }, error)
  }
}
