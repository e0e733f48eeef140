/// One coefficient of A.
struct CoefficientCell: Sendable, Hashable, Comparable {
  var row: Int
  var column: Int

  func isIn(_ line: CoefficientLine) -> Bool {
    switch line {
    case .row(let row): self.row == row
    case .column(let column): self.column == column
    }
  }

  static func < (a: CoefficientCell, b: CoefficientCell) -> Bool { (a.row, a.column) < (b.row, b.column) }
}

/// What one coefficient becomes.
enum CellChange: Sendable, Equatable {
  case value(Double)
  case delta(Double)

  var number: Double {
    switch self {
    case .value(let number), .delta(let number): number
    }
  }

  func value(of old: Double) -> Double {
    switch self {
    case .value(let value): value
    case .delta(let delta): old + delta
    }
  }
}
