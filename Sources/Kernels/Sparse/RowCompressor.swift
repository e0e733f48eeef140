/// Compressed rows that are being filled. Valid only inside the call that made it.
struct CompressedRows: @unchecked Sendable {
  /// Where the rows begin, and the end.
  let starts: UnsafePointer<Int>
  /// Where the next entry of each row goes.
  let next: UnsafeMutablePointer<Int>
  let indices: UnsafeMutablePointer<Int32>
  let values: UnsafeMutablePointer<Double>

  /// Puts an element in its row if it is not zero. Where the row has no room its end is passed, which tells that there are
  /// more entries than were counted.
  @inline(__always)
  func append(_ value: Double, _ row: Int, _ column: Int) {
    guard value != 0 else { return }
    let place = next[row]
    next[row] = place &+ 1
    guard place < starts[row &+ 1] else { return }
    (indices + place).initialize(to: Int32(truncatingIfNeeded: column))
    (values + place).initialize(to: value)
  }
}

/// Picks the non-zeros of Z diag(s), along memory.
struct RowCompressor: @unchecked Sendable {
  let z: StridedMatrix<Double>
  /// nil for ones.
  let scale: UnsafePointer<Double>?

  /// Rows of column-major Z that are taken together. More read longer pieces of each column, fewer write to
  /// fewer places; a walk along each row alone would take a line of memory for every element.
  static let height = 64

  func store(_ rows: Range<Int>, _ target: CompressedRows) {
    forEach(rows) { value, i, j in target.append(value, i, j) }
  }

  fileprivate var isByRows: Bool { z.columnStride == 1 || z.rowStride != 1 }

  /// The elements of some rows, columns ascending in each row.
  @inline(__always)
  fileprivate func forEach(_ rows: Range<Int>, _ body: (_ value: Double, _ row: Int, _ column: Int) -> Void) {
    if !isByRows {
      for first in stride(from: rows.lowerBound, to: rows.upperBound, by: Self.height) {
        for j in 0..<z.columns {
          let column = z.base + j &* z.columnStride
          let factor = scale.map { $0[j] }
          for i in first..<min(first + Self.height, rows.upperBound) {
            body(factor.map { $0 * column[i] } ?? column[i], i, j)
          }
        }
      }
    } else {
      for i in rows {
        let row = z.base + i &* z.rowStride
        for j in 0..<z.columns {
          let value = row[j &* z.columnStride]
          body(scale.map { value * $0[j] } ?? value, i, j)
        }
      }
    }
  }
}

/// Counts them.
struct RowCounter: @unchecked Sendable {
  let compressor: RowCompressor
  /// One a row.
  let counts: UnsafeMutablePointer<Int>

  func count(_ rows: Range<Int>) {
    guard compressor.isByRows else {
      compressor.forEach(rows) { value, i, _ in counts[i] &+= value != 0 ? 1 : 0 }
      return
    }
    for row in rows {
      var count = 0
      compressor.forEach(row..<row + 1) { value, _, _ in count &+= value != 0 ? 1 : 0 }
      counts[row] = count
    }
  }
}
