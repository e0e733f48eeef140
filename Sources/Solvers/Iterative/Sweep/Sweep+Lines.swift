import Kernels
import MatrixCore

// The residual of some lines, and how many lines are taken before it is asked whether to go on.
extension Sweep {
  /// As many groups as have that many lines, one at least.
  static func parts(_ groups: [Range<Int>], most: Int) -> [Range<Int>] {
    var (parts, lines) = ([Range<Int>](), 0)
    for (i, group) in groups.enumerated() {
      lines += group.count
      if let last = parts.last, lines <= most {
        parts[parts.count - 1] = last.lowerBound..<i + 1
      } else {
        parts.append(i..<i + 1)
        lines = group.count
      }
    }
    return parts
  }

  /// From the first to the last of some lines and those of groups.
  static func lines(_ groups: ArraySlice<(lines: Range<Int>, blocks: [Int])>, and lines: Range<Int>) -> Range<Int> {
    groups.reduce(lines) { hull, group in
      hull.isEmpty
        ? group.lines : min(hull.lowerBound, group.lines.lowerBound)..<max(hull.upperBound, group.lines.upperBound)
    }
  }

  /// R ← −X on the lines.
  static func start(_ residual: inout Matrix<Double>, _ lines: Range<Int>, _ x: borrowing Matrix<Double>) {
    var all = residual.mutableView
    for j in 0..<x.columns {
      var r = all.column(j)
      let own = x.view.column(j)
      for i in 0..<lines.count { r[i] = -own[lines.lowerBound + i] }
    }
  }

  /// R ← R + Y on the lines.
  static func add(_ y: borrowing Matrix<Double>, _ lines: Range<Int>, to residual: inout Matrix<Double>) {
    var all = residual.mutableView
    for j in 0..<y.columns {
      var r = all.column(j)
      let given = y.view.column(j)
      for i in 0..<lines.count { r[i] += given[lines.lowerBound + i] }
    }
  }

  static func addLines(
    _ lines: Range<Int>, _ x: borrowing Matrix<Double>, to residual: inout Matrix<Double>, _ matrix: Stored,
    _ splitting: Splitting, _ engine: Engine
  ) throws(AllocationError) {
    var all = residual.mutableView
    var r = all.window(rows: 0..<lines.count, columns: 0..<x.columns)
    try matrix.add(lines: lines, of: splitting.orientation, x.view, into: &r, on: engine)
  }

  static func measure(
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
}
