import Kernels
import MatrixCore

/// Some rows of A, or some columns, as they were and as they become.
struct LineSet: ~Copyable {
  /// Ascending.
  let positions: [Int]
  /// Line by line, k × n row-major.
  let old: Matrix<Double>
  var new: Matrix<Double>
  private let slots: [Int: Int]

  /// Old lines of one operator, new ones of another, which may be the same until they are changed.
  ///
  /// Memory: 2kn doubles. Cost: the elements of the lines. Errors: memory.
  init(
    _ positions: [Int], _ orientation: Orientation, from before: any CoefficientOperator,
    to after: any CoefficientOperator, on engine: Engine
  ) throws(AllocationError) {
    let old = try Self.read(positions, orientation, of: before, on: engine)
    let new = try before === after ? Self.copy(of: old) : Self.read(positions, orientation, of: after, on: engine)
    self.init(positions, old, new)
  }

  private init(_ positions: [Int], _ old: consuming Matrix<Double>, _ new: consuming Matrix<Double>) {
    slots = Dictionary(uniqueKeysWithValues: positions.enumerated().map { ($1, $0) })
    self.positions = positions
    self.old = old
    self.new = new
  }

  private static func copy(of lines: borrowing Matrix<Double>) throws(AllocationError) -> Matrix<Double> {
    try Matrix(copying: lines.view)
  }

  func slot(of position: Int) -> Int? { slots[position] }

  mutating func apply(_ change: LineChange, at slot: Int) {
    for j in 0..<new.columns { new[slot, j] = change.value(at: j, of: old[slot, j]) }
  }

  func differs(_ slot: Int, outside ignored: Set<Int> = []) -> Bool {
    for j in 0..<new.columns where new[slot, j] != old[slot, j] && !ignored.contains(j) { return true }
    return false
  }

  func isZero(_ slot: Int) -> Bool {
    for j in 0..<new.columns where new[slot, j] != 0 { return false }
    return true
  }

  /// Lines that follow each other are read together, which a table stored by rows prefers.
  private static func read(
    _ positions: [Int], _ orientation: Orientation, of coefficients: any CoefficientOperator, on engine: Engine
  ) throws(AllocationError) -> Matrix<Double> {
    let n = coefficients.count
    var lines = try Matrix<Double>(rows: positions.count, columns: n)
    var first = 0
    while first < positions.count {
      var end = first + 1
      while end < positions.count, positions[end] == positions[end - 1] + 1 { end += 1 }
      read(positions[first]..<positions[end - 1] + 1, orientation, of: coefficients, into: &lines, at: first, on: engine)
      first = end
    }
    return lines
  }

  private static func read(
    _ run: Range<Int>, _ orientation: Orientation, of coefficients: any CoefficientOperator,
    into lines: inout Matrix<Double>, at first: Int, on engine: Engine
  ) {
    let n = coefficients.count
    var all = lines.mutableView
    var part = all.window(rows: first..<first + run.count, columns: 0..<n)
    if orientation == .output {
      coefficients.copy(rows: run, columns: 0..<n, into: &part, on: engine)
    } else {
      var turned = part.transposed
      coefficients.copy(rows: 0..<n, columns: run, into: &turned, on: engine)
    }
  }
}

extension CoefficientOperator {
  /// Row i of A. Errors: memory.
  func row(_ i: Int, on engine: Engine) throws(AllocationError) -> [Double] {
    var line = try Matrix<Double>(rows: 1, columns: count)
    var target = line.mutableView
    copy(rows: i..<i + 1, columns: 0..<count, into: &target, on: engine)
    return (0..<count).map { line[0, $0] }
  }
}
