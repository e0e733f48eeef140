import KernelTemplates

/// What one pass over a square matrix tells of it, its diagonal apart.
public struct CoefficientScan: Sendable, Equatable {
  /// Sums of |a_ij| over j ≠ i, and over i ≠ j, plainly added. A NaN stays NaN.
  public var rowSums: [Double]
  public var columnSums: [Double]
  public var diagonal: [Double]
  /// The largest |a_ij|, i ≠ j, and the least a_ij of all, at most 0. Neither sees a NaN.
  public var largest = 0.0
  public var least = 0.0
  public var nonZeros = 0
  /// Where A was also narrowed and is large enough to be scanned in parts: what the parts add to the column sums.
  public internal(set) var groups: RowGroupSums?

  init(order n: Int) {
    rowSums = [Double](repeating: 0, count: n)
    columnSums = rowSums
    diagonal = rowSums
  }

  /// Takes up what is not in the arrays.
  mutating func join(_ figures: ScanFigures) {
    largest = max(largest, figures.largest)
    least = min(least, figures.least)
    nonZeros += figures.nonZeros
  }

  /// Runs `body` on the memory of the arrays.
  mutating func withSums<Result>(_ body: (ScanSums) -> Result) -> Result? {
    rowSums.withUnsafeMutableBufferPointer { rows in
      columnSums.withUnsafeMutableBufferPointer { columns in
        diagonal.withUnsafeMutableBufferPointer { diagonal in
          guard let rows = rows.baseAddress, let columns = columns.baseAddress, let diagonal = diagonal.baseAddress else {
            return nil
          }
          return body(ScanSums(rows: rows, columns: columns, diagonal: diagonal))
        }
      }
    }
  }
}

/// Where the sums of a scan go: n elements each.
struct ScanSums: @unchecked Sendable {
  var rows: UnsafeMutablePointer<Double>
  var columns: UnsafeMutablePointer<Double>
  var diagonal: UnsafeMutablePointer<Double>
}
