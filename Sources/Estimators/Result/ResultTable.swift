import Tables

/// A table of figures with labels and units, as it would stand in a paper.
///
/// Every row has a cell for each column.
public struct ResultTable: Sendable, Equatable {
  public struct Column: Sendable, Equatable {
    /// How figures of the column are shown to people; files keep full precision.
    public enum Format: Sendable, Equatable {
      case text
      /// Money, persons: as many decimals as the largest figure needs.
      case amount
      /// Multipliers, coefficients, indices: four decimals.
      case ratio
      /// A fraction, shown in percent.
      case share
      /// Ranks, years, counts of things.
      case integer
    }

    /// Its key in documents, in snake case ("value_added").
    public var name: String
    public var title: String
    /// "million USD"; "1" for ratios and shares; empty for texts.
    public var unit: String
    public var format: Format
    /// Why a cell may be empty ("the sector has no output"); nil where none is.
    public var reasonForNone: String?

    public init(_ name: String, _ title: String, unit: String = "", _ format: Format, reasonForNone: String? = nil) {
      (self.name, self.title, self.unit, self.format) = (name, title, unit, format)
      self.reasonForNone = reasonForNone
    }
  }

  public enum Cell: Sendable, Equatable {
    case text(String)
    case number(Double)
    /// There is no such figure: `Column.reasonForNone` says why. Never zero, never infinite.
    case none

    /// A figure that is not there, or not finite, is none.
    public init(_ value: Double?) { self = value.flatMap { $0.isFinite ? .number($0) : nil } ?? .none }
  }

  /// Its key in documents and its file's name, in snake case.
  public var name: String
  public var title: String
  public var columns: [Column]
  public private(set) var rows: [[Cell]] = []
  /// Pictures of its figures.
  public var charts: [ResultChart] = []
  /// Columns whose figures of several years stand beside each other; of other tables the changes are shown.
  public var compared: [String] = []

  public init(_ name: String, _ title: String, columns: [Column]) {
    (self.name, self.title, self.columns) = (name, title, columns)
  }

  public mutating func add(_ row: [Cell]) {
    precondition(row.count == columns.count, "\(name): a row needs a cell for each column")
    rows.append(row)
  }

  /// The table without columns in which no row has a figure.
  func withoutEmptyColumns() -> ResultTable {
    let kept = columns.indices.filter { column in rows.isEmpty || rows.contains { $0[column] != .none } }
    var table = ResultTable(name, title, columns: kept.map { columns[$0] })
    for row in rows { table.add(kept.map { row[$0] }) }
    table.charts = charts
    return table
  }

  /// The table with a chart's rows alone; without its pictures.
  public func rows(of chart: ResultChart) -> ResultTable {
    var table = ResultTable(name, title, columns: columns)
    let wanted: [(column: String, cell: Cell?)] = [
      (chart.rows?.column ?? "", chart.rows.map { .text($0.text) }), ("year", chart.year.map { .number(Double($0)) }),
    ]
    let cells = wanted.compactMap { name, cell in
      cell.flatMap { cell in columns.firstIndex { $0.name == name }.map { (column: $0, cell: cell) } }
    }
    for row in rows where cells.allSatisfy({ row[$0.column] == $0.cell }) { table.add(row) }
    return table
  }

  /// The table with columns that are compared over years.
  func comparing(_ columns: [String]) -> ResultTable {
    var table = self
    table.compared = columns
    return table
  }

  /// The table with pictures.
  func with(_ charts: ResultChart...) -> ResultTable {
    var table = self
    table.charts = charts
    return table
  }
}

extension ResultTable {
  /// A table with a row for each of `positions`: the sector's labels, then a cell of each series.
  ///
  /// The region stands first where the table has several.
  /// Shapes: every series has n values.
  public init(
    _ name: String, _ title: String, of sectors: SectorIndex, positions: [Int]? = nil,
    _ series: [(column: Column, values: [Double?])]
  ) {
    let labels = SectorColumns(sectors)
    self.init(name, title, columns: labels.columns + series.map(\.column))
    for i in positions ?? Array(0..<sectors.count) { add(labels.cells(i) + series.map { Cell($0.values[i]) }) }
  }
}

/// The columns that name a sector: its region where there are several, its code, its name.
public struct SectorColumns: Sendable {
  private let sectors: SectorIndex
  private let hasRegions: Bool

  public init(_ sectors: SectorIndex) {
    self.sectors = sectors
    hasRegions = sectors.regions.count > 1
  }

  public var columns: [ResultTable.Column] {
    (hasRegions ? [ResultTable.Column("region", "region", .text)] : [])
      + [ResultTable.Column("code", "code", .text), ResultTable.Column("name", "sector", .text)]
  }

  public func cells(_ position: Int) -> [ResultTable.Cell] {
    let label = sectors[position]
    return (hasRegions ? [.text(label.region)] : []) + [.text(label.code), .text(label.name)]
  }
}
