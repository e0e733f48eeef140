import Kernels
import MatrixCore

/// One pass over A: X ← X + M⁻¹ (Y − (I − A) X), each group of lines with what the groups before it have just become.
///
/// With Y = 0 it is X ← G X, G = M⁻¹ N, so that Krylov methods on I − G read A once a step as well.
struct Sweep<Stored: SweepMatrix>: ~Copyable {
  private let matrix: Stored
  private let splitting: Splitting
  private let engine: Engine
  private let groups: [(lines: Range<Int>, blocks: [Int])]
  private var residual: Matrix<Double>
  /// Passes made.
  private(set) var passes = 0

  /// Scratch: the residual of the largest group.
  init(
    _ matrix: Stored, _ splitting: Splitting, sectors n: Int, columns k: Int, on engine: Engine
  ) throws(AllocationError) {
    let groups = splitting.groups(sectors: n, columns: k)
    // All that throws comes before the first member is set.
    residual = try Matrix(rows: groups.map(\.count).max() ?? 0, columns: k, layout: .columnMajor)
    self.groups = groups.map { ($0, splitting.blocks(of: $0)) }
    self.matrix = matrix
    self.splitting = splitting
    self.engine = engine
  }

  /// One step for (I − A) X = Y. Returns the largest residual that each column showed on the way.
  mutating func step(_ x: inout Matrix<Double>, _ y: borrowing Matrix<Double>) throws(AllocationError) -> [Double] {
    passes += 1
    if let largest = atOnce(&x, y.view) { return largest }
    var largest = [Double](repeating: 0, count: x.columns)
    for group in groups {
      Self.start(&residual, group.lines, x)
      Self.add(y, group.lines, to: &residual)
      try Self.addLines(group.lines, x, to: &residual, matrix, splitting, engine)
      Self.measure(residual, group.lines.count, &largest)
      correct(&x, group)
    }
    return largest
  }

  /// X ← G X.
  mutating func map(_ x: inout Matrix<Double>) throws(AllocationError) {
    passes += 1
    if atOnce(&x, nil) != nil { return }
    for group in groups {
      Self.start(&residual, group.lines, x)
      try Self.addLines(group.lines, x, to: &residual, matrix, splitting, engine)
      correct(&x, group)
    }
  }

  /// All blocks in one operation of the kernels, where they have one.
  private func atOnce(_ x: inout Matrix<Double>, _ y: MatrixView<Double>?) -> [Double]? {
    guard splitting.preconditioner == .blockGaussSeidel, let inverses = splitting.inverses else { return nil }
    // Many columns go in groups of several blocks.
    guard groups.allSatisfy({ $0.blocks.count == 1 }) else { return nil }
    var target = x.mutableView
    return matrix.sweep(groups.map(\.lines), of: splitting.orientation, inverses, &target, y, on: engine)
  }

  /// R ← −X on the lines.
  private static func start(_ residual: inout Matrix<Double>, _ lines: Range<Int>, _ x: borrowing Matrix<Double>) {
    var all = residual.mutableView
    for j in 0..<x.columns {
      var r = all.column(j)
      let own = x.view.column(j)
      for i in 0..<lines.count { r[i] = -own[lines.lowerBound + i] }
    }
  }

  /// R ← R + Y on the lines.
  private static func add(_ y: borrowing Matrix<Double>, _ lines: Range<Int>, to residual: inout Matrix<Double>) {
    var all = residual.mutableView
    for j in 0..<y.columns {
      var r = all.column(j)
      let given = y.view.column(j)
      for i in 0..<lines.count { r[i] += given[lines.lowerBound + i] }
    }
  }

  private static func addLines(
    _ lines: Range<Int>, _ x: borrowing Matrix<Double>, to residual: inout Matrix<Double>, _ matrix: Stored,
    _ splitting: Splitting, _ engine: Engine
  ) throws(AllocationError) {
    var all = residual.mutableView
    var r = all.window(rows: 0..<lines.count, columns: 0..<x.columns)
    try matrix.add(lines: lines, of: splitting.orientation, x.view, into: &r, on: engine)
  }

  private static func measure(
    _ residual: borrowing Matrix<Double>, _ count: Int, _ largest: inout [Double]
  ) {
    for j in largest.indices {
      let r = residual.view.column(j)
      var most = 0.0
      for i in 0..<count {
        let size = abs(r[i])
        // A NaN must neither be passed over nor forgotten.
        if !(size <= most), !most.isNaN { most = size }
      }
      if !(most <= largest[j]), !largest[j].isNaN { largest[j] = most }
    }
  }

  private func correct(_ x: inout Matrix<Double>, _ group: (lines: Range<Int>, blocks: [Int])) {
    var target = x.mutableView
    guard let inverses = splitting.inverses else {
      for j in 0..<target.columns {
        var column = target.column(j)
        let r = residual.view.column(j)
        if splitting.preconditioner == .diagonal {
          for i in group.lines { column[i] += splitting.diagonal[i] * r[i - group.lines.lowerBound] }
        } else {
          for i in group.lines { column[i] += r[i - group.lines.lowerBound] }
        }
      }
      return
    }
    for s in group.blocks {
      let block = inverses.partition.blocks[s]
      let rows = block.lowerBound - group.lines.lowerBound..<block.upperBound - group.lines.lowerBound
      inverses.apply(
        s, splitting.orientation, to: residual.view.window(rows: rows, columns: 0..<target.columns), addingTo: &target,
        on: engine)
    }
  }
}
