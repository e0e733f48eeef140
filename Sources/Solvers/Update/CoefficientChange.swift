import Tables

/// A change of a few columns (new recipes), rows (new suppliers) or cells of A; see `UpdatedSystem`.
///
/// Checked when it is said: sectors, lengths, NaN and repetition. What depends on A itself, such as whether a changed row
/// and a changed column agree where they cross, is checked when it is applied.
public struct CoefficientChange: Sendable, Equatable {
  /// The labels of the table that is to be changed.
  public let sectors: SectorIndex
  private(set) var lines: [CoefficientLine: LineChange] = [:]
  private(set) var cells: [CoefficientCell: CellChange] = [:]

  /// No change yet.
  public init(of sectors: SectorIndex) { self.sectors = sectors }

  public var isEmpty: Bool { lines.isEmpty && cells.isEmpty }

  /// Changes a whole row or column. Units: of its coefficients. Errors: see `UpdateError`.
  public mutating func change(_ line: CoefficientLine, to change: LineChange) throws(UpdateError) {
    try check(line.index)
    try check(change, of: line)
    guard lines[line] == nil else { throw .changedTwice(line: name(line)) }
    if let cell = cells.keys.filter({ $0.isIn(line) }).min() { throw repeated(cell) }
    lines[line] = change
  }

  /// Sets one coefficient.
  public mutating func set(row: Int, column: Int, to value: Double) throws(UpdateError) {
    try change(CoefficientCell(row: row, column: column), .value(value))
  }

  /// Adds to one coefficient.
  public mutating func add(_ delta: Double, row: Int, column: Int) throws(UpdateError) {
    try change(CoefficientCell(row: row, column: column), .delta(delta))
  }

  private mutating func change(_ cell: CoefficientCell, _ change: CellChange) throws(UpdateError) {
    try check(cell.row)
    try check(cell.column)
    guard change.number.isFinite else { throw .notFinite(row: sectors[cell.row], column: sectors[cell.column]) }
    let isKnown = cells[cell] != nil || lines[.row(cell.row)] != nil || lines[.column(cell.column)] != nil
    guard !isKnown else { throw repeated(cell) }
    cells[cell] = change
  }

  /// The sector of that name, for callers that have names. Errors: unknown and ambiguous names.
  public func sector(named name: String) throws(UpdateError) -> Int {
    switch sectors.position(of: name) {
    case .found(let index): return index
    case .unknown: throw .sectorUnknown(name: name)
    case .ambiguous(let matches): throw .sectorAmbiguous(name: name, regions: matches.map { sectors[$0].region })
    }
  }

  /// The sectors of a region, in order.
  public func sectors(ofRegion region: String) throws(UpdateError) -> [Int] {
    let found = (0..<sectors.count).filter { sectors[$0].region == region }
    guard !found.isEmpty else { throw .regionUnknown(name: region) }
    return found
  }

  func check(_ index: Int) throws(UpdateError) {
    guard (0..<sectors.count).contains(index) else { throw .sectorOutOfRange(index: index, sectors: sectors.count) }
  }

  private func check(_ change: LineChange, of line: CoefficientLine) throws(UpdateError) {
    guard let numbers = change.numbers else { return }
    guard numbers.count == sectors.count else {
      throw .lineShape(line: name(line), expected: sectors.count, found: numbers.count)
    }
    if let position = numbers.firstIndex(where: { !$0.isFinite }) {
      let cell = line.cell(position)
      throw .notFinite(row: sectors[cell.row], column: sectors[cell.column])
    }
  }

  private func name(_ line: CoefficientLine) -> NamedLine { NamedLine(isRow: line.isRow, sector: sectors[line.index]) }

  private func repeated(_ cell: CoefficientCell) -> UpdateError {
    .cellChangedTwice(row: sectors[cell.row], column: sectors[cell.column])
  }
}
