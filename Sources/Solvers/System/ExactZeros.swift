import Kernels
import MatrixCore

/// What is zero in exact arithmetic: the output of sectors from which no chain of sales leads to a demand.
///
/// Methods that add and take away leave rounding there, tiny against the rest but infinitely wrong element by element.
struct ExactZeros {
  /// The sectors that are zero in each column.
  private let sectors: [[Int]]

  /// Of X of (I − A) X = Y or its transpose, among those that each column suspects: sectors without demand that sell to
  /// suspects alone sell nothing. Cost: the lines of the suspects. Errors: memory for a piece of them.
  init(
    among suspects: [[Int]], _ coefficients: any CoefficientOperator, _ orientation: Orientation, on engine: Engine
  ) throws(AllocationError) {
    let lines = Set(suspects.joined()).sorted()
    let places = Dictionary(uniqueKeysWithValues: zip(lines, 0...))
    let customers = try Self.customers(of: lines, places, coefficients, orientation, on: engine)
    sectors = suspects.map { column in
      var isZero = [Bool](repeating: false, count: lines.count)
      for place in column.compactMap({ places[$0] }) { isZero[place] = customers[place] != nil }
      Self.close(&isZero, customers)
      return lines.indices.filter { isZero[$0] }.map { lines[$0] }
    }
  }

  /// Takes out who sells to others than those left, until nobody does.
  private static func close(_ isZero: inout [Bool], _ customers: [[Int]?]) {
    var isClosed = false
    while !isClosed {
      isClosed = true
      for place in isZero.indices where isZero[place] && customers[place]?.contains(where: { !isZero[$0] }) != false {
        (isZero[place], isClosed) = (false, false)
      }
    }
  }

  /// Elements that are looked at in one piece: so many customers of so many lines.
  private static let piece = (customers: 512, lines: 64)

  /// For each line the places of its customers among the lines; nil where there are others.
  private static func customers(
    of lines: [Int], _ places: [Int: Int], _ coefficients: any CoefficientOperator, _ orientation: Orientation, on engine: Engine
  ) throws(AllocationError) -> [[Int]?] {
    var customers = [[Int]?](repeating: [], count: lines.count)
    var block = try Matrix<Double>(rows: piece.lines, columns: piece.customers)
    let runs = runs(lines)
    // All lines for a piece of the customers: where lines are columns of a file, its pages are needed once.
    for first in stride(from: 0, to: coefficients.count, by: piece.customers) {
      let range = first..<min(first + piece.customers, coefficients.count)
      for run in runs where run.contains(where: { customers[$0] != nil }) {
        copy(lines[run.lowerBound]..<lines[run.upperBound - 1] + 1, range, of: coefficients, orientation, into: &block, engine)
        for place in run {
          for k in range where block[place - run.lowerBound, k - first] != 0 {
            if let own = places[k] { customers[place]?.append(own) } else { customers[place] = nil }
          }
        }
      }
    }
    return customers
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
    for j in sectors.indices {
      for i in sectors[j] { x[i, j] = 0 }
    }
  }
}
