import Kernels
import MatrixCore

/// What is zero in exact arithmetic: the output of sectors from which no chain of sales leads to a demand.
///
/// Methods that add and take away leave rounding there, tiny against the rest but infinitely wrong element by element.
struct ExactZeros {
  /// For every sector a bit for each column: a chain of sales leads from it to a demand there.
  private var reached: [UInt64]
  /// The words of a sector, and what they are when all columns reach it.
  private let all: [UInt64]

  private var words: Int { all.count }

  /// Of X of (I − A) X = Y or its transpose. Shapes: n sectors, m columns. Cost: passes over the lines of the sectors that some
  /// column does not reach, as many as the longest chain has turns in the order of sectors, two for most tables; a bit for each
  /// element of Y. Errors: memory for a piece of A, and `.stopped` where `allows` says no.
  init(
    of y: MatrixView<Double>, _ coefficients: any CoefficientOperator, _ orientation: Orientation, on engine: Engine,
    allows: () -> Bool
  ) throws(SolverError) {
    let columns = y.columns
    all = stride(from: 0, to: columns, by: 64).map { $0 + 64 <= columns ? .max : (1 << UInt64(columns - $0)) - 1 }
    reached = [UInt64](repeating: 0, count: y.rows * all.count)
    for j in 0..<columns {
      for i in 0..<y.rows where y[i, j] != 0 { reached[i * all.count + j / 64] |= 1 << UInt64(j % 64) }
    }
    var block = try SolverError.allocating { () throws(AllocationError) in
      try Matrix<Double>(rows: Self.piece.lines, columns: Self.piece.customers)
    }
    while try spread(coefficients, orientation, &block, engine, allows) {}
  }

  /// Elements that are looked at in one piece: so many customers of so many lines.
  private static let piece = (customers: 512, lines: 64)

  /// Who sells to a sector that is reached is reached. False when there was nobody new.
  private mutating func spread(
    _ coefficients: any CoefficientOperator, _ orientation: Orientation, _ block: inout Matrix<Double>, _ engine: Engine,
    _ allows: () -> Bool
  ) throws(SolverError) -> Bool {
    let lines = (0..<coefficients.count).filter { !isReached($0) }
    let runs = Self.runs(lines)
    var isNew = false
    // All lines for a piece of the customers: where lines are columns of a file, its pages are needed once.
    for first in stride(from: 0, to: coefficients.count, by: Self.piece.customers) {
      guard allows() else { throw .stopped }
      let range = first..<min(first + Self.piece.customers, coefficients.count)
      for run in runs where run.contains(where: { !isReached(lines[$0]) }) {
        let ofRun = lines[run.lowerBound]..<lines[run.upperBound - 1] + 1
        Self.copy(ofRun, range, of: coefficients, orientation, into: &block, engine)
        for i in ofRun where !isReached(i) {
          for k in range where block[i - ofRun.lowerBound, k - first] != 0 { isNew = join(i, k) || isNew }
        }
      }
    }
    return isNew
  }

  private func isReached(_ i: Int) -> Bool {
    all.indices.allSatisfy { reached[i * words + $0] == all[$0] }
  }

  /// The columns that reach `k` reach `i`. True when there is one that did not.
  private mutating func join(_ i: Int, _ k: Int) -> Bool {
    var isNew = false
    for w in all.indices where reached[k * words + w] & ~reached[i * words + w] != 0 {
      reached[i * words + w] |= reached[k * words + w]
      isNew = true
    }
    return isNew
  }

  /// Places of lines that follow each other.
  private static func runs(_ lines: [Int]) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    for place in lines.indices {
      if let last = runs.last, lines[place] == lines[place - 1] + 1, last.count < piece.lines {
        runs[runs.count - 1] = last.lowerBound..<place + 1
      } else {
        runs.append(place..<place + 1)
      }
    }
    return runs
  }

  private static func copy(
    _ lines: Range<Int>, _ customers: Range<Int>, of coefficients: any CoefficientOperator, _ orientation: Orientation,
    into block: inout Matrix<Double>, _ engine: Engine
  ) {
    var all = block.mutableView
    var target = all.window(rows: 0..<lines.count, columns: 0..<customers.count)
    switch orientation {
    case .output: coefficients.copy(rows: lines, columns: customers, into: &target, on: engine)
    case .transposed:
      var columns = target.transposed
      coefficients.copy(rows: customers, columns: lines, into: &columns, on: engine)
    }
  }

  /// Sets X to zero there.
  @_lifetime(x: copy x)
  func clear(_ x: inout MutableMatrixView<Double>) {
    for j in 0..<x.columns {
      for i in 0..<x.rows where reached[i * words + j / 64] & (1 << UInt64(j % 64)) == 0 { x[i, j] = 0 }
    }
  }
}
