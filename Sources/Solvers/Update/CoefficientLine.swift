/// A row or a column of A.
public enum CoefficientLine: Sendable, Hashable {
  case row(Int)
  case column(Int)

  var isRow: Bool { if case .row = self { true } else { false } }

  var index: Int {
    switch self {
    case .row(let index), .column(let index): index
    }
  }

  func cell(_ position: Int) -> CoefficientCell {
    switch self {
    case .row(let row): CoefficientCell(row: row, column: position)
    case .column(let column): CoefficientCell(row: position, column: column)
    }
  }
}

/// What a row or column becomes. Lengths: n.
public enum LineChange: Sendable, Equatable {
  case values([Double])
  case deltas([Double])
  /// Every coefficient is multiplied by its own factor.
  case factors([Double])
  /// Zero, except where the other sector is one of these.
  case extraction(keeping: Set<Int>)

  var numbers: [Double]? {
    switch self {
    case .values(let numbers), .deltas(let numbers), .factors(let numbers): numbers
    case .extraction: nil
    }
  }

  /// The new coefficient at a position of the line.
  func value(at position: Int, of old: Double) -> Double {
    switch self {
    case .values(let values): values[position]
    case .deltas(let deltas): old + deltas[position]
    case .factors(let factors): old * factors[position]
    case .extraction(let kept): kept.contains(position) ? old : 0
    }
  }
}
