import Kernels
import MatrixCore

/// One pass over A: X ← X + M⁻¹ (Y − (I − A) X), each group of lines with what the groups before it have just become, and the
/// correction of the splitting.
///
/// With Y = 0 it is X ← G X, G = M⁻¹ N, so that Krylov methods on I − G read A once a step as well.
struct Sweep<Stored: SweepMatrix>: ~Copyable {
  private let matrix: Stored
  private let splitting: Splitting
  private let engine: Engine
  private let groups: [(lines: Range<Int>, blocks: [Int])]
  /// Groups between two questions whether to go on.
  private let parts: [Range<Int>]
  private var residual: Matrix<Double>
  /// Passes made, and those of them that read half of A.
  private(set) var passes = 0
  private(set) var halfPasses = 0

  /// Elements times columns between two questions: a tenth of a second from memory for few columns, half a second of arithmetic
  /// without vectors for many.
  private static var partWork: Int { 1 << 28 }

  /// Scratch: the residual of the largest group.
  init(
    _ matrix: Stored, _ splitting: Splitting, sectors n: Int, columns k: Int, on engine: Engine
  ) throws(AllocationError) {
    let groups = splitting.groups(sectors: n, columns: k)
    // All that throws comes before the first member is set.
    residual = try Matrix(rows: groups.map(\.count).max() ?? 0, columns: k, layout: .columnMajor)
    self.groups = groups.map { ($0, splitting.blocks(of: $0)) }
    parts = Self.parts(groups, most: Self.partWork / max(1, n * max(8, k)))
    self.matrix = matrix
    self.splitting = splitting
    self.engine = engine
  }

  /// One step for (I − A) X = Y. Returns the largest residual that each column showed on the way; nil, with the step half made,
  /// when `allows`, asked between parts of large ones, stops it. Of X = 0 only half of A need be read.
  mutating func step(
    _ x: inout Matrix<Double>, _ y: borrowing Matrix<Double>, isZero: Bool = false, allows: () -> Bool
  ) throws(AllocationError) -> [Double]? {
    passes += 1
    var largest = [Double](repeating: 0, count: x.columns)
    var support: Range<Int>? = isZero ? 0..<0 : nil
    var readsHalf = isZero
    for (i, part) in parts.enumerated() {
      guard i == 0 || allows() else { return nil }
      let shown = atOnce(part, &x, y.view, support)
      support = support.map { Self.lines(groups[part], and: $0) }
      readsHalf = readsHalf && shown != nil
      if let shown {
        largest = zip(largest, shown).map { $1 <= $0 || $0.isNaN ? $0 : $1 }
        continue
      }
      for group in groups[part] {
        Self.start(&residual, group.lines, x)
        Self.add(y, group.lines, to: &residual)
        try Self.addLines(group.lines, x, to: &residual, matrix, splitting, engine)
        Self.measure(residual, group.lines.count, &largest)
        correct(&x, group)
      }
    }
    if readsHalf { halfPasses += 1 }
    try splitting.correction?.begin(x)
    try splitting.correction?.apply(to: &x, y.view)
    return largest
  }

  /// Goes on without the correction; false where there was none.
  func leavesOutCorrection() -> Bool { splitting.correction?.leaveOut() ?? false }

  /// X ← G X. False, with that half made, when `allows` stops it.
  mutating func map(_ x: inout Matrix<Double>, allows: () -> Bool) throws(AllocationError) -> Bool {
    passes += 1
    for (i, part) in parts.enumerated() {
      guard i == 0 || allows() else { return false }
      if atOnce(part, &x, nil, nil) != nil { continue }
      for group in groups[part] {
        Self.start(&residual, group.lines, x)
        try Self.addLines(group.lines, x, to: &residual, matrix, splitting, engine)
        correct(&x, group)
      }
    }
    try splitting.correction?.apply(to: &x, nil)
    return true
  }

  /// All blocks of a part in one operation of the kernels, where they have one.
  private func atOnce(
    _ part: Range<Int>, _ x: inout Matrix<Double>, _ y: MatrixView<Double>?, _ support: Range<Int>?
  ) -> [Double]? {
    guard splitting.preconditioner == .blockGaussSeidel, let inverses = splitting.inverses else { return nil }
    // Many columns go in groups of several blocks.
    guard groups[part].allSatisfy({ $0.blocks.count == 1 }) else { return nil }
    var target = x.mutableView
    return matrix.sweep(groups[part].map(\.lines), of: splitting.orientation, inverses, &target, y, support, on: engine)
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
