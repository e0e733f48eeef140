import MatrixCore

// The same figures from what is stored of a matrix: zeros that are not stored add nothing to any of them.
extension CoefficientScan {
  /// Cost: one pass over the non-zeros of a square matrix.
  public init(_ a: SparseMatrix<Double>) {
    precondition(a.rows == a.columns, "coefficients are square")
    self.init(order: a.rows)
    add(a)
  }

  /// The same for a matrix of regions.
  public init(_ a: borrowing RegionMatrix<Double>) {
    precondition(a.rows == a.columns, "coefficients are square")
    self.init(order: a.rows)
    for k in a.blocks.indices { add(a.blocks[k], StridedMatrix(a.values(of: k))) }
    add(a.rest)
  }

  private mutating func add(_ a: SparseMatrix<Double>) {
    withFigures { figures in
      a.columnIndices.withUnsafeBufferPointer { indices in
        a.values.withUnsafeBufferPointer { values in
          for i in 0..<a.rows {
            for k in a.rowStarts[i]..<a.rowStarts[i + 1] { figures.add(i, Int(indices[k]), values[k]) }
            figures.closeRow(i)
          }
        }
      }
    }
  }

  private mutating func add(_ block: RegionMatrix<Double>.Block, _ values: StridedMatrix<Double>) {
    withFigures { figures in
      for i in block.rows {
        for j in block.columns { figures.add(i, j, values[i - block.rows.lowerBound, j - block.columns.lowerBound]) }
        figures.closeRow(i)
      }
    }
  }

  private mutating func withFigures(_ body: (inout RunningFigures) -> Void) {
    guard !diagonal.isEmpty else { return }
    let (mostBefore, leastBefore, countBefore) = (largest, least, nonZeros)
    let found = rowSums.withUnsafeMutableBufferPointer { rows in
      columnSums.withUnsafeMutableBufferPointer { columns in
        diagonal.withUnsafeMutableBufferPointer { diagonal in
          var figures = RunningFigures(
            rows: rows, columns: columns, diagonal: diagonal, largest: mostBefore, least: leastBefore, count: countBefore)
          body(&figures)
          return (figures.largest, figures.least, figures.count)
        }
      }
    }
    (largest, least, nonZeros) = found
  }
}

/// The figures while elements are added, one after the other.
private struct RunningFigures {
  let rows: UnsafeMutableBufferPointer<Double>
  let columns: UnsafeMutableBufferPointer<Double>
  let diagonal: UnsafeMutableBufferPointer<Double>
  var largest: Double
  var least: Double
  var count: Int
  private var sum = 0.0

  init(
    rows: UnsafeMutableBufferPointer<Double>, columns: UnsafeMutableBufferPointer<Double>,
    diagonal: UnsafeMutableBufferPointer<Double>, largest: Double, least: Double, count: Int
  ) {
    self.rows = rows
    self.columns = columns
    self.diagonal = diagonal
    self.largest = largest
    self.least = least
    self.count = count
  }

  @inline(__always)
  mutating func add(_ i: Int, _ j: Int, _ value: Double) {
    count &+= value != 0 ? 1 : 0
    // Comparisons are false for a NaN: the extremes do not see it, the sums do.
    if value < least { least = value }
    guard i != j else {
      diagonal[i] += value
      return
    }
    let magnitude = abs(value)
    if magnitude > largest { largest = magnitude }
    sum += magnitude
    columns[j] += magnitude
  }

  mutating func closeRow(_ i: Int) {
    rows[i] += sum
    sum = 0
  }
}
