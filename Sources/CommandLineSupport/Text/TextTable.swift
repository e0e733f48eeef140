/// Columns of text for a terminal: the first is set left, the others right.
public struct TextTable {
  private var rows: [[String]]

  public init(_ header: String...) { rows = header.isEmpty ? [] : [header] }

  public init(cells: [String]) { rows = [cells] }

  public mutating func add(_ cells: String...) { rows.append(cells) }

  public mutating func add(cells: [String]) { rows.append(cells) }

  /// The rows with all columns but the first set right, as numbers want it.
  public var text: String { text(leftColumns: 1) }

  /// The rows with every column set left.
  public var leftText: String { text(leftColumns: .max) }

  /// The rows with the first columns set left and the others right.
  public func text(leftColumns: Int) -> String {
    let count = rows.map(\.count).max() ?? 0
    let widths = (0..<count).map { column in rows.map { $0.count > column ? $0[column].count : 0 }.max() ?? 0 }
    return rows.map { row in
      row.enumerated().map { column, cell in
        let padding = String(repeating: " ", count: widths[column] - cell.count)
        return column < leftColumns ? cell + padding : padding + cell
      }.joined(separator: "  ").trimmedEnd
    }.joined(separator: "\n")
  }
}

extension String {
  fileprivate var trimmedEnd: String {
    var copy = self
    while copy.last == " " { copy.removeLast() }
    return copy
  }
}
