import Tables

/// Why a change of coefficients was not accepted, or its answer not given.
public enum UpdateError: Error, Equatable, CustomStringConvertible {
  case sectorOutOfRange(index: Int, sectors: Int)
  case sectorUnknown(name: String)
  case sectorAmbiguous(name: String, regions: [String])
  case regionUnknown(name: String)
  case sectorsRepeated(sector: SectorLabel)
  /// A new row or column of the wrong length.
  case lineShape(line: NamedLine, expected: Int, found: Int)
  /// A number of the change, or what the change makes of a coefficient.
  case notFinite(row: SectorLabel, column: SectorLabel)
  case changedTwice(line: NamedLine)
  case cellChangedTwice(row: SectorLabel, column: SectorLabel)
  /// A changed row and a changed column that say different things of the coefficient they share.
  case contradiction(row: SectorLabel, column: SectorLabel, byRow: Double, byColumn: Double)
  /// A change made for other sectors than the system's.
  case otherSectors(expected: Int, found: Int)
  case vectorShape(name: String, expected: Int, found: Int)
  case vectorNotFinite(name: String, sector: SectorLabel)
  /// With these changes the table uses all it makes, or more. The factor is what is left of the determinant's factor of the
  /// change, zero where production ends.
  case notProductive(sectors: [SectorLabel], factor: Double)
  /// The answer does not solve the changed system well.
  case inaccurate(sectors: [SectorLabel], scaled: Double)
  /// A sector without output that sells: its allocation coefficients are not defined.
  case salesWithoutOutput(sector: SectorLabel)

  public var description: String {
    switch self {
    case .sectorOutOfRange(let index, let n): "there is no sector \(index); the table has \(n), counted from 0"
    case .sectorUnknown(let name): "no sector is named \(name); write REGION/CODE as in the table"
    case .sectorAmbiguous(let name, let regions):
      "sector \(name) is in \(regions.count) regions (\(regions.first ?? "") first); write REGION/\(name)"
    case .regionUnknown(let name): "no region is named \(name)"
    case .sectorsRepeated(let sector): "sector \(sector.qualifiedCode) is listed twice; name every sector once"
    case .lineShape(let line, let expected, let found):
      "the new \(line) has \(found) numbers; the table has \(expected) sectors"
    case .notFinite(let row, let column):
      "the changed coefficient of row \(row.qualifiedCode), column \(column.qualifiedCode) is not finite"
    case .changedTwice(let line): "\(line) is changed twice; say it in one change"
    case .cellChangedTwice(let row, let column):
      "the coefficient of row \(row.qualifiedCode), column \(column.qualifiedCode) is changed twice; say it in one change"
    case .contradiction(let row, let column, let byRow, let byColumn):
      "the coefficient of row \(row.qualifiedCode), column \(column.qualifiedCode) is \(byRow) by the change of the row and "
        + "\(byColumn) by that of the column; make them agree"
    case .otherSectors(let expected, let found):
      "the change was made for \(found) sectors that are not the table's \(expected); make it from the table's labels"
    case .vectorShape(let name, let expected, let found): "\(name) has \(found) numbers; the table has \(expected) sectors"
    case .vectorNotFinite(let name, let sector): "\(name) of sector \(sector.qualifiedCode) is not finite"
    case .notProductive(let sectors, let factor):
      "with the change of \(Self.names(sectors)) the table is not productive (factor \(factor)); make the change smaller"
    case .inaccurate(let sectors, let scaled):
      "the scaled residual after the change of \(Self.names(sectors)) is \(scaled) (must be under 16): prepare the changed "
        + "coefficients anew"
    case .salesWithoutOutput(let sector):
      "sector \(sector.qualifiedCode) sells or buys but has no output: its allocation coefficients are not defined; correct "
        + "its output"
    }
  }

  /// Whether the mathematics and not the input is at fault.
  public var isNumerical: Bool {
    switch self {
    case .notProductive, .inaccurate: true
    default: false
    }
  }

  /// The first three names, and how many more there are.
  private static func names(_ sectors: [SectorLabel]) -> String {
    let shown = sectors.prefix(3).map(\.qualifiedCode).joined(separator: ", ")
    return sectors.count > 3 ? "\(shown) and \(sectors.count - 3) more" : shown
  }
}

/// A row or column of A with its label, for messages.
public struct NamedLine: Sendable, Equatable, CustomStringConvertible {
  public let isRow: Bool
  public let sector: SectorLabel

  public var description: String { "\(isRow ? "row" : "column") \(sector.qualifiedCode)" }
}
