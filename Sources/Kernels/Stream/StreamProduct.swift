import KernelTemplates
import MatrixCore

/// A times a few packed columns, part by part.
struct StreamProduct<Stored: MatrixScalar, Scalar: MatrixScalar>: @unchecked Sendable {
  let kernels: ProductKernels<Stored, Scalar>
  let cut: StreamCut
  let a: StridedMatrix<Stored>
  /// The packed columns, then the sums of as many parts as there is room for.
  let scratch: UnsafeMutablePointer<Scalar>

  func columns(_ group: ColumnGroup) -> PackedColumns<Scalar> {
    PackedColumns(
      base: scratch + cut.paddedDepth * group.offset,
      lines: PackedLines(width: group.width, lanes: cut.form == .rows ? kernels.lanes : 1))
  }

  func sums(_ slot: Int, _ group: ColumnGroup) -> PackedColumns<Scalar> {
    PackedColumns(
      base: scratch + (cut.packed + slot * cut.sums + cut.paddedRows * group.offset),
      lines: PackedLines(width: group.width, lanes: cut.form == .columns ? kernels.lanes : 1))
  }

  /// The sums of one part for the rows given, whose first is a multiple of the lanes where columns are combined.
  func run(part: Int, _ rows: Range<Int>, slot: Int) {
    let depth = cut.part(part)
    switch cut.form {
    case .rows: runRows(depth, rows, slot)
    case .panels: runPanels(depth, rows, slot)
    case .columns: runColumns(depth, rows, slot)
    }
  }

  private func runPanels(_ depth: Range<Int>, _ rows: Range<Int>, _ slot: Int) {
    for group in cut.groups {
      let product = group.width == kernels.lanes ? kernels.narrowPanels : kernels.panels
      product(
        rows.count, depth.count, group.width, a.base + (rows.lowerBound * a.rowStride + depth.lowerBound), a.rowStride,
        columns(group).base + depth.lowerBound * group.width, sums(slot, group).base + rows.lowerBound * group.width)
    }
  }

  private func runRows(_ depth: Range<Int>, _ rows: Range<Int>, _ slot: Int) {
    // Several groups find the rows of A in cache: in the second level, for the depth of a part.
    let height = cut.groups.count == 1 ? rows.count : 48
    for i in stride(from: rows.lowerBound, to: rows.upperBound, by: height) {
      let count = min(height, rows.upperBound - i)
      for group in cut.groups {
        kernels.rows[group.width](
          count, depth.count, a.base + (i * a.rowStride + depth.lowerBound), a.rowStride,
          columns(group).base + depth.lowerBound * group.width, sums(slot, group).base + i * group.width)
      }
    }
  }

  private func runColumns(_ depth: Range<Int>, _ rows: Range<Int>, _ slot: Int) {
    let height = cut.groups.count == 1 ? 512 : 256
    for i in stride(from: rows.lowerBound, to: rows.upperBound, by: height) {
      let count = min(height, rows.upperBound - i)
      for group in cut.groups {
        let padded = (count + kernels.lanes - 1) / kernels.lanes * kernels.lanes
        (sums(slot, group).base + i * group.width).update(repeating: 0, count: padded * group.width)
      }
      for j in stride(from: depth.lowerBound, to: depth.upperBound, by: StreamCut.sweep) {
        for group in cut.groups {
          kernels.columns[group.width](
            count, min(StreamCut.sweep, depth.upperBound - j), a.base + (i + j * a.columnStride), a.columnStride,
            columns(group).base + j * group.width, sums(slot, group).base + i * group.width)
        }
      }
    }
  }

  /// Adds the sums of a part to those of the parts before.
  func join(_ slot: Int, _ rows: Range<Int>) {
    let padded = (rows.count + kernels.lanes - 1) / kernels.lanes * kernels.lanes
    for group in cut.groups {
      let count = (cut.form == .columns ? padded : rows.count) * group.width
      let total = sums(0, group).base + rows.lowerBound * group.width
      let part = sums(slot, group).base + rows.lowerBound * group.width
      for k in 0..<count { total[k] += part[k] }
    }
  }
}
