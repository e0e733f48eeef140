/// The elements of a dense matrix that is cut, read along memory. Valid only while the matrix is.
///
/// Specialized functions of a plain type: without them the initializers, which cannot be specialized, run generic loops.
struct RegionElements<Scalar: MatrixScalar> {
  let base: UnsafePointer<Scalar>
  let rowStride: Int
  let columnStride: Int

  init(_ dense: MatrixView<Scalar>) { (base, rowStride, columnStride) = (dense.base, dense.rowStride, dense.columnStride) }

  /// The elements of a block that are not zero, NaN among them.
  @_specialize(where Scalar == Double)
  @_specialize(where Scalar == Float)
  func nonZeros(_ rows: Range<Int>, _ columns: Range<Int>) -> Int {
    let isByRows = columnStride == 1 || rowStride != 1
    let (lines, along) = isByRows ? (rows, columns) : (columns, rows)
    let (lineStride, stride) = isByRows ? (rowStride, columnStride) : (columnStride, rowStride)
    var count = 0
    for i in lines {
      let line = base + i &* lineStride
      if stride == 1 {
        for j in along { count &+= line[j] != 0 ? 1 : 0 }
      } else {
        for j in along { count &+= line[j &* stride] != 0 ? 1 : 0 }
      }
    }
    return count
  }

  /// Appends those of one row to compressed rows.
  @_specialize(where Scalar == Double)
  @_specialize(where Scalar == Float)
  func append(_ row: Int, _ columns: Range<Int>, to indices: inout [Int32], _ values: inout [Scalar]) {
    let line = base + row &* rowStride
    for j in columns {
      let value = line[j &* columnStride]
      guard value != 0 else { continue }
      indices.append(Int32(truncatingIfNeeded: j))
      values.append(value)
    }
  }

  /// Copies a block to contiguous memory, by rows.
  @_specialize(where Scalar == Double)
  @_specialize(where Scalar == Float)
  func copy(_ rows: Range<Int>, _ columns: Range<Int>, to target: UnsafeMutablePointer<Scalar>) {
    var row = target
    for i in rows {
      let line = base + (i &* rowStride &+ columns.lowerBound &* columnStride)
      for j in 0..<columns.count { row[j] = line[j &* columnStride] }
      row += columns.count
    }
  }
}
