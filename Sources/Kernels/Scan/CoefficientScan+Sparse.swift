import MatrixCore

// The same figures from what is stored of a matrix: zeros that are not stored add nothing to any of them.
extension Engine {
  /// Sums, extremes and signs of a square matrix in compressed rows, the same bits whatever the number of threads.
  ///
  /// Cost: one pass over the non-zeros; up to 16 n doubles beside them.
  public func scan(_ a: SparseMatrix<Double>) -> CoefficientScan {
    precondition(a.rows == a.columns, "coefficients are square")
    var scan = CoefficientScan(order: a.rows)
    scan.add(a, team)
    return scan
  }

  /// The same for a matrix of regions. Cost: one pass over what it stores, the dense blocks on one thread.
  public func scan(_ a: borrowing RegionMatrix<Double>) -> CoefficientScan {
    precondition(a.rows == a.columns, "coefficients are square")
    var scan = CoefficientScan(order: a.rows)
    let figures = ScanParts(parts: 1, order: a.rows)
    for k in a.blocks.indices {
      let (block, values) = (a.blocks[k], StridedMatrix(a.values(of: k)))
      for i in block.rows { figures.addRow(i, of: block, values) }
    }
    figures.collect(into: &scan)
    scan.add(a.rest, team)
    return scan
  }
}

extension CoefficientScan {
  fileprivate mutating func add(_ a: SparseMatrix<Double>, _ team: Team) {
    // The parts are those of the matrix, not of the team: so many that adding their column sums costs less than a quarter of
    // making them, and no more than most servers' cores at work on one table (chosen in 2026-11, not measured).
    let parts = min(max(a.nonZeros / (4 * a.rows + 4096), 1), 16)
    let figures = ScanParts(parts: parts, order: a.rows)
    Team(threads: min(team.threads, parts)).split(0..<parts) { own in
      for part in own { figures.form(part, a.rows(of: part, parts), a) }
    }
    figures.collect(into: &self)
  }
}

/// What the parts found, each in memory of its own.
private final class ScanParts: @unchecked Sendable {
  private let order: Int
  private let extremes: UnsafeMutableBufferPointer<(largest: Double, least: Double, nonZeros: Int)>
  /// `parts` vectors of column sums, then one of row sums and one of diagonal elements.
  private let sums: UnsafeMutableBufferPointer<Double>

  init(parts: Int, order: Int) {
    self.order = order
    extremes = .allocate(capacity: parts)
    extremes.initialize(repeating: (0, 0, 0))
    sums = .allocate(capacity: (parts + 2) * order + 1)
    sums.initialize(repeating: 0)
  }

  deinit {
    extremes.deallocate()
    sums.deallocate()
  }

  private func vector(_ index: Int) -> UnsafeMutablePointer<Double> {
    sums.baseAddress.unsafelyUnwrapped + index * order
  }

  func form(_ part: Int, _ rows: Range<Int>, _ a: SparseMatrix<Double>) {
    a.columnIndices.withUnsafeBufferPointer { indices in
      a.values.withUnsafeBufferPointer { values in
        for i in rows {
          let entries = a.rowStarts[i]..<a.rowStarts[i + 1]
          addRow(i, part, entries.count) { k in (Int(indices[entries.lowerBound &+ k]), values[entries.lowerBound &+ k]) }
        }
      }
    }
  }

  func addRow(_ i: Int, of block: RegionMatrix<Double>.Block, _ values: StridedMatrix<Double>) {
    addRow(i, 0, block.columns.count) { k in (block.columns.lowerBound + k, values[i - block.rows.lowerBound, k]) }
  }

  /// A single sum would wait for every element: two take turns.
  @inline(__always)
  private func addRow(_ i: Int, _ part: Int, _ count: Int, _ element: (Int) -> (column: Int, value: Double)) {
    var (found, row) = (extremes[part], (0.0, 0.0))
    let columns = vector(part)
    for k in 0..<count {
      let (j, value) = element(k)
      found.nonZeros &+= value != 0 ? 1 : 0
      // Comparisons are false for a NaN: the extremes do not see it, the sums do.
      found.least = value < found.least ? value : found.least
      // The diagonal is no part of the sums: taking it out afterwards would cancel.
      if i == j {
        vector(extremes.count + 1)[i] += value
      } else {
        let magnitude = abs(value)
        found.largest = magnitude > found.largest ? magnitude : found.largest
        columns[j] += magnitude
        row = (row.1, row.0 + magnitude)
      }
    }
    vector(extremes.count)[i] += row.0 + row.1
    extremes[part] = found
  }

  /// Adds what was found to a scan.
  func collect(into scan: inout CoefficientScan) {
    for part in extremes.indices {
      scan.largest = max(scan.largest, extremes[part].largest)
      scan.least = min(scan.least, extremes[part].least)
      scan.nonZeros += extremes[part].nonZeros
      for j in 0..<order { scan.columnSums[j] += vector(part)[j] }
    }
    for i in 0..<order {
      scan.rowSums[i] += vector(extremes.count)[i]
      scan.diagonal[i] += vector(extremes.count + 1)[i]
    }
  }
}
